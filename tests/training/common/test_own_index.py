"""What a bundle's manifest says of the music that it learned from, and the index it brings."""

import pytest

from chopin_studio.music.midi_io import write_midi
from chopin_studio.originality.index_file import OWN_INDEX_FILE, load_index
from chopin_studio.originality.report import report_on
from chopin_studio.training.common.own_index import SHIPPED_CORPORA, learned_corpora
from chopin_studio.training.corpora.pieces import Corpus
from tests.originality.music import piece


@pytest.mark.parametrize("inside", [("piano-midi",), ("piano-midi", "polish-piano")])
def test_known_corpora_are_named_and_not_indexed_again(tmp_path, inside):
    corpus, bundle = tmp_path / "data", tmp_path / "bundle"
    for name in inside:
        (corpus / name).mkdir(parents=True)
    bundle.mkdir()
    assert learned_corpora(corpus, "mine", bundle) == inside
    assert learned_corpora(corpus / inside[0], "mine", bundle) == inside[:1]
    assert not (bundle / OWN_INDEX_FILE).exists()


def test_music_of_one_s_own_is_indexed_beside_the_bundle(tmp_path):
    corpus, bundle = tmp_path / "songs", tmp_path / "bundle"
    for folder in (corpus / "deeper", bundle):
        folder.mkdir(parents=True)
    write_midi(piece(1), corpus / "My song.mid")
    write_midi(piece(2), corpus / "deeper" / "Another.MID")
    (corpus / "broken.mid").write_bytes(b"nonsense")
    assert learned_corpora(corpus, "mine", bundle) == ("own:mine",)
    index = load_index(bundle / OWN_INDEX_FILE)
    assert set(index.titles) == {"My song", "Another"}
    assert index.corpora == ("own:mine",)
    assert report_on(piece(2), index).quotations[0].title == "Another"


def test_the_corpora_that_ship_are_those_that_can_be_read():
    assert set(SHIPPED_CORPORA) == {str(corpus) for corpus in Corpus}
