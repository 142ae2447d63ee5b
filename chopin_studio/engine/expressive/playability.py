"""What two hands can reach: which keys they hold, and which others are within a tenth of those."""

from copy import copy
from typing import Self

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import ATTRIBUTE_SIZES, ATTRIBUTES, HAND_CLASSES
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH, Hand, Note
from chopin_studio.music.pitch import TENTH

_KEYS = ATTRIBUTE_SIZES[ATTRIBUTES.index("pitch")]
_HANDS = tuple(Hand(name) for name in HAND_CLASSES)


class HandReach:
    """Tracks the keys that each hand holds down.

    A hand reaches `span` semitones, by default a tenth, or as far as it did in the seed: some
    pianists and pieces need more. Nothing is struck outside of `lowest` to `highest`, whatever the
    seed does.
    """

    def __init__(
        self,
        span: int = TENTH,
        lowest: int = LOWEST_PIANO_PITCH,
        highest: int = HIGHEST_PIANO_PITCH,
    ) -> None:
        self._held: dict[Hand, list[Note]] = {hand: [] for hand in _HANDS}
        self._widest = dict.fromkeys(_HANDS, span)
        pitches = np.arange(_KEYS) + LOWEST_PIANO_PITCH
        self._in_range: NDArray[np.bool_] = (lowest <= pitches) & (pitches <= highest)

    def copy(self) -> Self:
        """Return an independent copy."""
        twin = copy(self)
        # The list of a hand is replaced, never changed.
        twin._held, twin._widest = self._held.copy(), self._widest.copy()
        return twin

    def learn(self, note: Note) -> None:
        """Add a note of the seed; its hand may then reach as far as it does here."""
        self.strike(note)
        hand = _hand(note)
        pitches = [held.pitch for held in self._held[hand]]
        self._widest[hand] = max(self._widest[hand], max(pitches) - min(pitches))

    def strike(self, note: Note) -> None:
        """Add the next note."""
        hand = _hand(note)
        self._held[hand] = [*self._held_at(hand, note.onset_tick), note]

    def keys_at(self, onset_tick: int) -> NDArray[np.bool_]:
        """Return which keys can be struck at `onset_tick`: [2, 88], by HAND_CLASSES and pitch."""
        within = self._in_range[None].repeat(len(_HANDS), axis=0)
        for row, hand in zip(within, _HANDS, strict=True):
            if keys := [n.pitch - LOWEST_PIANO_PITCH for n in self._held_at(hand, onset_tick)]:
                row[: max(0, max(keys) - self._widest[hand])] = False
                row[min(keys) + self._widest[hand] + 1 :] = False
        return within

    def _held_at(self, hand: Hand, tick: int) -> list[Note]:
        return [note for note in self._held[hand] if note.end_tick > tick]


def _hand(note: Note) -> Hand:
    if note.hand is None:
        raise ValueError("a note must have a hand")
    return note.hand
