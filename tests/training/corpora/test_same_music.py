import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Note, score_order
from chopin_studio.training.corpora.pieces import Corpus, pieces
from chopin_studio.training.corpora.same_music import melody_fragments, same_music, shared


def melody(seed, length=200):
    return np.random.default_rng(seed).integers(60, 84, length).tolist()


def excerpt(pitches, ticks=240, accompaniment=()):
    notes = [Note(pitch, 80, place * ticks, ticks) for place, pitch in enumerate(pitches)]
    bass = [Note(pitch, 80, place * ticks, ticks) for place, pitch in enumerate(accompaniment)]
    return Excerpt(tuple(sorted(notes + bass, key=score_order)))


def test_a_piece_is_found_in_another_key_and_other_note_values():
    original = melody_fragments(excerpt(melody(1)))
    other = melody_fragments(excerpt([p + 3 for p in melody(1)], 480, [30] * 50))

    assert shared(original, other) == 1


def test_a_part_is_found_in_the_whole():
    whole = melody_fragments(excerpt(melody(1)))

    assert shared(melody_fragments(excerpt(melody(1)[50:100])), whole) == 1


def test_different_pieces_share_nothing():
    assert shared(melody_fragments(excerpt(melody(1))), melody_fragments(excerpt(melody(2)))) == 0


def test_scales_are_nobodys():
    assert melody_fragments(excerpt(range(40, 90))) == frozenset()


def test_pairs_are_found_once_and_the_most_alike_first():
    fragments = {
        "whole": melody_fragments(excerpt(melody(1))),
        "copy": melody_fragments(excerpt(melody(1))),
        "varied": melody_fragments(excerpt(melody(1)[:100] + melody(2)[100:])),
        "other": melody_fragments(excerpt(melody(3))),
    }
    pairs = same_music(fragments, fragments, 0.2)

    assert [(a, b) for _, a, b in pairs] == [
        ("copy", "whole"),
        ("varied", "whole"),
        ("copy", "varied"),
    ]
    assert pairs[0][0] == 1
    assert pairs[1][0] == pytest.approx(0.5, abs=0.1)


def test_no_validation_work_is_in_the_training_pieces_of_its_opus(corpora_dir):
    """The first editions of the same opera and of those around them; all were compared once."""
    found = [
        piece
        for piece in pieces(corpora_dir)
        if piece.corpus is Corpus.FIRST_EDITIONS
        and piece.name[:3] in ("024", "025", "026", "027", "028", "029", "030", "032", "033")
    ]
    validation = [p for p in pieces(corpora_dir) if p.is_validation]
    midi = {
        p.name: melody_fragments(read_midi(p.path))
        for p in validation
        if p.corpus is Corpus.PIANO_MIDI
    }
    scores = {p.name: melody_fragments(read_kern(p.path).excerpt) for p in found}
    pairs = same_music({**midi, **scores}, midi, 0.1)

    assert {name for _, *names in pairs for name in names} == {p.name for p in validation}
    assert len(pairs) == 5
