"""Lean a take towards what was asked for: returns, chords, the tempo and the character."""

from collections.abc import Sequence, Set
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.attribute_sampling import Samplings
from chopin_studio.engine.expressive.attributes import ATTRIBUTES, START_ROW
from chopin_studio.engine.expressive.character_balance import character_lean
from chopin_studio.engine.expressive.constraints import TakeConstraints
from chopin_studio.engine.expressive.lookback import Recalled, SourceNote
from chopin_studio.engine.expressive.plan_timeline import PlanTimeline
from chopin_studio.engine.expressive.sampling_state import SamplingState
from chopin_studio.engine.sampling import LEANS_BY_SIDE, RETURNS_ON_TIME, SAMPLER, Answer
from chopin_studio.music.harmony.chord import numbered_chord
from chopin_studio.music.note import LOWEST_PIANO_PITCH
from chopin_studio.music.plan.plan import Likeness

_PITCH, _TEMPO = ATTRIBUTES.index("pitch"), ATTRIBUTES.index("tempo")
_KEYS = START_ROW[_PITCH]
_PITCH_CLASSES = np.arange(LOWEST_PIANO_PITCH, LOWEST_PIANO_PITCH + _KEYS) % 12

_CLOSE = (Likeness.VARIED, Likeness.EXACT)
"""The returns that a take can be leaned to."""

Mask = NDArray[np.bool_]


@lru_cache
def _tones_of(pitch_classes: Set[int]) -> Mask:
    """Return which of the piano's keys have one of these pitch classes, [88]; not to be changed."""
    tones: Mask = np.isin(_PITCH_CLASSES, list(pitch_classes))
    tones.setflags(write=False)
    return tones


class PlanGuide:
    """Raises the logits of what a plan asks for, by as much as the samplings of a bundle say.

    The network is told the plan, yet it also remembers its own earlier returns and drifts away
    with them; see `toward_source` of Sampling. Where nothing is to be raised, it changes nothing.
    """

    def __init__(self, take: TakeConstraints, samplings: Samplings, sampler: int = SAMPLER) -> None:
        """Guide a take by its plan, as a version of the sampler does."""
        self._needs_time = sampler >= RETURNS_ON_TIME
        self._leans_by_side = sampler >= LEANS_BY_SIDE
        self.planned = PlanTimeline(take.plan, take.frame.meters)
        self._samplings = [samplings[name] for name in ATTRIBUTES]
        self._returns = any(sampling.toward_source for sampling in self._samplings)
        self._chords = any(sampling.toward_chord for sampling in self._samplings)

    def source(self, recalled: Recalled) -> SourceNote | None:
        """Return the next note of the bar to which this one returns, if closely, None for none.

        There is none, either, where the note has its place at no class of Δonset from now: nearby,
        it would be out of step, and come once more in its place.
        """
        source = recalled.source
        if not self._returns or source is None or source.likeness not in _CLOSE:
            return None
        return source if source.on_time or not self._needs_time else None

    def chord_tones(self, number: int) -> Mask | None:
        """Return which pitches belong to the planned chord of a number, [88]; None for none."""
        chord = numbered_chord(number) if self._chords else None
        if chord is None:
            return None
        return _tones_of(chord.pitch_classes)

    def lean(
        self,
        answer: Answer,
        attribute: int,
        source: SourceNote | None,
        chord: Mask | None,
        moment: SamplingState,
        levels: Sequence[int] = (),
    ) -> Answer:
        """Return the answer leaning towards the source's class, the chord, tempo and character.

        `levels` are those of the character that are asked for, none for any.
        """
        sampling, raised = self._samplings[attribute], np.zeros(len(answer.logits))
        if attribute == _TEMPO and sampling.toward_median:
            raised += sampling.toward_median * moment.tempo.lean(self._leans_by_side)
        if source is not None and source.row[attribute] < len(raised):
            is_exact = source.likeness is Likeness.EXACT
            toward = sampling.toward_source if is_exact else sampling.toward_varied
            raised[source.row[attribute]] += toward
        if chord is not None and attribute == _PITCH:
            raised[chord] += sampling.toward_chord
        if source is None and sampling.toward_character and any(levels):
            lean = character_lean(ATTRIBUTES[attribute], levels, moment.made)
            if lean is not None:
                raised += sampling.toward_character * lean
        return answer.raised(raised) if raised.any() else answer
