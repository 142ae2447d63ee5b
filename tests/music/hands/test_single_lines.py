"""A single line stays in one hand."""

import numpy as np

from chopin_studio.music.hands.single_lines import steadied


def signs(odds: list[float], pitches: list[int], chords: list[int] | None = None, sec=0.25) -> str:
    """Return a letter a note: which hand it is after lines were kept in one hand."""
    chord = np.array(chords or range(len(odds)))
    found = steadied(chord, np.array(pitches), chord * sec, np.array(odds, np.float32))
    return "".join("R" if odd > 0 else "L" for odd in found)


def test_a_doubtful_note_in_the_middle_of_a_line_goes_with_it() -> None:
    assert signs([2, 1, -0.5, 1, 2], [64, 62, 60, 62, 64]) == "RRRRR"


def test_a_clear_change_of_hands_stays() -> None:
    assert signs([3, 3, -3, -3], [64, 62, 60, 59]) == "RRLL"
    assert signs([3, 3, -4, 3], [64, 62, 60, 62]) == "RRLR"


def test_after_a_leap_a_rest_or_a_chord_nothing_is_carried_on() -> None:
    assert signs([3, -0.5], [64, 50]) == "RL"
    assert signs([3, -0.5], [64, 62], sec=3.0) == "RL"
    assert signs([3, 3, -0.5], [64, 67, 65], chords=[0, 0, 1]) == "RRL"


def test_known_hands_stay_and_draw_the_line_after_them() -> None:
    assert signs([np.inf, -0.4, -0.4], [60, 59, 57]) == "RRR"
    assert signs([np.inf, -np.inf, np.inf], [60, 59, 57]) == "RLR"


def test_one_note_has_no_line() -> None:
    assert signs([0.5], [60]) == "R"
