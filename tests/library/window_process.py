"""Be one of several windows that do this and that with the takes of one store.

Usage: python -m tests.library.window_process STORE SHARED_TAKE FIELD SEED

Of the take that all windows share, FIELD alone is changed, `title` or `stars`. When all is done a
line says so, with the value of that field; after a line of input the list follows as this
window sees it.
"""

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

import numpy as np

from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Marks, TakeGoneError
from tests.library.takes import MUSIC, RECORD

STEPS = 120


def main(folder: Path, shared: str, field: str, seed: int) -> None:
    store, rng = TakeStore(folder), np.random.default_rng(seed)
    trash = folder.parent / f"trash-{seed}"
    trash.mkdir()
    written: str | int | None = None
    for step in range(STEPS):
        kept = value_of(shared, field, store)
        assert written in (None, kept), "the other window took it back"
        if field == "title":
            written = store.rename(shared, f"{seed} {step}").title
        else:
            written = store.mark(shared, Marks(step % 6)).marks.stars
        with suppress(TakeGoneError):  # the other window was the first
            do_something(store, shared, trash, rng)
    print(json.dumps(value_of(shared, field, store)), flush=True)
    sys.stdin.readline()
    print(json.dumps(as_seen_by(store)), flush=True)


def do_something(store: TakeStore, shared: str, trash: Path, rng: np.random.Generator) -> None:
    """Add a take, or change, throw away or fetch back one that is there."""
    found = store.takes()
    assert found.problems == ()
    takes = [take for take in found.takes if take.id != shared]
    kind = rng.integers(5) if takes else 0
    if kind == 0:
        store.add(MUSIC, RECORD)
        return
    take_id = takes[rng.integers(len(takes))].id
    match kind:
        case 1:
            store.rename(take_id, f"Take {rng.integers(1000)}")
        case 2:
            store.save_music(take_id, MUSIC)
        case 3:
            with suppress(FileNotFoundError):
                store.folder_of(take_id).rename(trash / take_id)
        case _:
            for thrown_away in trash.iterdir():
                store.restore(thrown_away, thrown_away.name)


def value_of(take_id: str, field: str, store: TakeStore) -> str | int:
    (take,) = [take for take in store.takes().takes if take.id == take_id]
    return take.title if field == "title" else take.marks.stars


def as_seen_by(store: TakeStore) -> list[object]:
    """Return the takes as JSON values, without what the record says of how they were made."""
    return [
        [take.id, take.title, take.note_count, asdict(take.marks)] for take in store.takes().takes
    ]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
