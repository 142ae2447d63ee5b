import contextlib
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from chopin_studio import paths
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.fluidsynth import BUILT_IN_PIANO, open_built_in_piano
from chopin_studio.synth import SynthError, load_fluidsynth
from tests.fakes import NOTE_ON
from tests.soundfonts import tiny_soundfont


@pytest.fixture(autouse=True)
def fluidsynth_library():
    try:
        return load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))


def sound_of(path: Path) -> np.ndarray:
    """Give the samples that the `file` driver wrote, a WAV or raw 16-bit file."""
    try:
        with wave.open(str(path)) as file:
            return np.frombuffer(file.readframes(file.getnframes()), "<i2")
    except wave.Error:
        return np.frombuffer(path.read_bytes(), "<i2")


def test_the_built_in_piano_sounds_and_falls_silent(tmp_path):
    recording, font = tmp_path / "out.wav", tmp_path / "tiny.sf2"
    font.write_bytes(tiny_soundfont())
    piano = open_built_in_piano(font, ["file"], {"audio.file.name": str(recording)})
    assert piano.name == BUILT_IN_PIANO
    assert piano.driver_name == "file"
    piano.send(0xB0, 64, 127)
    piano.send(NOTE_ON, 60, 100)
    piano.send(0x80, 60, 0)  # the pedal holds it
    time.sleep(0.2)
    piano.silence()
    time.sleep(0.4)  # the reverb dies away
    piano.close()
    piano.close()
    sound = np.abs(sound_of(recording).astype(int))
    assert sound.max() > 500
    assert sound[-2000:].max() < sound.max() / 4
    with pytest.raises(OutputError, match="closed"):
        piano.send(NOTE_ON, 60, 80)
    piano.silence()


def test_no_sound_device_is_one_quiet_sentence(capfd):
    with pytest.raises(OutputError, match="No sound device"):
        open_built_in_piano(paths.soundfont(), drivers=["no-such-driver"])
    assert capfd.readouterr() == ("", "")


def test_the_usual_drivers_print_nothing(capfd):
    with contextlib.suppress(OutputError):  # where there is no sound device
        open_built_in_piano(paths.soundfont()).close()
    assert capfd.readouterr() == ("", "")


def test_a_missing_soundfont_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="missing"):
        open_built_in_piano(
            tmp_path / "none.sf3", ["file"], {"audio.file.name": str(tmp_path / "out.wav")}
        )
