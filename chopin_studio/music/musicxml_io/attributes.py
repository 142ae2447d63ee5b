"""Read `<attributes>`: divisions, keys, meters, transposition."""

from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from xml.etree.ElementTree import Element

from chopin_studio.music.musicxml_io.part_content import KeySignature, Time
from chopin_studio.music.musicxml_io.values import decimal, whole

_MOST_DIVISIONS = 2**24
_DENOMINATORS = (1, 2, 4, 8, 16, 32, 64)
_MOST_BEATS = 255
_MOST_TRANSPOSITION = 48
_FIFTHS_BY_SEMITONE = 7
_MOST_FIFTHS = 7


def divisions(attributes: Element) -> Fraction | None:
    """Return into how many divisions a quarter note is cut, None where that isn't stated."""
    number = decimal(attributes.findtext("divisions"))
    return number if number is not None and 0 < number <= _MOST_DIVISIONS else None


@dataclass(frozen=True, slots=True)
class Transposition:
    """How many semitones higher the notes sound than they are written."""

    semitones: int = 0

    @property
    def fifths(self) -> int:
        """How many fifths the key sounds higher, from -5 to 6."""
        return (self.semitones * _FIFTHS_BY_SEMITONE + 5) % 12 - 5


def transposition(attributes: Element) -> Transposition | None:
    """Return the transposition that begins here, None where none does."""
    element = attributes.find("transpose")
    if element is None:
        return None
    semitones = whole(element.findtext("chromatic")) or 0
    semitones += 12 * (whole(element.findtext("octave-change")) or 0)
    return Transposition(semitones if abs(semitones) <= _MOST_TRANSPOSITION else 0)


def key_signature(attributes: Element, transposed: Transposition) -> KeySignature | None:
    """Return the key as it sounds, None where none is stated or one of no major or minor scale."""
    key = attributes.find("key")
    fifths = whole(key.findtext("fifths")) if key is not None else None
    if key is None or fifths is None or abs(fifths) > _MOST_FIFTHS:
        return None
    sounding = fifths + transposed.fifths
    if abs(sounding) > _MOST_FIFTHS:
        sounding -= 12 if sounding > 0 else -12
    mode = (key.findtext("mode") or "").strip().lower()
    return KeySignature(sounding, {"minor": True, "major": False}.get(mode))


def time(attributes: Element) -> Time | None:
    """Return the meter that begins here, of several added ones the sum; None where none does."""
    element = attributes.find("time")
    if element is None:
        return None
    if element.find("senza-misura") is not None:
        return Time(None, None)
    tops = [_sum(one.text) for one in element.findall("beats")]
    bottoms = [whole(one.text) for one in element.findall("beat-type")]
    pairs = [(top, bottom) for top, bottom in zip(tops, bottoms, strict=False) if top and bottom]
    if not pairs or any(bottom not in _DENOMINATORS for _, bottom in pairs):
        return None
    denominator = lcm(*(bottom for _, bottom in pairs))
    numerator = sum(top * (denominator // bottom) for top, bottom in pairs)
    return Time(numerator, denominator) if 1 <= numerator <= _MOST_BEATS else None


def _sum(text: str | None) -> int:
    """Return the sum that `text` is, such as `3+2`; 0 for anything else."""
    numbers = [whole(part) for part in (text or "")[:40].split("+")]
    return sum(number for number in numbers if number and number > 0) if all(numbers) else 0
