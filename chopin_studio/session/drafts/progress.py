"""How far the making of takes has come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from chopin_studio.session.support.formatting import bar_count, note_count
from chopin_studio.session.support.translation import tr

if TYPE_CHECKING:
    from chopin_studio.engine.settings import GenerationSettings

NOTES, BARS, PERCENT = "note", "bar", "%"


class Progress(NamedTuple):
    """So many notes, bars or hundredths are `done` of a `total`, which is 0 where there is no end.

    Where a take is to have so many bars, nobody knows beforehand how many notes it will have.
    """

    done: int
    total: int
    unit: str = NOTES

    @property
    def share(self) -> float:
        """How much is done, of 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0

    @property
    def words(self) -> str:
        """Word it: `3 of 16 bars`, `1,200 notes so far` or `40 %`."""
        if self.unit == PERCENT:
            return f"{self.done} %"
        words = bar_count if self.unit == BARS else note_count
        if not self.total:
            return tr("{done} so far", done=words(self.done))
        return tr("{done:,} of {total}", done=self.done, total=words(self.total))


def initial_progress(settings: GenerationSettings) -> Progress:
    """Return the progress of one take that is asked for and not begun.

    The bars of a form are counted with those of the seed, which are its first ones.
    """
    form = settings.chosen_form()
    if form is not None and settings.ends:
        return Progress(0, sum(section.bars for section in form), BARS)
    if settings.bars is not None:
        return Progress(0, settings.bars, BARS)
    return Progress(0, settings.notes, NOTES)


def combined_progress(parts: Sequence[Progress]) -> Progress:
    """Add up what is made at once; bars and notes have only their shares in common."""
    units = {part.unit for part in parts}
    if len(units) > 1:
        return Progress(int(100 * sum(part.share for part in parts) / len(parts)), 100, PERCENT)
    done, total = sum(part.done for part in parts), sum(part.total for part in parts)
    return Progress(done, total, units.pop() if units else NOTES)
