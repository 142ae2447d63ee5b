"""A store that others have been at: whatever they left, the sound takes are listed."""

import os
import shutil
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.library.cleanup import KEPT_SEC
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Marks, TakeError
from tests.library.takes import MUSIC, RECORD
from tests.waiting import PATIENCE_SEC

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes are POSIX's")

NOBODY = 65534


@pytest.fixture
def store(tmp_path):
    return TakeStore(tmp_path / "takes")


def replaced_by(make):
    """Damage one file by having `make` put something else at its path."""

    def damage(path):
        path.unlink()
        make(path)

    return damage


def far_too_long(path):
    with path.open("wb") as file:
        file.truncate(100 * 2**20)


def in_a_circle(path):
    path.symlink_to(path)


@pytest.mark.timeout(PATIENCE_SEC)  # a pipe, and a file without end, would hold it up for ever
@pytest.mark.parametrize("name", ["take.json", "take.mid"])
@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        far_too_long,
        in_a_circle,
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.symlink_to("/nowhere/at/all"),
    ],
    ids=["a folder", "a pipe", "100 MB", "a circle", "no end", "nowhere"],
)
def test_something_else_in_the_place_of_a_file_is_one_sentence_and_no_wait(store, name, make):
    good, bad = store.add(MUSIC, RECORD), store.add(MUSIC, RECORD)
    replaced_by(make)(store.folder_of(bad.id) / name)
    found = store.takes()
    with pytest.raises(TakeError, match=f"{bad.id} cannot be read: .*from a backup") as told:
        store.excerpt(bad.id)
    assert str(told.value).count("\n") == 0
    assert good in found.takes
    assert len(found.problems) == (name == "take.json")
    assert store.excerpt(good.id) == MUSIC


def test_links_and_files_beside_the_takes_are_no_takes(store):
    take = store.add(MUSIC, RECORD)
    folder = store.folder_of(take.id).parent
    in_a_circle(folder / "circle")
    (folder / "nowhere").symlink_to("/nowhere/at/all")
    os.mkfifo(folder / "pipe")
    assert store.takes().takes == (take,)
    assert store.takes().problems == ()


def test_a_link_to_a_take_elsewhere_is_a_take(store, tmp_path):
    take = store.add(MUSIC, RECORD)
    elsewhere = tmp_path / "elsewhere"
    store.folder_of(take.id).rename(elsewhere)
    store.folder_of(take.id).symlink_to(elsewhere)
    assert store.takes().takes == (take,)
    assert store.rename(take.id, "Dawn").title == "Dawn"


def test_a_copy_made_by_hand_is_a_take_of_its_own(store):
    take = store.add(MUSIC, RECORD)
    shutil.copytree(store.folder_of(take.id), store.folder_of("my copy"))
    assert {one.id for one in store.takes().takes} == {take.id, "my copy"}
    assert store.mark("my copy", Marks(5)).marks.stars == 5
    assert take in store.takes().takes


def test_a_title_of_a_million_letters_is_cut(store):
    take = store.add(replace(MUSIC, title="ha" * 500_000), RECORD)
    assert len(take.title) == 200
    assert store.takes().takes == (take,)


def test_what_a_killed_program_left_is_cleaned_up_when_the_next_take_is_kept(store):
    first = store.add(MUSIC, RECORD)
    folder = store.folder_of(first.id).parent
    half, recent = (folder / f".{first.id}-{end}" for end in ("aaaaaaaa", "bbbbbbbb"))
    for path in (half, recent):
        path.mkdir()
    torn = store.folder_of(first.id) / ".take-aaaaaaaa.json"
    torn.write_text("{")
    for path in (half, torn):
        os.utime(path, (time.time() - KEPT_SEC - 60,) * 2)
    assert store.takes().takes == (first,)
    store.add(MUSIC, RECORD)
    store.rename(first.id, "Dawn")
    assert not half.exists()
    assert not torn.exists()
    assert recent.exists()


@contextmanager
def without_the_rights_of_root():
    """Be somebody whom a folder's rights bind, where the tests run as root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_away():
    """Return a store that anybody may read and only its owner's root may write to."""
    folder = Path(tempfile.mkdtemp())  # pytest's own folders let nobody in
    folder.chmod(0o755)
    store = TakeStore(folder / "takes")
    take = store.add(MUSIC, RECORD)
    for path in (*(folder / "takes").rglob("*"), folder / "takes"):
        path.chmod(0o555)
    yield store
    for path in (folder / "takes", store.folder_of(take.id)):
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_read_only_store_is_read_and_every_change_is_refused_in_words(locked_away):
    with without_the_rights_of_root():
        (take,) = locked_away.takes().takes
        assert locked_away.excerpt(take.id) == MUSIC
        for change in (
            lambda: locked_away.add(MUSIC, RECORD),
            lambda: locked_away.rename(take.id, "Dawn"),
            lambda: locked_away.mark(take.id, Marks(5)),
            lambda: locked_away.save_music(take.id, MUSIC),
        ):
            with pytest.raises(TakeError, match=r"cannot be saved in .*: Permission denied\. Free"):
                change()
        assert locked_away.takes().takes == (take,)


def test_a_store_that_may_not_be_looked_into_is_one_sentence(locked_away):
    folder = locked_away.folder_of("x").parent
    folder.chmod(0o000)
    with without_the_rights_of_root():
        found = locked_away.takes()
        fingerprint = locked_away.fingerprint()
    assert found.takes == ()
    (problem,) = found.problems
    assert problem.startswith(f"The takes in {folder} cannot be listed: Permission denied.")
    assert fingerprint > 0
