"""Tell the notes of a take that return from its seed, by plan, from those that are its own.

A seed that the user chose is no quotation, and neither is its return, which the plan asked for. But
music that is planned to return may be other music in the end, such as the continuation of the
seed's piece. So of a bar that is planned to return only what it has in common with the seed is the
seed's, and what matches a piece where the seed does not counts as quoted nevertheless.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.bar_notes import BarNotes, notes_of
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.music.plan.seed_returns import seed_returns
from chopin_studio.music.plan.source_bars import LEAST_AGREEMENTS
from chopin_studio.originality.lines import EventRow, Hashes, Mask, rows_of
from chopin_studio.originality.matching import MatchedStretch
from chopin_studio.originality.runs import runs_of


@dataclass(frozen=True, slots=True)
class SeedNotes:
    """What of a take returns from its seed: `returned` [n] of its generated notes.

    `as_in_seed` [n] are those of them that stand in a run that the seed has, too.
    """

    returned: Mask
    as_in_seed: Mask

    @classmethod
    def of(cls, music: Excerpt, rows: Sequence[EventRow], plan: Plan) -> "SeedNotes":
        """Find what returns in `music`, which reads as `rows`, by its plan.

        That is nothing where there is no seed or no plan. Of the bars that are planned to return,
        it is all notes of those that agree with their source as a loose return does, and of the
        others what they have from the seed.
        """
        lead = music.meters.bar_at(music.seed_end_tick - 1).number if music.seed_end_tick else 0
        planned = seed_returns(plan, lead) if lead else frozenset()
        made = music.generated_notes
        bars = np.array([music.meters.bar_at(n.onset_tick).number - 1 for n in made], np.int64)
        returns = np.isin(bars, list(planned))
        if not returns.any():
            return cls(returns, returns)
        notes = notes_of(music)
        near = [number for number in planned if _agrees(notes, number, plan.bar(number))]
        as_in_seed = _notes_with(_hashes_of_seed(music), rows, len(made))
        returned = returns & (np.isin(bars, near) | as_in_seed)
        return cls(returned, returned & as_in_seed)

    def own_events(self, row: EventRow, stretch: MatchedStretch) -> list[int]:
        """Return the events of a stretch that count as quoted, if it is a quotation.

        Where some of its notes return from the seed, these are only the events of runs that match:
        those that return from nowhere, or that match the piece where the seed does not. All that is
        left between two returns is no quotation.
        """
        events = list(range(stretch.first, stretch.last + 1))
        if not self.returned.any():  # as of most music; the rest is slow for many stretches
            return events
        if not any(self.returned[list(row.notes[event])].all() for event in events):
            return events
        return [
            k for k in sorted(stretch.matching) if not self.as_in_seed[list(row.notes[k])].all()
        ]


def _agrees(notes: BarNotes, number: int, bar: PlannedBar) -> bool:
    """Return whether a bar agrees with its source, be it in another meter or not."""
    if number >= notes.bars or bar.source is None:
        return False
    own, source = _content(notes, number), _content(notes, bar.source, bar.transposition)
    agreement = 2 * len(own & source) / max(len(own) + len(source), 1)
    return agreement >= LEAST_AGREEMENTS[Likeness.LOOSE]


def _content(notes: BarNotes, number: int, shift: int = 0) -> set[tuple[int, int]]:
    """Return the different notes of a bar: places in it, and pitches moved up by semitones."""
    own = slice(notes.begins[number], notes.begins[number + 1])
    return set(zip(notes.places[own].tolist(), (notes.pitches[own] + shift).tolist(), strict=True))


def _hashes_of_seed(music: Excerpt) -> Hashes:
    notes = tuple(note for note in music.notes if note.onset_tick < music.seed_end_tick)
    rows = rows_of(replace(music, notes=notes, seed_end_tick=0))
    return np.unique(np.concatenate([runs_of(row).hashes for row in rows]))


def _notes_with(hashes: Hashes, rows: Sequence[EventRow], count: int) -> Mask:
    """Return which of so many notes are in runs of these hashes."""
    found = np.zeros(count, np.bool_)
    for row in rows:
        runs = runs_of(row)
        for event in np.unique(runs.events[np.isin(runs.hashes, hashes)]).tolist():
            found[list(row.notes[event])] = True
    return found
