"""Ports of a MIDI system in memory: what an instrument at the other end is left with."""

import sys

import pytest

from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.midi_clients import ALSA, JACK
from chopin_studio.playback.outputs.midi_port import MidiPort, PortWatcher, open_midi_port
from tests.fakes import NOTE_OFF, NOTE_ON
from tests.playback.midi_system import RTMIDI, Api, Instrument, MidiSystem

PEDAL, PROGRAM = 0xB0, 0xC0
PIANO = "Piano:Piano MIDI 1"


@pytest.fixture
def port(midi_system: MidiSystem) -> MidiPort:
    return open_midi_port(PIANO, apis=[ALSA])


def play_on_every_channel(port: MidiPort) -> None:
    """Leave keys down and sounding by the pedal, as a program that went wrong might."""
    for channel in range(16):
        port.send(PEDAL | channel, 64, 127)
        for key in (0, 60, 127):
            port.send(NOTE_ON | channel, key, 80)
        port.send(NOTE_OFF | channel, 60, 0)


# What is left sounding


def test_panic_silences_every_channel(midi_system, port):
    play_on_every_channel(port)
    assert len(midi_system.instrument.sounding) == 3 * 16
    port.panic()
    assert midi_system.instrument.sounding == set()


def test_panic_releases_every_key_for_instruments_that_heed_no_controllers(midi_system):
    midi_system.instrument = Instrument(heeds_no_controllers=True)
    port = open_midi_port(PIANO, apis=[ALSA])
    for key in range(128):
        port.send(NOTE_ON, key, 80)
    port.panic()
    assert midi_system.instrument.sounding == set()


@pytest.mark.parametrize("command", ["silence", "close"])
def test_what_sounds_on_the_first_channel_ends_with_silence_and_with_the_port(
    midi_system, port, command
):
    port.send(PEDAL, 64, 127)
    port.send(NOTE_ON, 60, 80)
    port.send(NOTE_OFF, 60, 0)
    port.send(NOTE_ON, 64, 80)
    assert midi_system.instrument.sounding == {(0, 60), (0, 64)}
    getattr(port, command)()
    assert midi_system.instrument.sounding == set()


def test_the_pedal_goes_up_before_the_notes_are_stopped(midi_system, port):
    """Some instruments heed no all-notes-off while the pedal is down."""
    port.silence()
    numbers = [message[1] for message in midi_system.messages]
    assert numbers.index(64) < numbers.index(123) < numbers.index(120)
    assert numbers[-1] == 121  # the controllers are as new


def test_a_closed_port_is_released_once_and_refuses_in_words(midi_system, port):
    port.close()
    port.close()
    port.silence()
    port.panic()
    assert midi_system.log[-2:] == ["close", "delete"]
    assert midi_system.log.count("delete") == 1
    with pytest.raises(OutputError, match="Piano MIDI 1"):
        port.send(NOTE_ON, 60, 80)


def test_a_device_that_is_gone_is_an_error_to_play_on_and_none_to_silence(midi_system, port):
    midi_system.unplugged = True
    with pytest.raises(OutputError, match="output"):
        port.send(NOTE_ON, 60, 80)
    port.silence()
    port.panic()
    port.close()
    assert midi_system.log[-1] == "delete"


# What is sent


def test_messages_are_as_long_as_midi_has_them(midi_system, port):
    for message in ((NOTE_ON, 60, 80), (PROGRAM | 3, 5, 0), (0xF8, 0, 0), (0xFC, 0, 0)):
        port.send(*message)
    assert midi_system.messages == [(NOTE_ON, 60, 80), (PROGRAM | 3, 5), (0xF8,), (0xFC,)]


# Which ports there are


def test_a_port_is_opened_by_its_name_among_namesakes(midi_system):
    midi_system.names = ["Through 14:0", "Piano 20:0", "Piano 24:0"]
    open_midi_port("Piano (2)", apis=[ALSA])
    assert midi_system.log[-1] == "open Piano 24:0"


def test_a_port_that_has_gone_is_named_and_leaves_no_client_behind(midi_system):
    with pytest.raises(OutputError, match="Organ"):
        open_midi_port("Organ", apis=[ALSA])
    assert midi_system.log[-1] == "delete"


def test_ports_that_come_and_go_are_seen_by_one_client(midi_system):
    watcher = PortWatcher(apis=[ALSA])
    assert watcher.names() == (PIANO,)
    midi_system.names = []
    assert watcher.names() == ()
    midi_system.names = ["Organ 24:0"]
    assert watcher.names() == ("Organ",)
    assert len([entry for entry in midi_system.log if entry == ("client", Api.LINUX_ALSA)]) == 1
    watcher.close()
    assert midi_system.log[-1] == "delete"


def test_a_midi_system_that_starts_later_is_found(midi_system):
    watcher = PortWatcher(apis=[ALSA])
    midi_system.broken = True
    assert watcher.names() == ()
    assert "a MIDI device" in (watcher.problem or "")
    midi_system.broken = False
    assert watcher.names() == (PIANO,)
    assert watcher.problem is None
    midi_system.unplugged = True
    assert watcher.names() == ()
    assert watcher.problem is not None
    midi_system.unplugged = False
    assert watcher.names() == (PIANO,)


def test_the_first_way_to_ports_that_works_is_taken(midi_system, monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "no-such-server")
    PortWatcher(apis=[JACK, ALSA]).names()
    assert midi_system.log[0] == ("client", Api.LINUX_ALSA)


def test_without_rtmidi_there_are_no_ports_and_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, RTMIDI, None)
    watcher = PortWatcher()
    assert watcher.names() == ()
    assert "MIDI ports" in (watcher.problem or "")
