from itertools import groupby, pairwise

import pytest

from chopin_studio.engine.expressive.loop_guard import MOST_HELD, Loop, LoopWatch
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.music.meter import Bar, MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from tests.engine.expressive.takes import biased, made, take
from tests.expressive_models import MARCH_SEED, write_expressive_model

METERS = MeterMap((MeterChange(0, 3, 4),))
BAR = 3 * 480
STEADY = {
    "delta_onset": {24: 10.0},
    "pitch": {30: 8.0},
    "duration": {20: 11.0},
    "hand": {0: 11.0},
}
"""Weights that make one and the same bar, unless they are heated."""

STUCK = {name: dict.fromkeys(classes, 99.0) for name, classes in STEADY.items()}
"""Weights that heat cannot help."""


def bar(number: int, *pitches: int, hand: Hand = Hand.RIGHT) -> tuple[Bar, list[Note]]:
    """Return a bar, counted from 1, and its notes, a beat each."""
    found = METERS.bar_at((number - 1) * BAR)
    onsets = range(found.start_tick, found.end_tick, 480)
    notes = [Note(p, 80, tick, 480, hand) for p, tick in zip(pitches, onsets, strict=False)]
    return found, notes


def watched(*bars: tuple[Bar, list[Note]]) -> list[bool]:
    """Return of each bar whether it would be a loop."""
    watch, found = LoopWatch(), []
    for each in bars:
        found.append(bool(watch.loop_in(*each)))
        watch.add(*each)
    return found


def contents(music):
    """Return what every bar that has notes holds, from the seed's end on."""
    bar_of = music.meters.bar_at
    notes = [note for note in music.notes if note.onset_tick >= music.seed_end_tick]
    bars = groupby(notes, key=lambda note: bar_of(note.onset_tick).number)
    return [
        [(n.onset_tick - bar_of(n.onset_tick).start_tick, n.pitch, n.duration_tick) for n in held]
        for _, held in bars
    ]


def longest_run(values):
    return max(len(list(run)) for _, run in groupby(values))


# What is watched for


def test_a_bar_may_come_three_times_in_a_row_and_not_a_fourth():
    assert watched(*(bar(k, 60, 64, 67) for k in range(1, 6))) == [False, False, False, True, True]


def test_a_bar_with_another_pitch_hand_or_rhythm_is_another():
    same = [bar(k, 60, 64, 67) for k in (1, 2, 3)]
    for other in (bar(4, 60, 64, 68), bar(4, 60, 64), bar(4, 60, 64, 67, hand=Hand.LEFT)):
        assert not any(watched(*same, other))


def test_bars_between_which_one_is_empty_do_not_come_in_a_row():
    assert not any(watched(*(bar(k, 60, 64, 67) for k in (1, 2, 3, 5, 6, 7))))


def test_two_bars_in_turn_are_no_loop_of_one():
    assert not any(watched(*(bar(k, 60, 64 + k % 2, 67) for k in range(1, 12))))


def test_one_pitch_may_come_fifteen_times_in_a_row_and_not_a_sixteenth():
    # Bars of two and of three notes, so that none comes four times in a row.
    bars = [bar(k, *(2 + k % 2) * [60]) for k in range(1, 7)]
    assert sum(len(notes) for _, notes in bars) == 15
    assert watched(*bars, bar(7, 60)) == 6 * [False] + [True]
    assert watched(*bars, bar(7, 62, 60)) == 7 * [False]
    assert not any(watched(*bars[:3], bar(4, 61, 60, 60), *bars[4:]))


def test_the_sixteenth_of_one_pitch_is_one_too_many_wherever_it_stands_in_its_bar():
    bars = [bar(k, *(2 + k % 2) * [60]) for k in range(1, 7)]
    for last in ((60, 62), (60, 60, 60)):
        assert watched(*bars, bar(7, *last))[-1]
    assert not watched(*bars[:5], bar(6, 60), bar(7, 60, 62))[-1]


def test_a_loop_asked_for_twice_is_the_same():
    watch = LoopWatch()
    for k in (1, 2, 3):
        watch.add(*bar(k, 60, 64, 67))
    assert watch.loop_in(*bar(4, 60, 64, 67)) == watch.loop_in(*bar(4, 60, 64, 67)) == Loop.BAR
    assert watch.loop_in(*bar(4, 60, 64, 69)) is None


# What is done about it


@pytest.fixture(scope="module")
def steady(tmp_path_factory):
    return biased(tmp_path_factory.mktemp("models"), **STEADY)


def notices_of(bundle, **settings):
    ((_, steps),) = made(bundle, **settings)
    return [notice for step in steps for notice in step.notices]


def test_a_bar_that_comes_a_fourth_time_is_made_anew_and_that_is_said(steady):
    music, notices = take(steady, notes=80), notices_of(steady, notes=80)
    assert longest_run(contents(music)) == 3
    assert longest_run([note.pitch for note in music.notes]) < 16
    assert any("came 4 times in a row and was generated again." in each for each in notices)
    assert not any("could not" in each for each in notices)


def test_the_notice_names_the_bar_and_comes_with_it(steady):
    ((opening, steps),) = made(steady, notes=60)
    told = [step for step in steps if step.notices]
    assert told
    for step in told:
        number = opening.excerpt.meters.bar_at(step.notes[0].onset_tick).number
        assert step.notices[0].startswith(f"Bar {number} ")


def test_where_heat_does_not_help_the_bar_stays_and_that_is_said_once(tmp_path):
    stuck = biased(tmp_path, **STUCK)
    music, notices = take(stuck, notes=60), notices_of(stuck, notes=60)
    assert len(set(map(tuple, contents(music)[1:-1]))) == 1
    assert len(notices) == 1
    assert "generating it again did not help. Raise the temperature" in notices[0]


def test_temperature_0_is_taken_at_its_word(steady):
    music = take(steady, notes=60, temperature=0.0)
    assert longest_run(contents(music)) > 4
    assert "generating it again did not help" in notices_of(steady, notes=60, temperature=0.0)[0]


def test_music_made_anew_is_the_same_again_and_among_others(steady):
    takes = made(steady, notes=60, takes=3, random_state=5)
    for number, (opening, steps) in enumerate(takes):
        ((alone, steps_alone),) = made(steady, notes=60, random_state=5 + number)
        assert (alone.excerpt, steps_alone) == (opening.excerpt, steps)
    assert all(any(step.notices for step in steps) for _, steps in takes)


def test_notes_come_in_order_also_where_a_bar_is_made_anew(steady):
    ((_, steps),) = made(steady, notes=80)
    onsets = [step.notes[0].onset_tick for step in steps]
    assert onsets == sorted(onsets)
    moved = [pedal.tick for step in steps for pedal in step.pedals]
    assert moved == sorted(moved)
    downs = [pedal.is_down for step in steps for pedal in step.pedals]
    assert all(before != after for before, after in pairwise(downs))


def test_a_length_in_bars_is_kept_where_bars_are_made_anew(steady):
    music, notices = take(steady, bars=30), notices_of(steady, bars=30)
    assert music.meters.bar_at(music.notes[-1].onset_tick).number == 30
    did_not_help = sum("did not help" in each for each in notices)
    assert longest_run(contents(music)) <= 3 + did_not_help


def test_a_seed_s_own_repetition_is_no_loop(tmp_path):
    bundle = write_expressive_model(tmp_path / "expressive-16", seeds=(MARCH_SEED,))
    assert notices_of(bundle, start=LibraryStart("march"), notes=30) == []


def test_a_bar_of_very_many_notes_keeps_nobody_waiting(tmp_path):
    bundle = biased(tmp_path, delta_onset={0: -99.0, 1: 50.0})
    notes = MOST_HELD + 50
    music = take(bundle, meter="8/4", notes=notes)
    assert music.meters.bar_at(0).end_tick > notes * 20
    assert len(music.notes) == notes


def test_a_bar_that_is_planned_to_return_exactly_may_come_any_number_of_times(tmp_path):
    stuck = biased(tmp_path, version=2, **STUCK)
    begun = (PlannedBar(Likeness.NEW),)
    returning = Plan(begun + 15 * (PlannedBar(Likeness.EXACT, 0),))
    assert not notices_of(stuck, notes=24, plan=returning)
    assert notices_of(stuck, notes=24, plan=Plan(16 * begun))
