"""The log tells what happened, and never gets in the way."""

import logging
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from chopin_studio import __version__, log
from chopin_studio.log import crash_file, last_lines, log_former_crash, logging_to
from tests.waiting import PROGRAM_PATIENCE_SEC, ended

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights and pipes are POSIX's")

logger = logging.getLogger("chopin_studio.somewhere")


def files_of(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}*"))


def test_it_begins_with_the_versions_and_tells_what_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "studio.log"
    with logging_to(path):
        logger.info("a piano opened")
        logger.debug("nobody wants to know")
    first, second = path.read_text().splitlines()
    assert f"Chopin Studio {__version__}; Python 3." in first
    assert second.endswith("INFO chopin_studio.somewhere: a piano opened")
    logger.warning("after the end")
    assert len(path.read_text().splitlines()) == 2


@POSIX
def test_only_its_owner_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "studio.log"
    path.touch(0o644)
    with logging_to(path):
        logger.info("private")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_stays_within_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log, "MAX_BYTES", 1000)
    path = tmp_path / "studio.log"
    with logging_to(path):
        for number in range(200):
            logger.info("line %d", number)
    files = files_of(path)
    assert len(files) == log.KEPT_FILES
    assert all(file.stat().st_size <= 1000 for file in files)
    assert last_lines(path).endswith("line 199")


def test_two_windows_write_to_the_one_file_that_is_current(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "MAX_BYTES", 10_000)
    path = tmp_path / "studio.log"
    with logging_to(path):
        logger.info("before")
        path.rename(tmp_path / "studio.log.1")  # as another process does when it is full
        logger.info("after")
    assert "after" in path.read_text()
    assert "after" not in (tmp_path / "studio.log.1").read_text()


@POSIX
@pytest.mark.timeout(60)  # a pipe would hold it up for ever
@pytest.mark.parametrize(
    "in_the_way",
    [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/full")],
    ids=["a folder", "a pipe", "a full disk"],
)
def test_a_log_that_cannot_be_written_disturbs_nobody(
    in_the_way: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "studio.log"
    in_the_way(path)  # type: ignore[operator]
    with logging_to(path):
        logger.info("unwritten")
        assert last_lines(path) == ""
    assert capsys.readouterr().err == ""


def test_a_disk_that_fills_up_disturbs_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "studio.log"
    with logging_to(path):
        monkeypatch.setattr(log.LogFile, "flush", full)
        logger.info("lost")
        monkeypatch.undo()
        logger.info("room again")
        monkeypatch.setattr(log.LogFile, "flush", full)
    assert "room again" in path.read_text()
    assert capsys.readouterr().err == ""


def test_warnings_still_reach_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with logging_to(tmp_path / "studio.log"):
        logger.info("told to the log alone")
        logger.warning("told to all")
        logging.getLogger(log.QT_LOGGER).info("as Qt says it")
    assert capsys.readouterr().err == "told to all\nas Qt says it\n"


def test_what_a_thread_ends_with_is_logged(tmp_path: Path) -> None:
    path = tmp_path / "studio.log"
    with logging_to(path):
        thread = threading.Thread(target=lambda: [][0])
        thread.start()
        assert ended(thread)
    assert "a thread failed" in path.read_text()
    assert "IndexError" in path.read_text()


CRASH = """
import ctypes
import sys
from pathlib import Path
from chopin_studio.log import crash_file, crashes_to
with crashes_to(crash_file(Path(sys.argv[1]))):
    ctypes.string_at(0)
"""


@pytest.fixture
def crashed(tmp_path: Path) -> Path:
    """Return the log of a process that has crashed in native code."""
    path = tmp_path / "studio.log"
    command = [sys.executable, "-c", CRASH, path]
    done = subprocess.run(command, cwd=ROOT, check=False, timeout=PROGRAM_PATIENCE_SEC)
    assert done.returncode != 0
    return path


def test_a_crash_in_native_code_leaves_its_stack_beside_the_log(crashed: Path) -> None:
    assert "in string_at" in crash_file(crashed).read_text()


def test_the_next_start_moves_it_to_the_log(crashed: Path) -> None:
    with logging_to(crashed):
        log_former_crash(crashed)
        log_former_crash(crashed)
    assert crashed.read_text().count("crashed earlier") == 1
    assert "in string_at" in last_lines(crashed)
    assert crash_file(crashed).read_text() == ""
