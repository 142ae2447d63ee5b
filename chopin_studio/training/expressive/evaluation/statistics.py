"""Statistics of a passage: rhythm, dynamics, range, tonality, texture and repetition."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    DURATIONS,
    HAND_CLASSES,
    PEDAL_CLASSES,
    TEMPO_STEPS_PER_OCTAVE,
    VELOCITY_BIN,
)
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.training.expressive.evaluation.estimates import UNKNOWN, Estimate, mean_estimate
from chopin_studio.training.expressive.evaluation.passages import MeasuredPassage

_GRID_PER_BEAT = 24
_RIGHT, _LEFT = map(HAND_CLASSES.index, ("right", "left"))
_UP, _HELD, _ANEW = map(PEDAL_CLASSES.index, ("up", "held", "anew"))
_PART = 4
"""The first and the last of so many parts of a passage are compared."""

Count = Callable[[MeasuredPassage], float]


@dataclass(frozen=True, slots=True)
class Statistic:
    """A number that describes a passage: how it is shown, in `unit` with `digits`, and counted.

    It is nan where a passage has nothing to count.
    """

    title: str
    unit: str
    digits: int
    count: Count


@dataclass(frozen=True, slots=True)
class Summary:
    """A statistic over several passages: mean, standard deviation, and how it develops.

    `last_to_first` is its mean in the last quarters of the passages divided by that in the first;
    `interval` is the mean with its 95 % interval.
    """

    mean: float
    deviation: float
    last_to_first: float
    interval: Estimate = UNKNOWN


def scale(key: Key) -> frozenset[int]:
    """Return the pitch classes of a key: of minor ones both the natural and the raised 6th and 7th.

    So a minor key has nine, those of the melodic and the harmonic scale together.
    """
    raised = (9, 11) if key.mode == "minor" else ()
    return key.pitch_classes | {(key.tonic_pitch_class + step) % 12 for step in raised}


def share_in_key(passage: MeasuredPassage, key: Key | None = None) -> float:
    """Return the share of notes in the scale of `key`, or of the key in force at each of them."""
    keys = [key] if key is not None else [change.key for change in passage.keys]
    starts = [0] if key is not None else [change.tick for change in passage.keys]
    within = np.zeros((len(keys), 12), np.bool_)
    for row, one in zip(within, keys, strict=True):
        row[list(scale(one))] = True
    in_force = np.searchsorted(starts, passage.ticks, side="right") - 1
    return float(within[in_force, passage.pitches % 12].mean())


def share_of_downbeats(passage: MeasuredPassage) -> float:
    """Return the share of bars with an onset at their beginning."""
    begun = {int(tick) for tick in passage.ticks}
    first, last = int(passage.ticks[0]), int(passage.ticks[-1])
    bars = [bar for bar in passage.meters.bars(first, last + 1) if bar.start_tick >= first]
    return _mean(bar.start_tick in begun for bar in bars)


def share_of_full_bars(passage: MeasuredPassage) -> float:
    """Return the share of whole bars in which a key is struck or held at every felt beat."""
    return _mean(
        all(
            bool(((passage.ticks <= tick) & (tick < passage.ends)).any())
            for tick in range(bar.start_tick, bar.end_tick, _felt_beat(bar.meter))
        )
        for bar in passage.whole_bars()
    )


def _felt_beat(meter: MeterChange) -> int:
    return meter.beat_ticks * (3 if meter.is_compound else 1)


def sounding(passage: MeasuredPassage) -> float:
    """Return how many keys are held on average, from the first onset to the last."""
    last = passage.ticks[-1]
    held = np.minimum(passage.ends, last) - passage.ticks
    return _over(float(held.sum()), passage.span)


def share_repeated(
    passage: MeasuredPassage, content: Callable[[MeasuredPassage], Iterable[Hashable]]
) -> float:
    """Return the share of whole bars that have the `content` of the bar before.

    `content` returns a value for each note; that of a bar is all of those, with their places in it.
    """
    places = passage.ticks.tolist()
    told = list(content(passage))
    bars = []
    for bar in passage.whole_bars():
        start, end = np.searchsorted(passage.ticks, (bar.start_tick, bar.end_tick))
        notes = {(places[k] - bar.start_tick, told[k]) for k in range(start, end)}
        bars.append((bar.meter.bar_ticks, notes))
    return _mean(before == after for before, after in pairwise(bars))


def statistics(passage: MeasuredPassage) -> dict[str, float]:
    """Return all statistics of a passage, by their names in STATISTICS."""
    return {name: statistic.count(passage) for name, statistic in STATISTICS.items()}


def summaries(passages: Sequence[MeasuredPassage]) -> dict[str, Summary]:
    """Return all statistics over several passages, by their names in STATISTICS."""
    whole, first, last = (
        _table(part) for part in (passages, map(_first_part, passages), map(_last_part, passages))
    )
    return {
        name: Summary(
            _known_mean(whole[name]),
            _known_deviation(whole[name]),
            _over(_known_mean(last[name]), _known_mean(first[name])),
            mean_estimate(whole[name].tolist()),
        )
        for name in STATISTICS
    }


def _first_part(passage: MeasuredPassage) -> MeasuredPassage:
    return passage.part(0, len(passage) // _PART)


def _last_part(passage: MeasuredPassage) -> MeasuredPassage:
    return passage.part(len(passage) - len(passage) // _PART, len(passage))


def _table(passages: Iterable[MeasuredPassage]) -> Mapping[str, NDArray[np.float64]]:
    rows = [statistics(passage) for passage in passages]
    return {name: np.array([row[name] for row in rows]) for name in STATISTICS}


def _known_mean(values: NDArray[np.float64]) -> float:
    known = values[~np.isnan(values)]
    return float(known.mean()) if len(known) else float("nan")


def _known_deviation(values: NDArray[np.float64]) -> float:
    """Estimate the standard deviation of the population from which the values are drawn."""
    known = values[~np.isnan(values)]
    return float(known.std(ddof=1)) if len(known) > 1 else float("nan")


def _mean(hits: Iterable[bool]) -> float:
    found = list(hits)
    return _over(sum(found), len(found))


def _over(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _notes_a_bar(passage: MeasuredPassage) -> float:
    return _over(int((passage.ticks > passage.ticks[0]).sum()), passage.bars)


def _beats_of_a_note(passage: MeasuredPassage) -> float:
    return float(np.array(DURATIONS)[passage.column("duration")].mean()) / _GRID_PER_BEAT


def _beats_between_onsets(passage: MeasuredPassage) -> float:
    onsets = int(passage.is_first.sum()) - 1
    return _over(passage.span / TICKS_PER_QUARTER, onsets)


def _notes_together(passage: MeasuredPassage) -> float:
    return len(passage) / int(passage.is_first.sum())


def _velocities(passage: MeasuredPassage) -> NDArray[np.floating]:
    return (passage.column("velocity") + 0.5) * VELOCITY_BIN


def _pitch_of(hand: int, percent: int) -> Count:
    def count(passage: MeasuredPassage) -> float:
        pitches = passage.pitches[passage.column("hand") == hand]
        return float(np.percentile(pitches, percent)) if len(pitches) else float("nan")

    return count


def _pedals_a_bar(passage: MeasuredPassage) -> float:
    pedal = passage.column("pedal")[passage.is_first]
    put_down = (pedal[1:] == _ANEW) | ((pedal[1:] == _HELD) & (pedal[:-1] == _UP))
    return _over(int(put_down.sum()), passage.bars)


def _tempo_deviation(passage: MeasuredPassage) -> float:
    return float(passage.column("tempo")[passage.is_first].std()) / TEMPO_STEPS_PER_OCTAVE


def _nothing(passage: MeasuredPassage) -> Iterable[Hashable]:
    return [None] * len(passage)


def _pitch_and_length(passage: MeasuredPassage) -> Iterable[Hashable]:
    return zip(passage.pitches.tolist(), passage.column("duration").tolist(), strict=True)


STATISTICS: Mapping[str, Statistic] = {
    "notes_a_bar": Statistic("Notes a bar", "", 2, _notes_a_bar),
    "beats_of_a_note": Statistic("Length of a note", "beats", 3, _beats_of_a_note),
    "beats_between_onsets": Statistic("Time between onsets", "beats", 3, _beats_between_onsets),
    "notes_together": Statistic("Notes that begin together", "", 2, _notes_together),
    "sounding": Statistic("Keys held", "", 2, sounding),
    "velocity": Statistic("Velocity", "", 1, lambda p: float(_velocities(p).mean())),
    "velocity_deviation": Statistic(
        "Velocity, deviation within", "", 1, lambda p: float(_velocities(p).std())
    ),
    "right_low": Statistic("Right hand, 5 % of pitches up to", "MIDI", 1, _pitch_of(_RIGHT, 5)),
    "right_middle": Statistic("Right hand, middle pitch", "MIDI", 1, _pitch_of(_RIGHT, 50)),
    "right_high": Statistic("Right hand, 95 % of pitches up to", "MIDI", 1, _pitch_of(_RIGHT, 95)),
    "left_low": Statistic("Left hand, 5 % of pitches up to", "MIDI", 1, _pitch_of(_LEFT, 5)),
    "left_middle": Statistic("Left hand, middle pitch", "MIDI", 1, _pitch_of(_LEFT, 50)),
    "left_high": Statistic("Left hand, 95 % of pitches up to", "MIDI", 1, _pitch_of(_LEFT, 95)),
    "share_in_key": Statistic("Notes in the key", "of 1", 3, share_in_key),
    "pedals_a_bar": Statistic("Pedal put down, a bar", "", 2, _pedals_a_bar),
    "tempo_deviation": Statistic("Tempo, deviation within", "octaves", 3, _tempo_deviation),
    "share_of_downbeats": Statistic("Downbeats with an onset", "of 1", 3, share_of_downbeats),
    "share_rhythm_repeated": Statistic(
        "Bars in the rhythm of the one before", "of 1", 3, lambda p: share_repeated(p, _nothing)
    ),
    "share_bars_repeated": Statistic(
        "Bars like the one before note for note",
        "of 1",
        3,
        lambda p: share_repeated(p, _pitch_and_length),
    ),
}
"""The statistics in the order in which they are shown."""
