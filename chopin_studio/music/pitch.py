"""Names of pitches and of intervals, read and written."""

import re

from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.texts import Text, joined, plural, translatable

SPANS = {
    7: translatable("a fifth"),
    9: translatable("a sixth"),
    11: translatable("a seventh"),
    12: translatable("an octave"),
    14: translatable("a ninth"),
    16: translatable("a tenth"),
    17: translatable("an eleventh"),
    19: translatable("a twelfth"),
    24: translatable("two octaves"),
}
"""The names of intervals by their semitones; the major one where there is a minor one too."""

TENTH = 16
"""Semitones of a major tenth: as far as most pianists' hands reach."""

_BLACK_KEYS = frozenset((1, 3, 6, 8, 10))
_PITCH_NAMES = (
    translatable("C{octave}", octave=""),
    translatable("C♯{octave}", octave=""),
    translatable("D{octave}", octave=""),
    translatable("E♭{octave}", octave=""),
    translatable("E{octave}", octave=""),
    translatable("F{octave}", octave=""),
    translatable("F♯{octave}", octave=""),
    translatable("G{octave}", octave=""),
    translatable("A♭{octave}", octave=""),
    translatable("A{octave}", octave=""),
    translatable("B♭{octave}", octave=""),
    translatable("B{octave}", octave=""),
)
_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "♯": 1, "b": -1, "♭": -1}
_NAME = re.compile(r"([A-Ga-g])([#♯b♭]?)(\d)")


def is_black(pitch: int) -> bool:
    """Whether `pitch` is a black key."""
    return pitch % 12 in _BLACK_KEYS


def pitch_name(pitch: int) -> Text:
    """Return the name with the octave, middle C being C4."""
    return _PITCH_NAMES[pitch % 12].filled(octave=pitch // 12 - 1)


def note_words(note: Note, meters: MeterMap) -> Text:
    """Describe a note in two lines: pitch, hand and velocity; bar and beat."""
    bar = meters.bar_at(note.onset_tick)
    beat = (note.onset_tick - bar.start_tick) / bar.meter.beat_ticks + 1
    place = translatable("bar {bar}, beat {beat:.4g}", bar=bar.number, beat=beat)
    return joined((_sound_words(note), place), "\n")


def _sound_words(note: Note) -> Text:
    name, velocity = pitch_name(note.pitch), note.velocity
    if note.hand is Hand.RIGHT:
        return translatable(
            "{pitch}, right hand, velocity {velocity}", pitch=name, velocity=velocity
        )
    if note.hand is Hand.LEFT:
        return translatable(
            "{pitch}, left hand, velocity {velocity}", pitch=name, velocity=velocity
        )
    return translatable("{pitch}, velocity {velocity}", pitch=name, velocity=velocity)


def pitch_named(text: str) -> int | None:
    """Return the pitch of an English name such as `C4`, `f#3` or `Bb2`; None if it is no name.

    Middle C is C4.
    """
    found = _NAME.fullmatch(text.strip())
    if found is None:
        return None
    letter, sign, octave = found.groups()
    return _STEPS[letter.upper()] + _ACCIDENTALS[sign] + 12 * (int(octave) + 1)


def span_words(semitones: int) -> Text:
    """Return the name of an interval: `a tenth`, or `13 semitones` if it is not in `SPANS`."""
    return SPANS.get(semitones) or plural("{n} semitones", "{n} semitone", semitones)
