import errno
import stat

import pytest

from chopin_studio.files import FileWriteError, replacing, sync_folder, write_text


def test_the_file_is_replaced_and_nothing_else_is_left(tmp_path):
    path = tmp_path / "score.txt"
    path.write_text("old")
    write_text(path, "new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failure_half_way_leaves_the_old_file(tmp_path):
    path = tmp_path / "score.txt"
    path.write_text("old")
    with pytest.raises(UnicodeEncodeError), replacing(path) as temporary:
        temporary.write_text("half" + chr(0xD800))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "score.txt"
    path.write_text("old")

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("chopin_studio.files.os.fsync", full)
    with pytest.raises(FileWriteError, match="No space left on device"):
        write_text(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_one_sentence(tmp_path):
    with pytest.raises(FileWriteError, match="No such file or directory"):
        write_text(tmp_path / "nowhere" / "score.txt", "new")


def test_the_temporary_name_keeps_the_extension_and_the_result_ordinary_rights(tmp_path):
    path = tmp_path / "score.musicxml"
    with replacing(path) as temporary:
        assert temporary.suffix == ".musicxml"
        temporary.write_text("x")
    plain = tmp_path / "plain"
    plain.write_text("x")
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)


def test_a_folder_that_cannot_be_forced_to_disk_is_no_error(tmp_path):
    sync_folder(tmp_path)
    sync_folder(tmp_path / "nowhere")
