"""A plan along the bars of a take."""

import numpy as np

from chopin_studio.engine.expressive.plan_timeline import PlanTimeline, Source
from chopin_studio.music.harmony.chord import Chord, Quality, chord_number
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.plan.character import Character
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar

WALTZ = MeterMap((MeterChange(0, 3, 4),))
BAR, BEAT = 1440, 480
C, F, G7 = Chord(0), Chord(5), Chord(7, Quality.DOMINANT_SEVENTH)
PLAN = Plan(
    (
        PlannedBar(Likeness.NEW, chords=(C, C, F), character=Character(density=3)),
        PlannedBar(Likeness.VARIED, source=0, transposition=2, chords=(G7, None, C)),
    )
)
C_, F_, G7_ = map(chord_number, (C, F, G7))


def conditions(*ticks, plan=PLAN, meters=WALTZ):
    return PlanTimeline(plan, meters).conditions(np.array(ticks)).tolist()


def test_each_beat_has_its_chord_and_that_of_the_next():
    assert [row[1:3] for row in conditions(0, BEAT, 2 * BEAT, BAR - 1)] == [
        [C_, C_],
        [C_, F_],
        [F_, G7_],
        [F_, G7_],
    ]
    assert [row[1:3] for row in conditions(BAR, BAR + BEAT, 2 * BAR - 1)] == [
        [G7_, 0],
        [0, C_],
        [C_, 0],
    ]


def test_each_bar_has_its_likeness_and_character():
    assert [(row[0], row[3:]) for row in conditions(BAR - 1, BAR)] == [
        (Likeness.NEW, [3, 0, 0]),
        (Likeness.VARIED, [0, 0, 0]),
    ]


def test_behind_the_plan_and_without_one_everything_is_open():
    assert conditions(2 * BAR, 100 * BAR) == [[0] * 6] * 2
    assert conditions(0, 5 * BAR, plan=Plan()) == [[0] * 6] * 2


def test_the_place_of_a_note_has_the_plan_at_that_place():
    places = PlanTimeline(PLAN, WALTZ).places(np.array([BEAT, BAR, 2 * BAR])).tolist()
    assert places == [[Likeness.NEW, C_], [Likeness.VARIED, G7_], [0, 0]]


def test_sources_are_those_of_the_bar_and_of_the_next():
    timeline = PlanTimeline(PLAN, WALTZ)
    source = Source(0, BAR, 2, Likeness.VARIED)
    assert timeline.source_at(BAR - 1) is None
    assert timeline.source_after(BAR - 1) == timeline.source_at(BAR) == source
    assert timeline.source_after(BAR) is None


def test_in_compound_meters_a_chord_has_three_eighths():
    plan = Plan((PlannedBar(Likeness.NEW, chords=(C, F)),))
    told = conditions(719, 720, plan=plan, meters=MeterMap((MeterChange(0, 6, 8),)))
    assert [row[1] for row in told] == [C_, F_]


def test_a_bar_that_is_cut_short_has_fewer_beats():
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(BEAT, 4, 4)))
    plan = Plan((PlannedBar(Likeness.NEW, chords=(C, C, C, C)), PlannedBar(chords=(F,) * 4)))
    assert [row[1:3] for row in conditions(0, BEAT, plan=plan, meters=meters)] == [
        [C_, F_],
        [F_, F_],
    ]
