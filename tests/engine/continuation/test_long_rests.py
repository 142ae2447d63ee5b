"""Music with rests too long for a model: its bars, and the plan's, stay those of the music."""

from collections import Counter

import pytest

from chopin_studio.engine.expressive import generate as generating
from chopin_studio.engine.expressive.openings import LONGEST_WAIT_TICKS
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import ExcerptStart, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.music.splicing import kept_until
from tests.engine.expressive.takes import biased, made
from tests.expressive_models import write_expressive_model

BAR = 3 * 480
SILENT = 7
"""How many bars of rest there are: about three times as long as a model can wait."""

TUNE = (60, 64, 67)


def music_with_rest(bars_before=1, bars_after=3):
    """Return three quarter notes a bar, with a rest of SILENT bars after the first bars."""
    numbers = [*range(bars_before), *range(bars_before + SILENT, bars_before + SILENT + bars_after)]
    notes = [
        Note(pitch + number, 80, number * BAR + beat * 480, 480, Hand.RIGHT)
        for number in numbers
        for beat, pitch in enumerate(TUNE)
    ]
    return Excerpt(
        tuple(notes),
        meters=MeterMap((MeterChange(0, 3, 4),)),
        keys=(KeyChange(0, Key.named("C major")),),
        title="With a rest",
    )


@pytest.fixture(scope="module")
def planning(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("planning") / "expressive-16", version=2)


@pytest.fixture
def constraints(monkeypatch):
    """Collect the constraints of the takes that are generated."""
    found = []
    take = generating.ExpressiveTake

    def spy(*arguments):
        found.append((arguments[1], arguments[2]))
        return take(*arguments)

    monkeypatch.setattr(generating, "ExpressiveTake", spy)
    return found


def test_the_notes_of_a_seed_keep_their_places_in_their_bars(planning):
    ((opening, _),) = made(planning, start=ExcerptStart(music_with_rest()), notes=2)
    seed = opening.excerpt
    places = Counter(
        (note.onset_tick - seed.meters.bar_at(note.onset_tick).start_tick) // 480
        for note in seed.notes
    )
    assert places == {0: 4, 1: 4, 2: 4}
    gap = seed.notes[3].onset_tick - seed.notes[2].onset_tick
    assert LONGEST_WAIT_TICKS - BAR < gap <= LONGEST_WAIT_TICKS
    assert opening.notices == ("Your music has a rest of more than 8 beats, which is shortened.",)


def test_a_passage_after_a_rest_begins_at_the_network_s_bar_line(planning, constraints):
    music = music_with_rest(bars_after=0)
    start = ExcerptStart(music, Passage((1 + SILENT) * BAR))
    made(planning, start=start, bars=2)
    ((_, told),) = constraints
    assert told.begin_tick % BAR == 0
    assert told.end_tick - told.begin_tick == 2 * BAR


@pytest.mark.parametrize("bars_after", [0, 1, 3])
def test_the_network_reads_the_planned_bar_that_the_music_is_in(planning, constraints, bars_after):
    music = music_with_rest(2, bars_after)
    count = 2 + SILENT + bars_after
    bars = [PlannedBar(Likeness.NEW)] * count
    planned = Plan((*bars, PlannedBar(Likeness.EXACT, 1, 2), PlannedBar(Likeness.EXACT, 0, 5)))
    start = ExcerptStart(kept_until(music, count * BAR), Passage(count * BAR))
    ((opening, _),) = made(planning, start=start, bars=2, plan=planned)
    assert opening.plan == planned
    ((rows, told),) = constraints
    begin = told.frame.meters.bar_at(told.begin_tick).number - 1
    assert told.plan.bar(begin) == PlannedBar(Likeness.EXACT, 1, 2)
    assert told.plan.bar(begin + 1) == PlannedBar(Likeness.EXACT, 0, 5)
    assert len(told.plan.bars) == begin + 2
    assert len(rows) == len(music.notes)


def test_the_studio_s_own_plan_has_the_bars_of_the_rest(planning):
    music = music_with_rest(2, 2)
    count = 4 + SILENT
    start = ExcerptStart(music, Passage(count * BAR))
    ((opening, steps),) = made(planning, start=start, bars=6)
    assert len(opening.plan.bars) == count + 6
    assert opening.plan.bars[2:7] == (PlannedBar(),) * 5
    assert opening.plan.bars[count].likeness is not Likeness.UNPLANNED
    assert steps[0].notes[0].onset_tick >= count * BAR


def test_older_takes_read_rests_as_they_did(planning, constraints):
    start = ExcerptStart(music_with_rest(bars_after=0), Passage((1 + SILENT) * BAR))
    made(planning, start=start, bars=2, sampler=3)
    ((_, told),) = constraints
    assert told.begin_tick == 2 * 480 + LONGEST_WAIT_TICKS


def test_a_passage_s_notes_are_put_where_its_bars_are(tmp_path):
    bundle = biased(tmp_path, delta_onset={24: 50.0})
    start = ExcerptStart(music_with_rest(bars_after=0), Passage((1 + SILENT) * BAR))
    settings = GenerationSettings(start, bars=2)
    _, *steps = generate(bundle, settings)
    assert {step.notes[0].onset_tick % 480 for step in steps} == {0}
