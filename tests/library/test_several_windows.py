"""Several windows, and several threads of one, on the same store."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.library import folder_lock as lock
from chopin_studio.library.folder_lock import Lock
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Marks, Originality, TakeError
from tests.library.takes import MUSIC, RECORD
from tests.library.window_process import as_seen_by
from tests.waiting import PATIENCE_SEC, PROGRAM_PATIENCE_SEC, running

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path):
    return TakeStore(tmp_path / "takes")


def open_window(store, take, field, seed):
    words = [store.folder_of(take.id).parent, take.id, field, seed]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return running(
        [sys.executable, "-m", "tests.library.window_process", *words], cwd=ROOT, **pipes
    )


def test_two_windows_at_once_lose_nothing_and_see_the_same_in_the_end(store):
    shared = store.add(MUSIC, RECORD)
    with (
        open_window(store, shared, "title", 1) as one,
        open_window(store, shared, "stars", 2) as other,
    ):
        windows = (one, other)
        title, stars = [json.loads(window.stdout.readline()) for window in windows]
        seen = [
            json.loads(window.communicate("\n", timeout=PROGRAM_PATIENCE_SEC)[0])
            for window in windows
        ]
    assert [window.returncode for window in windows] == [0, 0]
    assert seen[0] == seen[1] == json.loads(json.dumps(as_seen_by(store)))
    assert len(seen[0]) > 2
    (left,) = [take for take in store.takes().takes if take.id == shared.id]
    assert (left.title, left.marks.stars) == (title, stars), "each wrote a field of its own"


def test_threads_of_one_window_lose_no_change_of_each_other(store):
    take = store.add(MUSIC, RECORD)
    with ThreadPoolExecutor(3) as pool:
        for step in range(20):
            changes = [
                pool.submit(store.rename, take.id, f"Take {step}"),
                pool.submit(store.mark, take.id, Marks(step % 6)),
                pool.submit(store.set_originality, take.id, Originality(step / 20, "a", "b")),
            ]
            for change in changes:
                change.result(PATIENCE_SEC)
            (found,) = store.takes().takes
            assert found.title == f"Take {step}"
            assert found.marks.stars == step % 6
            assert found.originality.share_quoted == step / 20


def test_every_change_by_another_window_shows_in_the_fingerprint_and_in_the_list(store, tmp_path):
    other = TakeStore(tmp_path / "takes")
    take = store.add(MUSIC, RECORD)
    trashed = tmp_path / "trashed"
    for change in (
        lambda: store.add(MUSIC, RECORD),
        lambda: store.rename(take.id, "Dawn"),
        lambda: store.mark(take.id, Marks(3)),
        lambda: store.save_music(take.id, replace(MUSIC, notes=MUSIC.notes[:1])),
        lambda: store.folder_of(take.id).rename(trashed),
        lambda: store.restore(trashed, take.id),
    ):
        before, seen = other.fingerprint(), other.takes()
        change()
        assert other.fingerprint() != before
        assert other.takes() != seen
        assert other.takes() == store.takes() == TakeStore(tmp_path / "takes").takes()


def test_looking_changes_no_fingerprint_and_reads_nothing_anew(store):
    store.add(MUSIC, RECORD)
    before = store.fingerprint()
    first, second = store.takes(), store.takes()
    store.excerpt(first.takes[0].id)
    assert store.fingerprint() == before
    assert first.takes[0] is second.takes[0]


def test_a_store_that_is_not_there_yet_has_a_fingerprint_too(store):
    before = store.fingerprint()
    store.add(MUSIC, RECORD)
    assert store.fingerprint() != before


def test_a_window_that_hangs_holds_up_a_change_only_for_a_while(store, tmp_path, monkeypatch):
    take = store.add(MUSIC, RECORD)
    monkeypatch.setattr(lock, "_WAIT_SEC", 0.05)
    with (
        Lock(tmp_path / "takes" / ".lock").held(),
        pytest.raises(TakeError, match="Close it and try again"),
    ):
        store.rename(take.id, "Dawn")
    assert store.rename(take.id, "Dawn").title == "Dawn"
