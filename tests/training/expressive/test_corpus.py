"""A folder of MIDI files as the expressive family reads it."""

import numpy as np
import pytest

from chopin_studio.engine.expressive.attributes import (
    OTHER_COMPOSER,
    PLACES,
    START_ROW,
    UNKNOWN_ROW,
)
from chopin_studio.engine.expressive.encoder import encode
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.plan.plan import Likeness
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.expressive.corpus import encoded_pieces, split
from tests.training.expressive.music import write_corpus


def quiet(line):
    """Take a progress line and let it be."""


@pytest.fixture
def corpus(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    return write_corpus(folder)


def test_pieces_are_encoded_under_their_folders_composers(corpus, tmp_path):
    pieces = encoded_pieces(corpus, tmp_path / "work", quiet)
    assert [(piece.name, piece.composer) for piece in pieces] == [
        ("two", "Bach"),
        ("chpn-p4", "Chopin"),
        ("one", "Chopin"),
    ]
    expected = encode(read_midi(corpus / "Bach" / "two.mid"), "Bach")
    rows = pieces[0].rows
    np.testing.assert_array_equal(rows.attributes, expected.attributes)
    np.testing.assert_array_equal(rows.positions, expected.positions)
    np.testing.assert_array_equal(rows.conditions[:, :4], expected.conditions[:, :4])
    np.testing.assert_array_equal(rows.lookback[:, :14], expected.lookback[:, :14])


def test_pieces_are_encoded_with_their_plans(corpus, tmp_path):
    rows = encoded_pieces(corpus, tmp_path / "work", quiet)[0].rows
    # The right hand repeats itself every three bars, the left one every five notes.
    assert Likeness.VARIED in rows.places[:, PLACES.index("likeness")]
    assert (rows.places[4:, PLACES.index("chord")] > 0).all()
    assert (rows.lookback[:, -6] < START_ROW[1]).any()


def test_a_folder_of_another_name_counts_as_chopins(corpus, tmp_path):
    (corpus / "Bach").rename(corpus / "my pieces")
    pieces = encoded_pieces(corpus, tmp_path / "work", quiet)
    assert {piece.composer for piece in pieces} == {"Chopin"}


def test_the_second_reading_comes_from_the_cache_until_a_file_changes(corpus, tmp_path):
    first = encoded_pieces(corpus, tmp_path, quiet)
    lines = []
    again = encoded_pieces(corpus, tmp_path, lines.append)
    assert not lines
    np.testing.assert_array_equal(again[0].rows.attributes, first[0].rows.attributes)
    (corpus / "Bach" / "two.mid").write_bytes((corpus / "Chopin" / "one.mid").read_bytes())
    changed = encoded_pieces(corpus, tmp_path, lines.append)
    assert lines
    assert (changed[0].rows.attributes != first[0].rows.attributes).any()


def test_validation_pieces_are_kept_apart(corpus, tmp_path):
    training, validation = split(encoded_pieces(corpus, tmp_path, quiet))
    assert [piece.name for piece in training] == ["two", "one"]
    assert [piece.name for piece in validation] == ["chpn-p4"]


def test_a_broken_file_is_named(corpus, tmp_path):
    (corpus / "Bach" / "broken.mid").write_bytes(b"MThd")
    with pytest.raises(CorpusError, match=r"broken\.mid"):
        encoded_pieces(corpus, tmp_path / "work", quiet)


def test_a_folder_without_music_is_refused(tmp_path):
    with pytest.raises(CorpusError, match="no MIDI files"):
        encoded_pieces(tmp_path, tmp_path, quiet)


KERN = """!!!COM: Somebody, Else
**kern	**kern
*staff2	*staff1
*M4/4	*M4/4
=1	=1
4C	4c
4D	4d
4E	4e
4F	4f
=2	=2
1C	1c
==	==
*-	*-
"""


def test_of_a_score_velocity_tempo_and_pedal_are_unknown(tmp_path):
    folder = tmp_path / "corpora" / "polish-piano" / "kern"
    folder.mkdir(parents=True)
    (folder / "a.krn").write_text(KERN)
    (piece,) = encoded_pieces(tmp_path / "corpora", tmp_path / "work", quiet)
    assert (piece.group, piece.composer) == ("others, scores", None)
    unknown = piece.rows.attributes == np.array(UNKNOWN_ROW)
    assert unknown.all(0).tolist() == [False, False, False, True, False, True, True]
    assert not unknown[:, [0, 1, 2, 4]].any()
    assert np.isnan(piece.planned.characters[:, 2]).all()
    assert (piece.rows.conditions[:, 3] == OTHER_COMPOSER).all()
