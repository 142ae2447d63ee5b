import pytest

from chopin_studio.playback.inputs import input_ports
from chopin_studio.playback.outputs.midi_port import JACK


def test_a_keyboard_on_the_jack_server_is_found(jack_server, monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    rtmidi = pytest.importorskip("rtmidi")
    keyboard = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="Test keyboard")
    keyboard.open_virtual_port("out")
    try:
        assert input_ports([JACK]) == ("Test keyboard:out",)
    finally:
        keyboard.close_port()
        keyboard.delete()


def test_without_midi_there_are_no_inputs(monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "there-is-none")
    assert input_ports([JACK]) == ()
