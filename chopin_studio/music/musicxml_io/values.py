"""Numbers and words as MusicXML elements and attributes state them, within bounds."""

import re
from fractions import Fraction
from xml.etree.ElementTree import Element

_DECIMAL = re.compile(r"[+-]?\d{1,9}(?:\.\d{1,9})?|[+-]?\.\d{1,9}")
_LONGEST_WORDS = 500
_FINEST = 2**6 * 3**3 * 5 * 7 * 11 * 13 * 17


def decimal(text: str | None) -> Fraction | None:
    """Return the number that `text` is, exactly; None for anything else or an endless one."""
    stripped = (text or "").strip()
    return Fraction(stripped) if _DECIMAL.fullmatch(stripped) else None


def in_bounds(time: Fraction) -> Fraction:
    """Return a time with a denominator that stays small, however many odd divisions are added up.

    Only where they have no common measure that music has, it is rounded.
    """
    if time.denominator <= _FINEST:
        return time
    return Fraction(round(time * _FINEST), _FINEST)


def whole(text: str | None) -> int | None:
    """Return the whole number that `text` is, rounded; None for anything else."""
    if text is not None and len(text) < 10 and text.isascii() and text.isdigit():
        return int(text)  # as nearly all are
    number = decimal(text)
    return None if number is None else round(number)


def words(element: Element | None) -> str:
    """Return the words in an element on one line, empty for no element."""
    if element is None:
        return ""
    text = "".join(element.itertext())[:_LONGEST_WORDS]
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def is_yes(element: Element, attribute: str) -> bool:
    """Return whether an attribute says yes, as some programs do with a number."""
    value = (element.get(attribute) or "").strip().lower()
    return value in ("yes", "true", "1")
