import os
import stat

import pytest

from chopin_studio.paths import UserPaths
from chopin_studio.private_folders import keep_file_private, keep_private, make_private_folder

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def home(tmp_path):
    """Return what an earlier version made: everything as the usual umask has it."""
    home = tmp_path / "home"
    take = home / "takes" / "20260101-120000-0a1b2c3d"
    take.mkdir(parents=True)
    (take / "take.json").write_text("{}")
    (home / "takes" / ".lock").write_text("")
    (home / "settings.json").write_text("{}")
    for path in (home, *home.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    return home


def test_new_folders_are_private_and_those_above_as_usual(tmp_path):
    make_private_folder(tmp_path / "above" / "mine")
    assert mode(tmp_path / "above" / "mine") == 0o700
    make_private_folder(tmp_path / "above" / "mine")


def test_what_an_earlier_version_made_is_made_private_and_the_folder_that_the_user_named_not(home):
    UserPaths.below(home).prepare()
    assert mode(home / "takes") == 0o700
    assert mode(home / "takes" / ".lock") == 0o600
    assert mode(home / "takes" / "20260101-120000-0a1b2c3d") == 0o700
    assert mode(home / "takes" / "20260101-120000-0a1b2c3d" / "take.json") == 0o600
    assert mode(home / "settings.json") == 0o600
    assert mode(home) == 0o755


def test_the_usual_places_are_private(tmp_path, monkeypatch):
    monkeypatch.delenv("CHOPIN_STUDIO_HOME")
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path / variable))
    places = UserPaths.of_this_user()
    if not places.takes.is_relative_to(tmp_path):
        pytest.skip("this system has its places elsewhere")
    places.settings.parent.mkdir(parents=True)
    places.takes.parent.mkdir(parents=True, exist_ok=True)
    places.prepare()
    for folder in (places.takes, places.takes.parent, places.models, places.settings.parent):
        assert mode(folder) == 0o700


def test_no_link_is_followed(home, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "shared").write_text("for all")
    for path in (elsewhere, elsewhere / "shared"):
        path.chmod(0o777)
    (home / "takes" / "folder").symlink_to(elsewhere)
    (home / "takes" / "file").symlink_to(elsewhere / "shared")
    (home / "takes" / "circle").symlink_to("circle")
    keep_private(home / "takes")
    keep_file_private(home / "takes" / "file")
    assert mode(elsewhere) == mode(elsewhere / "shared") == 0o777
    (tmp_path / "linked").symlink_to(elsewhere)
    keep_private(tmp_path / "linked")
    assert mode(elsewhere) == mode(elsewhere / "shared") == 0o777


@pytest.mark.timeout(30)
def test_a_pipe_is_not_waited_for_and_what_is_missing_is_no_error(home):
    os.mkfifo(home / "takes" / "pipe")
    keep_private(home / "takes")
    keep_file_private(home / "takes" / "pipe")
    keep_private(home / "nowhere")
    keep_file_private(home / "nowhere")
    assert mode(home / "takes") == 0o700


def test_a_folder_that_is_private_is_not_gone_through_again(home, monkeypatch):
    keep_private(home / "takes")

    def refuse(*_, **__):
        raise AssertionError("it was gone through")

    monkeypatch.setattr("chopin_studio.private_folders.os.fwalk", refuse)
    keep_private(home / "takes")


def test_the_owner_s_own_rights_stay(home):
    path = home / "takes" / ".lock"
    path.chmod(0o464)
    keep_private(home / "takes")
    assert mode(path) == 0o400
