"""Chords and their numbers."""

import pytest

from chopin_studio.music.harmony.chord import (
    CHORD_NUMBERS,
    NO_CHORD,
    Chord,
    Quality,
    chord_number,
    numbered_chord,
)


def test_a_chord_has_the_pitch_classes_of_its_quality_over_its_root() -> None:
    assert Chord(7, Quality.DOMINANT_SEVENTH).pitch_classes == {7, 11, 2, 5}
    assert Chord(11, Quality.DIMINISHED_SEVENTH).pitch_classes == {11, 2, 5, 8}


def test_each_chord_has_a_number_of_its_own() -> None:
    chords = [numbered_chord(number) for number in range(CHORD_NUMBERS)]
    assert chords[NO_CHORD] is None
    assert len(set(chords)) == CHORD_NUMBERS == 109
    assert [chord_number(chord) for chord in chords] == list(range(CHORD_NUMBERS))


def test_transposing_moves_the_root_round_the_octave() -> None:
    assert Chord(10, Quality.MINOR).transposed(3) == Chord(1, Quality.MINOR)
    assert Chord(1, Quality.MINOR).transposed(-3) == Chord(10, Quality.MINOR)


@pytest.mark.parametrize("root", [-1, 12])
def test_a_root_is_a_pitch_class(root: int) -> None:
    with pytest.raises(ValueError, match="root"):
        Chord(root)


@pytest.mark.parametrize("number", [-1, CHORD_NUMBERS])
def test_there_is_no_chord_beyond_the_numbers(number: int) -> None:
    with pytest.raises(ValueError, match="number"):
        numbered_chord(number)
