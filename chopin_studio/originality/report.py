"""Report how much of some music quotes the corpus: which bars of which pieces, and a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.plan.plan import Plan
from chopin_studio.originality.event_rows import EventRow, rows_of
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.matching import MatchedStretch, stretches
from chopin_studio.originality.seed_notes import SeedNotes

LEAST_EVIDENCE = 6.0
"""The evidence of a quotation: that of so many different runs that occur nowhere else."""

_LEAST_NEW_NOTES = 6
"""A quotation counts if at least so many of its notes are in no longer quotation."""

_LONGEST_PAUSE_TICKS = 4 * TICKS_PER_QUARTER
"""Parts of one quotation are no further apart than this."""


class Verdict(StrEnum):
    """How original music is, in a word."""

    ORIGINAL = "original"
    ECHOES = "echoes"
    QUOTES = "quotes"
    COPIES = "copies"


LEAST_SHARES = {Verdict.COPIES: 0.5, Verdict.QUOTES: 0.2, Verdict.ECHOES: 0.03}


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of the music that is also in a piece of the corpus.

    Bars are first and last, counted from 1; `notes` are those not already in a longer quotation.
    `transposition` is in semitones, positive where the music is above the piece. `start_tick` and
    `last_tick` are the onsets of its first and last event.
    """

    title: str
    take_bars: tuple[int, int]
    piece_bars: tuple[int, int]
    notes: int
    transposition: int
    start_tick: int
    last_tick: int


@dataclass(frozen=True, slots=True)
class Report:
    """What music quotes. The seed does not count; the longest quotations come first.

    Neither do the `seed_notes`, which return from the seed by plan: they are not among the `notes`.
    """

    notes: int
    quoted_notes: int
    quotations: tuple[Quotation, ...]
    seed_notes: int = 0

    @property
    def quoted_share(self) -> float:
        """The share of the notes that are quoted, 0 where there are no notes."""
        return self.quoted_notes / self.notes if self.notes else 0.0

    @property
    def verdict(self) -> Verdict:
        """The verdict for this share."""
        for verdict, least in LEAST_SHARES.items():
            if self.quoted_share >= least:
                return verdict
        return Verdict.ORIGINAL


def report_on(
    music: Excerpt,
    index: CorpusIndex,
    least_evidence: float = LEAST_EVIDENCE,
    plan: Plan = Plan(),
) -> Report:
    """Find what the generated notes of `music` quote, the longest quotations first.

    What returns from the seed by the `plan` of the music is the seed's. With less than the usual
    `least_evidence`, accidental matches are found too.
    """
    rows = rows_of(music)
    seed = SeedNotes.of(music, rows, plan)
    found = [
        _Match.of(row, stretch, index, events)
        for row in rows
        for stretch in stretches(row, index)
        if (events := seed.own_events(row, stretch, index))
    ]
    found.sort(key=lambda match: (-len(match.notes), -match.evidence, match.first_place))
    taken = np.zeros(len(music.generated_notes), bool)
    quoted: list[_Match] = []
    for match in found:
        if match.evidence >= least_evidence:
            _add(match, quoted, taken, alone=True)
    # What may be an accident by itself, being short, can belong to a quotation beside it.
    for match in found:
        if match.evidence < least_evidence:
            _add(match, quoted, taken, alone=False)
    quotations = sorted((_quotation(match, music, index) for match in quoted), key=_longest_first)
    seed_notes = int((seed.returned & ~taken).sum())
    return Report(len(taken) - seed_notes, int(taken.sum()), tuple(quotations), seed_notes)


@dataclass(frozen=True, slots=True)
class _Match:
    """A stretch with the notes that it contributes, and where it lies, in ticks and bars."""

    piece: int
    transposition: int
    evidence: float
    first_place: int
    notes: NDArray[np.int64]
    ticks: tuple[int, int]
    bars: tuple[int, int]

    @classmethod
    def of(
        cls, row: EventRow, stretch: MatchedStretch, index: CorpusIndex, events: Sequence[int]
    ) -> "_Match":
        """Return the part of a stretch that has these events of its row."""
        first, last = events[0], events[-1]
        places = (
            min(stretch.first_place + first - stretch.first, stretch.last_place),
            max(stretch.last_place + last - stretch.last, stretch.first_place),
        )
        return cls(
            int(index.row_pieces[stretch.row_number]),
            stretch.transposition,
            stretch.evidence,
            stretch.first_place,
            np.array([place for event in events for place in row.notes[event]], np.int64),
            (int(row.onset_ticks[first]), int(row.onset_ticks[last])),
            (int(index.bars[places[0]]), int(index.bars[places[1]])),
        )

    def adjoins(self, other: "_Match") -> bool:
        """Whether both can be one quotation: the same piece and key, side by side in both."""
        if (self.piece, self.transposition) != (other.piece, other.transposition):
            return False
        beside = self.bars[0] <= other.bars[1] + 1 and other.bars[0] <= self.bars[1] + 1
        gap = max(self.ticks[0] - other.ticks[1], other.ticks[0] - self.ticks[1])
        return beside and gap <= _LONGEST_PAUSE_TICKS

    def with_more(self, other: "_Match", notes: NDArray[np.int64]) -> "_Match":
        """Return both as one match, of which `notes` are new."""
        return replace(
            self,
            notes=np.concatenate([self.notes, notes]),
            ticks=_hull(self.ticks, other.ticks),
            bars=_hull(self.bars, other.bars),
        )


def _add(match: _Match, quoted: list[_Match], taken: NDArray[np.bool_], *, alone: bool) -> None:
    """Count the notes of `match` that are not yet counted, if there are enough of them.

    They are added to an adjoining quotation where there is one; otherwise they become a quotation
    of their own if `alone` allows it.
    """
    new = match.notes[~taken[match.notes]]
    beside = next((k for k, other in enumerate(quoted) if match.adjoins(other)), None)
    if not len(new) or (beside is None and (not alone or len(new) < _LEAST_NEW_NOTES)):
        return
    taken[new] = True
    if beside is None:
        quoted.append(replace(match, notes=new))
    else:
        quoted[beside] = quoted[beside].with_more(match, new)


def _quotation(match: _Match, music: Excerpt, index: CorpusIndex) -> Quotation:
    first, last = (music.meters.bar_at(tick).number for tick in match.ticks)
    return Quotation(
        index.titles[match.piece],
        (first, last),
        match.bars,
        len(match.notes),
        match.transposition,
        *match.ticks,
    )


def _longest_first(quotation: Quotation) -> tuple[int, int]:
    return (-quotation.notes, quotation.start_tick)


def _hull(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    return (min(a[0], b[0]), max(a[1], b[1]))
