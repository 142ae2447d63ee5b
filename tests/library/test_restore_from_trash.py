import errno
import os
from pathlib import Path

import pytest

from chopin_studio.library.restore_from_trash import move_out_of_trash
from chopin_studio.library.take import TakeError, TakeGoneError

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
TAKE = "20260101-120000-0a1b2c3d"


@pytest.fixture
def trashed(tmp_path):
    """Return a folder in the trash."""
    folder = tmp_path / "trash" / TAKE
    folder.mkdir(parents=True)
    (folder / "take.json").write_text("{}")
    return folder


@pytest.fixture
def place(tmp_path):
    """Return where it lay."""
    return tmp_path / "takes" / TAKE


@pytest.fixture
def on_another_disk(monkeypatch, trashed):
    """Have the trash lie on another disk than the takes, as far as the system tells."""
    rename = Path.rename

    def refuse(self, target):
        if self == trashed:
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)


@pytest.mark.usefixtures("on_another_disk")
def test_links_come_back_as_links_and_nothing_is_copied_or_lost_where_they_lead(
    trashed, place, tmp_path
):
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "key").write_text("mine")
    (trashed / "folder").symlink_to(secrets)
    (trashed / "file").symlink_to(secrets / "key")
    (trashed / "nowhere").symlink_to("nowhere else")
    move_out_of_trash(trashed, place)
    assert {path.name: path.is_symlink() for path in place.iterdir()} == {
        "take.json": False,
        "folder": True,
        "file": True,
        "nowhere": True,
    }
    assert (place / "folder").readlink() == secrets
    assert (secrets / "key").read_text() == "mine"
    assert not trashed.exists()
    assert [path.name for path in place.parent.iterdir()] == [TAKE]


@pytest.mark.usefixtures("on_another_disk")
def test_a_take_that_is_itself_a_link_comes_back_as_one(trashed, place, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (trashed / "take.json").unlink()
    trashed.rmdir()
    trashed.symlink_to(elsewhere)
    move_out_of_trash(trashed, place)
    assert place.readlink() == elsewhere
    assert elsewhere.is_dir()
    assert not trashed.is_symlink()


@pytest.mark.usefixtures("on_another_disk")
@pytest.mark.timeout(30)
def test_what_cannot_be_copied_stays_in_the_trash(trashed, place):
    os.mkfifo(trashed / "pipe")
    with pytest.raises(TakeError, match="the take is in"):
        move_out_of_trash(trashed, place)
    assert (trashed / "take.json").exists()
    assert list(place.parent.iterdir()) == []


def test_what_is_gone_or_in_the_way_is_said(trashed, place, tmp_path):
    with pytest.raises(TakeGoneError):
        move_out_of_trash(tmp_path / "nowhere", place)
    place.mkdir(parents=True)
    with pytest.raises(TakeError, match="already"):
        move_out_of_trash(trashed, place)
