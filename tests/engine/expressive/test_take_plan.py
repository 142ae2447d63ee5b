"""The plans of takes: what is asked for, and the studio's own for the rest."""

from dataclasses import replace

import numpy as np
import pytest

from chopin_studio.engine.continuation.continuation import carry_on
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.expressive.seed_rows import seed_rows
from chopin_studio.engine.expressive.take_plan import take_plan
from chopin_studio.engine.generator import Opening, generate
from chopin_studio.engine.planning.planner import loaded_planner
from chopin_studio.engine.planning.return_shares import return_shares
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage, RandomStart
from chopin_studio.engine.settings import UNPLANNED, GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.chord import Chord, Quality
from chopin_studio.music.harmony.progression import ProgressionError
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.character import Character
from chopin_studio.music.plan.form_text import FormError, form_text
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.settings.definition import SettingsError
from tests.engine.expressive.takes import made, take
from tests.expressive_models import write_expressive_model

MARCH, NOTHING = LibraryStart("march"), RandomStart()
PLANNED = {"start": NOTHING, "key": "C major", "meter": "4/4", "form": "A A' B A", "phrase": 4}
PLANNED_LENGTH = {"start": NOTHING, "key": "C major", "meter": "4/4", "bars": 16}
G7 = Chord(7, Quality.DOMINANT_SEVENTH)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models") / "expressive-16"
    return write_expressive_model(folder, version=2)


@pytest.fixture(scope="module")
def older(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("older") / "expressive-16")


@pytest.fixture(scope="module")
def planner():
    return loaded_planner(WarmStarts())


def plan_of(bundle, planner, **settings):
    asked = GenerationSettings(**settings)
    seed = seed_rows(bundle, asked, np.random.default_rng(asked.random_state))
    return take_plan(asked, seed, asked.random_state, planner)


def test_the_form_that_is_asked_for_is_planned(bundle, planner):
    plan = plan_of(bundle, planner, **PLANNED)
    assert form_text(plan.sections, 4) == "A A′ B A"
    assert len(plan.bars) == 16
    assert [bar.source for bar in plan.bars[12:]] == [0, 1, 2, 3]
    assert {bar.likeness for bar in plan.bars[12:15]} == {Likeness.EXACT}
    assert plan.bars[4].likeness is Likeness.VARIED
    # The last bar ends the piece, which the one it returns to did not.
    assert plan.bars[15].likeness is Likeness.LOOSE


@pytest.mark.parametrize(("returns", "likeness"), [("varied", 4), ("loose", 3)])
def test_sections_return_as_literally_as_is_asked_for(bundle, planner, returns, likeness):
    plan = plan_of(bundle, planner, **PLANNED, returns=returns)
    assert {bar.likeness for bar in plan.bars[12:14]} == {likeness}


def test_the_progression_that_is_asked_for_is_repeated_over_the_new_bars(bundle, planner):
    plan = plan_of(bundle, planner, **PLANNED, chords="C Am Dm G7")
    for number, bar in enumerate(plan.bars):
        chord = (Chord(0), Chord(9, Quality.MINOR), Chord(2, Quality.MINOR), G7)[number % 4]
        assert bar.chords == (chord,) * 4


def test_degrees_are_those_of_the_take_s_key(bundle, planner):
    plan = plan_of(bundle, planner, **PLANNED | {"key": "D major"}, chords="V7")
    assert plan.bars[0].chords[0] == replace(G7, root=9)


def test_the_studio_s_own_plan_has_returns_chords_and_an_ending(bundle, planner):
    own = {"start": NOTHING, "key": "A minor", "meter": "3/4", "bars": 48}
    plans = [plan_of(bundle, planner, **own, random_state=state) for state in range(8)]
    for plan in plans:
        assert len(plan.bars) == 48
        assert all(len(bar.chords) == 3 and bar.chords[0] for bar in plan.bars)
        assert plan.bars[-1].chords[-1] == Chord(9, Quality.MINOR)
        assert 0.2 < return_shares(plan.bars).returning < 0.6
    assert len({form_text(plan.sections) for plan in plans}) > 3
    assert plans[0] == plan_of(bundle, planner, **own, random_state=0)


def test_the_seed_s_bars_are_planned_as_they_are(bundle, planner):
    plan = plan_of(bundle, planner, start=MARCH, bars=8)
    # The march has a fifth on each beat of its first bar, and on the first beat of the second.
    assert len(plan.bars) == 2 + 8
    assert plan.bars[0].likeness is Likeness.NEW
    assert plan.bars[0].chords[1:] == (Chord(10, Quality.MINOR),) * 3
    assert plan.bars[0].character == Character()


def test_the_character_that_is_asked_for_holds_behind_the_seed(bundle, planner):
    plan = plan_of(bundle, planner, start=MARCH, bars=8, density=6, loudness=1)
    assert {bar.character for bar in plan.bars[2:]} == {Character(6, 0, 1)}


def test_music_without_a_plan_is_left_to_the_model(bundle, planner):
    plan = plan_of(bundle, planner, start=NOTHING, bars=8, form=UNPLANNED, chords=UNPLANNED)
    assert plan == Plan((PlannedBar(),) * 8)


def test_of_a_seed_no_more_is_told_than_of_what_follows(bundle, planner):
    """A network has learned from music of which the same is told from beginning to end."""
    asked = {"start": MARCH, "bars": 8}
    free_form = plan_of(bundle, planner, **asked, form=UNPLANNED)
    assert {bar.likeness for bar in free_form.bars} == {Likeness.UNPLANNED}
    assert all(bar.chords for bar in free_form.bars)
    free_chords = plan_of(bundle, planner, **asked, chords=UNPLANNED)
    assert not any(bar.chords for bar in free_chords.bars)
    assert free_chords.bars[0].likeness is Likeness.NEW


def with_first_bar(short_beats, silent_beats=0):
    """Return music in 4/4 whose first bar is short, or begins with silence."""
    first = short_beats * 480 or 1920
    meters = [MeterChange(0, 4, 4)]
    if short_beats:
        meters = [MeterChange(0, short_beats, 4), MeterChange(first, 4, 4)]
    ticks = [*range(silent_beats * 480, first, 480), *range(first, first + 3 * 1920, 480)]
    notes = tuple(Note(60 + k % 5, 80, tick, 480, Hand.RIGHT) for k, tick in enumerate(ticks))
    music = Excerpt(notes, meters=MeterMap(tuple(meters)), keys=(KeyChange(0, Key(0)),))
    return ExcerptStart(music)


@pytest.mark.parametrize(
    ("short", "silent", "first"), [(1, 0, 1), (2, 1, 1), (0, 3, 1), (0, 1, 0), (0, 0, 0)]
)
def test_the_form_begins_behind_a_pickup(bundle, planner, short, silent, first):
    start = with_first_bar(short, silent)
    plan = plan_of(bundle, planner, start=start, form="A B", phrase=4)
    assert plan.first_bar == first
    assert len(plan.bars) == first + 8
    older = plan_of(bundle, planner, start=start, form="A B", phrase=4, sampler=3)
    assert older.first_bar == (first if not short else 0)


@pytest.mark.parametrize("bars", [0, 1, 2])
def test_a_plan_that_ends_within_the_seed_is_refused(bundle, bars):
    plan = Plan((PlannedBar(Likeness.NEW),) * bars)
    asked = GenerationSettings(start=MARCH, bars=4, plan=plan)
    with pytest.raises(SettingsError, match=rf"2 bars, and the plan only {bars}: .* longer plan"):
        next(generate(bundle, asked))
    longer = replace(asked, plan=Plan((PlannedBar(Likeness.NEW),) * 3))
    assert isinstance(next(generate(bundle, longer)), Opening)


def test_music_goes_on_behind_its_plan(bundle):
    """The plan of a take whose length is in notes may end before it does."""
    ((opening, steps),) = made(bundle, **PLANNED | {"form": "A B"})
    music = replace(whole_take([opening, *steps]), seed_end_tick=0)
    start = ExcerptStart(music, Passage(6 * 1920))
    short = replace(opening.plan, bars=opening.plan.bars[:3], sections=())
    asked = GenerationSettings(start=start, notes=4, plan=short)
    assert isinstance(next(generate(bundle, asked)), Opening)


def test_a_seed_as_long_as_the_form_is_refused(bundle, planner):
    with pytest.raises(SettingsError, match=r"2 bars, .* longer form"):
        plan_of(bundle, planner, start=MARCH, form="A", phrase=1)


def test_mistakes_are_refused_before_anything_is_generated(bundle, planner):
    with pytest.raises(FormError, match="no section"):
        plan_of(bundle, planner, **PLANNED | {"form": "A ? B"})
    with pytest.raises(ProgressionError):
        plan_of(bundle, planner, **PLANNED, chords="C Hello")


def test_no_bar_of_the_studio_s_own_returns_in_a_far_key(bundle, planner):
    own = {"start": NOTHING, "key": "A minor", "meter": "3/4", "bars": 64}
    plans = [plan_of(bundle, planner, **own, random_state=state) for state in range(6)]
    moves = {
        bar.transposition % 12
        for plan in plans
        for begin, section in plan.placed_sections()
        for bar in plan.bars[begin : begin + section.bars]
        if bar.transposition != section.transposition
    }
    assert moves <= {0, 5, 7}
    asked = plan_of(bundle, planner, **PLANNED | {"form": "A A(+2)"})
    assert {bar.transposition for bar in asked.bars[4:7]} == {2}


def test_a_form_that_does_not_end_goes_on_as_long_as_the_take(bundle, planner):
    plan = plan_of(bundle, planner, **PLANNED, ends=False, notes=400)
    assert form_text(plan.sections, 4).startswith("A A′ B A ")
    assert len(plan.bars) == 400 // 8 + 1
    assert plan.bars[15].likeness is Likeness.EXACT


# Takes with plans


def test_a_take_has_as_many_bars_as_its_form_and_the_opening_tells_the_plan(bundle):
    ((opening, steps),) = made(bundle, **PLANNED)
    assert form_text(opening.plan.sections, 4) == "A A′ B A"
    music = whole_take([opening, *steps])
    assert music.meters.bar_at(music.notes[-1].onset_tick).number == 16


def test_a_take_whose_form_does_not_end_breaks_off_after_its_notes(bundle):
    ((_, steps),) = made(bundle, **PLANNED, ends=False, notes=30)
    assert 30 <= len(steps) < 40


def test_a_take_of_an_older_model_has_no_plan(older):
    ((opening, _),) = made(older, start=MARCH, bars=2)
    assert opening.plan == Plan()


@pytest.mark.parametrize("asked", [{"form": "A A"}, {"chords": "C"}, {"density": 3}])
def test_older_models_refuse_what_they_cannot_follow(older, asked):
    with pytest.raises(SettingsError, match="Choose another model"):
        made(older, start=MARCH, bars=2, **asked)


def test_a_take_is_the_same_again_and_with_its_plan_given(bundle):
    first, other = take(bundle, **PLANNED), take(bundle, **PLANNED, random_state=1)
    assert take(bundle, **PLANNED) == first != other
    ((opening, _),) = made(bundle, **PLANNED)
    assert take(bundle, **PLANNED, plan=opening.plan) == first


def test_several_takes_have_plans_of_their_own(bundle):
    asked = {"start": NOTHING, "bars": 8, "meter": "4/4", "key": "C major"}
    two = made(bundle, **asked, takes=2)
    assert two[0][0].plan != two[1][0].plan
    assert whole_take([two[1][0], *two[1][1]]) == take(bundle, **asked, random_state=1)


def test_exact_returns_can_be_leaned_on(bundle):
    """Random weights return to nothing by themselves."""
    asked = PLANNED | {"form": "A B A"}
    music = take(bundle, **asked)
    samplings = {
        name: replace(sampling, toward_source=40.0)
        for name, sampling in bundle.family.samplings.items()
    }
    own = replace(bundle, manifest=replace(bundle.manifest, sampling=samplings))
    leaning = take(own, **asked)
    # What the hands hold from the section before can be in the way of a return.
    assert agreement(leaning, 0, 8) > agreement(music, 0, 8) + 0.3


def agreement(music, first, second, bars=3):
    """Return F1 between bars of music in 4/4."""

    def notes(begin):
        ticks = range(begin * 1920, (begin + bars) * 1920)
        return {(n.onset_tick - ticks[0], n.pitch) for n in music.notes if n.onset_tick in ticks}

    one, two = notes(first), notes(second)
    return 2 * len(one & two) / (len(one) + len(two))


def test_planned_chords_can_be_leaned_on(bundle):
    asked = PLANNED | {"chords": "C", "form": "A B"}
    samplings = dict(bundle.family.samplings)
    samplings["pitch"] = replace(samplings["pitch"], toward_chord=20.0)
    own = replace(bundle, manifest=replace(bundle.manifest, sampling=samplings))
    notes = take(own, **asked).notes
    assert sum(note.pitch % 12 in (0, 4, 7) for note in notes) / len(notes) > 0.9


# Music that goes on


def test_a_passage_keeps_the_plan_of_the_music_around_it(bundle):
    ((opening, steps),) = made(bundle, **PLANNED)
    music = replace(whole_take([opening, *steps]), seed_end_tick=0)
    passage = ExcerptStart(music, Passage(8 * 1920, 12 * 1920))
    plan = opening.plan.with_chords(8, (G7,) * 4)
    ((varied, _),) = made(bundle, start=passage, plan=plan)
    assert varied.plan == plan


@pytest.mark.parametrize("bars", [1, 4])
def test_of_a_passage_without_a_plan_no_more_is_planned(bundle, older, bars):
    music = replace(take(older, **PLANNED_LENGTH), seed_end_tick=0)
    passage = ExcerptStart(music, Passage(8 * 1920, (8 + bars) * 1920))
    ((varied, steps),) = made(bundle, start=passage)
    assert len(varied.plan.bars) == 8 + bars
    assert all(bar.chords for bar in varied.plan.bars)
    assert varied.plan.bars[8].likeness is not Likeness.UNPLANNED
    assert {step.notes[0].onset_tick // 1920 for step in steps} & set(range(8, 8 + bars))
    ((before, _),) = made(bundle, start=passage, sampler=3)
    assert len(before.plan.bars) > 200


def test_music_that_goes_on_is_planned_on(bundle):
    ((opening, steps),) = made(bundle, **PLANNED | {"form": "A B"})
    music = replace(whole_take([opening, *steps]), seed_end_tick=0)
    start = ExcerptStart(music, Passage(8 * 1920))
    ((longer, _),) = made(bundle, start=start, bars=8, random_state=5)
    assert len(longer.plan.bars) == 16
    assert all(bar.chords for bar in longer.plan.bars)


def test_long_music_goes_on_from_its_end(bundle):
    long = Excerpt(tuple(Note(60 + k // 8 % 12, 80, 240 * k, 240, Hand.RIGHT) for k in range(800)))
    start = ExcerptStart(long, Passage(800 * 240))
    seed = seed_rows(bundle, GenerationSettings(start=start), np.random.default_rng(0))
    assert (len(seed.rows), seed.end_tick) == (800, 800 * 240)
    ((opening, steps),) = made(bundle, start=start, notes=12, plan=Plan((PlannedBar(),) * 110))
    assert len(opening.excerpt.notes) == 800
    assert 0 <= steps[0].notes[0].onset_tick - 800 * 240 <= 192 * 20


def test_the_plan_of_played_music_counts_bars_as_the_model_reads_them(bundle):
    """Its first note comes a little before a bar line, and belongs to the bar behind it."""
    early = (Note(60, 80, 1915, 200, Hand.RIGHT),)
    music = Excerpt(early + tuple(Note(62, 80, 480 * k, 400, Hand.RIGHT) for k in range(5, 16)))
    plan = Plan(
        (*(PlannedBar(),) * 4, PlannedBar(Likeness.EXACT, 1), PlannedBar(Likeness.EXACT, 2))
    )
    start = ExcerptStart(music, Passage(4 * 1920))
    asked = GenerationSettings(start=start, notes=8, plan=plan)
    heard = []

    def make(settings):
        heard.append((settings.plan, seed_rows(bundle, settings, np.random.default_rng(0))))
        return iter(())

    list(carry_on(make, bundle.family, bundle, asked, start, start.passage))
    ((planned, seed),) = heard
    # The bar that the passage begins with returns to the first that the model hears.
    assert seed.frame.meters.bar_at(seed.end_tick).number == 4
    assert planned.bars[3] == PlannedBar(Likeness.EXACT, 0)


def test_generation_can_be_stopped_at_any_note(bundle):
    events = generate(bundle, GenerationSettings(**PLANNED))
    assert isinstance(next(events), Opening)
    next(events)
    events.close()
