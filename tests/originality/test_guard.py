"""What the guard lets through, and what the report then says of it."""

from dataclasses import replace

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.originality.guard import CorpusGuard
from chopin_studio.originality.index_file import IndexFileError, save_index
from chopin_studio.originality.report import report_on
from chopin_studio.originality.reporter import Reporter
from tests.originality.music import between, changed, index_of, piece, with_others

PIECE = piece(1)
MOST = 10


@pytest.fixture(scope="module")
def reporter(tmp_path_factory):
    path = tmp_path_factory.mktemp("guard") / "index.safetensors"
    save_index(with_others(range(2, 6), First=PIECE), path)
    return Reporter(path)


def played_along(music, guard, most, rng):
    """Play `music` note by note, but another pitch wherever the guard is against it."""
    made = []
    for note in music.notes:
        while guard.excess(made, (note,), most) > 0:
            note = replace(note, pitch=note.pitch + int(rng.choice([1, 2])))
        made.append(note)
    return Excerpt(tuple(made))


def test_new_music_is_let_through_whole(reporter):
    music = piece(50)
    assert played_along(music, CorpusGuard(reporter), MOST, None) == music


@pytest.mark.parametrize("change", [{}, {"semitones": 5}, {"slowness": 2}, {"hands": False}])
def test_who_plays_a_piece_under_guard_is_kept_from_quoting_it(reporter, change):
    music = changed(between(PIECE, 1, 8), **change)
    assert report_on(music, reporter.index).quoted_share > 0.9
    guarded = played_along(music, CorpusGuard(reporter), MOST, np.random.default_rng(1))
    assert report_on(guarded, reporter.index).quoted_notes == 0
    kept = sum(a == b for a, b in zip(music.notes, guarded.notes, strict=True))
    assert kept > len(music.notes) / 2  # it changes what it must, and no more


def test_as_many_notes_of_a_melody_as_asked_for_may_be_quoted(reporter):
    melody = [note for note in PIECE.notes if note.hand == "right"]
    guard = CorpusGuard(reporter)
    for most in (8, 12, 20):
        assert guard.excess(melody[: most - 1], melody[most - 1 : most], most) == 0
        # A run that is a mere figure counts less, so it may be a few notes more.
        later = range(most, most + most // 2)
        assert any(guard.excess(melody[:k], melody[k : k + 1], most) for k in later)


def test_what_a_quotation_is_left_for_is_not_held_against_it(reporter):
    melody = [note for note in PIECE.notes if note.hand == "right"][:30]
    other = replace(melody[20], pitch=melody[20].pitch + 1)
    assert CorpusGuard(reporter).excess(melody[:20], (other,), MOST) == 0


def test_the_first_note_of_a_take_quotes_nothing(reporter):
    assert CorpusGuard(reporter).excess((), PIECE.notes[:1], MOST) == 0


def test_an_index_that_is_not_there_is_told_in_a_sentence(tmp_path):
    guard = CorpusGuard(Reporter(tmp_path / "none.safetensors"))
    with pytest.raises(IndexFileError, match="Install Chopin Studio again"):
        guard.excess((), PIECE.notes[:1], MOST)
    with pytest.raises(IndexFileError, match="Install Chopin Studio again"):
        _ = guard.index_id


def test_thick_chords_are_followed_as_far_back_as_a_melody(tmp_path):
    rng = np.random.default_rng(3)
    chords = tuple(
        Note(int(pitch), 80, 480 * k, 480, hand)
        for k in range(60)
        for hand, low in (("left", 36), ("right", 60))
        for pitch in np.sort(low + rng.choice(20, 4, replace=False))
    )
    path = tmp_path / "index.safetensors"
    save_index(index_of(Chords=Excerpt(chords), Other=PIECE), path)
    guard = CorpusGuard(Reporter(path))
    assert guard.excess(chords[: 50 * 8], chords[50 * 8 : 51 * 8], 150) > 0
