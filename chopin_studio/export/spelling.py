"""Spell pitches as the key signature has it."""

from collections.abc import Iterable
from dataclasses import dataclass

from chopin_studio.music.key import Key
from chopin_studio.music.note import Note

_LETTERS = "FCGDAEB"
_FLATTEST_MAJOR, _FLATTEST_MINOR = -4, -3
"""Places on the line of fifths, from the signature's own: the harmonic chromatic scales."""

_F_FLAT, _B_SHARP = -8, 12

LOWEST_WRITABLE_PITCH = 12
"""C0, in the lowest octave that MusicXML can name."""


@dataclass(frozen=True, slots=True)
class SpelledPitch:
    """A pitch as written: letter, semitones of alteration, octave (4 begins at middle C)."""

    step: str
    alter: int
    octave: int


def spell(pitch: int, key: Key) -> SpelledPitch:
    """Spell MIDI pitch `pitch` as a note of `key` or of its harmonic chromatic scale.

    In major that scale runs from the flat sixth to the sharp tonic on the line of fifths, in
    minor from the flat second to the leading note. It is moved where it would need double
    accidentals other than the leading notes of minor keys.
    """
    if key.mode == "major":
        flattest = min(key.fifths + _FLATTEST_MAJOR, _B_SHARP - 11)
    else:
        flattest = key.fifths + _FLATTEST_MINOR
    flattest = max(flattest, _F_FLAT)
    place = flattest + (pitch * 7 - flattest) % 12
    if pitch == LOWEST_WRITABLE_PITCH and place == _B_SHARP:
        place -= 12  # as C, since there is no octave below for a B sharp
    step, alter = _LETTERS[(place + 1) % 7], (place + 1) // 7
    return SpelledPitch(step, alter, (pitch - alter) // 12 - 1)


def sounding_mode(key: Key, notes: Iterable[Note]) -> Key:
    """Give `key` or its relative minor, whichever tonic and fifth sound longer in `notes`.

    MIDI files often call every signature major; the signature is right, the mode a default.
    """
    durations = [0] * 12
    for note in notes:
        durations[note.pitch % 12] += note.duration_tick
    major = key.fifths * 7 % 12
    minor = (major + 9) % 12
    in_major = durations[major] + durations[(major + 7) % 12]
    in_minor = durations[minor] + durations[(minor + 7) % 12]
    return Key(key.fifths, "minor" if in_minor > in_major else "major")
