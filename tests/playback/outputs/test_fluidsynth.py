import contextlib
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from chopin_studio import paths
from chopin_studio.playback.metronome_beats import click
from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.fluidsynth import (
    BUILT_IN_PIANO,
    BuiltInPiano,
    PianoChoice,
    lives,
    open_built_in_piano,
)
from chopin_studio.synth import SynthError, load_fluidsynth
from tests.fakes import NOTE_ON
from tests.playback.midi_system import Instrument
from tests.soundfonts import tiny_soundfont
from tests.waiting import eventually

FILE = PianoChoice(driver="file")


@pytest.fixture(autouse=True)
def fluidsynth_library():
    try:
        return load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))


def sound_of(path: Path) -> np.ndarray:
    """Return the samples that the `file` driver wrote, a WAV or raw 16-bit file."""
    try:
        with wave.open(str(path)) as file:
            return np.frombuffer(file.readframes(file.getnframes()), "<i2")
    except wave.Error:
        return np.frombuffer(path.read_bytes(), "<i2")


def wait_for_sound(piano: BuiltInPiano, sec: float) -> None:
    """Return once so much more sound has been rendered."""
    piano.has_moved_on()
    enough_ms = piano.rendered_ms + sec * 1000

    def is_enough() -> bool:
        piano.has_moved_on()
        return piano.rendered_ms >= enough_ms

    assert eventually(is_enough, every_sec=0.02)


def test_the_built_in_piano_sounds_and_falls_silent(tmp_path):
    recording, font = tmp_path / "out.wav", tmp_path / "tiny.sf2"
    font.write_bytes(tiny_soundfont())
    piano = open_built_in_piano(font, FILE, {"audio.file.name": str(recording)})
    assert piano.name == BUILT_IN_PIANO
    assert piano.driver_name == "file"
    piano.send(0xB0, 64, 127)
    piano.send(NOTE_ON, 60, 100)
    piano.send(0x80, 60, 0)  # the pedal holds it
    wait_for_sound(piano, 0.2)
    piano.silence()
    wait_for_sound(piano, 0.4)  # the reverb dies away
    piano.close()
    piano.close()
    sound = np.abs(sound_of(recording).astype(int))
    assert sound.max() > 500
    assert sound[-2000:].max() < sound.max() / 4
    with pytest.raises(OutputError, match="closed"):
        piano.send(NOTE_ON, 60, 80)
    piano.silence()


def test_no_sound_device_is_one_quiet_sentence(capfd):
    with pytest.raises(OutputError, match="No audio device"):
        open_built_in_piano(paths.soundfont(), PianoChoice(driver="no-such-driver"))
    assert capfd.readouterr() == ("", "")


def test_the_usual_drivers_print_nothing(capfd):
    with contextlib.suppress(OutputError):  # where there is no sound device
        open_built_in_piano(paths.soundfont()).close()
    assert capfd.readouterr() == ("", "")


def test_a_missing_soundfont_is_an_output_error(tmp_path):
    with pytest.raises(OutputError, match="missing"):
        open_built_in_piano(
            tmp_path / "none.sf3", FILE, {"audio.file.name": str(tmp_path / "out.wav")}
        )


def test_an_unreadable_soundfont_is_an_output_error_and_frees_the_device(tmp_path):
    font, recording = tmp_path / "broken.sf3", tmp_path / "out.wav"
    font.write_bytes(b"RIFF this is no soundfont")
    with pytest.raises(OutputError, match="cannot read the soundfont"):
        open_built_in_piano(font, FILE, {"audio.file.name": str(recording)})
    font.write_bytes(tiny_soundfont())
    open_built_in_piano(font, FILE, {"audio.file.name": str(recording)}).close()


def test_a_device_that_others_occupy_is_one_quiet_sentence(tmp_path, capfd):
    font = tmp_path / "tiny.sf2"
    font.write_bytes(tiny_soundfont())
    occupied = tmp_path / "occupied"
    occupied.mkdir()  # the driver cannot open it for writing
    with pytest.raises(OutputError, match="uses it"):
        open_built_in_piano(font, FILE, {"audio.file.name": str(occupied)})
    assert capfd.readouterr() == ("", "")


def test_without_the_library_the_sentence_names_the_package(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "fluidsynth", None)
    with pytest.raises(OutputError, match="needs FluidSynth"):
        open_built_in_piano(tmp_path / "any.sf2")


def test_the_choice_reaches_fluidsynth():
    usual = PianoChoice()
    assert usual.settings == {"synth.reverb.active": 1}
    assert len(usual.drivers) >= 1
    chosen = PianoChoice("alsa", "hw:1", 256, 0.5, has_reverb=False)
    assert chosen.drivers == ("alsa",)
    assert chosen.settings == {
        "synth.reverb.active": 0,
        "audio.period-size": 256,
        "audio.alsa.device": "hw:1",
    }


def test_gain_is_heard(tmp_path):
    font, peaks = tmp_path / "tiny.sf2", []
    font.write_bytes(tiny_soundfont())
    for gain in (0.2, 1.2):
        recording = tmp_path / f"{gain}.wav"
        choice = PianoChoice(driver="file", gain=gain)
        piano = open_built_in_piano(font, choice, {"audio.file.name": str(recording)})
        piano.send(NOTE_ON, 60, 100)
        wait_for_sound(piano, 0.2)
        piano.close()
        peaks.append(np.abs(sound_of(recording)[100:].astype(int)).max())  # after any header
    assert peaks[1] > 3 * peaks[0]


def test_panic_ends_what_sounds_on_any_channel(tmp_path, monkeypatch):
    instrument, font = Instrument(), tmp_path / "tiny.sf2"
    font.write_bytes(tiny_soundfont())
    piano = open_built_in_piano(font, FILE, {"audio.file.name": str(tmp_path / "out.wav")})
    monkeypatch.setattr(
        "chopin_studio.playback.outputs.fluidsynth.play_message",
        lambda _, message: instrument.hear(message),
    )
    for channel in range(16):
        piano.send(0xB0 | channel, 64, 127)
        piano.send(NOTE_ON | channel, 60, 100)
    assert len(instrument.sounding) == 16
    piano.panic()
    assert instrument.sounding == set()
    piano.close()


def test_a_click_sounds_and_ends(tmp_path):
    font, recording = tmp_path / "tiny.sf2", tmp_path / "out.wav"
    font.write_bytes(tiny_soundfont())
    piano = open_built_in_piano(font, FILE, {"audio.file.name": str(recording)})
    for message in click(is_first=True):
        piano.send(*message)
    wait_for_sound(piano, 0.5)
    piano.close()
    sound = np.abs(sound_of(recording).astype(int))
    assert sound.max() > 100
    assert sound[-2000:].max() < sound.max() / 4


def test_a_device_that_takes_no_more_sound_is_noticed(tmp_path, fluidsynth_library):
    font = tmp_path / "tiny.sf2"
    font.write_bytes(tiny_soundfont())
    piano = open_built_in_piano(font, FILE, {"audio.file.name": str(tmp_path / "out.wav")})
    assert lives(piano)
    wait_for_sound(piano, 0.1)
    fluidsynth_library.delete_fluid_audio_driver(piano.audio_driver)  # as if it were pulled out
    piano.audio_driver = None
    lives(piano)  # it may have taken some since it was asked last
    assert not lives(piano)
    piano.panic()
    piano.close()
    assert not lives(piano)
