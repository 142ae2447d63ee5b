"""Report how much of some music quotes a corpus: which bars of which pieces, and a verdict."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.plan import Plan
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.lines import rows_of
from chopin_studio.originality.matching import Search, stretches
from chopin_studio.originality.passages import Passage, passages
from chopin_studio.originality.seed_notes import SeedNotes

LEAST_EVIDENCE = 6.0
"""The evidence of a quotation: that of so many different runs that occur nowhere else."""

LEAST_NOTES = 12
"""Music of fewer notes can be compared with nothing: no quotation is that short."""

_LEAST_NEW_NOTES = 6
"""A quotation counts if at least so many of its notes are in no longer quotation."""


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

    Bars are first and last: the music's counted from 1, the piece's as they are printed, where a
    pickup is bar 0. `notes` are those not already in a longer quotation, and `matching` the places
    in the music's generated notes of those that were found in the piece one by one.
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
    matching: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What music quotes. The seed does not count; the longest quotations come first.

    Neither do the `seed_notes`, which return from the seed by plan: they are not among the `notes`.
    `pieces` is how many pieces the music was compared with.
    """

    notes: int
    quoted_notes: int
    quotations: tuple[Quotation, ...]
    seed_notes: int = 0
    pieces: int = 0

    @property
    def quoted_share(self) -> float:
        """The share of the notes that are quoted, 0 where there are no notes."""
        return self.quoted_notes / self.notes if self.notes else 0.0

    @property
    def verdict(self) -> Verdict | None:
        """The verdict for this share, None where there is too little to compare."""
        if self.notes < LEAST_NOTES:
            return None
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
    pitches = [note.pitch for note in music.generated_notes]
    found = [
        Passage.of(pitches, row, stretch, index, events)
        for row in rows
        for stretch in stretches(Search.of(row, index), index)
        if (events := seed.own_events(row, stretch))
    ]
    joined = [passage for passage in passages(found) if passage.evidence >= least_evidence]
    joined.sort(key=lambda passage: (-len(passage.notes), -passage.evidence, passage.bars))
    taken = np.zeros(len(pitches), np.bool_)
    quotations = [
        _quotation(passage, new, music, index)
        for passage in joined
        if len(new := _new_notes(passage, taken)) >= _LEAST_NEW_NOTES
    ]
    quotations.sort(key=lambda quotation: (-quotation.notes, quotation.start_tick))
    seed_notes = int((seed.returned & ~taken).sum())
    return Report(
        len(taken) - seed_notes,
        int(taken.sum()),
        tuple(quotations),
        seed_notes,
        len(index.titles),
    )


def _new_notes(passage: Passage, taken: NDArray[np.bool_]) -> list[int]:
    """Return the notes of a passage that no longer one has, and take them if there are enough."""
    new = [note for note in sorted(passage.notes) if not taken[note]]
    if len(new) >= _LEAST_NEW_NOTES:
        taken[new] = True
    return new


def _quotation(passage: Passage, new: list[int], music: Excerpt, index: CorpusIndex) -> Quotation:
    first, last = (music.meters.bar_at(tick).number for tick in passage.ticks)
    return Quotation(
        index.titles[passage.piece],
        (first, last),
        passage.bars,
        len(new),
        passage.transposition,
        *passage.ticks,
        tuple(note for note in new if note in passage.matching),
    )
