"""Spell pitches as the key and the notes around have it.

Every spelling has a place on the line of fifths (... Bb F C G D A E B F# ...), C being 0: keys are
stretches of that line, and how odd an interval reads is how far apart its notes lie there
(Temperley, The Cognition of Basic Musical Structures, 2001, chapter 5). Each pitch class has two
places near the key's; a note takes the one that costs less beside its neighbours.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import TICKS_PER_QUARTER, Note

_LETTERS = "FCGDAEB"

_FLATTEST, _SHARPEST = -8, 12
"""F flat to B sharp; what lies beyond needs a double accidental, and a reason for it."""

_FLATTEST_IN_MAJOR, _FLATTEST_IN_MINOR = -4, -2
"""Where the harmonic chromatic scales begin, from the signature's own place: in C major with
A flat (and it goes to C sharp), in A minor with B flat (and it goes to D sharp)."""

_SHARPEST_IN_MINOR = 15
"""G double sharp, the leading note of A sharp minor."""

LOWEST_WRITABLE_PITCH = 12
"""C0, in the lowest octave that MusicXML can name."""

_PLACES = np.arange(-10, 16)
"""The places that are used, from E double flat to G double sharp."""

# What a spelling costs; fitted to scores of Mozart, Beethoven and Joplin, Chopin was the proof.
_CHROMATIC_COST = 0.1
_FAR_COST = 0.05
_DOUBLE_COST = 2.0
_CHORD_WEIGHT, _NEARBY_WEIGHT = 0.2, 8.0
_SEMITONE_COST = 2.2
_CHANGE_COST = 2.0
_ODDNESS = {7: 1.4, 8: 0.6, 9: 0.4, 10: 0.5, 11: 0.8}
"""How odd an interval reads by its width on the line of fifths: 7 is a chromatic semitone, 8 an
augmented fifth, 9 an augmented second; up to 6 nothing is odd, beyond 11 all is."""
_ODDEST = 1.4
_DIATONIC_SEMITONE = 5
_REACH_TICKS = 11 * TICKS_PER_QUARTER // 2
_NEXT_TICKS = TICKS_PER_QUARTER
_PASSES = 4

_Array = NDArray[np.float64]
_Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class SpelledPitch:
    """A pitch as written: letter, semitones of alteration, octave (4 begins at middle C)."""

    step: str
    alter: int
    octave: int

    @property
    def midi(self) -> int:
        """The MIDI note number."""
        fifths_from_f = _LETTERS.index(self.step)
        return 12 * (self.octave + 1) + (5 + 7 * fifths_from_f) % 12 + self.alter


def at_place(pitch: int, place: int) -> SpelledPitch:
    """Spell MIDI pitch `pitch` by its place on the line of fifths."""
    if pitch == LOWEST_WRITABLE_PITCH and place == _SHARPEST:
        place = 0  # as C, since there is no octave below for a B sharp
    step, alter = _LETTERS[(place + 1) % 7], (place + 1) // 7
    return SpelledPitch(step, alter, (pitch - alter) // 12 - 1)


def _flattest(key: Key) -> int:
    """Return where `key`'s harmonic chromatic scale begins on the line of fifths.

    It is moved where it would need double accidentals other than leading notes of minor.
    """
    if key.mode == "major":
        flattest = min(key.fifths + _FLATTEST_IN_MAJOR, _SHARPEST - 11)
    else:
        flattest = min(key.fifths + _FLATTEST_IN_MINOR, _SHARPEST_IN_MINOR - 11)
    return max(flattest, _FLATTEST)


class Speller:
    """Knows how to write every pitch of a piece wherever it is struck."""

    def __init__(self, notes: Sequence[Note], keys: Sequence[KeyChange]) -> None:
        """Spell `notes`, in score order; `keys` are the signatures in their modes, from tick 0."""
        self._onsets: dict[int, list[int]] = defaultdict(list)
        self._found: dict[int, list[int]] = defaultdict(list)
        for note, place in zip(notes, _places(notes, keys), strict=True):
            self._onsets[note.pitch].append(note.onset_tick)
            self._found[note.pitch].append(int(place))

    def spell(self, pitch: int, tick: int) -> SpelledPitch:
        """Spell the note of `pitch` that is struck nearest to `tick`."""
        onsets = self._onsets[pitch]
        after = min(bisect_left(onsets, tick), len(onsets) - 1)
        nearest = min(max(after - 1, 0), after, key=lambda index: abs(onsets[index] - tick))
        return at_place(pitch, self._found[pitch][nearest])


def _places(notes: Sequence[Note], keys: Sequence[KeyChange]) -> _Places:
    """Choose a place on the line of fifths for each note.

    Each pass lets every note choose anew beside the places that the others have.
    """
    if not notes:
        return np.zeros(0, dtype=np.int64)
    pitches = np.array([note.pitch for note in notes])
    onsets = np.array([note.onset_tick for note in notes])
    own_costs, places = _own_costs(pitches, onsets, keys)
    pairs = _pairs(notes)
    for _ in range(_PASSES):
        costs = own_costs + _neighbour_costs(onsets, places)
        for index, other, is_same_pitch in pairs:
            width = np.abs(_PLACES - places[other])
            odd = width > 0 if is_same_pitch else width > _DIATONIC_SEMITONE
            costs[index] += (_CHANGE_COST if is_same_pitch else _SEMITONE_COST) * odd
        chosen = _PLACES[np.argmin(costs, axis=1)]
        if np.array_equal(chosen, places):
            break
        places = chosen
    return places


def _own_costs(
    pitches: _Places, onsets: _Places, keys: Sequence[KeyChange]
) -> tuple[_Array, _Places]:
    """Return what each place costs each note by its key, and the places to begin from.

    Of shape (notes, places); infinite where the place is another pitch.
    """
    costs = np.empty((len(pitches), len(_PLACES)))
    places = np.empty(len(pitches), dtype=np.int64)
    ticks = [0, *(change.tick for change in keys[1:])]
    in_force = np.searchsorted(ticks, onsets, side="right") - 1
    for index, change in enumerate(keys):
        held = in_force == index
        costs[held] = _key_costs(change.key)
        flattest = _flattest(change.key)
        places[held] = flattest + (pitches[held] * 7 - flattest) % 12
    costs[(_PLACES[np.newaxis] * 7 - pitches[:, np.newaxis]) % 12 != 0] = np.inf
    return costs, places


def _key_costs(key: Key) -> _Array:
    """Return what each place costs in `key`: nothing in its scale, more the farther away."""
    flattest = _flattest(key)
    beyond = np.maximum(flattest - _PLACES, _PLACES - flattest - 11)
    costs = _CHROMATIC_COST + _FAR_COST * np.maximum(beyond, 0)
    costs += _DOUBLE_COST * ((_PLACES < _FLATTEST + 1) | (_PLACES > _SHARPEST))
    scale = [*range(key.fifths - 1, key.fifths + 6)]
    if key.mode == "minor":
        scale += [key.fifths + 8]
    costs[np.isin(_PLACES, scale)] = 0.0
    return np.asarray(costs)


def _neighbour_costs(onsets: _Places, places: _Places) -> _Array:
    """Return what each place costs each note beside the places of the notes around it."""
    taken = (places[:, np.newaxis] == _PLACES[np.newaxis]).astype(float)
    sums = np.vstack([np.zeros(len(_PLACES)), np.cumsum(taken, axis=0)])
    chord = _between(sums, onsets, 0)
    nearby = _between(sums, onsets, _REACH_TICKS)
    nearby /= nearby.sum(axis=1, keepdims=True)
    return (_CHORD_WEIGHT * chord + _NEARBY_WEIGHT * nearby) @ _oddness()


def _between(sums: _Array, onsets: _Places, reach: int) -> _Array:
    """Return how often each place is taken within `reach` ticks of each onset."""
    last = np.searchsorted(onsets, onsets + reach, side="right")
    first = np.searchsorted(onsets, onsets - reach, side="left")
    return np.asarray(sums[last] - sums[first])


def _oddness() -> _Array:
    """Return how odd the interval between any two places reads, of shape (places, places)."""
    widths = np.abs(_PLACES[:, np.newaxis] - _PLACES[np.newaxis])
    odd = np.where(widths > max(_ODDNESS), _ODDEST, 0.0)
    for width, cost in _ODDNESS.items():
        odd[widths == width] = cost
    return np.asarray(odd)


def _pairs(notes: Sequence[Note]) -> list[tuple[int, int, bool]]:
    """Pair each note with those of its pitch or a semitone away, next or just before in its hand.

    The third value says whether they are of one pitch.
    """
    pairs: list[tuple[int, int, bool]] = []
    latest: dict[tuple[str, int], int] = {}
    for index, note in enumerate(notes):
        hand = note.hand or ""
        for pitch in (note.pitch - 1, note.pitch, note.pitch + 1):
            other = latest.get((hand, pitch))
            if other is not None and 0 < note.onset_tick - notes[other].onset_tick <= _NEXT_TICKS:
                is_same_pitch = pitch == note.pitch
                pairs += [(index, other, is_same_pitch), (other, index, is_same_pitch)]
        latest[hand, note.pitch] = index
    return pairs
