"""How far generated music is from real music, attribute by attribute."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    DELTA_ONSETS,
    DURATIONS,
    HAND_CLASSES,
    PEDAL_CLASSES,
    VELOCITY_BIN,
)
from chopin_studio.training.expressive.evaluation.passages import Classes, MeasuredPassage

Shares = NDArray[np.float64]

_WIDEST_INTERVAL = 24
_VELOCITIES, _TEMPI = (ATTRIBUTE_SIZES[ATTRIBUTES.index(name)] for name in ("velocity", "tempo"))


@dataclass(frozen=True, slots=True)
class Trait:
    """A property of each note, or of each onset: `of` returns the classes of a passage.

    `labels` name the classes, in `unit`.
    """

    title: str
    unit: str
    labels: tuple[str, ...]
    of: Callable[[MeasuredPassage], Classes]


def shares(passages: Sequence[MeasuredPassage], trait: Trait) -> Shares:
    """Return the share of each class among all notes of some passages, [classes]."""
    found = np.concatenate([trait.of(passage) for passage in passages])
    counts = np.bincount(found, minlength=len(trait.labels))
    counted: Shares = counts / max(int(counts.sum()), 1)
    return counted


def total_variation(one: Shares, other: Shares) -> float:
    """Return the total variation distance of two distributions: 0 for equal, 1 for disjoint ones.

    It is the largest difference in probability that they give to any event, ½·Σ|p - q|.
    """
    return float(np.abs(one - other).sum() / 2)


def distances(made: Sequence[MeasuredPassage], real: Sequence[MeasuredPassage]) -> dict[str, float]:
    """Return the total variation between two groups of passages, by their names in TRAITS."""
    return {
        name: total_variation(shares(made, trait), shares(real, trait))
        for name, trait in TRAITS.items()
    }


def _attribute(name: str, *, only_first: bool = False) -> Callable[[MeasuredPassage], Classes]:
    def of(passage: MeasuredPassage) -> Classes:
        column = passage.column(name)
        return column[passage.is_first] if only_first else column

    return of


def _scale_step(passage: MeasuredPassage) -> Classes:
    """Return the semitones of each note above the tonic in force."""
    starts = [change.tick for change in passage.keys]
    tonics = np.array([change.key.tonic_pitch_class for change in passage.keys])
    in_force = np.searchsorted(starts, passage.ticks, side="right") - 1
    steps: Classes = (passage.pitches - tonics[in_force]) % 12
    return steps


def _interval(passage: MeasuredPassage) -> Classes:
    """Return each hand's steps from note to note, in semitones counted from two octaves down."""
    hand, pitches = passage.column("hand"), passage.pitches
    ways = [np.diff(pitches[hand == k]) for k in range(len(HAND_CLASSES))]
    clipped: Classes = np.clip(np.concatenate(ways), -_WIDEST_INTERVAL, _WIDEST_INTERVAL)
    return clipped + _WIDEST_INTERVAL


def _tempo(passage: MeasuredPassage) -> Classes:
    """Return the tempo classes, moved so that the median of the passage is the middle one."""
    tempo = passage.column("tempo")[passage.is_first]
    moved = tempo - int(np.median(tempo)) + _TEMPI // 2
    clipped: Classes = np.clip(moved, 0, _TEMPI - 1)
    return clipped


def _named(numbers: Iterable[object]) -> tuple[str, ...]:
    return tuple(map(str, numbers))


TRAITS: Mapping[str, Trait] = {
    "delta_onset": Trait(
        "Time from the note before",
        "24ths of a beat",
        _named((*DELTA_ONSETS, "end")),
        _attribute("delta_onset"),
    ),
    "scale_step": Trait("Pitch class", "semitones above the tonic", _named(range(12)), _scale_step),
    "interval": Trait(
        "Interval from the hand's note before",
        "semitones",
        _named(range(-_WIDEST_INTERVAL, _WIDEST_INTERVAL + 1)),
        _interval,
    ),
    "duration": Trait("Length", "24ths of a beat", _named(DURATIONS), _attribute("duration")),
    "velocity": Trait(
        "Velocity",
        "MIDI, from",
        _named(range(0, _VELOCITIES * VELOCITY_BIN, VELOCITY_BIN)),
        _attribute("velocity"),
    ),
    "hand": Trait("Hand", "", HAND_CLASSES, _attribute("hand")),
    "pedal": Trait("Pedal", "", PEDAL_CLASSES, _attribute("pedal", only_first=True)),
    "tempo": Trait(
        "Tempo against the passage's median",
        "eighths of an octave",
        _named(range(-(_TEMPI // 2), _TEMPI // 2 + 1)),
        _tempo,
    ),
}
"""What is compared, in the order in which it is shown; pedal and tempo are one for each onset."""
