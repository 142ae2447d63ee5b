"""What the tests of outputs need from the machine, or a reason to skip them."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.playback.midi_system import RTMIDI, MidiSystem
from tests.waiting import PATIENCE_SEC


@pytest.fixture(scope="session")
def jack_server() -> Iterator[str]:
    """Run a JACK server without hardware, under a name of its own; give that name.

    It waits for its clients in every cycle (`-S`). By itself it would go on without those that a
    busy machine has kept from running, and drop what they send and receive in that cycle.
    """
    jackd = shutil.which("jackd")
    if jackd is None:
        pytest.skip("needs jackd: install jackd2")
    name = f"studio-test-{os.getpid()}"
    socket = Path(f"/dev/shm/jack_{name}_{os.getuid()}_0")
    process = subprocess.Popen(
        [jackd, "-S", "-r", "-n", name, "-d", "dummy", "-r", "44100", "-p", "256"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        give_up = time.monotonic() + PATIENCE_SEC
        while not socket.is_socket():
            if process.poll() is not None or time.monotonic() > give_up:
                pytest.skip("jackd does not start on this machine")
            time.sleep(0.05)
        time.sleep(0.3)  # the socket is there a little before the server answers
        yield name
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(PATIENCE_SEC)
        for leftover in Path("/dev/shm").glob(f"jack_sem.*_{name}_*"):
            leftover.unlink(missing_ok=True)


@pytest.fixture
def midi_system(monkeypatch: pytest.MonkeyPatch) -> MidiSystem:
    """Have every port of the studio be one of a system in memory."""
    system = MidiSystem()
    monkeypatch.setitem(sys.modules, RTMIDI, system)
    return system
