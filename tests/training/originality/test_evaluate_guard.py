"""What is measured of staying original, on a corpus whose quotations are known."""

from math import log

import pytest

from chopin_studio.originality.index import CorpusIndex, Source
from chopin_studio.training.corpora.pieces import Corpus
from chopin_studio.training.originality.build_index import CorpusMusic
from chopin_studio.training.originality.evaluate_guard import (
    FLOOR,
    Alike,
    Forbidden,
    Guarded,
    GuardFigures,
    Shares,
    forbidden_notes,
    most_nats_lost,
)
from chopin_studio.training.originality.guard_card import guarding_sections
from tests.originality.music import after, between, piece

BORROWED = between(piece(1), 3, 8)


def measured(*pieces):
    """Index the pieces, and ask the guard about the last as if that were not known."""
    corpus = [
        CorpusMusic(Source(f"Piece {k}", music), Corpus.PIANO_MIDI, True)
        for k, music in enumerate(pieces)
    ]
    index = CorpusIndex.of([each.source for each in corpus])
    return forbidden_notes(corpus[-1], index)


def test_a_piece_that_quotes_no_other_is_not_forbidden_a_note():
    found = measured(piece(1), piece(2), piece(3))
    assert found == Forbidden("Piece 2", len(piece(3).notes), 0)


def test_a_piece_that_quotes_another_is_forbidden_what_goes_on_for_too_long():
    found = measured(piece(1), piece(2), after(between(piece(3), 1, 4), BORROWED))
    assert len(BORROWED.notes) / 2 < found.forbidden < len(BORROWED.notes)


def test_nats_are_lost_by_forbidden_notes_alone():
    assert most_nats_lost([Forbidden("One", 500, 0)]) == 0
    two = [Forbidden("One", 500, 0), Forbidden("Other", 500, 10)]
    assert most_nats_lost(two) == pytest.approx(0.01 * log(1 / FLOOR))


def test_the_card_says_what_was_measured():
    models = (Guarded("classic-9", Shares((0.5, 0.25), (0.5, 0.5)), Shares((0, 0), (0, 0.1)), 2),)
    pieces = (Forbidden("One", 500, 0), Forbidden("Other", 500, 10))
    text = guarding_sections(GuardFigures(10, models, pieces, pieces[1:], (Alike("m", (0, 0.4)),)))
    assert "| classic-9 | 2 | 37.5 % | 50.0 % | 0.0 % | 5.0 % | 0.0 % | 2 |" in text
    assert "10 of 1,000 notes (1.00 %)" in text
    assert "about every note, it is 10 of 500" in text
    assert "| m | 2 | 20.0 % | 20.0 % | 36.0 % | 40.0 % | 1 |" in text
