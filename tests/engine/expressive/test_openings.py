import json

import numpy as np
import pytest

from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.openings import (
    cut_opening,
    expressive_seed_from_json,
    expressive_seed_to_json,
    frame_until,
    onset_ticks,
)
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from tests.expressive_models import MARCH_SEED, WALTZ_SEED, row

BAR = 1440
WALTZ_TIME = MeterMap((MeterChange(0, 3, 4),))


def beats(count):
    return np.arange(count) * 480


def test_onsets_are_counted_from_the_first_bar_line():
    deltas = np.array([row(delta)[0] for delta in (24, 0, 12, 48)])
    assert onset_ticks(deltas).tolist() == [480, 480, 720, 1680]


def test_music_short_enough_stays_whole_and_what_follows_may_begin_in_its_last_bar():
    assert cut_opening(beats(4), WALTZ_TIME, 4) == (4, 3 * 480 + 20)


def test_longer_music_is_cut_at_the_last_bar_line_within_the_notes():
    assert cut_opening(beats(20), WALTZ_TIME, 10) == (9, 3 * BAR)
    assert cut_opening(beats(20), WALTZ_TIME, 9) == (9, 3 * BAR)
    assert cut_opening(beats(20), WALTZ_TIME, 8) == (6, 2 * BAR)


def test_longer_music_is_cut_after_so_many_bars():
    assert cut_opening(beats(20), WALTZ_TIME, 100, 4) == (12, 4 * BAR)
    assert cut_opening(beats(20), WALTZ_TIME, 10, 4) == (9, 3 * BAR)
    assert cut_opening(beats(2), WALTZ_TIME, 10, 4) == (2, 500)


def test_a_change_of_meter_is_a_bar_line():
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(960, 3, 4)))
    assert cut_opening(beats(20), meters, 4) == (2, 960)


def test_a_first_bar_of_too_many_notes_is_cut_between_two_onsets():
    ticks = np.repeat(np.arange(20) * 60, 2)
    assert cut_opening(ticks, WALTZ_TIME, 5) == (4, 120)


def test_a_note_can_follow_however_far_the_bar_line_is():
    long_bars = MeterMap((MeterChange(0, 16, 4),))
    ticks = np.array([0, 16 * 480, 17 * 480])
    # The longest wait is of eight beats, and the bar line is sixteen away.
    assert cut_opening(ticks, long_bars, 2) == (1, 8 * 480)


def test_what_holds_at_the_end_goes_on_and_later_changes_fall_away():
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(1920, 3, 4)))
    keys = (KeyChange(0, Key(0)), KeyChange(1920, Key(2)))
    frame = Frame(100.0, meters, keys)
    assert frame_until(frame, 1921) == frame
    early = frame_until(frame, 1920)
    assert early.meters.changes == meters.changes[:1]
    assert early.keys == keys[:1]
    assert frame_until(frame, 0) == early


@pytest.mark.parametrize("seed", [WALTZ_SEED, MARCH_SEED], ids=lambda seed: seed.name)
def test_a_seed_goes_through_json(seed):
    assert expressive_seed_from_json(json.loads(json.dumps(expressive_seed_to_json(seed)))) == seed


@pytest.mark.parametrize(
    "change",
    [
        {"notes": []},
        {"notes": [[0, 1, 2]]},
        {"notes": [[61, 0, 0, 0, 0, 0, 0]]},
        {"notes": [[-1, 0, 0, 0, 0, 0, 0]]},
        {"notes": 3},
        {"bpm": 0},
        {"bpm": float("nan")},
        {"bpm": None},
        {"meters": []},
        {"meters": [[5, 4, 4]]},
        {"meters": [[0, 4, 3]]},
        {"keys": []},
        {"keys": [[0, "H major"]]},
        {"end_tick": 960},
        {"end_tick": 10**6},
    ],
)
def test_what_is_no_seed_is_refused(change):
    with pytest.raises((KeyError, TypeError, ValueError)):
        expressive_seed_from_json(expressive_seed_to_json(WALTZ_SEED) | change)
    with pytest.raises(KeyError):
        expressive_seed_from_json({"name": "waltz"})
