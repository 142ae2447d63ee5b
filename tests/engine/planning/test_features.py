"""Features of music made by hand."""

import numpy as np
import pytest

from chopin_studio.engine.planning.features.features import (
    feature_names,
    feature_vector,
    features_of,
)
from chopin_studio.engine.planning.features.window import window_of
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Hand, Note
from tests.engine.planning.music import COMMON, WALTZ, hymn, line, together

BAR = 4 * BEAT


def counted(notes, meters=COMMON, bars=2, bar=BAR):
    return features_of(window_of(notes, meters, 0, bars * bar))


def test_a_melody_is_told_by_its_intervals():
    found = counted(line([60, 60, 61, 63, 67, 74, 88, 86]))
    sizes = [found[f"melody interval {name}"] for name in ("up to 0", "up to 1", "up to 2")]
    assert sizes == pytest.approx([1 / 7, 1 / 7, 2 / 7])
    assert found["melody interval over 12"] == pytest.approx(1 / 7)
    assert found["melody rising"] == pytest.approx(5 / 7)
    assert found["melody leaps balanced"] == pytest.approx(1 / 2)
    assert found["melody turning"] == pytest.approx(1 / 5)
    assert found["melody range"] == 28


def test_the_top_voice_is_the_right_hand_s_and_the_bass_the_left_hand_s():
    right = together(line([72, 74, 76, 77]), line([60, 60, 60, 60]))
    left = together(line([48, 43], Hand.LEFT, 2), line([52, 50], Hand.LEFT, 2))
    window = window_of(together(right, left), COMMON, 0, BAR)
    assert window.pitches[window.top].tolist() == [72, 74, 76, 77]
    assert window.pitches[window.bass].tolist() == [48, 43]


def test_octaves_in_parallel_are_counted_and_contrary_motion():
    parallel = counted(together(line([60, 62, 64, 65]), line([48, 50, 52, 53], Hand.LEFT)), bars=1)
    assert parallel["parallel octaves"] == parallel["parallel motion"] == 1
    assert parallel["parallel fifths"] == parallel["contrary motion"] == 0
    fifths = counted(together(line([55, 57, 59, 60]), line([48, 50, 52, 53], Hand.LEFT)), bars=1)
    assert fifths["parallel fifths"] == 1
    apart = counted(together(line([60, 62, 64, 65]), line([48, 47, 45, 43], Hand.LEFT)), bars=1)
    assert apart["contrary motion"] == 1


def test_dissonance_is_told_on_beats_and_off_them():
    bass = line([48] * 2, Hand.LEFT, 4)
    on_beats = together(line([61, 67], beats=0.5), bass)
    found = counted(on_beats, bars=1)
    assert (found["dissonant on beats"], found["dissonant off beats"]) == (1, 0)


def test_a_hymn_of_triads_is_in_a_clear_key_and_all_of_chord_tones():
    found = counted(hymn(), bars=8)
    assert found["chord tones"] == found["notes in the scale"] == 1
    assert found["roots in the bass"] == 1
    assert found["chord changes on bar lines"] == 1
    assert found["like 4 bars before"] == 1
    assert found["key clarity"] > 0.9
    noise = np.random.default_rng(1).integers(48, 84, 32).tolist()
    vague = counted(line(noise), bars=8)
    assert vague["key clarity"] < found["key clarity"]
    assert vague["notes in the scale"] < 0.9


def test_rhythm_is_told_by_places_distances_and_what_returns():
    triplets = counted(line([60] * 24, beats=1 / 3))
    assert triplets["onsets on triplets"] == pytest.approx(2 / 3)
    assert triplets["onsets on quarters"] == pytest.approx(1 / 3)
    assert triplets["distances equal"] == 1
    assert triplets["right hand, rhythm of the bar before"] == 1
    uneven = counted(together(line([60] * 4), line([60] * 8, beats=0.5, begin=4)))
    assert uneven["right hand, rhythm of the bar before"] == 0
    assert uneven["density"] == pytest.approx(1.5)
    assert uneven["density, from bar to bar"] == pytest.approx(1)


def test_hands_that_cross_or_lie_far_apart_are_seen():
    crossing = counted(together(line([50] * 8), line([60] * 8, Hand.LEFT)))
    assert (crossing["hands crossing"], crossing["gap between hands"]) == (1, -10)
    apart = counted(together(line([90] * 8), line([40] * 8, Hand.LEFT)))
    assert (apart["hands far apart"], apart["hands apart"]) == (1, 50)


def test_loudness_is_told_by_hand_and_by_beat():
    notes = together(line([72] * 8, velocity=80), line([48] * 8, Hand.LEFT, velocity=50))
    found = counted(notes)
    assert found["loudness, right over left"] == 30
    assert found["loudness"] == 65
    assert found["loudness, as before"] == 1


def test_bars_are_those_of_the_meter_wherever_the_window_begins():
    notes = line([48, 64, 64] * 6)
    here = window_of(notes, WALTZ, 3 * BEAT, 9 * BEAT)
    assert here.bar_starts.tolist() == [0, 3 * BEAT, 6 * BEAT]
    assert here.onsets[0] == 0
    assert features_of(here) == features_of(window_of(notes, WALTZ, 0, 6 * BEAT))


def test_music_higher_or_lower_by_octaves_differs_only_in_its_register():
    low, high = (
        counted(
            [Note(n.pitch + up, n.velocity, n.onset_tick, n.duration_tick, n.hand) for n in hymn()],
            bars=8,
        )
        for up in (0, 12)
    )
    different = {name for name in low if low[name] != pytest.approx(high[name])}
    assert different == {"right hand, register", "left hand, register"}


@pytest.mark.parametrize(
    "notes",
    [[], line([60]), line([60, 62], Hand.LEFT), [Note(60, 64, 0, BEAT)], line([60, 64], begin=5)],
)
def test_there_are_always_the_same_finite_numbers(notes):
    vector = feature_vector(window_of(notes, COMMON, 0, 2 * BAR))
    assert vector.shape == (len(feature_names()),)
    assert np.isfinite(vector).all()
