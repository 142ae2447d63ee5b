from fractions import Fraction

import pytest

from chopin_studio.music.humdrum_io.kern_token import parse_token


@pytest.mark.parametrize(
    ("text", "pitch"),
    [
        ("4c", 60),
        ("4cc", 72),
        ("4C", 48),
        ("4CC", 36),
        ("4AAAA", 21),
        ("4f#", 66),
        ("4e-", 63),
        ("4b--", 69),
        ("4f##", 67),
        ("4fn", 65),
        ("(>16anL\\", 69),
    ],
)
def test_letters_and_accidentals_are_a_pitch(text, pitch):
    assert [note.pitch for note in parse_token(text).notes] == [pitch]


@pytest.mark.parametrize(
    ("text", "quarters"),
    [
        ("4c", 1),
        ("8.c", Fraction(3, 4)),
        ("2..c", Fraction(7, 2)),
        ("12c", Fraction(1, 3)),
        ("3c", Fraction(4, 3)),
        ("0c", 8),
        ("00c", 16),
        ("2%3c", 6),
        ("232%5c", Fraction(20, 232)),
        ("[>8dd-L", Fraction(1, 2)),
    ],
)
def test_a_number_is_a_length(text, quarters):
    token = parse_token(text)

    assert token.quarters == quarters
    assert token.notes[0].quarters == quarters


def test_a_chord_is_several_notes_of_one_length():
    token = parse_token("8fnJ 8d 8G\\")

    assert [note.pitch for note in token.notes] == [65, 62, 55]
    assert token.quarters == Fraction(1, 2)


def test_a_note_without_length_has_that_of_the_one_before():
    assert [note.quarters for note in parse_token("8f d").notes] == [Fraction(1, 2)] * 2


@pytest.mark.parametrize("text", ["4r", "8ryy", "1rBB", "(>9r"])
def test_a_rest_takes_its_time_and_sounds_nothing(text):
    token = parse_token(text)

    assert token.notes == ()
    assert token.quarters is not None
    assert token.unreadable == 0


@pytest.mark.parametrize(
    ("text", "continues", "holds"),
    [("[4c", False, True), ("4c_", True, True), ("4c]", True, False), ("4c", False, False)],
)
def test_ties_begin_go_on_and_end(text, continues, holds):
    (note,) = parse_token(text).notes

    assert (note.continues, note.holds) == (continues, holds)


def test_a_grace_note_takes_no_time():
    token = parse_token("8qqf#")

    assert token.quarters is None
    assert token.notes[0].is_grace


def test_a_note_that_is_not_printed_sounds():
    assert [note.pitch for note in parse_token("8Eyy 8EEyy").notes] == [52, 40]


@pytest.mark.parametrize(
    ("text", "unreadable"), [("4", 1), ("8xyz", 1), ("c", 1), ("4c 8", 1), ("4c =", 1)]
)
def test_what_has_no_pitch_or_length_is_counted(text, unreadable):
    assert parse_token(text).unreadable == unreadable


def test_a_note_without_pitch_takes_its_time():
    assert parse_token("4yy").quarters == 1


@pytest.mark.parametrize("text", ["9" * 5000 + "c", "4" + "." * 5000 + "c", "0" * 5000 + "c", "  "])
def test_absurd_tokens_are_read_in_bounds(text):
    token = parse_token(text)

    assert token.quarters is None or token.quarters <= 64
