"""The measures on rows whose answers are known beforehand."""

from math import log2

import pytest

from chopin_studio.music.note import Note
from chopin_studio.training.classic.metrics import (
    RUN,
    RunIndex,
    chords_by_onset,
    pitch_class_entropy,
    scores,
    share_in_key,
    share_repeated,
)

# Its intervals do not repeat, so no run of it is like another.
PIECE = [(60,), (62, 65), (61,), (64, 67, 72), (58,), (70,), (59, 63), (66,), (75,), (55,)]
OTHER = [(40 + k * k % 31,) for k in range(20)]


def melody(*pitches):
    return [(pitch,) for pitch in pitches]


def transposed(row, semitones):
    return [tuple(pitch + semitones for pitch in chord) for chord in row]


@pytest.mark.parametrize(
    ("row", "bits"),
    [
        (melody(60, 72, 48), 0),
        (melody(60, 67), 1),
        (melody(60, 60, 64, 67), 1.5),
        (melody(*range(60, 84)), log2(12)),
        ([(60, 67), (67, 60)], 1),
    ],
)
def test_entropy_is_what_shannon_s_formula_gives_by_hand(row, bits):
    assert pitch_class_entropy(row) == pytest.approx(bits)


def test_a_scale_is_wholly_in_its_key_and_a_foreign_note_is_not():
    scale = melody(60, 62, 64, 65, 67, 69, 71, 72, 60, 64, 67)
    assert share_in_key(scale) == 1
    assert share_in_key([*scale, (66,)]) == pytest.approx(11 / 12)
    assert share_in_key(transposed(scale, 3)) == 1


def test_a_chord_counts_as_many_notes_as_it_has():
    tonic = melody(60, 62, 64, 65, 67, 69, 71, 72, 60, 64, 67)
    assert share_in_key([*tonic, (61, 66)]) == pytest.approx(11 / 13)


def test_music_played_twice_is_repeated_from_the_second_time_on():
    # Of the 13 runs of 20 chords, the last three stand in the first ten chords.
    assert share_repeated(PIECE * 2) == pytest.approx(3 / 13)
    assert share_repeated(PIECE) == 0


def test_one_note_over_and_over_is_all_repetition_after_the_first_run():
    assert share_repeated(melody(*[60] * 20)) == pytest.approx(12 / 13)


def test_a_repetition_in_another_key_is_none():
    assert share_repeated(PIECE + transposed(PIECE, 5)) == 0


def test_too_few_chords_for_a_run_repeat_and_quote_nothing():
    assert share_repeated(melody(*[60] * 7)) == 0
    assert RunIndex([PIECE]).share_quoted(PIECE[:7]) == 0


@pytest.mark.parametrize("semitones", [0, -7, 14])
def test_eight_chords_of_the_corpus_in_any_key_are_a_quotation_and_seven_are_none(semitones):
    index = RunIndex([OTHER, PIECE])
    before, after = melody(90, 21, 88), melody(20, 91)
    eight = before + transposed(PIECE[1:9], semitones) + after
    assert index.share_quoted(eight) == pytest.approx(8 / 13)
    seven = before + transposed(PIECE[1:8], semitones) + after
    assert index.share_quoted(seven) == 0


def test_a_chord_in_two_runs_counts_once():
    assert RunIndex([PIECE]).share_quoted([*PIECE, (21,), (23,)]) == pytest.approx(10 / 12)


def test_the_order_of_a_chord_s_pitches_is_not_heard():
    reordered = [tuple(reversed(chord)) for chord in PIECE]
    assert RunIndex([reordered]).share_quoted(PIECE) == 1


def test_another_voicing_is_no_quotation():
    revoiced = [(*chord[:-1], chord[-1] + 12) for chord in PIECE[:4]] + PIECE[4:]
    assert RunIndex([PIECE]).share_quoted(revoiced) == 0


def test_no_run_reaches_from_one_piece_into_the_next():
    index = RunIndex([PIECE[:5], PIECE[5:]])
    assert index.share_quoted(PIECE) == 0


def test_a_piece_left_out_quotes_only_what_others_have_too():
    index = RunIndex([PIECE, OTHER, transposed(PIECE[:RUN], 2)])
    assert index.share_quoted(PIECE) == 1
    assert index.share_quoted(PIECE, leaving_out=0) == pytest.approx(8 / 10)
    assert index.share_quoted(OTHER, leaving_out=1) == 0


def test_scores_have_every_measure_and_an_empty_row_has_none():
    assert scores(PIECE, RunIndex([PIECE]), leaving_out=0) == {
        "pitch_class_entropy": pitch_class_entropy(PIECE),
        "share_in_key": share_in_key(PIECE),
        "share_repeated": 0,
        "share_quoted": 0,
    }
    with pytest.raises(ValueError, match="without chords"):
        scores([], RunIndex([PIECE]))


def test_notes_that_begin_together_are_a_chord_however_long_they_last():
    notes = [Note(67, 80, 480, 10), Note(60, 80, 0, 960), Note(64, 70, 480, 240)]
    assert chords_by_onset(notes) == [(60,), (64, 67)]
