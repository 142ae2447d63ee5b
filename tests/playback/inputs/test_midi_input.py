import time
from collections import Counter
from itertools import pairwise

import pytest

from chopin_studio.playback.inputs.live_playing import LivePlaying
from chopin_studio.playback.inputs.midi_input import (
    InputError,
    MessageClock,
    input_ports,
    open_input,
)
from chopin_studio.playback.outputs.midi_clients import ALSA, JACK, SYSTEM
from chopin_studio.playback.outputs.midi_port import PortWatcher
from tests.fakes import RecordingOutput
from tests.playback.midi_system import Api
from tests.waiting import eventually

ON, OFF = 0x90, 0x80
NAME = "Test keyboard:out"


@pytest.fixture
def keyboard(jack_server, monkeypatch):
    """Return a virtual keyboard on a JACK server without hardware."""
    monkeypatch.setenv("JACK_DEFAULT_SERVER", jack_server)
    rtmidi = pytest.importorskip("chopin_studio.playback.outputs.rtmidi")
    port = rtmidi.MidiOut(rtmidi.RtMidiAPI.UNIX_JACK, client_name="Test keyboard")
    port.open_virtual_port("out")
    yield port
    port.close_port()
    port.delete()


def test_a_keyboard_on_the_jack_server_is_found(keyboard):
    assert input_ports([JACK]) == (NAME,)
    watcher = PortWatcher([JACK], is_input=True)
    assert watcher.names() == (NAME,)
    watcher.close()


def test_without_midi_there_are_no_inputs(monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "there-is-none")
    assert input_ports([JACK]) == ()
    with pytest.raises(InputError, match="Connect a MIDI keyboard"):
        open_input(NAME, lambda message, moment: None, [JACK])


def test_a_port_that_is_not_there_is_named(keyboard):
    with pytest.raises(InputError, match="Other is not connected"):
        open_input("Other", lambda message, moment: None, [JACK])


def test_a_flood_of_notes_among_active_sensing_and_sysex_arrives_whole_and_in_order(keyboard):
    """Ten thousand notes on and off, in bursts that JACK's own buffer can hold."""
    output = RecordingOutput()
    playing = LivePlaying(lambda: output)
    port = open_input(NAME, playing.receive, [JACK])
    sent = []

    def all_have_come():
        return len(output.messages) >= len(sent)

    for number in range(5_000):
        pitch = 21 + number % 88
        for message in ((ON, pitch, 1 + number % 127), (OFF, pitch, 0)):
            sent.append(message)
            keyboard.send_message(message)
        if number % 50 == 0:
            keyboard.send_message((0xFE,))
            keyboard.send_message((0xF0, 0x7E, 0x7F, 0x06, 0x01, 0xF7))
            assert eventually(all_have_come)
    assert eventually(all_have_come)
    port.close()
    assert output.messages == sent
    assert [played.message for played in playing.collect()] == sent


def test_the_moments_are_those_at_which_it_was_played(keyboard):
    """A moment may be told no earlier than it was, nor later than it came: by how much, the machine
    decides, which may have other things to do."""
    playing = LivePlaying(RecordingOutput)
    arrivals = {}

    def receive(message, moment_sec):
        arrivals.setdefault(message[1], time.perf_counter())
        playing.receive(message, moment_sec)

    port = open_input(NAME, receive, [JACK])
    moments = {}
    for pitch in range(60, 80):
        moments[pitch] = time.perf_counter()
        keyboard.send_message((ON, pitch, 70))
        time.sleep(0.05)
    played = []

    def has_arrived() -> bool:
        played.extend(row for row in playing.collect() if row.message[0] == ON)
        # On a busy machine the server of the test itself loses some: three in four will do.
        return len(played) >= 15

    assert eventually(has_arrived)
    port.close()
    late = sorted(row.moment_sec - moments[row.message[1]] for row in played)
    print(f"lateness of a message: {late[0] * 1000:.1f} to {late[-1] * 1000:.1f} ms")
    assert late[0] >= 0
    assert all(row.moment_sec <= arrivals[row.message[1]] for row in played)
    assert [row.message[1] for row in played] == sorted(row.message[1] for row in played)


def test_a_port_closed_in_the_midst_of_a_flood_ends_quietly(keyboard):
    for _ in range(10):
        heard = Counter()
        port = open_input(NAME, lambda message, moment, heard=heard: heard.update([1]), [JACK])
        for number in range(400):
            keyboard.send_message((ON, 21 + number % 88, 70))
        port.close()
        port.close()
        after = heard[1]
        time.sleep(0.03)
        assert heard[1] == after


def test_lateness_that_differs_is_taken_out_of_the_moments():
    times = MessageClock()
    late = [0.009, 0.002, 0.006, 0.03, 0.001, 0.008]
    moments = [times.moment(place * 0.5 + sec, 0.5) for place, sec in enumerate(late)]
    apart = [after - before for before, after in pairwise(moments[1:])]
    assert moments[-1] == pytest.approx(2.501)
    assert apart == pytest.approx([0.5, 0.5, 0.499, 0.5])


def test_a_system_that_miscounts_its_seconds_is_not_believed():
    times = MessageClock()
    assert times.moment(10.0, 0.0) == 10.0
    assert times.moment(20.0, 0.0) == 20.0
    assert times.moment(20.5, 0.5) == pytest.approx(20.5)
    assert times.moment(21.0, 9.0) == 21.0


# On a MIDI system in memory


def test_a_keyboard_is_heard_by_the_way_that_is_asked_for(midi_system):
    heard = []
    midi_system.names = ["Keys 20:0"]
    midi_system.incoming = [((ON, 60, 70), 0.0), ((OFF, 60, 0), 0.5)]
    port = open_input("Keys", lambda message, moment: heard.append((message, moment)), [SYSTEM])
    assert eventually(lambda: len(heard) == 2)
    port.close()
    port.close()
    assert [tuple(message) for message, _ in heard] == [(ON, 60, 70), (OFF, 60, 0)]
    assert midi_system.log[0] == ("client", Api.UNSPECIFIED)
    assert "ignore nothing" in midi_system.log  # a message ignored takes its seconds with it
    assert midi_system.log.count("delete") == 1


def test_a_keyboard_that_is_not_there_leaves_no_client_behind(midi_system):
    with pytest.raises(InputError, match="Organ"):
        open_input("Organ", lambda message, moment: None, [ALSA])
    assert midi_system.log[-1] == "delete"


def test_keyboards_are_listed_by_name_and_none_where_the_system_fails(midi_system):
    midi_system.names = ["Keys 20:0", "Keys 24:0"]
    assert input_ports([ALSA]) == ("Keys", "Keys (2)")
    assert midi_system.log[-1] == "delete"
    midi_system.unplugged = True
    assert input_ports([ALSA]) == ()
