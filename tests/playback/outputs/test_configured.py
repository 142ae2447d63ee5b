"""An output with its user's settings."""

import pytest

from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.configured import fitted, piano_choice
from chopin_studio.settings.listening import PianoGroup, PortGroup
from tests.fakes import NOTE_ON, RecordingOutput
from tests.waiting import eventually


def test_an_instrument_is_played_on_its_channel_with_its_program_and_curve():
    port = RecordingOutput()
    output = fitted(port, PortGroup(channel=3, sends_program=True, velocity_curve="soft"))
    output.send(NOTE_ON, 60, 64)
    program, (status, key, velocity) = port.messages
    assert program == (0xC2, 0, 0)
    assert (status, key) == (NOTE_ON | 2, 60)
    assert velocity < 64


def test_a_slower_instrument_is_waited_for():
    port = RecordingOutput()
    output = fitted(port, PortGroup(delay_ms=40))
    output.send(NOTE_ON, 60, 64)
    assert port.messages == []
    assert eventually(lambda: port.messages == [(NOTE_ON, 60, 64)])
    output.close()
    assert port.closed


def test_an_instrument_that_takes_no_program_is_let_go():
    port = RecordingOutput()
    port.broken = True
    with pytest.raises(OutputError):
        fitted(port, PortGroup(sends_program=True))
    assert port.closed


def test_the_built_in_piano_sounds_as_it_is_set():
    choice = piano_choice(
        PianoGroup(driver="alsa", device="hw:1", buffer_frames=256, gain=0.5, reverb=False)
    )
    assert choice.drivers == ("alsa",)
    assert choice.gain == 0.5
    assert choice.settings["audio.alsa.device"] == "hw:1"
    assert choice.settings["audio.period-size"] == 256
    assert choice.settings["synth.reverb.active"] == 0
