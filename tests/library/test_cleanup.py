import os
import time

import pytest

from chopin_studio.library.cleanup import KEPT_SEC, remove_leftovers

FOLDERS = [".20260101-120000-0a1b2c3d-x8_y7z6w"]
FILES = [".take-x8_y7z6w.json", ".take-x8_y7z6w.mid", ".seed-x8_y7z6w.mid"]
OTHERS = [".git", ".lock", ".20260101", "20260101-120000-0a1b2c3d", "take.json", ".take.json"]


@pytest.fixture
def store(tmp_path):
    for name in FOLDERS:
        (tmp_path / name).mkdir()
        (tmp_path / name / "take.mid").write_bytes(b"half")
    for name in (*FILES, *OTHERS):
        (tmp_path / name).write_bytes(b"")
    return tmp_path


def age(store, seconds):
    for path in store.iterdir():
        os.utime(path, (time.time() - seconds,) * 2)


def names(store):
    return {path.name for path in store.iterdir()}


def test_what_lies_half_made_for_more_than_a_day_is_removed_and_nothing_else(store):
    age(store, KEPT_SEC + 60)
    remove_leftovers(store)
    assert names(store) == set(OTHERS)


def test_what_another_window_may_be_making_stays(store):
    age(store, KEPT_SEC - 60)
    remove_leftovers(store)
    assert names(store) == {*FOLDERS, *FILES, *OTHERS}


def test_a_link_is_not_followed(store, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mine.txt").write_text("mine")
    link = store / ".20260101-120000-0a1b2c3d-aaaaaaaa"
    link.symlink_to(elsewhere)
    os.utime(link, (0, 0), follow_symlinks=False)
    remove_leftovers(store)
    assert (elsewhere / "mine.txt").exists()


def test_a_missing_folder_is_no_error(tmp_path):
    remove_leftovers(tmp_path / "nowhere")
