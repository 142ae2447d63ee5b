"""Decode the texts of MIDI files, which name no encoding.

Programs write them in whatever their system uses. A text that is valid UTF-8 is that. Any other is
read in each encoding that it can be, and the reading is taken that costs least: each letter costs
what it would take, in bits, to name it among those of its language. The costs are rough
frequencies: of letters within an alphabet, of common syllables and characters in East Asia.
"""

import codecs
from itertools import pairwise

from chopin_studio.music.midi_io.encodings import ENCODINGS, Encoding

_MOST_BYTES = 1024
_MOST_LETTERS = 200
_ISO_2022_JP = b"\x1b$"
_FEWEST_UTF16_BYTES = 4
_SPACES = "\t\n\v\f\r\0"


def readable(data: bytes) -> str:
    """Return the text that `data` are, on one line and of bounded length."""
    return on_one_line(_decoded(data[:_MOST_BYTES]))


def on_one_line(text: str) -> str:
    """Return `text` without control characters, of bounded length."""
    plain = "".join(letter if letter.isprintable() else " " for letter in text)
    return plain.strip()[:_MOST_LETTERS].rstrip()


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data[: len(data) & ~1].decode("utf-16", "replace")
    if _ISO_2022_JP in data:
        return data.decode("iso2022_jp", "replace")
    wide = _utf_16_of_latin(data)
    if wide is not None:
        return wide
    data = data.rstrip(b"\0")
    text = _utf_8(data)
    return _likeliest(data) if text is None else text


def _utf_8(data: bytes) -> str | None:
    """Return a text of UTF-8, None for anything else, such as what has control characters."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if len(data) < _MOST_BYTES or error.end < len(data):
            return None
        text = data[: error.start].decode("utf-8-sig")  # cut inside a letter
    is_text = not any(letter < " " and letter not in _SPACES for letter in text)
    return text if is_text else None


def _utf_16_of_latin(data: bytes) -> str | None:
    """Return a text of UTF-16 without a mark, told by every other byte being zero."""
    even = data[: len(data) & ~1]
    if len(even) < _FEWEST_UTF16_BYTES:
        return None
    for encoding, high in (("utf-16-le", even[1::2]), ("utf-16-be", even[::2])):
        if high.count(0) * 2 > len(high) and even.count(0) < len(high) + 2:
            return even.decode(encoding, "replace")
    return None


def _likeliest(data: bytes) -> str:
    """Return `data` in the encoding in which they cost least; in Latin-1 if no other fits."""
    readings = []
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding.codec)
        except UnicodeDecodeError:
            continue
        readings.append((_cost(text, encoding), text))
    return min(readings, key=lambda reading: reading[0])[1] if readings else data.decode("latin-1")


def _cost(text: str, encoding: Encoding) -> float:
    """Return how many bits it takes to name the letters of `text` in a language of `encoding`."""
    letters = sum(encoding.cost_of(letter) for letter in text)
    return letters + sum(encoding.cost_of_pair(a, b) for a, b in pairwise(text)) + encoding.rarity
