import errno
import wave
from pathlib import Path

import numpy as np
import pytest
import soundfile

from chopin_studio.export.audio import MAX_TAIL_SEC, PEAK, export_audio
from chopin_studio.export.errors import ExportError
from chopin_studio.files import FileWriteError
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.synth import SynthError, load_fluidsynth
from tests.soundfonts import tiny_soundfont

CHORDS = Excerpt(
    notes=tuple(
        Note(pitch, 110, onset, 480)
        for onset in (0, 480, 960)
        for pitch in (36, 48, 60, 64, 67, 72)
    ),
    pedals=(PedalChange(0, 127), PedalChange(1430, 0)),
)
SOFT = Excerpt(notes=(Note(60, 5, 0, 480),))


@pytest.fixture(autouse=True)
def fluidsynth_library():
    try:
        return load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))


@pytest.fixture
def font(tmp_path: Path) -> Path:
    """Return a soundfont that loads at once, unlike the one that ships."""
    path = tmp_path / "tiny.sf2"
    path.write_bytes(tiny_soundfont())
    return path


def read(path: Path) -> np.ndarray:
    """Return the samples, of shape (frames, 2), after checking the format."""
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (2, 2, 44100)
        data = file.readframes(file.getnframes())
    return np.frombuffer(data, "<i2").astype(int).reshape(-1, 2)


def test_it_is_neither_silent_nor_clipped_and_as_long_as_the_music(tmp_path):
    export_audio(CHORDS, tmp_path / "out.wav")
    sound = read(tmp_path / "out.wav")
    assert np.abs(sound).max() == pytest.approx(PEAK * 32767, abs=1)
    assert CHORDS.duration_sec <= len(sound) / 44100 <= CHORDS.duration_sec + MAX_TAIL_SEC
    assert np.abs(sound[-100:]).max() < 100  # the tail has died away
    for beat in range(3):
        onset = int(beat * 0.5 * 44100)
        assert np.abs(sound[onset : onset + 8000]).max() > 5000


def test_the_same_excerpt_gives_the_same_file(tmp_path, font):
    export_audio(CHORDS, tmp_path / "a.wav", soundfont=font)
    export_audio(CHORDS, tmp_path / "b.wav", soundfont=font)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "b.wav").read_bytes()


def test_a_soft_piece_stays_soft_but_is_heard(tmp_path):
    export_audio(SOFT, tmp_path / "out.wav")
    assert 20 < np.abs(read(tmp_path / "out.wav")).max() < 16000


def test_no_notes_give_a_short_silence(tmp_path, font):
    export_audio(Excerpt(), tmp_path / "out.wav", soundfont=font)
    sound = read(tmp_path / "out.wav")
    assert len(sound) < 44100
    assert not sound.any()


def test_progress_rises_to_one(tmp_path, font):
    shares: list[float] = []
    export_audio(CHORDS, tmp_path / "out.wav", shares.append, font)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_cancelled_export_leaves_the_file_as_it_was(tmp_path, font):
    class CancelledError(Exception):
        pass

    def cancel(share: float) -> None:
        raise CancelledError

    path = tmp_path / "out.wav"
    path.write_bytes(b"before")
    with pytest.raises(CancelledError):
        export_audio(CHORDS, path, cancel, font)
    assert path.read_bytes() == b"before"
    assert {file.name for file in tmp_path.iterdir() if file.is_file()} == {"out.wav", "tiny.sf2"}


def test_a_missing_folder_or_soundfont_is_a_sentence(tmp_path, font):
    with pytest.raises(FileWriteError, match="Cannot write"):
        export_audio(SOFT, tmp_path / "none" / "out.wav", soundfont=font)
    with pytest.raises(SynthError, match="soundfont"):
        export_audio(SOFT, tmp_path / "out.wav", soundfont=tmp_path / "none.sf3")
    assert not (tmp_path / "out.wav").exists()


def test_a_full_disk_for_temporary_files_is_named_and_not_the_one_written_to(
    tmp_path, font, monkeypatch
):
    class Full:
        def write(self, data):
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self):
            self.write(b"what was held back")

    path = tmp_path / "out.wav"
    path.write_bytes(b"before")
    monkeypatch.setattr("tempfile.TemporaryFile", Full)
    monkeypatch.setattr("tempfile.tempdir", "/scratch")
    with pytest.raises(ExportError, match=r"the disk that holds /scratch has too little space"):
        export_audio(CHORDS, path, soundfont=font)
    monkeypatch.setattr("tempfile.TemporaryFile", lambda: Full().write(b""))
    with pytest.raises(ExportError, match=r"the disk that holds /scratch has too little space"):
        export_audio(CHORDS, path, soundfont=font)
    assert path.read_bytes() == b"before"


def test_music_longer_than_a_wav_file_can_hold_is_refused_at_once(tmp_path):
    path = tmp_path / "long.wav"
    with pytest.raises(ExportError, match="lasts 9 hours"):
        export_audio(Excerpt((Note(60, 80, 0, 9 * 3600 * 960),)), path)
    assert not path.exists()


@pytest.mark.parametrize(
    ("extension", "tolerance"), [(".flac", 1e-4), (".ogg", 0.05), (".mp3", 0.05)]
)
def test_compressed_sound_is_the_sound_of_the_wav_file(tmp_path, font, extension, tolerance):
    export_audio(CHORDS, tmp_path / "out.wav", soundfont=font)
    export_audio(CHORDS, tmp_path / f"out{extension}", soundfont=font)
    whole = read(tmp_path / "out.wav") / 32767
    sound, rate = soundfile.read(tmp_path / f"out{extension}", always_2d=True)
    assert rate == 44100
    assert abs(len(sound) - len(whole)) <= 2 * 1152  # MP3 fills up its last frames
    assert 0.8 < np.abs(sound).max() < 1.0
    shared = min(len(sound), len(whole))
    lag = _lag(whole[:44100, 0], sound[:44100, 0])
    difference = sound[lag:shared] - whole[: shared - lag]
    assert np.sqrt(np.mean(difference**2)) < tolerance
    assert (tmp_path / f"out{extension}").stat().st_size < (tmp_path / "out.wav").stat().st_size


def _lag(first: np.ndarray, second: np.ndarray) -> int:
    """Return by how many frames `second` comes later, as decoders of MP3 begin with silence."""
    together = np.fft.irfft(np.fft.rfft(second, 2**17) * np.conj(np.fft.rfft(first, 2**17)))
    return int(together[:4096].argmax())
