"""Reading and writing half a million notes, against mido's parse of the same file alone."""

import subprocess
import sys
import time
from pathlib import Path

import mido
import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Hand, Note, score_order
from tests.waiting import PROGRAM_PATIENCE_SEC

NOTES = 500_000
MOST_MEGABYTES = 300
MOST_RATIO = 1.0

CHILD = """
import re, resource, sys
from pathlib import Path
from chopin_studio.music.midi_io import read_midi, write_midi
write_midi(read_midi(Path(sys.argv[1])), Path(sys.argv[2]))
status = Path("/proc/self/status")
if status.exists():  # there getrusage counts the parent's memory too
    print(int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1]) / 1024)
else:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20)
"""
"""Prints the most memory that it ever had, in megabytes; macOS counts in bytes."""


def long_music() -> Excerpt:
    """Return music of two hands that never repeats itself, with pedal and uneven times."""
    rng = np.random.default_rng(1)
    onsets = np.cumsum(rng.integers(0, 120, NOTES))
    lengths = rng.integers(20, 900, NOTES)
    pitches, velocities = rng.integers(30, 100, NOTES), rng.integers(20, 120, NOTES)
    columns = (pitches, velocities, onsets, lengths)
    notes = (
        Note(pitch, velocity, onset, length, Hand.RIGHT if pitch > 60 else Hand.LEFT)
        for pitch, velocity, onset, length in zip(*(c.tolist() for c in columns), strict=True)
    )
    pedals = (PedalChange(tick, 127 * (tick // 960 % 2)) for tick in range(0, int(onsets[-1]), 960))
    return Excerpt(tuple(sorted(notes, key=score_order)), pedals=tuple(pedals))


@pytest.fixture(scope="module")
def long_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "long.mid"
    write_midi(long_music(), path)
    return path


def read_and_written(path: Path) -> None:
    write_midi(read_midi(path), path.with_name("written.mid"))


def test_reading_and_writing_half_a_million_notes(benchmark, long_file: Path, report_lines) -> None:
    benchmark.pedantic(read_and_written, args=(long_file,), rounds=3)
    began = time.process_time()
    read_and_written(long_file)
    own = time.process_time() - began
    began = time.process_time()
    mido.MidiFile(long_file)
    rival = time.process_time() - began
    report_lines.append(
        f"{NOTES:,} notes ({long_file.stat().st_size / 2**20:.1f} MB) read and written in "
        f"{own:.1f} s, parsed by mido in {rival:.1f} s: {own / rival:.2f} of the time"
    )
    assert own / rival <= MOST_RATIO


@pytest.mark.skipif(sys.platform == "win32", reason="Windows measures memory otherwise")
def test_memory_for_half_a_million_notes(benchmark, long_file: Path, report_lines) -> None:
    def measured() -> float:
        written = long_file.with_name("measured.mid")
        words = [sys.executable, "-c", CHILD, str(long_file), str(written)]
        printed = subprocess.run(
            words, check=True, capture_output=True, text=True, timeout=PROGRAM_PATIENCE_SEC
        ).stdout
        return float(printed)

    megabytes = benchmark.pedantic(measured, rounds=1)
    report_lines.append(f"{NOTES:,} notes read and written in {megabytes:.0f} MB")
    assert megabytes <= MOST_MEGABYTES
