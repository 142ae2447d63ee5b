"""What was being made when a program died is a take at the next start."""

import os
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.library.autosave import ENDED_NOTICE
from chopin_studio.library.cleanup import KEPT_SEC
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Descent, TakeError, new_take_id
from tests.library.takes import MUSIC, RECORD
from tests.waiting import PROGRAM_PATIENCE_SEC

ROOT = Path(__file__).resolve().parents[2]
GROWN = replace(MUSIC, notes=MUSIC.notes[:2])
DESCENT = Descent("elsewhere", "Nocturne #3", "continued", 9)
TAKE_ID = "20260101-120000-0a1b2c3d"

OWN_MUSIC = replace(RECORD, settings=replace(RECORD.settings, start=ExcerptStart(MUSIC)))

DIES = """
import os, sys
from pathlib import Path
from chopin_studio.library.store import TakeStore
from tests.library import test_autosave as tests
record = getattr(tests, sys.argv[2])
TakeStore(Path(sys.argv[1])).save_growing(tests.TAKE_ID, tests.GROWN, record, tests.DESCENT)
os._exit(0)
"""


@pytest.fixture
def store(tmp_path):
    return TakeStore(tmp_path / "takes")


def die_making(store, record="RECORD"):
    """Have a program die that was making a take of a record of this file; return what it left."""
    folder = store.folder_of("x").parent
    command = [sys.executable, "-c", DIES, folder, record]
    subprocess.run(command, cwd=ROOT, check=True, timeout=PROGRAM_PATIENCE_SEC)
    return folder / f".{TAKE_ID}.growing"


@pytest.fixture
def left(store):
    return die_making(store)


def test_a_take_that_grows_is_not_listed_and_is_one_take_once_it_is_whole(store):
    take_id = new_take_id()
    for count in (1, 2, 3):
        store.save_growing(take_id, replace(MUSIC, notes=MUSIC.notes[:count]), RECORD)
        assert store.takes().takes == ()
    take = store.add(MUSIC, RECORD, take_id=take_id)
    assert take.id == take_id
    assert store.takes().takes == (take,)
    assert store.rescue() == ()
    assert list(take_folder(store).glob(".*growing")) == []


def take_folder(store):
    return store.folder_of("x").parent


def test_what_is_saved_after_it_is_whole_comes_too_late(store):
    take_id = new_take_id()
    store.save_growing(take_id, GROWN, RECORD)
    store.add(MUSIC, RECORD, take_id=take_id)
    store.save_growing(take_id, GROWN, RECORD)
    assert list(take_folder(store).glob(".*growing")) == []


def test_a_window_leaves_alone_what_grows_in_another(store, tmp_path):
    store.save_growing(TAKE_ID, GROWN, RECORD)
    assert TakeStore(tmp_path / "takes").rescue() == ()
    assert store.add(MUSIC, RECORD, take_id=TAKE_ID).note_count == 3


def test_what_was_growing_in_a_program_that_died_becomes_a_take_that_says_so(store, left):
    assert store.takes().takes == ()
    before = store.fingerprint()
    (take,) = store.rescue()
    assert store.takes().takes == (take,)
    assert (take.id, take.title, take.note_count) == (TAKE_ID, GROWN.title, 2)
    assert store.excerpt(take.id) == GROWN
    assert take.descent == DESCENT
    assert take.record == replace(RECORD, complete=False, notices=(*RECORD.notices, ENDED_NOTICE))
    assert store.fingerprint() != before
    assert not left.exists()
    assert store.rescue() == ()
    assert sorted(path.name for path in store.folder_of(take.id).iterdir()) == [
        "take.json", "take.mid"
    ]  # fmt: skip


def test_what_had_been_kept_is_not_kept_twice(store, left):
    take = store.add(MUSIC, RECORD, take_id=TAKE_ID)
    assert store.rescue() == ()
    assert not left.exists()
    assert store.takes().takes == (take,)


def test_what_cannot_be_read_goes_after_a_day(store, left):
    (left / "take.json").unlink()
    assert store.rescue() == ()
    assert left.exists()
    os.utime(left, (time.time() - KEPT_SEC - 60,) * 2)
    assert store.rescue() == ()
    assert not left.exists()
    assert store.takes().takes == ()


def test_where_nobody_can_tell_who_lives_it_is_what_nobody_touched_for_a_day(
    store, left, monkeypatch
):
    fcntl = pytest.importorskip("fcntl")

    def no_locks(*_):
        raise OSError("this drive knows no locks")

    monkeypatch.setattr(fcntl, "flock", no_locks)
    assert store.rescue() == ()
    os.utime(left, (time.time() - KEPT_SEC - 60,) * 2)
    assert len(store.rescue()) == 1


def test_it_is_saved_again_although_somebody_removed_it(store):
    store.save_growing(TAKE_ID, GROWN, RECORD)
    for path in take_folder(store).rglob("*"):
        if path.is_file():
            path.unlink()
    (take_folder(store) / f".{TAKE_ID}.growing").rmdir()
    store.save_growing(TAKE_ID, GROWN, RECORD)
    assert TakeStore(take_folder(store)).rescue() == ()
    assert store.add(MUSIC, RECORD, take_id=TAKE_ID).id == TAKE_ID


def test_the_users_own_music_is_rescued_with_it(store):
    die_making(store, "OWN_MUSIC")
    (take,) = store.rescue()
    assert take.record.settings.start.excerpt == MUSIC


def test_where_it_cannot_be_saved_that_is_one_sentence(tmp_path):
    (tmp_path / "takes").write_text("a file where the folder should be")
    with pytest.raises(TakeError, match="cannot be saved in"):
        TakeStore(tmp_path / "takes").save_growing(TAKE_ID, GROWN, RECORD)
