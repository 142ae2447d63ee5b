import json
import os
from pathlib import Path

import pytest

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import parse_json, read_bounded, read_json

needs_posix = pytest.mark.skipif(os.name != "posix", reason="pipes and devices have POSIX names")


def test_a_file_of_as_many_bytes_as_it_may_have_is_read_and_a_larger_one_refused(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert read_bounded(path, 10) == b"x" * 10
    with pytest.raises(DataError, match="larger than 9 bytes"):
        read_bounded(path, 9)


def test_a_file_that_takes_no_room_for_its_size_is_refused_unread(tmp_path):
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(2**40)
    with pytest.raises(DataError, match="larger than"):
        read_bounded(path, 2**20)


@needs_posix
@pytest.mark.timeout(30)
def test_a_pipe_is_refused_without_waiting_for_a_writer(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(DataError, match="not an ordinary file"):
        read_bounded(tmp_path / "pipe", 10)


@needs_posix
@pytest.mark.parametrize("target", ["/dev/zero", "/dev/null", "/"])
def test_a_link_to_a_device_or_folder_is_refused(tmp_path, target):
    (tmp_path / "link").symlink_to(target)
    with pytest.raises(DataError, match="not an ordinary file"):
        read_bounded(tmp_path / "link", 10)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs Linux's /proc")
def test_a_file_that_lies_about_its_size_is_bounded_all_the_same():
    assert Path("/proc/self/status").stat().st_size == 0
    with pytest.raises(DataError, match="larger than"):
        read_bounded(Path("/proc/self/status"), 10)


def test_a_missing_file_is_what_the_system_calls_it(tmp_path):
    with pytest.raises(FileNotFoundError):
        read_bounded(tmp_path / "nowhere", 10)
    with pytest.raises(DataError, match="impossible name"):
        read_bounded(tmp_path / "zero\0byte", 10)


def test_descriptors_of_refused_files_are_closed(tmp_path):
    descriptor = os.open(os.devnull, os.O_RDONLY)
    os.close(descriptor)
    for _ in range(3):
        with pytest.raises((DataError, OSError)):
            read_bounded(tmp_path, 10)
    after = os.open(os.devnull, os.O_RDONLY)  # the lowest that is free
    os.close(after)
    assert after == descriptor


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "NaN", "[Infinity]", '{"a": -Infinity}', "[" * 200_000, '{"a":' * 200_000),
        *("1" * 5000, b"\xff", b"\xff\xfe[\x00]\x00", "[1] [2]", "'a'"),
    ],
    ids=lambda text: repr(text[:12]),
)
def test_what_is_no_json_that_others_read_is_refused(text):
    with pytest.raises(DataError, match="is not JSON"):
        parse_json(text)


def test_json_is_read(tmp_path):
    value = {"a": [1, 2.5, None, True, "é"]}
    (tmp_path / "a.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    assert read_json(tmp_path / "a.json", 1000) == value
