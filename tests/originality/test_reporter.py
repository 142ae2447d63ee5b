"""The reporter, with an index on disk and without."""

import pytest

from chopin_studio.originality.index import CorpusIndex, Source
from chopin_studio.originality.index_file import IndexFileError, load_index, save_index
from chopin_studio.originality.report import report_on
from chopin_studio.originality.reporter import Reporter
from tests.originality.music import between, index_of, piece, with_others


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "index.safetensors"
    save_index(with_others(First=piece(1)), path)
    return path


def test_a_report_is_that_of_the_index_on_disk(path):
    music = between(piece(1), 3, 8)
    found = Reporter(path).report(music)
    assert found == report_on(music, load_index(path))
    assert found.quotations[0].title == "First"


def test_an_index_is_known_by_its_bytes(path, tmp_path):
    other = tmp_path / "other.safetensors"
    save_index(index_of(Second=piece(2)), other)
    assert Reporter(path).index_id == Reporter(path).index_id != Reporter(other).index_id


def test_nothing_is_read_until_it_is_asked_for_and_a_missing_index_is_told(tmp_path):
    reporter = Reporter(tmp_path / "none.safetensors")
    for ask in (
        lambda: reporter.index,
        lambda: reporter.index_id,
        lambda: reporter.report(piece(1)),
    ):
        with pytest.raises(IndexFileError, match="Install Chopin Studio again"):
            ask()


def test_what_a_bundle_learned_from_of_its_own_is_compared_as_well(path, tmp_path):
    own = tmp_path / "own.safetensors"
    music = CorpusIndex.of([Source("My piece", piece(20))], corpora=("own:mine",))
    save_index(music, own)
    reporter = Reporter(path, [own])
    assert reporter.report(piece(20)).quotations[0].title == "My piece"
    assert reporter.report(piece(1)).quotations[0].title == "First"
    assert reporter.report(piece(30)).pieces == Reporter(path).report(piece(30)).pieces + 1
    assert not reporter.index.lacks(("own:mine",))
    assert reporter.index_id != Reporter(path).index_id


@pytest.mark.parametrize("content", [b"", b"nonsense" * 20])
def test_a_damaged_index_of_a_bundle_is_passed_over_and_its_music_lacking(path, tmp_path, content):
    own = tmp_path / "own.safetensors"
    own.write_bytes(content)
    reporter = Reporter(path, [own])
    assert reporter.report(piece(1)).quotations[0].title == "First"
    assert reporter.index.lacks(("own:mine",))
    assert reporter.index.lacks(None)
