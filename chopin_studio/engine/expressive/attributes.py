"""How the expressive family describes a note: seven attributes, each one of a few classes.

Times are in 24ths of a beat (a quarter note): the grid on which nearly all of the corpus lies.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.harmony.chord import CHORD_NUMBERS
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.plan.character import LEVELS
from chopin_studio.music.plan.plan import Likeness

GRID_TICKS = TICKS_PER_QUARTER // 24
"""One 24th of a beat."""

DELTA_ONSETS: tuple[int, ...] = (*range(49), 54, 60, 66, 72, 84, 96, 108, 120, 132, 144, 168, 192)
"""Times from the note before, in 24ths: exact up to two beats, then increasingly coarse."""

DURATIONS = (
    *range(1, 13),
    *(14, 16, 18, 20, 21, 24, 28, 30, 32, 36, 40, 42, 48, 54, 60, 66, 72, 84, 96, 108, 120),
    *(144, 168, 192),
)
"""Lengths of notes, in 24ths; a length is read as the nearest of these by its logarithm."""

VELOCITY_BIN = 4
"""MIDI velocities in one class of velocity."""

TEMPO_STEPS_PER_OCTAVE = 8
"""Classes of tempo in one doubling of it."""

MEDIAN_TEMPO = 12
"""The class of a piece's own median tempo; there are as many slower as faster ones."""

ATTRIBUTES = ("delta_onset", "pitch", "duration", "velocity", "hand", "pedal", "tempo")
"""In the order in which they are sampled, each given those before it."""

END = len(DELTA_ONSETS)
"""The class of Δonset after a piece's last note: no other note comes."""

ATTRIBUTE_SIZES = (len(DELTA_ONSETS) + 1, 88, len(DURATIONS), 32, 2, 3, 25)
"""Classes of each attribute that can be sampled.

As an input each has more, in this order: the start of a piece, and that it is unknown.
"""

START_ROW = ATTRIBUTE_SIZES
"""The attributes of the missing note before the first."""

UNKNOWN_ROW = tuple(size + 1 for size in ATTRIBUTE_SIZES)
"""The class of each attribute where it is unknown: scores state no velocities."""

HAND_CLASSES = ("right", "left")
PEDAL_CLASSES = ("up", "held", "anew")
"""The pedal from a note's onset until the next: it is up, stays down, or goes down.

Pianists change it just after a note sounds, and hold that note with it: the change belongs to it.
"""

CHARACTERS = ("density", "register", "loudness")
"""The parts of a bar's character that are conditions."""

CONDITIONS = (
    *("meter", "key", "progress", "composer"),
    *("likeness", "chord", "next_chord", *CHARACTERS),
)
"""What the user, the piece or its plan determines of a note, known before it is sampled.

They hold at the onset of the note before it, since its own onset is not known yet. `chord` is that
of the beat, `next_chord` that of the beat after it.
"""

BAR_LENGTHS = 24
KEY_SIGNATURES = 12
EIGHTHS = 8
LAST_BARS = (0, 1, 3)
"""The most bars still to come, after the current one, for each class of the last bars."""

CONDITION_SIZES = (
    *(2 * BAR_LENGTHS, 2 * KEY_SIGNATURES, EIGHTHS + len(LAST_BARS), 27),
    *(len(Likeness), CHORD_NUMBERS, CHORD_NUMBERS, LEVELS, LEVELS, LEVELS),
)
"""Simple bars of 1 to 24 eighth notes, then compound ones; major keys of fifths -5 to 6 (others
by enharmonic change), then minor ones; eighths of the piece, then, instead of those, the last
bar, the one before it, and the two before that; the composers, in the order of COMPOSERS, then
any other; the members of Likeness; the numbers of chords; levels, 0 where they are left open."""

LOOKBACK_BARS = (1, 2)
"""How many bars ago the notes were that the network receives."""

LOOKBACK_ROWS = (*(f"{bars} bars ago" for bars in LOOKBACK_BARS), "source")
"""The earlier notes that it receives: those, and that of the planned source of the bar."""

COMPOSERS = (
    "Albeniz",
    "Bach",
    "Balakirev",
    "Beethoven",
    "Borodin",
    "Brahms",
    "Burgmueller",
    "Chopin",
    "Christmas",
    "Clementi",
    "Debussy",
    "Godowsky",
    "Granados",
    "Grieg",
    "Haydn",
    "Liszt",
    "Mendelssohn",
    "Moszkowski",
    "Mozart",
    "Mussorgsky",
    "Rachmaninoff",
    "Ravel",
    "Schubert",
    "Schumann",
    "Sinding",
    "Tchaikovsky",
)
"""The folders of the corpus: 25 composers and a set of carols."""

OTHER_COMPOSER = len(COMPOSERS)
"""The class of any other composer."""

LOWEST_FIFTHS = -5
"""The key signature of class 0; class = fifths - LOWEST_FIFTHS, modulo 12, in either mode."""

POSITIONS = 192
"""Places in a bar, in 24ths of a beat from the bar line; a later place counts as the last."""

START_POSITION = POSITIONS
"""The place of the start row, which is in no bar."""


PLACES = ("position", "likeness", "chord")
"""What is known of a note once its onset is known: its place in the bar, and the plan there."""

PLACE_SIZES = (POSITIONS, len(Likeness), CHORD_NUMBERS)
"""Classes of each of PLACES."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Notes as the expressive family reads them, in score order.

    `attributes` is int16 [notes, 7] in the order of ATTRIBUTES and `places` int16 [notes, 3] in
    that of PLACES. What is known before each note, and before what follows the last, are
    `conditions`, int16 [notes + 1, 10] in the order of CONDITIONS, and `lookback`, int16
    [notes + 1, 21], the notes of earlier bars in the order of LOOKBACK_ROWS.
    """

    attributes: NDArray[np.int16]
    places: NDArray[np.int16]
    conditions: NDArray[np.int16]
    lookback: NDArray[np.int16]

    def __len__(self) -> int:
        return len(self.attributes)

    @property
    def positions(self) -> NDArray[np.int16]:
        """The places of the notes in their bars, [notes]."""
        return self.places[:, 0]
