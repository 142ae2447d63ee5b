"""Assign notes to hands where the source does not.

A network reads the music both ways and says of each note how likely it is the right hand's. Single
lines stay in one hand where nothing speaks clearly for a change. Where one hand would get more than
it can reach or has fingers for, the chord is divided anew: the lowest notes to the left, the others
to the right, as likely as that can be.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands.features import (
    Bools,
    Floats,
    Indices,
    PlayedNotes,
    chord_numbers,
    describe,
)
from chopin_studio.music.hands.network import KNOWN, HandNetwork
from chopin_studio.music.hands.single_lines import steadied
from chopin_studio.music.hands.weights import shipped_network
from chopin_studio.music.note import Hand, Note, score_order

WIDEST_SPAN = 16
"""A tenth in semitones: what a hand reaches without rolling the chord."""

FINGERS = 5

_PART_NOTES, _CONTEXT_NOTES = 8192, 512
"""Notes read at a time, and notes to either side that are read with them."""

_MOST_STRUCK = 128
"""A chord of more notes than there are keys is no music, and is not worth the time."""

_HIGHEST_PITCH = 127

_TOO_WIDE_COST = 10.0
"""What each semitone beyond WIDEST_SPAN counts against log-odds: more than they ever differ."""

_FINGER_COST = 8.0
"""What each note beyond FINGERS counts against log-odds."""


def assign_hands(excerpt: Excerpt, network: HandNetwork | None = None) -> Excerpt:
    """Assign to every note without a hand the one that most likely plays it.

    Notes whose hand is known keep it, and tell where that hand is. `network` is by default the one
    that ships with the studio; raises HandNetworkError where that cannot be read.
    """
    if all(note.hand is not None for note in excerpt.notes):
        return excerpt
    played = played_notes(excerpt)
    odds = _log_odds(played, known_hands(excerpt.notes), network or shipped_network())
    odds[[note.hand is Hand.RIGHT for note in excerpt.notes]] = np.inf
    odds[[note.hand is Hand.LEFT for note in excerpt.notes]] = -np.inf
    chord = chord_numbers(played.onset_sec)
    odds = steadied(chord, played.pitch, played.onset_sec, odds)
    is_right = playable_hands(chord, played.pitch, odds)
    notes = map(_with_hand, excerpt.notes, is_right.tolist())
    return replace(excerpt, notes=tuple(sorted(notes, key=score_order)))


def _with_hand(note: Note, is_right: bool) -> Note:
    hand = Hand.RIGHT if is_right else Hand.LEFT
    return Note(note.pitch, note.velocity, note.onset_tick, note.duration_tick, hand)


def _log_odds(played: PlayedNotes, known: Floats, network: HandNetwork) -> Floats:
    """Return the log-odds [notes] of the right hand, read part by part to spare memory."""
    notes = len(known)
    odds = np.empty(notes, np.float32)
    for start in range(0, notes, _PART_NOTES):
        stop = min(start + _PART_NOTES, notes)
        seen = slice(max(start - _CONTEXT_NOTES, 0), stop + _CONTEXT_NOTES)
        described = describe(played.part(seen))
        part = np.empty(len(described.order), np.float32)
        part[described.order] = network.log_odds(described, known[seen][described.order])
        odds[start:stop] = part[start - seen.start :][: stop - start]
    return odds


def played_notes(excerpt: Excerpt) -> PlayedNotes:
    """Return the notes of an excerpt in seconds, in their order."""
    notes, to_sec = excerpt.notes, excerpt.tempo_map.tick_to_sec
    return PlayedNotes(
        np.array([note.pitch for note in notes], np.intp),
        np.array([note.velocity for note in notes], np.intp),
        np.array([to_sec(note.onset_tick) for note in notes]),
        np.array([to_sec(note.end_tick) for note in notes]),
    )


def known_hands(notes: Sequence[Note]) -> Floats:
    """Return which hands are known [notes, KNOWN]."""
    hands = (Hand.LEFT, Hand.RIGHT)
    known = [[note.hand is hand for hand in hands] for note in notes]
    return np.array(known, np.float32).reshape(len(notes), KNOWN)


def playable_hands(chord: Indices, pitch: Indices, odds: Floats) -> Bools:
    """Return which notes [notes] are the right hand's, such that the hands can hold the chords.

    `chord` are the rising numbers of the notes' chords, `odds` log-odds of the right hand, infinite
    where the hand is known.
    """
    is_right = odds > 0
    hand = 2 * chord + is_right  # a number for each hand in each chord
    lowest = np.full(2 * len(chord), _HIGHEST_PITCH)
    highest = np.zeros(2 * len(chord), np.intp)
    np.minimum.at(lowest, hand, pitch)
    np.maximum.at(highest, hand, pitch)
    fingers = np.bincount(hand, minlength=2 * len(chord))
    is_beyond = (highest - lowest > WIDEST_SPAN) | (fingers > FINGERS)
    for number in np.unique(chord[is_beyond[hand]]).tolist():
        first, last = np.searchsorted(chord, (number, number + 1)).tolist()
        if last - first <= _MOST_STRUCK:
            struck = slice(first, last)
            is_right[struck] = _divided(pitch[struck], odds[struck], is_right[struck])
    return is_right


def _divided(pitch: Indices, odds: Floats, likeliest: Bools) -> Bools:
    """Return which notes of a chord are the right hand's, as the cheapest of all splits has it.

    It is the likeliest where no split is easier.
    """
    bottom_up = np.argsort(pitch, kind="stable")
    free = bottom_up[np.isfinite(odds[bottom_up])]
    best, least = likeliest, _grip_cost(pitch, likeliest)
    for split in range(len(free) + 1):
        is_right = odds > 0
        is_right[free[:split]], is_right[free[split:]] = False, True
        doubt = np.abs(odds[is_right != likeliest]).sum()
        cost = _grip_cost(pitch, is_right) + float(doubt)
        if cost < least:
            best, least = is_right, cost
    return best


def _grip_cost(pitch: Indices, is_right: Bools) -> float:
    """Charge a hand's notes wider than a tenth, or more than it has fingers."""
    cost = 0.0
    for pitches in (pitch[is_right], pitch[~is_right]):
        if len(pitches):
            cost += _TOO_WIDE_COST * max(int(np.ptp(pitches)) - WIDEST_SPAN, 0)
            cost += _FINGER_COST * max(len(pitches) - FINGERS, 0)
    return cost
