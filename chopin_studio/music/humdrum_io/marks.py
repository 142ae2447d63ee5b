"""What a Humdrum score prints beside its notes, as it is played: dynamics and articulations."""

import re
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from chopin_studio.music.written_score.dynamics import ALL_MARKS
from chopin_studio.music.written_score.written import (
    DynamicMark,
    Dynamics,
    Fermata,
    Hairpin,
    PrintedNote,
    WrittenNote,
)

_WORD = re.compile(r"[a-z]+")
_STACCATO, _STACCATISSIMO, _PORTATO = Fraction(2, 5), Fraction(1, 4), Fraction(3, 4)
_ACCENT, _STRONG_ACCENT = 12, 20


def with_articulations(notes: Iterable[WrittenNote]) -> list[WrittenNote]:
    """Return notes with what their texts say about accents and shortness."""
    return [replace(item, note=_articulated(item.note)) for item in notes]


def fermatas(notes: Iterable[WrittenNote]) -> list[Fermata]:
    """Return the fermatas over notes."""
    return [
        Fermata(item.onset, item.onset + item.note.quarters)
        for item in notes
        if ";" in item.note.text and not item.note.is_grace
    ]


def dynamic_marks(columns: Iterable[Dynamics]) -> list[DynamicMark]:
    """Return the dynamics of the columns: they stand between the staves, for all."""
    return [
        DynamicMark(column.time, word)
        for column in columns
        for word in _WORD.findall(column.text)
        if word in ALL_MARKS
    ]


def hairpins(columns: Iterable[Dynamics]) -> list[Hairpin]:
    """Return the hairpins of the columns: `<` begins one and `[` ends it, `>` and `]` likewise."""
    found: list[Hairpin] = []
    opened: dict[bool, Fraction] = {}
    for column in columns:
        for sign in column.text:
            if sign in "[]":
                grows = sign == "["
                if (start := opened.pop(grows, None)) is not None and start < column.time:
                    found.append(Hairpin(start, column.time, grows))
            elif sign in "<>":
                opened[sign == "<"] = column.time
    found += [Hairpin(start, None, grows) for grows, start in opened.items()]
    return sorted(found, key=lambda hairpin: hairpin.time)


def _articulated(note: PrintedNote) -> PrintedNote:
    text = note.text
    accent = _STRONG_ACCENT if "^^" in text else _ACCENT if "^" in text or "z" in text else 0
    share = Fraction(1)
    if "'" in text:
        share = _PORTATO if "~" in text else _STACCATO
    elif "`" in text:
        share = _STACCATISSIMO
    return note if not accent and share == 1 else replace(note, accent=accent, sounding_share=share)
