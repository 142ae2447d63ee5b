"""How good a phrase is: by a critic of phrases, and by what was planned of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import numpy as np

from chopin_studio.engine.planning.critic import Critic
from chopin_studio.engine.planning.features.window import notes_between
from chopin_studio.music.harmony.measures import share_of_chord_tones
from chopin_studio.music.meter import Bar, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.plan.bar_notes import GRID_TICKS
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar

CHORD_WEIGHT = 6.0
"""What a phrase is worth, in log odds, all of whose notes are tones of the planned chords."""

RETURN_WEIGHT = 6.0
"""What a phrase is worth, in log odds, all of whose returns agree with their source as planned."""

_VARIED = (0.7, 0.9)
"""How far a varied bar agrees with its source, at least and at most."""

_Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PhraseScore:
    """Scores phrases that are to follow a plan, in some meters."""

    critic: Critic
    plan: Plan
    meters: MeterMap

    def __call__(self, before: Sequence[Note], phrase: Sequence[Note]) -> float:
        """Return how good a phrase is after the notes before it; no phrase at all is the worst."""
        if not phrase:
            return -np.inf
        odds = self.critic.judge([*before, *phrase], self.meters)
        return (
            odds
            + CHORD_WEIGHT * self._chords(phrase)
            + RETURN_WEIGHT * self._returns(before, phrase)
        )

    def _chords(self, phrase: Sequence[Note]) -> float:
        """Return the share of the notes that belong to their planned chord; 0 for no chords."""
        bars = [bar.chords for bar in self.plan.bars]
        found = share_of_chord_tones(phrase, self.meters, bars)
        return 0.0 if isnan(found) else found

    def _returns(self, before: Sequence[Note], phrase: Sequence[Note]) -> float:
        """Return how far the bars that return agree as planned, 1 for fully; 0 for no such bars."""
        found = []
        heard = [*before, *phrase]
        for bar in self.meters.bars(phrase[0].onset_tick, phrase[-1].onset_tick + 1):
            planned = self.plan.bar(bar.number - 1)
            if planned.source is not None and planned.likeness >= Likeness.VARIED:
                found.append(_as_planned(planned, self._agreement(heard, bar, planned)))
        return sum(found) / len(found) if found else 0.0

    def _agreement(self, heard: Sequence[Note], bar: Bar, planned: PlannedBar) -> float:
        """Return how far a bar agrees with its source, as an F1 measure."""
        source = self.meters.numbered_bar((planned.source or 0) + 1)
        own = _content(heard, bar, 0)
        wanted = _content(heard, source, planned.transposition)
        return 2 * len(own & wanted) / max(len(own) + len(wanted), 1)


def _as_planned(planned: PlannedBar, agreement: float) -> float:
    """Return how well an agreement suits the likeness of a bar: 1 where it does."""
    if planned.likeness is Likeness.EXACT:
        return agreement
    least, most = _VARIED
    return 1 - max(least - agreement, agreement - most, 0.0)


def _content(notes: Sequence[Note], bar: Bar, transposition: int) -> frozenset[_Place]:
    """Return the different notes of a bar: places in it, and pitches moved up by semitones."""
    return frozenset(
        ((note.onset_tick - bar.start_tick) // GRID_TICKS, note.pitch + transposition)
        for note in notes_between(notes, bar.start_tick, bar.end_tick)
    )
