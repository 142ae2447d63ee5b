import os
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chopin_studio.playback.outputs.base import OutputError
from chopin_studio.playback.outputs.midi_clients import JACK, distinct_names, usual_apis
from chopin_studio.playback.outputs.midi_port import PortWatcher, open_midi_port


def test_names_lose_alsas_numbers_and_namesakes_are_counted():
    assert distinct_names(
        [
            "Midi Through:Midi Through Port-0 14:0",
            "Piano:Piano MIDI 1 20:0",
            "Piano:Piano MIDI 1 24:0",
        ]
    ) == ("Midi Through:Midi Through Port-0", "Piano:Piano MIDI 1", "Piano:Piano MIDI 1 (2)")


def test_a_name_that_merely_ends_in_a_number_is_kept():
    assert distinct_names(["loop:in 1", "CH345"]) == ("loop:in 1", "CH345")


def test_without_midi_there_are_no_names_but_a_sentence(monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "no-such-server")
    watcher = PortWatcher(apis=[JACK])
    assert watcher.names() == ()
    assert "Connect a MIDI device" in (watcher.problem or "")
    watcher.close()
    watcher.close()


def test_the_usual_ways_never_raise_and_print_nothing(capfd):
    watcher = PortWatcher()
    names = watcher.names()
    assert names or watcher.problem or watcher.problem is None
    watcher.close()
    assert capfd.readouterr() == ("", "")
    assert usual_apis()


def test_a_port_that_is_not_there_is_an_error_in_words(monkeypatch):
    monkeypatch.setenv("JACK_DEFAULT_SERVER", "no-such-server")
    with pytest.raises(OutputError, match="MIDI"):
        open_midi_port("Nowhere", apis=[JACK])


@pytest.fixture
def deserted_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The socket of a JACK server that was killed: it is there, and nobody answers."""
    name = f"deserted-{os.getpid()}"
    path = Path(f"/dev/shm/jack_{name}_{os.getuid()}_0")
    with socket.socket(socket.AF_UNIX) as deserted:
        deserted.bind(str(path))
    monkeypatch.setenv("JACK_DEFAULT_SERVER", name)
    yield
    path.unlink()


@pytest.mark.skipif(sys.platform != "linux", reason="JACK is asked on Linux alone")
def test_a_killed_server_is_no_midi_and_prints_nothing(deserted_server, capfd):
    watcher = PortWatcher(apis=[JACK])
    assert watcher.names() == ()
    assert "start a MIDI server" in (watcher.problem or "")
    with pytest.raises(OutputError, match="MIDI"):
        open_midi_port("Nowhere", apis=[JACK])
    assert capfd.readouterr() == ("", "")
