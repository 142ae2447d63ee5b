"""Plans as JSON."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.harmony.chord import CHORD_NUMBERS, Chord, numbered_chord
from chopin_studio.music.plan.character import Character
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar, Section
from chopin_studio.music.plan.plan_json import plan_from_json, plan_to_json

PLAN = Plan(
    (
        PlannedBar(),
        PlannedBar(Likeness.NEW, chords=(Chord(0), None)),
        PlannedBar(Likeness.VARIED, 1, -2, (), Character(1, 0, 7)),
    ),
    (Section("A", 1), Section("A", 1, Likeness.VARIED, -2)),
    first_bar=1,
)

levels = st.integers(0, 7)
chords = st.integers(0, CHORD_NUMBERS - 1).map(numbered_chord)


@st.composite
def plans(draw):
    bars = []
    for number in range(draw(st.integers(0, 6))):
        likeness = draw(st.sampled_from(Likeness)) if number else Likeness.NEW
        source = draw(st.integers(0, number - 1)) if likeness.has_source else None
        bars.append(
            PlannedBar(
                likeness,
                source,
                draw(st.integers(-12, 12)) if likeness.has_source else 0,
                tuple(draw(st.lists(chords, max_size=4))),
                Character(draw(levels), draw(levels), draw(levels)),
            )
        )
    return Plan(tuple(bars), first_bar=draw(st.integers(0, 3)))


@given(plans())
def test_a_plan_is_read_as_it_was_written(plan):
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


def test_sections_are_kept_and_open_bars_take_no_room():
    written = plan_to_json(PLAN)
    assert plan_from_json(written) == PLAN
    assert written["bars"][0] == {}


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        [],
        {},
        plan_to_json(PLAN) | {"first_bar": -1},
        plan_to_json(PLAN) | {"bars": [{"likeness": "nearly"}]},
        plan_to_json(PLAN) | {"bars": [{"likeness": "exact", "source": 0}]},
        plan_to_json(PLAN) | {"bars": [{"chords": [CHORD_NUMBERS]}]},
        plan_to_json(PLAN) | {"bars": [{"chords": [0] * 1000}]},
        plan_to_json(PLAN) | {"bars": [{"character": [1, 2]}]},
        plan_to_json(PLAN) | {"bars": 10**4},
        plan_to_json(PLAN) | {"sections": [{"letter": "AA", "bars": 1}]},
    ],
)
def test_what_is_no_plan_is_refused(wrong):
    with pytest.raises((KeyError, ValueError)):
        plan_from_json(wrong)


def test_the_first_bars_can_be_taken_away_and_put_back():
    rest = PLAN.without_first(1)
    assert rest.bars == (PLAN.bars[1], replace(PLAN.bars[2], source=0))
    assert rest.sections == PLAN.sections
    assert rest.first_bar == 0
    assert rest.after(PLAN, 1) == PLAN


def test_a_bar_whose_source_is_taken_away_is_new():
    rest = PLAN.without_first(2)
    assert rest.bars == (PlannedBar(Likeness.NEW, character=Character(1, 0, 7)),)
    assert rest.sections == (Section("A", 1, Likeness.VARIED, -2),)
