import errno
import os
import signal
import stat
import subprocess
import sys
import time

import pytest

from chopin_studio import unfinished_files
from chopin_studio.files import (
    PRIVATE,
    FileWriteError,
    output_file,
    replacing,
    sync_folder,
    write_bytes,
    write_text,
)
from chopin_studio.unfinished_files import KEPT_SEC, remove_unfinished
from tests.plain_text import is_sentence
from tests.waiting import running

needs_posix = pytest.mark.skipif(os.name != "posix", reason="pipes and modes are POSIX")
LEFT = ".score.txt.chopin-studio-0123456789abcdef.part"


@pytest.fixture(params=["without a name", "under a hidden name"])
def ways(request, tmp_path, monkeypatch):
    """Write files in the making in both ways, and name the one."""
    if request.param == "under a hidden name":
        monkeypatch.setattr(unfinished_files, "nameless", lambda folder, mode: None)
    elif can_be_nameless(tmp_path) is False:
        pytest.skip("this file system has no files without a name")
    return request.param


def can_be_nameless(folder):
    descriptor = unfinished_files.nameless(folder, 0o600)
    if descriptor is not None:
        os.close(descriptor)
    return descriptor is not None


@pytest.mark.usefixtures("ways")
def test_the_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "score.txt"
    path.write_text("old")
    write_text(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("ways")
def test_until_the_block_ends_the_old_file_stands_there(tmp_path):
    path = tmp_path / "score.txt"
    path.write_text("old")
    with replacing(path) as file:
        file.write(b"new" * 100_000)
        file.flush()
        assert path.read_text() == "old"
    assert path.read_text() == "new" * 100_000


@pytest.mark.usefixtures("ways")
def test_a_failure_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "score.txt"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), replacing(path) as file:
        file.write(b"half" * (1 // 0))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk that holds {folder} is full. Free some space"),
        (errno.EDQUOT, "you may use no more of the disk that holds {folder}. Free some space"),
        (errno.EFBIG, "the disk that holds {folder} takes no file that large."),
        (errno.EROFS, "the disk that holds {folder} is read-only."),
        (errno.EIO, "Input/output error."),
    ],
)
def test_what_a_disk_refuses_is_one_sentence_and_leaves_the_old_file(
    tmp_path, monkeypatch, step, number, words
):
    path = tmp_path / "score.txt"
    path.write_text("old")

    def refuse(*_):
        raise OSError(number, os.strerror(number), str(tmp_path / LEFT))

    where = unfinished_files.os if step == "fsync" else unfinished_files.Path
    monkeypatch.setattr(where, step, refuse)
    with pytest.raises(FileWriteError) as raised:
        write_text(path, "new")
    monkeypatch.undo()
    assert str(raised.value).startswith(f"Cannot write {path}: {words.format(folder=tmp_path)}")
    assert "part" not in str(raised.value)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(FileWriteError, match=r"there is no folder .*nowhere\. Create it or choose"):
        write_text(tmp_path / "nowhere" / "score.txt", "new")


def test_a_file_as_folder_or_a_name_that_cannot_be_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileWriteError, match="file is not a folder"):
        write_text(tmp_path / "file" / "score.txt", "new")
    with pytest.raises(FileWriteError, match="name is too long"):
        write_text(tmp_path / ("x" * 300), "new")
    with pytest.raises(FileWriteError, match="Choose another name"):
        write_text(tmp_path / "a\0b", "new")


@pytest.mark.usefixtures("ways")
def test_a_name_as_long_as_may_be_is_written(tmp_path):
    path = tmp_path / ("\N{MUSICAL SYMBOL G CLEF}" * 62 + ".wav")
    write_text(path, "new")
    assert path.read_text() == "new"


@needs_posix
@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_a_file_has_the_rights_that_the_user_s_mask_leaves_or_is_private(tmp_path, mask):
    before = os.umask(mask)
    try:
        write_text(tmp_path / "shared", "x")
        write_text(tmp_path / "private", "x", PRIVATE)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "shared").stat().st_mode) == 0o666 & ~mask
    assert stat.S_IMODE((tmp_path / "private").stat().st_mode) == 0o600


@needs_posix
@pytest.mark.usefixtures("ways")
@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_is_written_through_and_stays(tmp_path, is_there):
    (tmp_path / "elsewhere").mkdir()
    target, link = tmp_path / "elsewhere" / "score.txt", tmp_path / "link.txt"
    if is_there:
        target.write_text("old")
    link.symlink_to("elsewhere/score.txt")
    write_text(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert list((tmp_path / "elsewhere").iterdir()) == [target]


@needs_posix
def test_a_link_that_leads_to_itself_or_to_no_folder_is_one_sentence(tmp_path):
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(FileWriteError, match="leads to itself"):
        write_text(tmp_path / "circle", "new")
    (tmp_path / "lost").symlink_to("nowhere/score.txt")
    with pytest.raises(FileWriteError, match=r"lost: there is no folder .*nowhere\."):
        write_text(tmp_path / "lost", "new")


@needs_posix
@pytest.mark.timeout(30)
@pytest.mark.parametrize("by_link", [False, True])
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_a_pipe_a_device_and_a_folder_are_refused_and_stay(tmp_path, kind, by_link):
    path = tmp_path / "out.mid"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(os.devnull)
    asked = path
    if by_link:
        asked = tmp_path / "link.mid"
        asked.symlink_to(path)
    before = asked.stat().st_mode
    for write in (output_file, lambda path: write_bytes(path, b"x")):
        with pytest.raises(FileWriteError) as raised:
            write(asked)
        assert is_sentence(str(raised.value))
        assert str(asked) in str(raised.value)
    assert asked.stat().st_mode == before


# Signals are as a shell has them: under nohup the tests, and what they start, ignore SIGHUP.
HALF_WAY = """
import signal, sys
from pathlib import Path
from chopin_studio.files import replacing
signal.signal(signal.SIGHUP, signal.SIG_DFL)
with replacing(Path(sys.argv[1])) as file:
    file.write(b"half" * 100_000)
    file.flush()
    print("half", flush=True)
    sys.stdin.read()
"""


@needs_posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_program_that_is_ended_half_way_leaves_the_old_file_and_nothing_else(tmp_path, number):
    if not can_be_nameless(tmp_path):
        pytest.skip("this file system has no files without a name")
    path = tmp_path / "score.txt"
    path.write_text("old")
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with running([sys.executable, "-c", HALF_WAY, path], **pipes) as process:
        assert process.stdout.readline() == b"half\n"
        process.send_signal(number)
        assert process.wait(60) == -number
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def left(folder, name, mode=0o600, age_sec=KEPT_SEC + 60):
    path = folder / name
    path.write_bytes(b"half")
    path.chmod(mode)
    os.utime(path, (time.time() - age_sec,) * 2)
    return path


def test_what_programs_left_that_died_is_removed_by_the_next_that_writes(tmp_path):
    left(tmp_path, LEFT)
    left(tmp_path, ".other.wav.chopin-studio-0123456789abcdef.part", 0o644)
    left(tmp_path, ".score-jgejdc41.txt")
    write_text(tmp_path / "score.txt", "new")
    assert [path.name for path in tmp_path.iterdir()] == ["score.txt"]


@needs_posix
def test_what_may_be_somebody_s_stays(tmp_path, tmp_path_factory):
    elsewhere = left(tmp_path_factory.mktemp("elsewhere"), "mine.txt")
    kept = {
        left(tmp_path, LEFT, age_sec=KEPT_SEC - 60),  # another may be at work on it
        left(tmp_path, ".score-original.txt"),  # no name that was ever given
        left(tmp_path, ".score-jgejdc41.txt", 0o644),  # ours were private
        left(tmp_path, ".other-jgejdc41.txt"),  # not of this file
        left(tmp_path, "score.txt.chopin-studio-0123456789abcdef.part"),  # not hidden
        left(tmp_path, ".score.txt.chopin-studio-0123.part"),
    }
    folder = tmp_path / ".folder.chopin-studio-0123456789abcdef.part"
    folder.mkdir()
    os.utime(folder, (0, 0))
    link = tmp_path / ".link.chopin-studio-0123456789abcdef.part"
    link.symlink_to(elsewhere)
    os.utime(link, (0, 0), follow_symlinks=False)
    remove_unfinished(tmp_path / "score.txt")
    assert set(tmp_path.iterdir()) == {*kept, folder, link}
    assert elsewhere.exists()


def test_a_file_in_the_making_under_a_hidden_name_is_known_by_it(tmp_path, monkeypatch):
    monkeypatch.setattr(unfinished_files, "nameless", lambda folder, mode: None)
    with replacing(tmp_path / "score.txt") as file:
        (path,) = tmp_path.iterdir()
        assert unfinished_files.UNFINISHED.fullmatch(path.name)
        file.write(b"x")


def test_a_folder_that_cannot_be_forced_to_disk_is_no_error(tmp_path):
    sync_folder(tmp_path)
    sync_folder(tmp_path / "nowhere")
