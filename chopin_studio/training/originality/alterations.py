"""Change music as players and arrangers do, so that a listener would still know it.

The changes are mechanical and follow from a random generator, so that anybody gets the same. Hands
are forgotten, as in a recording. Music comes out at one tempo: what was rubato is in the onsets.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note, score_order
from chopin_studio.music.tempo import TempoMap

_BPM = 120.0
TICKS_PER_SEC = TICKS_PER_QUARTER * _BPM / 60

FOURTH = 5
"""Semitones of a perfect fourth."""

UNEVEN_SEC = 0.03
_SPREAD_SEC = (0.02, 0.05)
_ORNAMENT_SEC = 0.07
_SHORT_SEC = 0.13
_ORNAMENTED_ONE_IN = 6
_EMBELLISHED_ONE_IN = 3
_CHANGED_ONE_IN = 10
_MISSED_ONE_IN = 30

Notes = list[Note]
Change = Callable[[Notes, np.random.Generator], Notes]


@dataclass(frozen=True, slots=True)
class Alteration:
    """A change to music, and how far it moves the pitches that it keeps, in semitones."""

    name: str
    changes: tuple[Change, ...]
    semitones: int = 0

    def applied_to(self, music: Excerpt, rng: np.random.Generator) -> Excerpt:
        """Return `music` changed, without hands, seed and pedal."""
        notes = at_one_tempo(music)
        for change in self.changes:
            notes = change(notes, rng)
        plain = (replace(note, hand=None) for note in notes)
        return Excerpt(tuple(sorted(set(plain), key=score_order)), TempoMap.constant(_BPM))


def at_one_tempo(music: Excerpt) -> Notes:
    """Return the notes of `music` as they sound in ticks of one tempo."""

    def tick(old: int) -> int:
        return round(music.tempo_map.tick_to_sec(old) * TICKS_PER_SEC)

    return [
        replace(
            note,
            onset_tick=tick(note.onset_tick),
            duration_tick=max(1, tick(note.end_tick) - tick(note.onset_tick)),
        )
        for note in music.notes
    ]


def uneven(notes: Notes, rng: np.random.Generator) -> Notes:
    """Move each onset by up to 30 ms either way."""
    moves = rng.uniform(-UNEVEN_SEC, UNEVEN_SEC, len(notes)) * TICKS_PER_SEC
    return [_moved(note, move) for note, move in zip(notes, moves, strict=True)]


def spread(notes: Notes, rng: np.random.Generator) -> Notes:
    """Begin the notes of each chord of three or more one after the other, from the bottom."""
    spread_out: Notes = []
    for chord in _chords(notes):
        step = rng.uniform(*_SPREAD_SEC) * TICKS_PER_SEC if len(chord) > 2 else 0.0
        spread_out += [_moved(note, place * step) for place, note in enumerate(chord)]
    return spread_out


def free_tempo(notes: Notes, rng: np.random.Generator) -> Notes:
    """Let the tempo wander between two thirds and one and a half times what it was."""
    end = max((note.end_tick for note in notes), default=0) + 1
    beats = np.arange(0, end + TICKS_PER_QUARTER, TICKS_PER_QUARTER)
    wander = np.cumsum(rng.normal(0, 0.12, len(beats)))
    speeds = np.exp(np.clip(wander - wander.mean(), np.log(2 / 3), np.log(3 / 2)))
    times = np.concatenate([[0], np.cumsum(TICKS_PER_QUARTER / speeds)[:-1]])

    def tick(old: int) -> int:
        return round(float(np.interp(old, beats, times)))

    return [
        replace(
            note,
            onset_tick=tick(note.onset_tick),
            duration_tick=max(1, tick(note.end_tick) - tick(note.onset_tick)),
        )
        for note in notes
    ]


def with_ornaments(notes: Notes, rng: np.random.Generator) -> Notes:
    """Put two quick notes, itself and its neighbour, before one in six notes of the melody."""
    added: Notes = []
    length = round(_ORNAMENT_SEC * TICKS_PER_SEC)
    for note in _melody(notes):
        if note.duration_tick > 3 * length and rng.random() < 1 / _ORNAMENTED_ONE_IN:
            above = min(note.pitch + int(rng.integers(1, 3)), 127)
            added += [
                replace(note, duration_tick=length),
                replace(
                    note, pitch=above, onset_tick=note.onset_tick + length, duration_tick=length
                ),
                _moved(note, 2 * length, shorter=True),
            ]
            notes = [other for other in notes if other != note]
    return [*notes, *added]


def without_ornaments(notes: Notes, rng: np.random.Generator) -> Notes:
    """Leave out the notes of the melody that are shorter than those beside them, and quick."""
    del rng
    melody = _melody(notes)
    most = round(_SHORT_SEC * TICKS_PER_SEC)
    gone = {
        note
        for note, after in pairwise(melody)
        if after.onset_tick - note.onset_tick < most
        and after.duration_tick > 2 * note.duration_tick
    }
    return [note for note in notes if note not in gone]


def octaves_doubled(notes: Notes, rng: np.random.Generator) -> Notes:
    """Double the melody an octave above and the bass an octave below."""
    del rng
    upper = [replace(n, pitch=n.pitch + 12) for n in _melody(notes) if n.pitch <= 96]
    lower = [replace(n, pitch=n.pitch - 12) for n in _bass(notes) if n.pitch >= 33]
    return list(dict.fromkeys([*notes, *upper, *lower]))


def embellished(notes: Notes, rng: np.random.Generator) -> Notes:
    """Divide one in three notes of the melody, with a neighbouring note in its second half."""
    changed = list(notes)
    for note in _melody(notes):
        if note.duration_tick >= 60 and rng.random() < 1 / _EMBELLISHED_ONE_IN:
            half = note.duration_tick // 2
            step = int(rng.choice([-2, -1, 1, 2]))
            changed.remove(note)
            changed += [
                replace(note, duration_tick=half),
                replace(
                    note,
                    pitch=int(np.clip(note.pitch + step, 0, 127)),
                    onset_tick=note.onset_tick + half,
                    duration_tick=half,
                ),
            ]
    return changed


def with_wrong_notes(notes: Notes, rng: np.random.Generator) -> Notes:
    """Give one in ten notes another pitch."""
    return [
        replace(
            note, pitch=int(np.clip(note.pitch + rng.choice([-4, -3, -2, -1, 1, 2, 3, 4]), 0, 127))
        )
        if rng.random() < 1 / _CHANGED_ONE_IN
        else note
        for note in notes
    ]


def with_missed_notes(notes: Notes, rng: np.random.Generator) -> Notes:
    """Leave out one in thirty notes."""
    return [note for note in notes if rng.random() >= 1 / _MISSED_ONE_IN]


def right_hand(notes: Notes, rng: np.random.Generator) -> Notes:
    """Leave the right hand alone."""
    del rng
    return [note for note in notes if note.hand is Hand.RIGHT]


def left_hand(notes: Notes, rng: np.random.Generator) -> Notes:
    """Leave the left hand alone."""
    del rng
    return [note for note in notes if note.hand is Hand.LEFT]


def melody_alone(notes: Notes, rng: np.random.Generator) -> Notes:
    """Leave the highest notes of the right hand, one at a time."""
    del rng
    return _melody([note for note in notes if note.hand is not Hand.LEFT])


def a_fourth_higher(notes: Notes, rng: np.random.Generator) -> Notes:
    """Move all notes up a fourth."""
    del rng
    return [replace(n, pitch=n.pitch + FOURTH) for n in notes if n.pitch + FOURTH <= 127]


ALTERATIONS = (
    Alteration("as it stands", ()),
    Alteration("a fourth higher", (a_fourth_higher,), FOURTH),
    Alteration("onsets uneven by up to 30 ms", (uneven,)),
    Alteration("chords spread", (spread,)),
    Alteration("free tempo", (free_tempo,)),
    Alteration(
        "played: all three, one in thirty notes missed",
        (free_tempo, spread, uneven, with_missed_notes),
    ),
    Alteration("one in ten notes wrong", (with_wrong_notes,)),
    Alteration("ornaments added", (with_ornaments,)),
    Alteration("ornaments left out", (without_ornaments,)),
    Alteration("embellished", (embellished,)),
    Alteration("octaves doubled", (octaves_doubled,)),
    Alteration("right hand alone", (right_hand,)),
    Alteration("left hand alone", (left_hand,)),
    Alteration("melody alone", (melody_alone,)),
    Alteration(
        "melody alone, played a fourth higher",
        (melody_alone, free_tempo, uneven, a_fourth_higher),
        FOURTH,
    ),
)


def _moved(note: Note, ticks: float, *, shorter: bool = False) -> Note:
    onset = max(0, round(note.onset_tick + ticks))
    length = note.end_tick - onset if shorter else note.duration_tick
    return replace(note, onset_tick=onset, duration_tick=max(1, length))


def _chords(notes: Sequence[Note]) -> list[Notes]:
    chords: dict[int, Notes] = {}
    for note in sorted(notes, key=score_order):
        chords.setdefault(note.onset_tick, []).append(note)
    return list(chords.values())


def _melody(notes: Sequence[Note]) -> Notes:
    return _outer(notes, 1)


def _bass(notes: Sequence[Note]) -> Notes:
    return _outer(notes, -1)


def _outer(notes: Sequence[Note], side: int) -> Notes:
    """Return the highest notes, or the lowest ones, over which no other is held."""
    outer: Notes = []
    held: Notes = []
    for chord in _chords(notes):
        note = max(chord, key=lambda each: side * each.pitch)
        held = [other for other in held if other.end_tick > note.onset_tick]
        if not any(side * other.pitch > side * note.pitch for other in held):
            outer.append(note)
        held += chord
    return outer
