"""The plan of a piece as a value."""

import pytest

from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar, Section

NEW = PlannedBar(Likeness.NEW)


def test_a_bar_has_a_source_exactly_where_it_is_like_one() -> None:
    assert PlannedBar(Likeness.EXACT, source=0).source == 0
    with pytest.raises(ValueError, match="source"):
        PlannedBar(Likeness.EXACT)
    with pytest.raises(ValueError, match="source"):
        PlannedBar(Likeness.NEW, source=0)


def test_a_bar_returns_only_to_an_earlier_one() -> None:
    assert Plan((NEW, PlannedBar(Likeness.VARIED, source=0))).bars[1].source == 0
    with pytest.raises(ValueError, match="cannot return"):
        Plan((NEW, PlannedBar(Likeness.VARIED, source=1)))


def test_behind_the_plan_nothing_is_planned() -> None:
    assert Plan((NEW,)).bar(1) == PlannedBar()
    assert Plan((NEW,)).bar(0) == NEW


def test_sections_follow_each_other() -> None:
    plan = Plan(sections=(Section("A", 8), Section("B", 4), Section("A", 8)), first_bar=1)
    assert [begin for begin, _ in plan.placed_sections()] == [1, 9, 13]


def test_chords_of_a_bar_can_be_changed() -> None:
    changed = Plan((NEW, NEW)).with_chords(1, (Chord(0), None))
    assert changed.bars[1].chords == (Chord(0), None)
    assert changed.bars[0] == NEW
    with pytest.raises(ValueError, match="no bar 2"):
        changed.with_chords(2, ())


@pytest.mark.parametrize(
    "wrong", [{"letter": "a"}, {"letter": "AB"}, {"bars": 0}, {"transposition": 13}]
)
def test_a_section_is_checked(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Section(**{"letter": "A", "bars": 8, **wrong})  # type: ignore[arg-type]
