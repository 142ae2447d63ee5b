"""Audio for listeners: equally loud, never clipped, and anonymous."""

import io
from dataclasses import replace

import numpy as np
import pytest
import soundfile

from chopin_studio.export.loudness import loudness
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.study.errors import StudyError
from chopin_studio.study.study_audio import (
    HIGHEST_LUFS,
    MOST_PEAK_DB,
    RenderedExcerpt,
    common_loudness,
    encoded,
    render_to,
)
from chopin_studio.synth import SAMPLE_RATE


def music(velocity, pitches=(60,), count=8):
    notes = tuple(
        Note(pitch, velocity, 480 * place, 470) for place in range(count) for pitch in pitches
    )
    return Excerpt(notes=notes, title="Secret name")


def sound(level, crest=1.0):
    """Return three seconds of a sine, with one sample that stands out by a factor."""
    wave = level * np.sin(np.arange(3 * SAMPLE_RATE) / 9).astype(np.float32)
    wave[SAMPLE_RATE] = level * crest
    return np.stack([wave, wave], axis=1)


def measured(path, frames):
    frames.tofile(path)
    peak_db = 20 * np.log10(np.abs(frames).max())
    return RenderedExcerpt(path, loudness(frames, SAMPLE_RATE), float(peak_db), 3.0)


def decoded(data):
    frames, rate = soundfile.read(io.BytesIO(data), dtype="float32")
    assert rate == SAMPLE_RATE
    return frames


def test_loud_and_soft_music_come_out_equally_loud(tmp_path, soundfont):
    excerpts = [music(100, (60, 64, 67)), music(40), music(80, (48, 72))]
    rendered = [
        render_to(tmp_path / str(n), each, soundfont, lambda share: None)
        for n, each in enumerate(excerpts)
    ]
    assert max(e.lufs for e in rendered) - min(e.lufs for e in rendered) > 3
    lufs = common_loudness(rendered)
    heard = [decoded(encoded(each, lufs)) for each in rendered]
    assert [loudness(frames, SAMPLE_RATE) for frames in heard] == pytest.approx([lufs] * 3, abs=0.3)
    assert all(np.abs(frames).max() < 1 for frames in heard)


def test_all_are_as_loud_as_the_one_allows_whose_peaks_stand_out_most(tmp_path):
    rendered = [
        measured(tmp_path / "even", sound(0.1)),
        measured(tmp_path / "peaks", sound(0.02, crest=30)),
    ]
    lufs = common_loudness(rendered)
    assert lufs < HIGHEST_LUFS
    peaks = [each.peak_db + lufs - each.lufs for each in rendered]
    assert max(peaks) == pytest.approx(MOST_PEAK_DB)


def test_even_music_is_not_made_as_loud_as_it_could_be(tmp_path):
    assert common_loudness([measured(tmp_path / "even", sound(0.5))]) == HIGHEST_LUFS


def test_the_files_say_nothing_about_the_music(tmp_path, soundfont):
    rendered = render_to(tmp_path / "a", music(80), soundfont, lambda share: None)
    data = encoded(rendered, -20)
    assert not data.startswith(b"ID3")
    assert b"TAG" not in data[-128:-124]
    assert b"Secret" not in data
    assert soundfile.SoundFile(io.BytesIO(data)).copy_metadata() == {}


def test_the_same_music_gives_the_same_file(tmp_path, soundfont):
    rendered = [
        render_to(
            tmp_path / str(n), replace(music(80), title=f"{n}"), soundfont, lambda share: None
        )
        for n in range(2)
    ]
    assert encoded(rendered[0], -20) == encoded(rendered[1], -20)


def test_music_that_cannot_be_heard_is_told(tmp_path, soundfont):
    with pytest.raises(StudyError, match="“Silence” is too short or too soft"):
        render_to(tmp_path / "a", Excerpt(title="Silence"), soundfont, lambda share: None)


def test_progress_is_reported_and_can_end_it(tmp_path, soundfont):
    shares = []
    render_to(tmp_path / "a", music(80), soundfont, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0

    def stop(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        render_to(tmp_path / "b", music(80), soundfont, stop)
    assert not (tmp_path / "b").exists()


def test_a_disk_without_room_is_told(tmp_path, soundfont):
    with pytest.raises(StudyError, match="Free some space there"):
        render_to(tmp_path / "gone" / "a", music(80), soundfont, lambda share: None)
