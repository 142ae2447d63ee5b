"""The computer's keyboard as a piano: the middle row is white keys, the row above black ones."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH

LETTERS = "AWSEDFTGYHUJKOLP"
"""From C up, by semitones; the layout that audio workstations share."""

OCTAVE_DOWN, OCTAVE_UP = Qt.Key.Key_Z, Qt.Key.Key_X
SOFTER, LOUDER = Qt.Key.Key_C, Qt.Key.Key_V
LOWEST_C, HIGHEST_C = 24, 96
_VELOCITY_STEP = 16
_SOFTEST, _LOUDEST = 16, 112


class ComputerKeyboard:
    """Turns keys of the computer into strikes and releases.

    A pitch is released by the letter that struck it, even after the octave was changed.
    """

    def __init__(self, strike: Callable[[int, int], None], release: Callable[[int], None]) -> None:
        self.lowest_pitch = 60
        self.velocity = 80
        self._strike = strike
        self._release = release
        self._down: dict[int, int] = {}  # key -> pitch

    @property
    def labels(self) -> dict[int, str]:
        """The letter that strikes each pitch."""
        pitches = {self.lowest_pitch + place: letter for place, letter in enumerate(LETTERS)}
        return {
            pitch: letter
            for pitch, letter in pitches.items()
            if LOWEST_PIANO_PITCH <= pitch <= HIGHEST_PIANO_PITCH
        }

    def knows(self, key: int) -> bool:
        """Whether a key means anything here."""
        return key in (OCTAVE_DOWN, OCTAVE_UP, SOFTER, LOUDER) or _place(key) is not None

    def press(self, key: int) -> None:
        """Take a key that was pressed; one that is down already is only being repeated."""
        if key in (OCTAVE_DOWN, OCTAVE_UP):
            moved = self.lowest_pitch + (12 if key == OCTAVE_UP else -12)
            self.lowest_pitch = min(max(moved, LOWEST_C), HIGHEST_C)
        elif key in (SOFTER, LOUDER):
            changed = self.velocity + (_VELOCITY_STEP if key == LOUDER else -_VELOCITY_STEP)
            self.velocity = min(max(changed, _SOFTEST), _LOUDEST)
        elif (place := _place(key)) is not None and key not in self._down:
            pitch = self.lowest_pitch + place
            if pitch in self.labels:
                self._down[key] = pitch
                self._strike(pitch, self.velocity)

    def let_go(self, key: int) -> None:
        """Take a key that was let go."""
        if (pitch := self._down.pop(key, None)) is not None:
            self._release(pitch)

    def let_all_go(self) -> None:
        """Release everything, since keys let go elsewhere are never heard of."""
        for key in tuple(self._down):
            self.let_go(key)


def _place(key: int) -> int | None:
    """Return the semitones above C of a letter; None for any other key."""
    letter = chr(key) if ord("A") <= key <= ord("Z") else ""
    return LETTERS.index(letter) if letter and letter in LETTERS else None
