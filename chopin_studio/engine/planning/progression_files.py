"""The models of progressions and of chord changes on disk: JSON that ships with the studio."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_json
from chopin_studio.engine.planning.progression_model import (
    MODES,
    RELATIVE_CHORDS,
    ChordChain,
    ChordCounts,
    ProgressionModel,
    RelatedKey,
    Rhythm,
)
from chopin_studio.errors import StudioError
from chopin_studio.music.harmony.chord import SEMITONES
from chopin_studio.music.harmony.measures import CHANGES, ORDER, ChangeModel
from chopin_studio.music.key import Mode
from chopin_studio.texts import translatable

FORMAT_VERSION = 1
MOST_BYTES = 500_000
_MOST_NUMBERS = 200_000
_MOST_COUNT = 10**7
_MOST_RHYTHMS = 10_000
_COUNTS = ("first", "chords", "pairs", "triples")


class ProgressionModelError(StudioError):
    """A model of harmony cannot be used."""


def read_progression_model(path: Path) -> ProgressionModel:
    """Read a model of progressions; raises ProgressionModelError where it cannot be used."""
    try:
        fields = _versioned(path)
        modes, keys = check.fields(fields["modes"]), check.fields(fields["related_keys"])
        return ProgressionModel(
            {mode: ChordChain(_counts(check.fields(modes[mode]))) for mode in MODES},
            {mode: _related(keys[mode]) for mode in MODES},
            tuple(_rhythm(entry) for entry in check.items(fields["rhythms"], _MOST_RHYTHMS, 1)),
        )
    except (OSError, KeyError, ValueError) as error:
        raise _unreadable(path) from error


def progression_model_json(
    counts: Mapping[Mode, ChordCounts],
    related_keys: Mapping[Mode, tuple[RelatedKey, ...]],
    rhythms: tuple[Rhythm, ...],
    credit: str,
) -> dict[str, Any]:
    """Return the JSON value that `read_progression_model` reads; `credit` says whose it is."""
    return {
        "version": FORMAT_VERSION,
        "credit": credit,
        "modes": {
            mode: {name: getattr(counts[mode], name).ravel().tolist() for name in _COUNTS}
            for mode in MODES
        },
        "related_keys": {
            mode: [[key.semitones, key.mode, key.weight] for key in related_keys[mode]]
            for mode in MODES
        },
        "rhythms": [[one.beats, one.weight, *one.rates] for one in rhythms],
    }


def read_change_model(path: Path) -> ChangeModel:
    """Read a model of chord changes; raises ProgressionModelError where it cannot be used."""
    try:
        counts = check.fields(_versioned(path)["counts"])
        return ChangeModel(
            {
                tuple(int(number) for number in row[:-1]): int(row[-1])
                for length in range(1, ORDER + 1)
                for row in _table(counts[str(length)], length + 1, CHANGES)
            }
        )
    except (OSError, KeyError, ValueError) as error:
        raise _unreadable(path) from error


def change_model_json(model: ChangeModel, credit: str) -> dict[str, Any]:
    """Return the JSON value that `read_change_model` reads; `credit` says whose it is."""
    return {
        "version": FORMAT_VERSION,
        "credit": credit,
        "counts": {
            str(length): [
                number
                for changes, count in sorted(model.counts.items())
                if len(changes) == length
                for number in (*changes, count)
            ]
            for length in range(1, ORDER + 1)
        },
    }


def _versioned(path: Path) -> dict[str, Any]:
    fields = check.fields(read_json(path, MOST_BYTES))
    check.whole(fields["version"], FORMAT_VERSION, FORMAT_VERSION)
    return fields


def _unreadable(path: Path) -> ProgressionModelError:
    return ProgressionModelError(
        translatable(
            "The harmony in {path} cannot be read. Install Chopin Studio again.", path=path
        )
    )


def _counts(fields: Mapping[str, Any]) -> ChordCounts:
    first, chords = (_table(fields[name], 1).ravel() for name in ("first", "chords"))
    if not len(first) == len(chords) == RELATIVE_CHORDS:
        raise DataError
    return ChordCounts(first, chords, _table(fields["pairs"], 3), _table(fields["triples"], 4))


def _table(value: object, columns: int, kinds: int = RELATIVE_CHORDS) -> NDArray[np.int64]:
    """Return a list of whole numbers as rows, each of some numbers below `kinds` and a count."""
    entries = check.items(value, _MOST_NUMBERS)
    numbers = [check.whole(entry, 0, _MOST_COUNT) for entry in entries]
    if len(numbers) % columns:
        raise DataError
    table = np.array(numbers, dtype=np.int64).reshape(-1, columns)
    if (table[:, :-1] >= kinds).any():
        raise DataError
    return table


def _rhythm(value: object) -> Rhythm:
    beats, weight, *rates = check.items(value, 5, 5)
    first, middle, other = (check.number(rate, 0, 1) for rate in rates)
    return Rhythm(
        check.whole(beats, 1, 255), check.whole(weight, 1, _MOST_COUNT), (first, middle, other)
    )


def _related(value: object) -> tuple[RelatedKey, ...]:
    keys = []
    for entry in check.items(value, len(MODES) * SEMITONES):
        semitones, mode, weight = check.items(entry, 3, 3)
        if mode not in MODES:
            raise DataError
        keys.append(
            RelatedKey(
                check.whole(semitones, 0, SEMITONES - 1), mode, check.whole(weight, 1, _MOST_COUNT)
            )
        )
    return tuple(keys)
