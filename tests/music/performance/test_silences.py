import numpy as np
import pytest

from chopin_studio.music.performance.played_notes import PlayedNotes
from chopin_studio.music.performance.silences import (
    LONGEST_SEC,
    with_silences,
    without_silences,
)


def played(onsets_sec: list[float], downs_sec: tuple[float, ...] = ()) -> PlayedNotes:
    onsets = np.array(onsets_sec)
    return PlayedNotes(
        onsets,
        onsets + 0.4,
        np.full(len(onsets), 60),
        np.full(len(onsets), 64.0),
        np.array(downs_sec),
    )


def test_music_without_silences_stays_as_it_is() -> None:
    music = played([0.0, 0.5, 4.0])
    assert without_silences(music) == (music, ())


def test_a_silence_is_shortened_and_put_back() -> None:
    shorter, silences = without_silences(played([0.0, 0.5, 60.5, 61.0], (0.6, 60.4, 61.1)))
    assert shorter.onsets_sec == pytest.approx([0.0, 0.5, 0.5 + LONGEST_SEC, 1.0 + LONGEST_SEC])
    assert len(shorter.pedal_downs_sec) == 3
    beats = np.arange(0, 0.51 + LONGEST_SEC + 0.5, 0.5)
    times, whose = with_silences(beats, np.full(len(beats), 4), silences)
    assert times[-1] == pytest.approx(61.0)
    assert np.diff(times) == pytest.approx(0.5, abs=0.02)
    assert (len(times) - len(beats)) % 4 == 0
    assert len(whose) == len(times)


def test_a_day_of_silence_has_beats() -> None:
    shorter, silences = without_silences(played([0.0, 0.5, 86_400.0]))
    beats = np.arange(0, shorter.onsets_sec[-1] + 0.1, 0.5)
    times, _ = with_silences(beats, np.full(len(beats), 4), silences)
    assert times[-1] == pytest.approx(86_400.0, abs=0.5)
    assert np.all(np.diff(times) > 0)
