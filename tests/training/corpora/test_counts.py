import csv

import pytest

from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.training.corpora.counts import main
from tests.music.humdrum_io.kern import kern


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "kern").mkdir()
    (tmp_path / "kern" / "whole.krn").write_text(kern("=1", "2C  2c", ".  8qe", "2D  2d"))
    (tmp_path / "kern" / "lossy.krn").write_text(kern("=1", "2C  2c", "2D  2xyz"))
    (tmp_path / "metadata.csv").write_text("file,notes\nwhole.krn,5\nlossy.krn,4\n")
    return tmp_path


def test_what_is_lost_is_counted_by_its_reason(corpus, capsys):
    assert main([str(corpus)]) == 0

    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["notes", "by", "the", "metadata", "9"] in lines
    assert ["notes", "found", "in", "the", "files", "8"] in lines
    assert ["unreadable", "1", "12.500%"] in lines
    assert lines[-2:] == [["25.00%", "1", "lossy.krn"], ["0.00%", "0", "whole.krn"]]


def test_a_folder_that_is_no_corpus_is_an_error(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1

    assert "metadata.csv" in capsys.readouterr().err


def test_the_scores_are_read_note_for_note(corpora_dir):
    """A sample of both corpora: the whole takes a minute and a half."""
    for corpus in ("chopin-first-editions", "polish-piano"):
        with (corpora_dir / corpus / "metadata.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))[::40]
        scores = [read_kern(corpora_dir / corpus / "kern" / row["file"]) for row in rows]

        assert [score.written_notes for score in scores] == [int(row["notes"]) for row in rows]
        notes = sum(score.written_notes for score in scores)
        assert (
            sum(score.losses.unreadable + score.losses.unplayed for score in scores) < notes / 200
        )
        bars = sum(score.bars for score in scores)
        assert sum(score.losses.irregular_bars for score in scores) < bars / 100
