"""Where the quotations of a report lie in the music: what the views mark and what is played."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.originality.report_text import quotation_words

if TYPE_CHECKING:
    from chopin_studio.originality.report import Quotation, Report


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation with the ticks from its first note to where its last event ends, and its bars.

    `bars` are ticks too, from the first bar's beginning to the last one's end. `matching` are the
    notes that were found in the piece one by one, in order of onset.
    """

    quotation: Quotation
    start_tick: int
    end_tick: int
    bars: tuple[int, int]
    matching: tuple[Note, ...] = ()

    def is_at(self, tick: float) -> bool:
        """Return whether it is marked at `tick`."""
        return self.start_tick <= tick < self.end_tick


def quoted_in(music: Excerpt, report: Report) -> tuple[Quoted, ...]:
    """Return the quotations of a report on `music`, or on its beginning, in the report's order."""
    made = music.generated_notes
    return tuple(_quoted(music, made, quotation) for quotation in report.quotations)


def words_at(quoted: Sequence[Quoted], tick: float) -> str:
    """Word what is quoted at `tick`, a line for each quotation; nothing where none is."""
    return "\n".join(quotation_words(found.quotation) for found in quoted if found.is_at(tick))


def _quoted(music: Excerpt, made: Sequence[Note], quotation: Quotation) -> Quoted:
    first, last = (music.meters.bar_at(t) for t in (quotation.start_tick, quotation.last_tick))
    ends = [note.end_tick for note in music.notes if note.onset_tick == quotation.last_tick]
    # A last note that is held on and on is marked to the end of its bar.
    end = min(max(ends, default=last.end_tick), last.end_tick)
    matching = tuple(made[place] for place in quotation.matching)
    bars = (first.start_tick, last.end_tick)
    return Quoted(quotation, quotation.start_tick, end, bars, matching)
