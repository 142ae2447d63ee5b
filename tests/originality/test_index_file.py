"""The index as a file: whole, and refused where it is damaged or what it says is not so."""

import json
import zlib

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from chopin_studio.originality.index_file import IndexFileError, load_index, save_index
from chopin_studio.originality.report import report_on
from tests.originality.music import index_of, piece


@pytest.fixture(scope="module")
def index():
    return index_of(First=piece(1), Zweites_Stück=piece(2))


@pytest.fixture
def path(index, tmp_path):
    save_index(index, tmp_path / "index.safetensors")
    return tmp_path / "index.safetensors"


def packed(values):
    return np.frombuffer(zlib.compress(np.ascontiguousarray(values).tobytes()), np.uint8)


def test_what_was_saved_is_loaded(index, path, tmp_path):
    loaded = load_index(path)
    assert loaded.titles == ("First", "Zweites Stück")
    save_index(loaded, tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").read_bytes() == path.read_bytes()
    assert report_on(piece(2), loaded) == report_on(piece(2), index)


@pytest.mark.parametrize("content", [b"", b"MThd", b"\xff" * 100])
def test_a_damaged_file_is_refused_in_a_sentence(path, content):
    path.write_bytes(content)
    with pytest.raises(IndexFileError, match="Install Chopin Studio again"):
        load_index(path)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(IndexFileError, match="cannot be read"):
        load_index(tmp_path / "index.safetensors")


def test_a_file_of_another_version_is_refused(path):
    tensors = load_file(path)
    about = json.dumps({"format_version": 1, "titles": []}).encode()
    save_file({**tensors, "about": packed(np.frombuffer(about, np.uint8))}, path)
    with pytest.raises(IndexFileError, match="another version"):
        load_index(path)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("entries", lambda values: values | np.uint32(0x3FFFFF)),  # places that are not there
        ("entries", lambda values: values[:-1]),
        ("entries", lambda values: values.astype(np.int64)),
        ("counts", lambda values: packed(np.zeros(1 << 21, np.uint8))),
        ("counts", lambda values: packed(np.zeros(1 << 24, np.uint8))),
        ("counts", lambda values: values[:20]),
        ("bars", lambda values: packed(np.zeros(3, np.int16))),
        ("row_starts", lambda values: values[::-1].copy()),
        ("row_pieces", lambda values: values + np.uint16(9)),
        ("row_pieces", lambda values: values[:-1]),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(path, name, change):
    tensors = load_file(path)
    save_file({**tensors, name: change(tensors[name])}, path)
    with pytest.raises(IndexFileError, match="cannot be read"):
        load_index(path)
