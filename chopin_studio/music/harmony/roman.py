"""Chords as degrees of a key, in Roman numerals: `V7/ii`, `♭VI`, `♯iv°7`."""

import re

from chopin_studio.music.harmony.chord import SEMITONES, Chord, Quality
from chopin_studio.music.harmony.suffixes import ChordError, ReadQuality, read_suffix
from chopin_studio.music.harmony.symbols import ReadChord, plain_signs, shortened
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import Key, Mode
from chopin_studio.texts import translatable

_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII")
_SCALES: dict[Mode, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11),
    "minor": (0, 2, 3, 5, 7, 8, 10),
}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1}
_DEGREE = re.compile(r"([#b]?)(VII|VI|V|IV|III|II|I|vii|vi|v|iv|iii|ii|i)(?![IVXivx])(.*)")
_NAMED = re.compile(r"(N|Ger|It|Fr)\+?(6|6/?5|4/?3)?")
_INVERSIONS = re.compile(r"(6/?4|6(?!/?[59])|6/?5|4/?3|4/?2|2)$")
_SEVENTHS = ("6/5", "65", "4/3", "43", "4/2", "42", "2")
_MAJOR_SEVENTHS: dict[Mode, tuple[str, ...]] = {"major": ("I", "IV"), "minor": ("III", "VI")}
"""The degrees whose seventh in the scale is major: figured bass means the notes of the scale."""

_APPLIED = re.compile(r"/(?=[#bIViv])")


def parse_roman(text: str, key: Key) -> Chord:
    """Return the chord of a degree; raises as `read_roman` does."""
    return read_roman(text, key).chord


def read_roman(text: str, key: Key) -> ReadChord:
    """Return the chord of a degree of a key, and whether it is all that was asked for.

    Capital numerals are major, small ones minor; `7` is a minor seventh over either, `maj7` a
    major one. A small `vii`, and a small `ii` in minor, are diminished as they are in the scale,
    unless an `m` says otherwise. Degrees of minor keys are those of natural minor, but a diminished
    `vii` stands on the leading note and a diminished `vi` on the raised sixth. Inversions are left
    out. `V7/ii` is the V7 of the second degree's key. Raises ChordError where it is no degree.
    """
    plain = plain_signs(text.strip())
    tonality = Tonality.of(key)
    *targets, applied = reversed(_APPLIED.split(plain))
    for target in targets:
        goal = _degree(target, plain, tonality).chord
        major = goal.quality in (Quality.MAJOR, Quality.MAJOR_SEVENTH, Quality.DOMINANT_SEVENTH)
        tonality = Tonality(goal.root, "major" if major else "minor")
    return _degree(applied, plain, tonality)


def is_roman(text: str) -> bool:
    """Whether a text begins as a degree does, not as the name of a note."""
    plain = plain_signs(text.strip())
    return _DEGREE.match(plain) is not None or _NAMED.fullmatch(plain) is not None


def roman(chord: Chord, key: Key) -> str:
    """Return a chord as a degree of a key; `parse_roman` reads it as the same chord.

    Dominant and diminished sevenths of other degrees are written as such: `V7/ii`, `vii°7/V`.
    """
    interval = (chord.root - key.tonic_pitch_class) % SEMITONES
    if chord.quality is Quality.DOMINANT_SEVENTH and interval != 7:
        goal = _goal((interval + 5) % SEMITONES, key.mode)
        if goal:
            return f"V7/{goal}"
    if chord.quality is Quality.DIMINISHED_SEVENTH and interval != 11:
        goal = _goal((interval + 1) % SEMITONES, key.mode)
        if goal:
            return f"vii°7/{goal}"
    return _numeral(interval, chord.quality, key.mode)


def _degree(text: str, whole: str, tonality: Tonality) -> ReadChord:
    """Read one degree; a ChordError quotes the `whole` text."""
    if named := _NAMED.fullmatch(text):
        return _named(named[1], tonality)
    found = _DEGREE.fullmatch(text)
    if found is None:
        raise _no_degree(whole)
    sign, numeral, suffix = found.groups()
    try:
        read = _degree_quality(numeral, suffix, tonality.mode)
    except ChordError as error:
        raise _no_degree(whole) from error
    root = tonality.tonic + _interval(sign, numeral, read.quality, tonality.mode)
    exact = read.exact and not _INVERSIONS.search(suffix)
    return ReadChord(Chord(root % SEMITONES, read.quality), exact)


def _no_degree(whole: str) -> ChordError:
    return ChordError(
        translatable(
            "{symbol} is no degree of a key. Write degrees such as I, vi, V7, bVI, viio7 or V7/ii.",
            symbol=shortened(whole),
        )
    )


def _named(name: str, tonality: Tonality) -> ReadChord:
    """Return the Neapolitan, or the dominant seventh that an augmented sixth sounds as."""
    if name == "N":
        return ReadChord(Chord((tonality.tonic + 1) % SEMITONES))
    chord = Chord((tonality.tonic + 8) % SEMITONES, Quality.DOMINANT_SEVENTH)
    return ReadChord(chord, exact=name == "Ger")


def _degree_quality(numeral: str, suffix: str, mode: Mode) -> ReadQuality:
    inversion = _INVERSIONS.search(suffix)
    if inversion:
        suffix = suffix[: inversion.start()]
        if inversion[0] in _SEVENTHS and not suffix.endswith("7"):
            suffix += "maj7" if numeral in _MAJOR_SEVENTHS[mode] else "7"
    if numeral.isupper():
        return read_suffix(suffix, suffix)
    if suffix[:1] in ("m", "-", "°", "º", "o", "ø", "Ø", "d", "h") and suffix[:3] != "maj":
        return read_suffix(suffix, suffix)
    read = read_suffix("m" + suffix, suffix)
    if numeral == "vii" or (numeral == "ii" and mode == "minor"):
        return ReadQuality(_diminished(read.quality, numeral, mode), read.exact)
    return read


def _diminished(quality: Quality, numeral: str, mode: Mode) -> Quality:
    """Return the diminished form of a minor triad or seventh, as the scale has it."""
    if quality is Quality.MINOR:
        return Quality.DIMINISHED
    if quality is Quality.MINOR_SEVENTH:
        full = numeral == "vii" and mode == "minor"
        return Quality.DIMINISHED_SEVENTH if full else Quality.HALF_DIMINISHED
    return quality


def _interval(sign: str, numeral: str, quality: Quality, mode: Mode) -> int:
    """Return how many semitones over the tonic a degree stands."""
    degree = _NUMERALS.index(numeral.upper())
    if mode == "major":
        return _SCALES["major"][degree] + _ACCIDENTALS[sign]
    if degree in (2, 5, 6) and sign == "b":  # as in major, though natural minor has them so
        return _SCALES["minor"][degree]
    raised = degree in (5, 6) and sign == "" and numeral.islower() and 6 in quality.steps
    return _SCALES["minor"][degree] + _ACCIDENTALS[sign] + raised


_DEGREES: dict[Mode, tuple[str, ...]] = {
    "major": ("I", "♭II", "II", "♭III", "III", "IV", "♯IV", "V", "♭VI", "VI", "♭VII", "VII"),
    "minor": ("I", "♭II", "II", "III", "♯III", "IV", "♯IV", "V", "VI", "♯VI", "VII", "♯VII"),
}
"""The numeral for each semitone over the tonic."""

_GOALS: dict[Mode, dict[int, str]] = {
    "major": {2: "ii", 4: "iii", 5: "IV", 7: "V", 9: "vi"},
    "minor": {3: "III", 5: "iv", 7: "V", 8: "VI", 10: "VII"},
}
"""The degrees, other than the tonic, that have dominants of their own."""

_ROMAN_SUFFIXES = {
    Quality.MAJOR: "",
    Quality.MINOR: "",
    Quality.DIMINISHED: "°",
    Quality.AUGMENTED: "+",
    Quality.DOMINANT_SEVENTH: "7",
    Quality.MAJOR_SEVENTH: "maj7",
    Quality.MINOR_SEVENTH: "7",
    Quality.HALF_DIMINISHED: "ø7",
    Quality.DIMINISHED_SEVENTH: "°7",
}


def _goal(interval: int, mode: Mode) -> str | None:
    return _GOALS[mode].get(interval)


def _numeral(interval: int, quality: Quality, mode: Mode) -> str:
    """Return the numeral of a chord so many semitones over the tonic."""
    name, suffix = _DEGREES[mode][interval], _ROMAN_SUFFIXES[quality]
    if 4 in quality.steps:
        return name + suffix
    sign, small = name[: -len(name.lstrip("♭♯"))], name.lstrip("♭♯").lower()
    if 7 in quality.steps and (small == "vii" or (small == "ii" and mode == "minor")):
        suffix = "m" + suffix
    if mode == "minor" and 6 in quality.steps and small in ("vi", "vii"):
        # Without a sign these are the raised degrees; a flat says that they are not.
        sign = "" if sign == "♯" else "♭"
    return sign + small + suffix
