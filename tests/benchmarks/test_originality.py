"""The report on originality against `difflib`, which anybody would take first.

The rival looks for the longest run that each of Chopin's 48 MIDI files shares with the take, in the
steps of the full texture alone, and only one run a piece. It reads nothing; its steps are made
beforehand. The report compares with all pieces of its index.
"""

import statistics
import time
from dataclasses import replace
from difflib import SequenceMatcher

import numpy as np
import pytest

from chopin_studio.music.midi_io import read_midi
from chopin_studio.originality.index_file import load_index
from chopin_studio.originality.report import Verdict, report_on
from chopin_studio.paths import originality_index

NOTES = 500
SHIFT = 3
MOST_SEC = 0.5
LEAST_RATIO = 5
SOURCE = "chpn_op10_e12"


@pytest.fixture(scope="module")
def pieces(corpus_dir):
    """Return the 48 pieces, by the names of their files."""
    return {path.stem: read_midi(path) for path in sorted(corpus_dir.glob("midis/Chopin/*.mid"))}


@pytest.fixture(scope="module")
def take(pieces):
    """Return the most that a report can have to do: all of it is quoted, a minor third higher."""
    notes = pieces[SOURCE].notes[:NOTES]
    return replace(
        pieces[SOURCE], notes=tuple(replace(note, pitch=note.pitch + SHIFT) for note in notes)
    )


def steps_of(music):
    """Return the steps from note to note of the full texture."""
    return np.diff([note.pitch for note in music.notes]).tolist()


def test_report(benchmark, take, pieces, report_lines):
    index = load_index(originality_index())
    report = benchmark.pedantic(report_on, (take, index), rounds=9, warmup_rounds=1)
    assert report.verdict is Verdict.COPIES
    assert report.quotations[0].transposition == SHIFT
    seconds = benchmark.stats["median"]

    of_take, of_pieces = steps_of(take), {name: steps_of(music) for name, music in pieces.items()}

    def longest():
        began = time.perf_counter()
        sizes = {}
        for name, steps in of_pieces.items():
            matcher = SequenceMatcher(None, steps, of_take, autojunk=False)
            sizes[name] = matcher.find_longest_match().size
        assert max(sizes, key=sizes.__getitem__) == SOURCE
        return time.perf_counter() - began

    rival = statistics.median(longest() for _ in range(3))
    report_lines.append(
        f"originality of {NOTES} notes: {seconds * 1e3:.0f} ms, difflib on {len(pieces)} pieces "
        f"{rival * 1e3:.0f} ms: {rival / seconds:.0f} times as long"
    )
    assert seconds <= MOST_SEC
    assert rival / seconds >= LEAST_RATIO
