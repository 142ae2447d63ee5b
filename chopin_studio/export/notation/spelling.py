"""Spell pitches as the key and the notes around have it.

Every spelling has a place on the line of fifths (... Bb F C G D A E B F# ...), C being 0: keys are
stretches of that line, and how odd an interval reads is how far apart its notes lie there
(Temperley, The Cognition of Basic Musical Structures, 2001, chapter 5). First the key of each beat
is chosen as it would be written (`spelling_keys.py`). In it, a network that has learned from
editions says how likely each place of a note is; beside its neighbours, a note then takes the one
that costs least.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.export.notation.spelling_features import (
    FLATTEST_IN_KEY,
    PITCH_CLASSES,
    LocalKeys,
    NoteTable,
    features,
    note_table,
)
from chopin_studio.export.notation.spelling_keys import find_keys
from chopin_studio.export.notation.spelling_model import CHOICES, SpellingModel
from chopin_studio.music.key import KeyChange
from chopin_studio.music.note import TICKS_PER_QUARTER, Note

_LETTERS = "FCGDAEB"

_F_FLAT, _B_SHARP = -8, 12
"""What lies beyond needs a double accidental."""

_LEADING_NOTE_OF_MINOR = 8
"""Where the raised seventh degree is from the place of the key's signature: G sharp in A minor."""

LOWEST_WRITABLE_PITCH = 12
"""C0, in the lowest octave that MusicXML can name."""

_PLACES = np.arange(-11, 18)
"""The places that are used, from A double flat to A double sharp."""

_LEARNED_WEIGHT = 1.0
_ENOUGH_NOTES = 32
_CHROMATIC_COST, _FAR_COST, _DOUBLE_COST = 0.1, 0.05, 2.0
_UNHEARD_OF = 12.0
"""The most that the network's surprise counts."""

# What neighbours cost; fitted to scores of Mozart, Beethoven and Joplin.
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
_LONGEST_STEP_IN_RUN_TICKS = 2 * TICKS_PER_QUARTER
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
    if pitch == LOWEST_WRITABLE_PITCH and place == _B_SHARP:
        place = 0  # as C, since there is no octave below for a B sharp
    step, alter = _LETTERS[(place + 1) % 7], (place + 1) // 7
    return SpelledPitch(step, alter, (pitch - alter) // 12 - 1)


class Speller:
    """Knows how to write every pitch of a piece wherever it is struck."""

    def __init__(
        self, notes: Sequence[Note], keys: Sequence[KeyChange], model: SpellingModel
    ) -> None:
        """Spell `notes`, in score order; `keys` are the signatures in their modes, from tick 0."""
        self._onsets: dict[int, list[int]] = defaultdict(list)
        self._found: dict[int, list[int]] = defaultdict(list)
        for note, place in zip(notes, spelled_places(notes, keys, model), strict=True):
            self._onsets[note.pitch].append(note.onset_tick)
            self._found[note.pitch].append(int(place))

    def spell(self, pitch: int, tick: int) -> SpelledPitch:
        """Spell the note of `pitch` that is struck nearest to `tick`."""
        onsets = self._onsets[pitch]
        after = min(bisect_left(onsets, tick), len(onsets) - 1)
        nearest = min(max(after - 1, 0), after, key=lambda index: abs(onsets[index] - tick))
        return at_place(pitch, self._found[pitch][nearest])


def spelled_places(
    notes: Sequence[Note], keys: Sequence[KeyChange], model: SpellingModel
) -> _Places:
    """Choose a place on the line of fifths for each note [n].

    Each pass lets every note choose anew beside the places that the others have.
    """
    if not notes:
        return np.zeros(0, dtype=np.int64)
    table = note_table(notes, keys)
    own_costs = _own_costs(table, model)
    groups = _Groups(_alike(notes))
    places = _PLACES[np.argmin(groups.summed(own_costs), axis=1)]
    first, second, is_same_pitch = _pairs(notes)
    for _ in range(_PASSES):
        costs = own_costs + _neighbour_costs(table.onsets, places)
        width = np.abs(_PLACES - places[second][:, np.newaxis])
        odd = np.where(
            is_same_pitch[:, np.newaxis],
            _CHANGE_COST * (width > 0),
            _SEMITONE_COST * (width > _DIATONIC_SEMITONE),
        )
        np.add.at(costs, first, odd)
        chosen = _PLACES[np.argmin(groups.summed(costs), axis=1)]
        if np.array_equal(chosen, places):
            break
        places = chosen
    return np.asarray(places)


def _alike(notes: Sequence[Note]) -> _Places:
    """Return a number for each note [n], one for those that are spelled alike.

    They are of one pitch class in one chord of a hand, or in equal chords in a row.
    """
    chords: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, note in enumerate(notes):
        chords[note.hand or "", note.onset_tick].append(index)
    numbers = np.empty(len(notes), np.int64)
    latest: dict[str, tuple[int, list[int], int]] = {}
    for run, ((hand, onset), members) in enumerate(chords.items()):
        pitches = [notes[index].pitch for index in members]
        before_onset, before, before_run = latest.get(hand, (onset, [], run))
        goes_on = pitches == before and onset - before_onset <= _LONGEST_STEP_IN_RUN_TICKS
        number = before_run if goes_on else run
        latest[hand] = (onset, pitches, number)
        for index, pitch in zip(members, pitches, strict=True):
            numbers[index] = number * PITCH_CLASSES + pitch % PITCH_CLASSES
    return numbers


class _Groups:
    """Adds up what places cost notes that are spelled alike."""

    def __init__(self, numbers: _Places) -> None:
        """Take the number of each note's group [n]."""
        self._order = np.argsort(numbers, kind="stable")
        ordered = numbers[self._order]
        is_first = np.append(True, ordered[1:] != ordered[:-1])
        self._begins = np.flatnonzero(is_first)
        self._group = np.empty(len(numbers), np.int64)
        self._group[self._order] = np.cumsum(is_first) - 1

    def summed(self, costs: _Array) -> _Array:
        """Return for each note the sums of `costs` (notes, places) over its group."""
        sums = np.add.reduceat(costs[self._order], self._begins, axis=0)
        return np.asarray(sums[self._group])


def _own_costs(table: NoteTable, model: SpellingModel) -> _Array:
    """Return what each place costs each note in its key, of shape (notes, places).

    Infinite where the place is another pitch.
    """
    keys = find_keys(table, model.profiles)
    likely = model.network.log_likelihoods(features(table, keys))
    usual = keys.usual_places(table.pitches)
    costs = np.full((len(usual), len(_PLACES)), _UNHEARD_OF)
    for choice in range(CHOICES):
        columns = usual + PITCH_CLASSES * (choice - 1) - _PLACES[0]
        rows = np.flatnonzero((columns >= 0) & (columns < len(_PLACES)))
        costs[rows, columns[rows]] = np.minimum(-likely[rows, choice], _UNHEARD_OF)
    costs *= _LEARNED_WEIGHT * _trust(table.onsets)[:, np.newaxis]
    costs += _key_costs(keys)
    costs[(_PLACES * 7 - table.pitches[:, np.newaxis]) % PITCH_CLASSES != 0] = np.inf
    return costs


def _trust(onsets: _Places) -> _Array:
    """Return how much the network is to be trusted at each note, 0 to 1: less where little is near.

    It has learned from whole pieces.
    """
    first = np.searchsorted(onsets, onsets - _REACH_TICKS, side="left")
    last = np.searchsorted(onsets, onsets + _REACH_TICKS, side="right")
    return np.asarray(np.minimum((last - first) / _ENOUGH_NOTES, 1.0))


def _key_costs(keys: LocalKeys) -> _Array:
    """Return what each place costs in the keys: nothing in their scales, more the farther away."""
    away = _PLACES - keys.fifths[:, np.newaxis]
    beyond = np.maximum(FLATTEST_IN_KEY - away, away - FLATTEST_IN_KEY - PITCH_CLASSES + 1)
    costs = _CHROMATIC_COST + _FAR_COST * np.maximum(beyond, 0)
    costs += _DOUBLE_COST * ((_PLACES < _F_FLAT) | (_PLACES > _B_SHARP))
    is_leading_note = (away == _LEADING_NOTE_OF_MINOR) & keys.is_minor[:, np.newaxis]
    return np.where(((away >= -1) & (away <= 5)) | is_leading_note, 0.0, costs)


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


def _pairs(notes: Sequence[Note]) -> tuple[_Places, _Places, NDArray[np.bool_]]:
    """Pair each note with those of its pitch or a semitone away, next or just before in its hand.

    Return the first notes, the second ones, and whether they are of one pitch.
    """
    pairs: list[tuple[int, int, int]] = []
    latest: dict[tuple[str, int], int] = {}
    for index, note in enumerate(notes):
        hand = note.hand or ""
        for pitch in (note.pitch - 1, note.pitch, note.pitch + 1):
            other = latest.get((hand, pitch))
            if other is not None and 0 < note.onset_tick - notes[other].onset_tick <= _NEXT_TICKS:
                is_same_pitch = pitch == note.pitch
                pairs += [(index, other, is_same_pitch), (other, index, is_same_pitch)]
        latest[hand, note.pitch] = index
    first, second, is_same = np.array(pairs, np.int64).reshape(-1, 3).T
    return first, second, is_same == 1
