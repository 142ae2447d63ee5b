import numpy as np
import pytest

from chopin_studio.engine.expressive.attributes import DELTA_ONSETS, LOOKBACK_BARS, START_ROW
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.lookback import Lookback, lookback_rows
from chopin_studio.engine.expressive.openings import onset_ticks
from chopin_studio.engine.expressive.plan_timeline import PlanTimeline
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from tests.expressive_models import WALTZ, row

BAR, BEAT = 1440, 480


def told(*notes, frame=WALTZ, bars=1):
    """Return (pitch, 24ths to wait) that is told after notes given as (pitch, onset in ticks)."""
    lookback = Lookback(frame.meters, PlanTimeline(Plan(), frame.meters))
    for pitch, tick in notes:
        lookback.add(row(0, pitch), tick)
    place = 7 * LOOKBACK_BARS.index(bars)
    found = tuple(lookback.recall().row[place : place + 7])
    return None if found == START_ROW else (found[1] + 21, DELTA_ONSETS[found[0]])


def test_nothing_is_told_in_the_first_bar():
    assert told() is None
    assert told((60, 0), (62, BEAT), (64, 2 * BEAT)) is None


def test_the_note_after_this_moment_a_bar_ago_is_told():
    waltz = [(45, 0), (57, BEAT), (60, 2 * BEAT)]
    assert told(*waltz, (45, BAR)) == (57, 24)
    assert told(*waltz, (45, BAR), (57, BAR + BEAT)) == (60, 24)


def test_the_first_note_of_the_next_bar_follows_a_bar_s_last():
    assert told((45, 0), (60, 2 * BEAT), (50, BAR), (62, BAR + 2 * BEAT)) == (50, 24)


def test_what_came_two_bars_ago_is_told_beside_it():
    waltz = [(45, 0), (57, BEAT), (50, BAR), (59, BAR + BEAT), (45, 2 * BAR)]
    assert told(*waltz) == (59, 24)
    assert told(*waltz, bars=2) == (57, 24)
    assert told(*waltz[:-1], bars=2) is None


def test_of_a_chord_as_many_notes_are_passed_as_begin_together_now():
    chord = [(48, 0), (52, 0), (55, 0), (72, BEAT)]
    assert told(*chord, (50, BAR)) == (52, 0)
    assert told(*chord, (50, BAR), (53, BAR)) == (55, 0)
    assert told(*chord, (50, BAR), (53, BAR), (57, BAR)) == (72, 24)
    assert told(*chord, *((50 + k, BAR) for k in range(5))) == (72, 24)


def test_where_nothing_began_a_bar_ago_the_next_later_note_is_told():
    assert told((45, 0), (57, 2 * BEAT), (60, BAR + BEAT)) == (57, 24)


def test_music_that_began_less_than_a_bar_ago_tells_nothing():
    assert told((60, BEAT), (62, BAR)) is None
    assert told((60, BEAT), (62, BAR + BEAT)) == (62, 72)


def test_a_long_wait_is_told_as_the_nearest_class():
    slow = Frame(60.0, MeterMap((MeterChange(0, 16, 4),)), (KeyChange(0, Key(0)),))
    assert told((60, 0), (62, 53 * 20), (64, 16 * BEAT), frame=slow) == (62, 54)
    assert told((60, 0), (62, 16 * BEAT), frame=slow) == (62, 192)


def test_a_bar_is_as_long_as_the_meter_at_hand():
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(4 * BEAT, 3, 4)))
    frame = Frame(60.0, meters, (KeyChange(0, Key(0)),))
    notes = [(60 + k, k * BEAT) for k in range(5)]
    assert told(*notes, frame=frame) == (62, 24)


@pytest.mark.parametrize("name", ["Chopin/chpn_op33_2.mid", "Schumann/scn15_7.mid"])
def test_told_note_by_note_it_is_what_is_read_at_once(corpus_dir, name):
    encoding = read(read_midi(corpus_dir / "midis" / name))
    rows, meters = encoding.rows, encoding.frame.meters
    planned = PlanTimeline(Plan(), meters)
    lookback = Lookback(meters, planned)
    ticks = onset_ticks(rows.attributes[:, 0])
    streamed = [lookback.recall().row]
    for attributes, tick in zip(rows.attributes.tolist(), ticks.tolist(), strict=True):
        lookback.add(attributes, tick)
        streamed.append(lookback.recall().row)
    np.testing.assert_array_equal(streamed, rows.lookback)
    np.testing.assert_array_equal(
        lookback_rows(rows.attributes, ticks, meters, planned), rows.lookback
    )
    assert (rows.lookback[1:, 1] < 88).mean() > 0.9


NEW = PlannedBar(Likeness.NEW)
TUNE = [(60, 0), (64, BEAT), (67, 2 * BEAT), (50, BAR), (53, BAR + BEAT)]


def returned(*notes, bars, frame=WALTZ):
    """Return (pitch, 24ths to wait) that is told of the source, by a plan of these bars."""
    lookback = Lookback(frame.meters, PlanTimeline(Plan(bars), frame.meters))
    for pitch, tick in notes:
        lookback.add(row(0, pitch), tick)
    found = tuple(lookback.recall().row[14:])
    return None if found == START_ROW else (found[1] + 21, DELTA_ONSETS[found[0]])


def test_the_next_note_of_the_planned_source_is_told():
    bars = (NEW, NEW, PlannedBar(Likeness.EXACT, source=0))
    assert returned(*TUNE, (60, 2 * BAR), bars=bars) == (64, 24)
    assert returned(*TUNE, (60, 2 * BAR), (64, 2 * BAR + BEAT), bars=bars) == (67, 24)
    assert returned(*TUNE[:3], bars=bars) is None


def test_the_bar_before_a_return_is_told_its_first_note():
    bars = (NEW, NEW, PlannedBar(Likeness.EXACT, source=0))
    assert returned(*TUNE, bars=bars) == (60, 48)


def test_after_the_last_note_of_a_source_comes_the_next_bar_s():
    bars = (NEW, NEW, *(PlannedBar(Likeness.EXACT, source=k) for k in (0, 1)))
    assert returned(*TUNE, (67, 2 * BAR + 2 * BEAT), bars=bars) == (50, 24)
    ended = (NEW, NEW, PlannedBar(Likeness.EXACT, source=0))
    assert returned(*TUNE, (67, 2 * BAR + 2 * BEAT), bars=ended) is None


def test_a_transposed_return_is_told_transposed_and_never_beyond_the_keys():
    bars = (NEW, NEW, PlannedBar(Likeness.EXACT, source=0, transposition=5))
    assert returned(*TUNE, (65, 2 * BAR), bars=bars) == (69, 24)
    high = [(60, 0), (108, BEAT)]
    assert returned(*high, (65, 2 * BAR), bars=bars) == (21 + START_ROW[1], 24)


def test_of_a_return_in_rhythm_alone_no_pitch_is_told():
    bars = (NEW, NEW, PlannedBar(Likeness.RHYTHM, source=0))
    assert returned(*TUNE, (80, 2 * BAR), bars=bars) == (21 + START_ROW[1], 24)
