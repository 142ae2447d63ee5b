"""Listing 5,000 takes, against a rival that reads all that lies with them there and then."""

import shutil
import statistics
import time
from dataclasses import replace

import pytest

from chopin_studio.engine.seeds import ExcerptStart, LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Descent, Marks, TakeRecord
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note

TAKES = 5000
ROUNDS = 5
LEAST_RATIO = 4
MUSIC = Excerpt(tuple(Note(40 + k * 7 % 40, 60, k * 120, 240) for k in range(300)), title="Sketch")


@pytest.fixture
def folder(tmp_path):
    """Write takes, every other one from 100 notes of the user's own."""
    store = TakeStore(tmp_path / "takes")
    seed = ExcerptStart(replace(MUSIC, notes=MUSIC.notes[:100]))
    kinds = [
        store.add(MUSIC, TakeRecord("expressive-512", "0f" * 32, GenerationSettings(start)), *rest)
        for start, rest in (
            (LibraryStart("waltz-op18"), (None, Marks(4, ("slow",), "Good."))),
            (seed, (Descent("elsewhere", "Nocturne #3", "continued", 9),)),
        )
    ]
    for number in range(TAKES - len(kinds)):
        kind = store.folder_of(kinds[number % len(kinds)].id)
        shutil.copytree(kind, store.folder_of(f"20260101-120000-{number:08x}"))
    return tmp_path / "takes"


def list_anew(folder):
    found = TakeStore(folder).takes()
    assert len(found.takes) == TAKES
    assert found.problems == ()
    return found.takes


def list_eagerly(folder):
    for take in list_anew(folder):
        start = take.record.settings.start
        assert not isinstance(start, ExcerptStart) or start.excerpt.notes


def seconds(work, *arguments):
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


def test_listing_takes(benchmark, folder, report_lines):
    benchmark.pedantic(list_anew, args=(folder,), rounds=1, warmup_rounds=1)
    opening = [seconds(list_anew, folder) for _ in range(ROUNDS)]
    store = TakeStore(folder)
    store.takes()
    again = statistics.median(seconds(store.takes) for _ in range(ROUNDS))
    eager = seconds(list_eagerly, folder)
    usual = statistics.median(opening)
    ratio = eager / usual
    report_lines.append(
        f"listing {TAKES} takes: {usual:.2f} s (longest {max(opening):.2f} s), "
        f"again {again * 1e3:.0f} ms, with the music that they started from {eager:.1f} s: "
        f"{ratio:.0f} times as long"
    )
    assert ratio >= LEAST_RATIO
