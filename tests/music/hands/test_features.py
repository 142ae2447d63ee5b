"""What the network of the hands is told of each note."""

import numpy as np

from chopin_studio.music.hands.features import (
    CHORD_SEC,
    CHORDS_AROUND,
    KEYS_AROUND,
    ROLL_WIDTH,
    ROLLS,
    SCALARS,
    Described,
    PlayedNotes,
    describe,
)

KEYS = 2 * KEYS_AROUND + 1
HELD = ROLLS - 1


def described(*notes: tuple[int, float, float]) -> Described:
    """Describe notes of a pitch, an onset and an end in seconds."""
    pitch, onset, end = zip(*notes, strict=True)
    velocity = np.full(len(notes), 64)
    return describe(PlayedNotes(np.array(pitch), velocity, np.array(onset), np.array(end)))


def keys_in(found: Described, row: int, roll: int) -> list[int]:
    """Return the semitones from a note to the keys that a roll tells."""
    part = found.rolls[row, roll * KEYS : (roll + 1) * KEYS]
    return (np.flatnonzero(part) - KEYS_AROUND).tolist()


def scalar(found: Described, row: int, name: str) -> float:
    return float(found.scalars[row, SCALARS.index(name)])


def test_a_chord_is_what_begins_nearly_together_and_stands_bottom_up() -> None:
    late = CHORD_SEC * 0.9
    found = described((64, 0.0, 1.0), (60, late, 1.0), (67, 0.5, 1.0))
    assert found.order.tolist() == [1, 0, 2]
    assert keys_in(found, 0, CHORDS_AROUND.index((0, 0))) == [0, 4]


def test_keys_before_and_after_are_told_by_how_many_chords_lie_between() -> None:
    found = described(*((60 + step, step * 0.5, step * 0.5 + 0.4) for step in range(9)))
    rolls = [keys_in(found, 4, roll) for roll in range(ROLLS)]
    assert rolls == [[-4, -3], [-2, -1], [0], [1, 2], [3, 4], []]


def test_a_key_is_held_until_the_chord_at_which_it_is_released() -> None:
    found = described((48, 0.0, 1.0), (60, 0.5, 0.9), (62, 1.0, 1.4))
    assert keys_in(found, 1, HELD) == [-12]
    assert keys_in(found, 2, HELD) == []


def test_a_doubled_tempo_moves_only_the_times() -> None:
    notes = [(60 + step % 5, step * 0.5, step * 0.5 + 0.4) for step in range(12)]
    slow, fast = described(*notes), described(*((p, on / 2, end / 2) for p, on, end in notes))
    assert (slow.rolls == fast.rolls).all()
    inner = slice(1, -1)  # before the first chord and after the last one there is a pause
    for name in ("before", "after", "length"):
        column = SCALARS.index(name)
        moved = slow.scalars[inner, column] - fast.scalars[inner, column]
        np.testing.assert_allclose(moved, np.log(2), atol=1e-6)


def test_a_transposition_moves_only_the_pitch() -> None:
    notes = [(60 + step % 5, step * 0.5, step * 0.5 + 0.4) for step in range(12)]
    low, high = described(*notes), described(*((p + 7, on, end) for p, on, end in notes))
    assert (low.rolls == high.rolls).all()
    changed = np.flatnonzero(np.abs(low.scalars - high.scalars).max(axis=0) > 1e-6)
    assert changed.tolist() == [SCALARS.index("pitch")]


def test_one_note_alone_is_described() -> None:
    found = described((60, 3.0, 3.5))
    assert found.rolls.shape == (1, ROLL_WIDTH)
    assert scalar(found, 0, "pitch") == scalar(found, 0, "low") == scalar(found, 0, "high") == 0
    assert scalar(found, 0, "size") == 0.25


def test_the_ends_of_the_keyboard_have_keys_around_them() -> None:
    found = described((0, 0.0, 1.0), (127, 0.0, 1.0))
    assert keys_in(found, 0, CHORDS_AROUND.index((0, 0))) == [0]
    assert keys_in(found, 1, CHORDS_AROUND.index((0, 0))) == [0]
