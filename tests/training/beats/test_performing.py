import numpy as np
import pytest

from chopin_studio.music.performance.beat_network import METERS, PERIODS_SEC
from chopin_studio.music.performance.onset_features import FEATURES
from chopin_studio.training.beats.examples import example
from chopin_studio.training.beats.measure import Found, f_measure, scored
from chopin_studio.training.beats.performing import Manner, drawn_manner, performed
from tests.training.beats.pieces import written_waltz


def test_a_piece_played_as_written_has_its_beats() -> None:
    performance = performed(written_waltz(), Manner(), np.random.default_rng(1))
    assert np.diff(performance.beats_sec) == pytest.approx(0.6)
    assert np.flatnonzero(performance.downbeats)[:3].tolist() == [0, 3, 6]
    onsets = performance.played.onsets_sec
    assert onsets == pytest.approx(np.sort(performance.note_places) * 0.6)
    assert performance.played.pedal_downs_sec == pytest.approx([0, 1.8])


def test_players_are_uneven_and_the_beats_stay_what_they_are() -> None:
    manner = Manner(unevenness_sec=0.02, lead_sec=0.02, rolled=0.5, missing=0.1, extra=0.1)
    performance = performed(written_waltz(), manner, np.random.default_rng(1))
    true = performance.note_places * 0.6
    late = performance.played.onsets_sec - true
    assert 0.01 < np.std(late) < 0.06
    assert np.all(np.diff(performance.played.onsets_sec) >= 0)
    assert np.diff(performance.beats_sec) == pytest.approx(0.6)


def test_rubato_changes_the_lengths_of_beats() -> None:
    manner = Manner(keeps_tempo=False, rubato=0.05, phrasing=0.2)
    lengths = np.diff(performed(written_waltz(), manner, np.random.default_rng(1)).beats_sec)
    assert 0.03 < np.std(np.log(lengths)) < 0.5


def test_every_manner_drawn_can_be_played() -> None:
    rng = np.random.default_rng(2)
    for is_timed in (True, False):
        piece = written_waltz(is_timed=is_timed)
        for _ in range(20):
            one = example(performed(piece, drawn_manner(piece, rng), rng, slice(10, 90)))
            assert one.features.shape == (len(one.is_beat), FEATURES)
            assert np.isfinite(one.features).all()


def test_an_example_says_what_is_true_of_each_strike() -> None:
    one = example(performed(written_waltz(), Manner(), np.random.default_rng(1)))
    assert one.is_beat.sum() == 36  # of 12 bars
    assert one.is_downbeat.sum() == 12
    assert {METERS[place] for place in one.meters} == {(3, 4)}
    assert PERIODS_SEC[round(float(one.periods[0]))] == pytest.approx(0.6, rel=0.06)


def test_the_f_measure_counts_each_time_once() -> None:
    true = np.arange(10) * 0.5
    assert f_measure(true + 0.05, true) == 1
    assert f_measure(true + 0.2, true) == 0
    assert f_measure(true[::2], true) == pytest.approx(2 / 3)
    assert f_measure(np.repeat(true, 2), true) == pytest.approx(2 / 3)
    assert f_measure(np.zeros(0), true) == 0


def test_half_the_beats_are_another_level() -> None:
    performance = performed(written_waltz(), Manner(), np.random.default_rng(1))
    beats = performance.beats_sec
    score = scored(performance, Found(beats[::2], beats[performance.downbeats], (3, 4)))
    assert score.beats < 0.7
    assert score.any_level >= 0.97  # a beat without a note at the end is not found
    assert (score.downbeats, score.meter) == (1, 1)
    doubled = np.sort(np.concatenate((beats, (beats[1:] + beats[:-1]) / 2)))
    assert scored(performance, Found(doubled, beats, (4, 4))).any_level >= 0.97
