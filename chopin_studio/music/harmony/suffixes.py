"""What stands behind the root of a chord symbol, read as one of the studio's qualities."""

import re
from dataclasses import dataclass

from chopin_studio.errors import StudioError
from chopin_studio.music.harmony.chord import Quality
from chopin_studio.texts import translatable

_KINDS = {
    "major": ("major", "maj", "ma", "M", "j"),
    "triangle": ("Δ", "△", "∆", "^"),
    "minor": ("minor", "min", "mi", "m", "-"),
    "half-diminished": ("hdim", "ø", "Ø", "Ö"),
    "diminished": ("dim", "°", "º", "o"),
    "augmented": ("aug", "+"),
}
"""The signs for the chord's triad, the longer ones first where they begin alike."""

_SIGNS = {sign: kind for kind, signs in _KINDS.items() for sign in signs}
_LONGEST_FIRST = "|".join(re.escape(s) for s in sorted(_SIGNS, key=len, reverse=True))

_SUFFIX = re.compile(
    rf"(?P<kind>{_LONGEST_FIRST})?"
    r"\(?(?P<major_seventh>maj|ma|M|Δ|△|∆|j)?"
    r"(?P<number>6/?9|2|4|5|6|7|9|11|13)?\)?"
    r"(?P<rest>(?:\(|\)|sus[24]?|add\d{1,2}|(?:no|omit)\d|alt|[#b+-](?:4|5|6|9|11|13)|\+)*)"
)

SUFFIXES = {
    Quality.MAJOR: "",
    Quality.MINOR: "m",
    Quality.DIMINISHED: "°",
    Quality.AUGMENTED: "+",
    Quality.DOMINANT_SEVENTH: "7",
    Quality.MAJOR_SEVENTH: "maj7",
    Quality.MINOR_SEVENTH: "m7",
    Quality.HALF_DIMINISHED: "ø7",
    Quality.DIMINISHED_SEVENTH: "°7",
}
"""How each quality is written behind a root."""


class ChordError(StudioError):
    """A chord cannot be read; the message says how to write one."""


@dataclass(frozen=True, slots=True)
class ReadQuality:
    """A quality as it was read; `exact` is False where the suffix asks for more than it has."""

    quality: Quality
    exact: bool = True


def read_suffix(suffix: str, whole: str) -> ReadQuality:
    """Return the quality that a suffix such as `m7b5` stands for.

    Tensions, sixths, suspensions and added notes are left out: what the chord does in harmony is
    kept. A ChordError, for a suffix that is none, quotes the `whole` symbol.
    """
    found = _SUFFIX.fullmatch(suffix)
    if found is None or suffix.count("(") != suffix.count(")"):
        raise ChordError(
            translatable(
                "There is no chord {symbol}. Write chords such as C, Am, G7, Fmaj7, Bm7b5, Edim7 "
                "or Caug.",
                symbol=whole,
            )
        )
    if found["number"] == "5":
        raise ChordError(
            translatable(
                "{symbol} has no third, so it is neither major nor minor. "
                "Write it without the 5, or with an m in its place.",
                symbol=whole,
            )
        )
    return _quality(found)


def _quality(found: re.Match[str]) -> ReadQuality:
    """Return the quality of a suffix in its parts."""
    kind = _SIGNS.get(found["kind"] or "", "major")
    number, rest = found["number"] or "", found["rest"]
    seventh = number in ("7", "9", "11", "13")
    said_major = found["major_seventh"] is not None or found["kind"] in _KINDS["major"]
    major_seventh = kind == "triangle" or (said_major and seventh)
    major_seventh = major_seventh or found["major_seventh"] in _KINDS["triangle"]
    low_fifth, high_fifth = "b5" in rest or "-5" in rest, "#5" in rest or "+" in rest
    extended = number not in ("", "7") or bool(re.sub(r"[()]|[b-]5|[#+]5|\+", "", rest))
    match kind:
        case "half-diminished":
            return ReadQuality(Quality.HALF_DIMINISHED, not extended)
        case "diminished":
            full = Quality.DIMINISHED_SEVENTH if seventh else Quality.DIMINISHED
            if major_seventh:
                full = Quality.DIMINISHED
            return ReadQuality(full, not (extended or major_seventh or high_fifth))
        case "minor":
            return _minor(seventh, major_seventh, low_fifth, extended or high_fifth)
        case "augmented":
            return _major(seventh, major_seventh, False, True, extended)
    return _major(seventh, major_seventh, low_fifth, high_fifth, extended)


def _minor(seventh: bool, major_seventh: bool, low_fifth: bool, extended: bool) -> ReadQuality:
    if major_seventh:
        return ReadQuality(Quality.DIMINISHED if low_fifth else Quality.MINOR, exact=False)
    if seventh:
        quality = Quality.HALF_DIMINISHED if low_fifth else Quality.MINOR_SEVENTH
    else:
        quality = Quality.DIMINISHED if low_fifth else Quality.MINOR
    return ReadQuality(quality, not extended)


def _major(
    seventh: bool, major_seventh: bool, low_fifth: bool, high_fifth: bool, extended: bool
) -> ReadQuality:
    altered = low_fifth or high_fifth
    if major_seventh:
        quality = Quality.AUGMENTED if high_fifth else Quality.MAJOR_SEVENTH
        return ReadQuality(quality, not (extended or altered))
    if seventh:
        return ReadQuality(Quality.DOMINANT_SEVENTH, not (extended or altered))
    if high_fifth:
        return ReadQuality(Quality.AUGMENTED, not extended)
    return ReadQuality(Quality.MAJOR, not (extended or low_fifth))
