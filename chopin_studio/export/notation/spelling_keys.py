"""Find the key that the music is in from beat to beat, as it would be written.

A hidden Markov model whose states are major and minor keys along the line of fifths, so that E
major and F flat major are two. The pitch classes of a beat speak for a key; what costs are places
far from the signature, keys beyond seven accidentals, double accidentals, and changes.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.export.notation.spelling_features import (
    PITCH_CLASSES,
    Floats,
    Ints,
    LocalKeys,
    NoteTable,
)
from chopin_studio.music.note import TICKS_PER_QUARTER

FLATTEST_PLACE, SHARPEST_PLACE = -12, 17
"""The places, from a key's own, for which a profile says how likely they are in it."""

_KEYS = np.arange(-12, 15)
_MODES = 2

# Fitted to editions of works that have no MIDI file to be measured by.
_PROFILE_WEIGHT = 1.0
_FOREIGN_SHARE = 0.1
"""How many notes are of no key."""

_SIGNATURE_COST, _FARTHEST_FROM_SIGNATURE = 0.03, 5
_IDLE_COST, _OTHER_MODE_COST = 0.05, 0.3
"""What each fifth from the signature, and another mode than it is of, cost in each beat."""

_FLAT_COST, _SHARP_COST, _MOST_ACCIDENTALS = 0.5, 0.4, 7
_CHANGE_COST, _STEP_COST = 0.6, 1.2
_ENHARMONIC_COST = 5.0
_MODE_COST = 3.0
_PLACE_COSTS = ((-9, -1, 0.3), (-8, -1, 0.3), (11, 1, 0.136), (13, 1, 0.372))
"""What each place costs from there on, to the flat side (-1) or the sharp side (1)."""

_Table = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class KeyProfiles:
    """How likely each place is in major and in minor keys, from the key's own place.

    `log_likelihoods` is [2, 30], from FLATTEST_PLACE to SHARPEST_PLACE.
    """

    log_likelihoods: Floats

    def likeliest(self) -> tuple[Ints, _Table]:
        """Return for each mode and pitch class along the line of fifths, [2, 12], the likeliest.

        First its place, from the key's own, then the logarithm of its likelihood.
        """
        places = np.arange(FLATTEST_PLACE, SHARPEST_PLACE + 1)
        best = np.zeros((_MODES, PITCH_CLASSES), np.int64)
        values = np.zeros((_MODES, PITCH_CLASSES))
        for mode, row in enumerate(self.log_likelihoods):
            for pitch_class in range(PITCH_CLASSES):
                columns = np.flatnonzero(places % PITCH_CLASSES == pitch_class)
                column = columns[row[columns].argmax()]
                best[mode, pitch_class], values[mode, pitch_class] = places[column], row[column]
        return best, values


def find_keys(table: NoteTable, profiles: KeyProfiles) -> LocalKeys:
    """Return the key at each note of `table`, that of its beat."""
    beats = Beats(table)
    place, value = profiles.likeliest()
    value = np.log((1 - _FOREIGN_SHARE) * np.exp(value) + _FOREIGN_SHARE / PITCH_CLASSES)
    turned = (np.arange(PITCH_CLASSES)[:, None] - _KEYS) % PITCH_CLASSES
    speaks = np.concatenate(
        [
            _PROFILE_WEIGHT * value[mode][turned] - _place_costs(place[mode][turned] + _KEYS)
            for mode in range(_MODES)
        ],
        axis=1,
    )
    struck = beats.pitch_classes(table)
    scores = struck @ speaks + beats.key_scores(table, struck.sum(axis=1))
    return beats.keys(likeliest_path(scores, beats.signatures(table), int(table.modes[0])))


class Beats:
    """The quarter notes of a table of notes that have any, and which of them each note is in."""

    def __init__(self, table: NoteTable) -> None:
        _, first, self._beat = np.unique(
            table.onsets // TICKS_PER_QUARTER, return_index=True, return_inverse=True
        )
        self._first = first

    def pitch_classes(self, table: NoteTable) -> _Table:
        """Return which pitch classes each beat has, [beats, 12] of 0 and 1."""
        struck = np.zeros((len(self._first), PITCH_CLASSES))
        struck[self._beat, 7 * table.pitches % PITCH_CLASSES] = 1
        return struck

    def key_scores(self, table: NoteTable, weights: _Table) -> _Table:
        """Return what speaks for each key by the signature alone, [beats, keys].

        It counts as often as a beat's `weights` say.
        """
        away = np.minimum(np.abs(_KEYS - self.signatures(table)[:, None]), _FARTHEST_FROM_SIGNATURE)
        costs = _SIGNATURE_COST * away
        costs += _FLAT_COST * np.maximum(0, -_MOST_ACCIDENTALS - _KEYS)
        costs += _SHARP_COST * np.maximum(0, _KEYS - _MOST_ACCIDENTALS)
        costs = weights[:, None] * costs + _IDLE_COST * away
        modes = table.modes[self._first][:, None]
        other = [_OTHER_MODE_COST * (modes == 1 - mode) for mode in range(_MODES)]
        return -np.concatenate([costs + cost for cost in other], axis=1)

    def signatures(self, table: NoteTable) -> Ints:
        """Return the key signature of each beat [beats]."""
        return table.fifths[self._first]

    def spread(self, scores: _Table) -> _Table:
        """Return the sums over each beat of the `scores` of notes [n, keys]."""
        sums = np.zeros((len(self._first), scores.shape[1]))
        np.add.at(sums, self._beat, scores)
        return sums

    def keys(self, path: Ints) -> LocalKeys:
        """Return the keys of the notes where `path` has the state of each beat."""
        states = path[self._beat]
        return LocalKeys(_KEYS[states % len(_KEYS)], states >= len(_KEYS))


def key_places() -> Ints:
    """Return the own places of the keys that are told apart, in each mode."""
    return _KEYS


def likeliest_path(scores: _Table, signatures: Ints, mode: int) -> Ints:
    """Return the best state of each beat for `scores` [beats, states] and signatures [beats].

    The algorithm of Viterbi, IEEE Transactions on Information Theory 13, 1967. The music begins in
    a key of its signature, of `mode` unless that is -1, and a key may change with the signature for
    nothing.
    """
    states = np.arange(scores.shape[1])
    tonic = np.flatnonzero(signatures[0] == _KEYS)
    begin = [tonic + len(_KEYS) * each for each in range(_MODES) if mode in (each, -1)]
    back = np.zeros(scores.shape, np.int16)
    plain = _change_costs()
    best = scores[0] - plain[np.isin(states, begin)].min(axis=0)
    for beat in range(1, len(scores)):
        moved = int(signatures[beat] - signatures[beat - 1])
        costs = np.minimum(plain, _change_costs(moved)) if moved else plain
        reached = best[:, None] - costs
        back[beat] = reached.argmax(axis=0)
        best = reached[back[beat], states] + scores[beat]
    path = np.zeros(len(scores), np.int64)
    path[-1] = best.argmax()
    for beat in range(len(scores) - 1, 0, -1):
        path[beat - 1] = back[beat, path[beat]]
    return path


def _change_costs(moved: int = 0) -> _Table:
    """Return what a change of key costs, [keys, keys], majors first, where all is `moved` already.

    Keys are as far apart as on the circle of fifths; where they are farther on the line, the music
    goes on in the other kind of accidentals.
    """
    away = np.abs(_KEYS[:, None] + moved - _KEYS)
    steps = np.minimum(away % PITCH_CLASSES, -away % PITCH_CLASSES)
    costs = _STEP_COST * steps + _CHANGE_COST * (away > 0)
    costs += _ENHARMONIC_COST * (away > PITCH_CLASSES // 2)
    other = costs + _MODE_COST * np.where(away == 0, 1.0, 0.5)
    return np.block([[costs, other], [other, costs]])


def _place_costs(places: Ints) -> _Table:
    costs = np.zeros(places.shape)
    for begin, way, cost in _PLACE_COSTS:
        costs += cost * ((places - begin) * way >= 0)
    return costs
