"""Read an edition in Humdrum `**kern` as it is printed.

Signs are letters in the notes' tokens (Huron, The Humdrum Toolkit: Reference Manual, 1994,
section 4). Repeats are written out, as MIDI files have them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path

from chopin_studio.data_files import read_bounded
from chopin_studio.music.humdrum_io.kern_reader import read_written
from chopin_studio.music.humdrum_io.reading import MOST_BYTES
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.written_score.bars import pickup_rest, played_bars
from chopin_studio.music.written_score.play_order import (
    Played,
    play_order,
    played_changes,
    played_notes,
)
from chopin_studio.music.written_score.repeats import Repeats, Span
from chopin_studio.music.written_score.ties import SoundingNote, join_ties
from chopin_studio.music.written_score.written import Dynamics, WrittenNote
from chopin_studio.training.notation.page import (
    Page,
    PageHairpin,
    PageMark,
    PageNote,
    PageRest,
    Sign,
    in_order,
)

_SPELLING = re.compile(r"([A-Ga-g])\1*(#+|-+)?")
_FIFTHS = {"f": -1, "c": 0, "g": 1, "d": 2, "a": 3, "e": 4, "b": 5}
_LETTERS = {
    "t": Sign.TRILL,
    "T": Sign.TRILL,
    "m": Sign.MORDENT,
    "M": Sign.MORDENT,
    "w": Sign.MORDENT,
    "W": Sign.MORDENT,
    "S": Sign.TURN,
    "$": Sign.TURN,
    ":": Sign.ARPEGGIO,
    "'": Sign.STACCATO,
    "`": Sign.STACCATO,
    "^": Sign.ACCENT,
    ";": Sign.FERMATA,
    "(": Sign.SLUR_BEGINS,
    ")": Sign.SLUR_ENDS,
}
_MARK = re.compile(r"(?<![a-z])(p+|f+|mp|mf)(?![a-z])")
_HAIRPIN_EDGES = {"<": True, ">": False}
_LONGEST_MARK = 4


def read_edition(path: Path) -> Page:
    """Return the edition at `path`; raises DataError and OSError where it cannot be read."""
    text = read_bounded(path, MOST_BYTES).decode("utf-8", "replace")
    written = read_written(text)
    spans = play_order(written, Repeats.WRITTEN_OUT)
    rest = pickup_rest(played_bars(written, spans))
    joined = join_ties(played_notes(written.notes, spans))
    dynamics = _inside(played_changes(written.dynamics, spans), spans)
    return Page(
        in_order(_page_note(note, rest) for note in joined.notes),
        tuple(
            PageRest(
                _tick(each.onset + start - span.start + rest),
                _tick(each.onset + each.quarters + start - span.start + rest),
                each.staff,
                min(each.voice, 1),
            )
            for start, span in _starts(spans)
            for each in written.rests
            if each.is_printed and span.start <= each.onset < span.end
        ),
        tuple(_marks(dynamics, rest)),
        tuple(_hairpins(dynamics, rest)),
    )


def place_of(text: str) -> int:
    """Return the place on the line of fifths of the note that a token spells, C being 0."""
    match = _SPELLING.search(text)
    if match is None:
        raise ValueError(f"{text!r} names no pitch")
    signs = match[2] or ""
    return _FIFTHS[match[1].lower()] + 7 * (signs.count("#") - signs.count("-"))


def _page_note(note: SoundingNote, rest: Fraction) -> PageNote:
    first = note.written[0]
    signs = frozenset(
        sign for piece in note.written for sign in _signs(piece) if piece is first or sign in _LATE
    )
    return PageNote(
        _tick(note.onset + rest),
        _tick(max(note.end, note.onset) + rest),
        note.pitch,
        place_of(first.note.text),
        note.staff,
        min(first.voice, 1),
        len(note.written),
        note.grace_place is not None,
        signs,
    )


_LATE = (Sign.SLUR_ENDS, Sign.FERMATA, Sign.SLUR_BEGINS)
"""The signs that may stand at a note that is tied to one before."""


def _signs(note: WrittenNote) -> Iterator[Sign]:
    for letter in note.note.text:
        if letter in _LETTERS:
            yield _LETTERS[letter]


def _starts(spans: Iterable[Span]) -> Iterator[tuple[Fraction, Span]]:
    """Yield `spans` with the time at which each is played."""
    start = Fraction(0)
    for span in spans:
        yield start, span
        start += span.end - span.start


def _inside(played: Sequence[Played[Dynamics]], spans: Sequence[Span]) -> list[Played[Dynamics]]:
    """Return what is `played` without what is only stated again where a span begins."""
    starts = {start: span.start for start, span in _starts(spans)}
    return [each for each in played if starts.get(each.time, each.change.time) == each.change.time]


def _marks(dynamics: Iterable[Played[Dynamics]], rest: Fraction) -> Iterator[PageMark]:
    for each in dynamics:
        for match in _MARK.finditer(each.change.text):
            if len(match[1]) <= _LONGEST_MARK:
                yield PageMark(_tick(each.time + rest), match[1])


def _hairpins(dynamics: Iterable[Played[Dynamics]], rest: Fraction) -> Iterator[PageHairpin]:
    """Yield the hairpins: `<` and `>` begin one, `[` and `]` end it."""
    begun: tuple[int, bool] | None = None
    for each in dynamics:
        tick = _tick(each.time + rest)
        for letter in each.change.text:
            if letter in "[]" and begun is not None:
                yield PageHairpin(begun[0], tick, begun[1])
                begun = None
            elif letter in _HAIRPIN_EDGES:
                begun = (tick, _HAIRPIN_EDGES[letter])


def _tick(quarters: Fraction) -> int:
    return round(quarters * TICKS_PER_QUARTER)
