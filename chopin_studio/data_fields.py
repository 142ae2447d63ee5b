"""Check values from files of unknown origin: their kind, range and length.

Each check returns the value, or raises DataError with words that complete a sentence about it. They
never repeat the value, since it may be of any length.
"""

import re
import unicodedata
from typing import Any

from chopin_studio.texts import translatable

_ID = re.compile(r"[^\W_]([\w .+()-]*[\w+)])?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
LONGEST_ID = 80

_UNPRINTABLE = frozenset(("Cc", "Cs", "Zl", "Zp"))
"""Control characters, halves of surrogate pairs, and separators of lines and paragraphs."""


class DataError(ValueError):
    """A file, or a value in one, is invalid; the message completes a sentence about it."""


def whole(value: object, least: int, most: int) -> int:
    """Return a whole number from `least` to `most`."""
    if type(value) is not int or not least <= value <= most:
        raise DataError(
            translatable(
                "must be a whole number from {least:,} to {most:,}", least=least, most=most
            )
        )
    return value


def number(value: object, least: float, most: float) -> float:
    """Return a number from `least` to `most`; JSON writes 1.0 as 1, too."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise DataError(translatable("must be a number"))
    if not least <= value <= most:  # so for a NaN, too
        raise DataError(
            translatable("must be a number from {least:g} to {most:g}", least=least, most=most)
        )
    return float(value)


def flag(value: object) -> bool:
    """Return a Boolean."""
    if not isinstance(value, bool):
        raise DataError(translatable("must be true or false"))
    return value


def text(value: object, most: int, least: int = 0) -> str:
    """Return a text of `least` to `most` characters that can be written again as UTF-8."""
    if not isinstance(value, str) or not least <= len(value) <= most:
        raise DataError(
            translatable("must be a text of {least} to {most:,} characters", least=least, most=most)
        )
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DataError(translatable("must be a text that can be written as UTF-8")) from error
    return value


def line(value: object, most: int, least: int = 0) -> str:
    """Return a text, as `text` does, on one line and without control characters."""
    checked = text(value, most, least)
    if any(unicodedata.category(letter) in _UNPRINTABLE for letter in checked):
        raise DataError(translatable("must be a text on one line, without control characters"))
    return checked


def identifier(value: object) -> str:
    """Return a name that is safe as the name of a folder and in a terminal."""
    if not isinstance(value, str) or len(value) > LONGEST_ID or not _ID.fullmatch(value):
        raise DataError(
            translatable(
                "must be 1 to {most} letters, digits, spaces, dots, dashes and underscores, "
                "beginning with a letter or digit",
                most=LONGEST_ID,
            )
        )
    return value


def sha256(value: object) -> str:
    """Return a SHA-256 sum as 64 hexadecimal digits."""
    if not isinstance(value, str) or not _SHA256.fullmatch(value):
        raise DataError(translatable("must be a SHA-256 checksum"))
    return value


def items(value: object, most: int, least: int = 0) -> list[Any]:
    """Return a list of `least` to `most` values."""
    if not isinstance(value, list) or not least <= len(value) <= most:
        raise DataError(
            translatable("must be a list of {least} to {most:,} entries", least=least, most=most)
        )
    return value


def fields(value: object) -> dict[str, Any]:
    """Return a JSON object."""
    if not isinstance(value, dict):
        raise DataError(translatable("must be a JSON object"))
    return value


def one_line(words: str, most: int) -> str:
    """Return words on one line, without control characters, and no more of them than `most`.

    For what people wrote at a time when nobody checked it, which is not to be refused now.
    """
    clean = (" " if unicodedata.category(c) in _UNPRINTABLE else c for c in words)
    return " ".join("".join(clean).split())[:most].rstrip()


def shown(name: str, most: int = 80) -> str:
    """Return a name for use in a message: short, on one line, without control characters."""
    clean = "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(letter) in _UNPRINTABLE else letter
        for letter in name[:most]
    )
    return clean if len(name) <= most else clean[: most - 1] + "…"
