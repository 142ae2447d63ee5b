"""Tokens of Humdrum `**kern`: what one voice strikes at one moment.

A token is a note, a rest or a chord, whose notes stand apart by spaces. Each has its length
(`8.` is a dotted eighth note, `16%3` three sixteenths of a whole note), its pitch (`c` is middle
C, `cc` the one above, `C` the one below, `CC` the next lower) with its accidental (`#`, `-`; it
stands at every note, whatever the key signature says), and marks for what else is printed, most
of which tell nothing about when a note sounds. Notes that aren't printed (`yy`) do sound: they
write out what an edition abbreviates. The format: Huron, The Humdrum Toolkit: Reference
Manual (1994), section 4.
"""

import re
from dataclasses import dataclass
from fractions import Fraction

from chopin_studio.music.written_score.written import PrintedNote

_QUARTERS_IN_WHOLE = 4
_LENGTH = re.compile(r"(\d+)(?:%(\d+))?(\.*)")
_PITCH = re.compile(r"(?P<letters>a+|b+|c+|d+|e+|f+|g+|A+|B+|C+|D+|E+|F+|G+)(?P<signs>#+|-+)?")
_STEPS = {"c": 0, "d": 2, "e": 4, "f": 5, "g": 7, "a": 9, "b": 11}
_MIDDLE_C = 60
_LONGEST_QUARTERS = 64
"""A longer note is a slip of the pen: eight breves at most."""


@dataclass(frozen=True, slots=True)
class KernToken:
    """What a token says: the notes, how long until the next token (None for grace notes).

    `unreadable` is how many of its notes have no pitch or no length. A token that `is_rest` has a
    rest in place of notes, which need not be printed.
    """

    notes: tuple[PrintedNote, ...] = ()
    quarters: Fraction | None = None
    unreadable: int = 0
    is_rest: bool = False
    is_rest_printed: bool = False


def parse_token(text: str) -> KernToken:
    """Read a token that is neither null, a comment, an interpretation nor a bar line.

    A note without a length has that of the note before it in the chord. One that cannot be read
    takes its time, if it states one, like a rest. Never raises.
    """
    notes: list[PrintedNote] = []
    step: Fraction | None = None
    latest: Fraction | None = None
    unreadable = 0
    for part in text.split():
        length = _quarters(part)
        latest = latest if length is None else length
        is_grace = "q" in part
        if step is None and not is_grace:
            step = latest
        if "r" in part:
            continue
        pitch = _pitch(part)
        if pitch is None or (latest is None and not is_grace):
            unreadable += 1
            continue
        notes.append(
            PrintedNote(
                pitch,
                latest or Fraction(0),
                continues="]" in part or "_" in part,
                holds="[" in part or "_" in part,
                is_grace=is_grace,
                text=part,
            )
        )
    is_rest = not notes and not unreadable and "r" in text
    return KernToken(tuple(notes), step, unreadable, is_rest, is_rest and "yy" not in text)


def _quarters(part: str) -> Fraction | None:
    """Return the length that a note states, None where it states none or an impossible one."""
    match = _LENGTH.search(part)
    if not match:
        return None
    number, divisor, dots = match.groups()
    if len(number) > 6 or len(divisor or "") > 6:  # Python takes long over thousands of digits
        return None
    if not int(number):
        length = Fraction(_QUARTERS_IN_WHOLE * 2 ** len(number))  # 0 is a breve, 00 two of them
    else:
        length = Fraction(_QUARTERS_IN_WHOLE * int(divisor or 1), int(number))
    length *= 2 - Fraction(1, 2 ** min(len(dots), 8))
    return length if 0 < length <= _LONGEST_QUARTERS else None


def _pitch(part: str) -> int | None:
    """Return the pitch that a note states as a MIDI note number, None where it states none."""
    match = _PITCH.search(part)
    if not match:
        return None
    letters, signs = match["letters"], match["signs"] or ""
    octave = len(letters) - 1 if letters.islower() else -len(letters)
    alteration = signs.count("#") - signs.count("-")
    return _MIDDLE_C + 12 * octave + _STEPS[letters[0].lower()] + alteration
