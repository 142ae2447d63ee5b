"""What it costs to tell a plan: its length in nats, by the models of forms and progressions.

A network that is told a plan predicts more of the music, but who has to be told the plan as well
pays for it: with both, the nats of told and untold music can be compared. Each part is coded as if
by somebody who knows the models that ship with the studio and nothing of the piece, but for its
meters and keys, of which any network is told:

- of each bar its likeness, as often as it follows the likeness of the bar before; of a return, that
  it goes on from the last source, or else which of the bars before it is its source, all alike, and
  the transposition;
- of each beat whether the chord changes, in the rhythm of one of the pieces that the model of
  progressions knows, and to which chord after the last two, in the key signature in force.

Chords are coded as if the form were not known, so the sum for both is more than would be needed.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from chopin_studio.engine.planning.planner import Planner
from chopin_studio.engine.planning.progression_model import (
    ChordChain,
    Rhythm,
    relative_number,
)
from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.harmony.labels import felt_beats
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, PlannedBar

_LIKENESSES = (Likeness.NEW, Likeness.LOOSE, Likeness.VARIED, Likeness.EXACT)
"""What is told of a bar; one in the rhythm of another counts as new, as it is told."""

_PRIOR = 0.5
"""How often each choice counts as seen beforehand (R. Krichevsky and V. Trofimov, 1981)."""

_LEAST_RATE = 0.01

_Choice = tuple[object, object]
"""What was decided, and in which circumstances."""


@dataclass(frozen=True, slots=True)
class FormCode:
    """How often each choice was made in the forms that ship, by the circumstances."""

    counts: Counter[_Choice]
    totals: Counter[object]

    @classmethod
    def learned(cls, pieces: Sequence[Sequence[PlannedBar]]) -> "FormCode":
        """Count the choices in the plans of some pieces."""
        counts: Counter[_Choice] = Counter()
        totals: Counter[object] = Counter()
        for bars in pieces:
            for choices, _ in _choices(bars):
                for circumstances, decided, _ in choices:
                    counts[circumstances, decided] += 1
                    totals[circumstances] += 1
        return cls(counts, totals)

    def nats(self, bars: Sequence[PlannedBar]) -> float:
        """Return the nats of the likenesses, sources and transpositions of some bars."""
        return sum(
            uniform + sum(self._nats(*choice) for choice in choices)
            for choices, uniform in _choices(bars)
        )

    def _nats(self, circumstances: object, decided: object, kinds: int) -> float:
        seen = self.counts[circumstances, decided] + _PRIOR
        return -log(seen / (self.totals[circumstances] + kinds * _PRIOR))


def _choices(
    bars: Sequence[PlannedBar],
) -> Iterator[tuple[list[tuple[object, object, int]], float]]:
    """Yield for each bar its choices, and the nats of what is decided by equal chances.

    A choice is the circumstances, what was decided, and among how many.
    """
    before, expected = Likeness.NEW, None
    for number, bar in enumerate(bars):
        likeness = bar.likeness if bar.likeness in _LIKENESSES else Likeness.NEW
        choices: list[tuple[object, object, int]] = [
            (("likeness", before), likeness, len(_LIKENESSES))
        ]
        uniform = 0.0
        if likeness is not Likeness.NEW:
            source = (bar.source, bar.transposition)
            choices.append((("goes on", expected is not None), source == expected, 2))
            if source != expected:
                choices.append(("transposed", bar.transposition != 0, 2))
                uniform = log(number) + (log(2 * MOST_SEMITONES) if bar.transposition else 0.0)
            expected = ((bar.source or 0) + 1, bar.transposition)
        elif expected is not None:
            expected = (expected[0] + 1, expected[1])
        before = likeness
        yield choices, uniform


def chord_nats(
    chords: Sequence[Sequence[Chord | None]],
    meters: MeterMap,
    keys: Sequence[KeyChange],
    planner: Planner,
) -> float:
    """Return the nats of the chords of each felt beat of the bars from tick 0 on.

    `keys` begin at tick 0. A beat without a chord costs nothing, and the next one begins anew.
    """
    beats = list(_beats(chords, meters, keys))
    model = planner.progressions
    return _rhythm_nats(beats, model.rhythms) + sum(
        -log(_probability(model.chains[beat.key.mode], beat)) for beat in beats if beat.changes
    )


@dataclass(frozen=True, slots=True)
class _Beat:
    """A beat with its chord, the two different ones before it, its key and its rank."""

    chord: Chord
    last: Chord | None
    before: Chord | None
    key: Tonality
    rank: int

    @property
    def changes(self) -> bool:
        return self.chord != self.last


def _beats(
    chords: Sequence[Sequence[Chord | None]], meters: MeterMap, keys: Sequence[KeyChange]
) -> Iterator[_Beat]:
    flat = [chord for bar in chords for chord in bar]
    end_tick = 0
    for _ in chords:
        end_tick = meters.bar_at(end_tick).end_tick
    beats = felt_beats(meters, end_tick)
    ticks = [change.tick for change in keys]
    before = last = None
    for chord, tick, rank in zip(flat, beats.starts, beats.ranks, strict=False):
        if chord is None:
            before = last = None
            continue
        key = keys[int(np.searchsorted(ticks, tick, side="right")) - 1].key
        yield _Beat(chord, last, before, Tonality.of(key), int(rank))
        if chord != last:
            before, last = last, chord


def _rhythm_nats(beats: Sequence[_Beat], rhythms: Sequence[Rhythm]) -> float:
    """Return the nats of where chords change, in the rhythm of any piece, as they weigh."""
    weights = np.array([rhythm.weight for rhythm in rhythms], float)
    rates = np.clip([rhythm.rates for rhythm in rhythms], _LEAST_RATE, 1 - _LEAST_RATE)
    logs = np.log(weights / weights.sum())
    for beat in beats:
        if beat.last is not None:
            rate = rates[:, beat.rank]
            logs += np.log(rate if beat.changes else 1 - rate)
    return -float(np.logaddexp.reduce(logs))


def _probability(chain: ChordChain, beat: _Beat) -> float:
    number = relative_number(beat.chord, beat.key.tonic)
    if beat.last is None:
        return float(chain.first[number])
    before = None if beat.before is None else relative_number(beat.before, beat.key.tonic)
    return float(chain.after_two(before, relative_number(beat.last, beat.key.tonic))[number])
