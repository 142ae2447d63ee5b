"""Names of pitches and of the distances between them, read and written."""

import re

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note

SPANS = {
    7: "a fifth",
    9: "a sixth",
    11: "a seventh",
    12: "an octave",
    14: "a ninth",
    16: "a tenth",
    17: "an eleventh",
    19: "a twelfth",
    24: "two octaves",
}
"""What musicians call so many semitones; of the larger and the smaller ones, the larger."""

_BLACK_KEYS = frozenset((1, 3, 6, 8, 10))
_PITCH_NAMES = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}
_NAME = re.compile(r"([A-Ga-g])([#♯b♭]?)(\d)")


def is_black(pitch: int) -> bool:
    """Whether `pitch` is a black key."""
    return pitch % 12 in _BLACK_KEYS


def pitch_name(pitch: int) -> str:
    """Return the name with the octave, middle C being C4."""
    return f"{_PITCH_NAMES[pitch % 12]}{pitch // 12 - 1}"


def note_words(note: Note, meters: MeterMap) -> str:
    """Word a note in two lines: what it is, and where it stands."""
    bar = meters.bar_at(note.onset_tick)
    beat = (note.onset_tick - bar.start_tick) / bar.meter.beat_ticks + 1
    hand = f", {note.hand} hand" if note.hand else ""
    what = f"{pitch_name(note.pitch)}{hand}, velocity {note.velocity}"
    return f"{what}\nbar {bar.number}, beat {beat:.4g}"


def pitch_named(text: str) -> int | None:
    """Read a key's name such as `C4`, `f#3` or `Bb2`, middle C being C4; None if it is none."""
    found = _NAME.fullmatch(text.strip())
    if found is None:
        return None
    letter, sign, octave = found.groups()
    return _STEPS[letter.upper()] + _ACCIDENTALS[sign] + 12 * (int(octave) + 1)


def span_words(semitones: int) -> str:
    """Word a hand's span: `a tenth`, or `13 semitones` where none of the names fits."""
    return SPANS.get(semitones, f"{semitones} semitones")
