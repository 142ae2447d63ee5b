"""Takes are their owner's alone, whatever the user's umask."""

import os
import stat
from dataclasses import replace

import pytest

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Marks
from tests.library.takes import MUSIC, RECORD
from tests.library.test_autosave import die_making

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
FROM_MUSIC = replace(RECORD, settings=replace(RECORD.settings, start=ExcerptStart(MUSIC)))


@pytest.fixture(params=[0, 0o022], ids=["open umask", "usual umask"])
def takes(request, tmp_path):
    """Return a folder for takes that is not there yet, under an umask."""
    before = os.umask(request.param)
    yield tmp_path / "takes"
    os.umask(before)


def open_to_others(folder):
    return [
        path for path in (folder, *folder.rglob("*")) if stat.S_IMODE(path.lstat().st_mode) & 0o077
    ]


def test_whatever_is_kept_is_private(takes):
    store = TakeStore(takes)
    take = store.add(MUSIC, FROM_MUSIC)
    store.save_growing("20260101-120000-0a1b2c3d", MUSIC, FROM_MUSIC)
    assert open_to_others(takes) == []
    store.rename(take.id, "Another")
    store.mark(take.id, Marks(3))
    store.save_music(take.id, MUSIC)
    assert open_to_others(takes) == []
    assert len(list(takes.rglob("*"))) > 6


def test_what_is_rescued_is_private(takes):
    store = TakeStore(takes)
    die_making(store)
    assert len(store.rescue()) == 1
    assert open_to_others(takes) == []
