"""Openings of pieces for the expressive family: cut at a bar line, and kept as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.engine.bundle_files import BundleFiles
from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    DELTA_ONSETS,
    END,
    GRID_TICKS,
)
from chopin_studio.engine.expressive.frame import (
    FASTEST_BASE_BPM,
    SLOWEST_BASE_BPM,
    Frame,
    Ticks,
)
from chopin_studio.engine.seeds import LONGEST_SEED_NAME, MOST_SEED_NOTES, LibrarySeed
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.texts import translatable

MOST_HEARD_NOTES = 400
"""How many notes of the user's music are read: more would only delay the first note."""

MOST_REMEMBERED_NOTES = 4000
"""How many notes before a passage bars can return to, by a model with plans."""

_DELTAS = np.array(DELTA_ONSETS, np.int64)
LONGEST_WAIT_TICKS = DELTA_ONSETS[-1] * GRID_TICKS
_MOST_CHANGES, _LAST_TICK = 10_000, 2**28
"""More changes of meter or key than any seed has, and a later tick."""


@dataclass(frozen=True, slots=True)
class ExpressiveSeed(LibrarySeed):
    """A library seed whose `attributes` are the rows of its notes, in the order of ATTRIBUTES.

    `frame` is their frame, `end_tick` the bar line at which it ends.
    """

    attributes: tuple[tuple[int, ...], ...]
    frame: Frame
    end_tick: int


class Cut(NamedTuple):
    """The number of notes of an opening, and the tick before which no other note begins."""

    notes: int
    end_tick: int


def onset_ticks(delta_classes: NDArray[np.integer]) -> Ticks:
    """Return the onsets [notes] of notes of these classes of Δonset, from tick 0 of their frame."""
    ticks: Ticks = np.cumsum(_DELTAS[delta_classes]) * GRID_TICKS
    return ticks


def cut_opening(
    ticks: Ticks, meters: MeterMap, most_notes: int, most_bars: int | None = None
) -> Cut:
    """Find the last bar line with no more notes and bars before it than the limits.

    `ticks` are the onsets of at least one note. Music that is short enough stays whole, and ends
    just after its last onset, so that what follows can continue in its last bar. A first bar of too
    many notes is cut between two onsets. Any opening can be followed by a class of Δonset.
    """
    end_tick = int(ticks[-1]) + GRID_TICKS
    if most_bars is not None:
        last_bar = next(islice(meters.bars(0, np.inf), most_bars - 1, None))
        end_tick = min(end_tick, last_bar.end_tick)
    if np.searchsorted(ticks, end_tick) > most_notes:
        bar_line = meters.bar_at(int(ticks[most_notes])).start_tick
        end_tick = bar_line if bar_line > ticks[0] else int(ticks[most_notes])
    notes = max(1, int(np.searchsorted(ticks, end_tick)))
    return Cut(notes, min(end_tick, int(ticks[notes - 1]) + LONGEST_WAIT_TICKS))


def frame_until(frame: Frame, end_tick: int) -> Frame:
    """Remove changes of bars and keys from `end_tick` on: what follows keeps what holds there.

    Those at tick 0 always stay.
    """
    meters = tuple(change for change in frame.meters.changes if change.tick < max(end_tick, 1))
    keys = tuple(change for change in frame.keys if change.tick < max(end_tick, 1))
    return replace(frame, meters=MeterMap(meters), keys=keys)


def seeds_of(bundle: BundleFiles) -> tuple[ExpressiveSeed, ...]:
    """Return a bundle's seeds; raises BundleError where the file has none."""
    return bundle.part(_read_seeds)


def _read_seeds(bundle: BundleFiles) -> tuple[ExpressiveSeed, ...]:
    return bundle.read_seeds(lambda row: expressive_seed_from_json(check.fields(row)))


def expressive_seed_to_json(seed: ExpressiveSeed) -> dict[str, Any]:
    """Return a seed as JSON values."""
    frame = seed.frame
    return {
        "name": seed.name,
        "title": seed.title,
        "bpm": frame.base_bpm,
        "meters": [[c.tick, c.numerator, c.denominator] for c in frame.meters.changes],
        "keys": [[change.tick, change.key.name] for change in frame.keys],
        "end_tick": seed.end_tick,
        "notes": [list(row) for row in seed.attributes],
    }


def expressive_seed_from_json(found: Mapping[str, Any]) -> ExpressiveSeed:
    """Read what `expressive_seed_to_json` wrote.

    Raises KeyError or ValueError where it is anything else.
    """
    notes = check.items(found["notes"], MOST_SEED_NOTES, least=1)
    rows = tuple(map(_row, notes))
    meters = MeterMap(tuple(map(_meter, check.items(found["meters"], _MOST_CHANGES))))
    keys = tuple(map(_key, check.items(found["keys"], _MOST_CHANGES)))
    if any(after.tick <= before.tick for before, after in pairwise(keys)):
        raise DataError(translatable("has keys out of order"))
    name, title = (
        check.line(found[each], LONGEST_SEED_NAME, least=1) for each in ("name", "title")
    )
    bpm = check.number(found["bpm"], SLOWEST_BASE_BPM, FASTEST_BASE_BPM)
    last_tick = int(onset_ticks(np.array([row[0] for row in rows]))[-1])
    end_tick = check.whole(found["end_tick"], last_tick + 1, last_tick + LONGEST_WAIT_TICKS)
    return ExpressiveSeed(name, title, rows, Frame(bpm, meters, keys, title), end_tick)


def _row(value: object) -> tuple[int, ...]:
    """Read a note: a class for each attribute, without END."""
    classes = check.items(value, len(ATTRIBUTES), least=len(ATTRIBUTES))
    row = tuple(
        check.whole(number, 0, size - 1)
        for number, size in zip(classes, ATTRIBUTE_SIZES, strict=True)
    )
    if row[0] == END:
        raise DataError(translatable("has the end of a piece within a seed"))
    return row


def _meter(value: object) -> MeterChange:
    tick, numerator, denominator = check.items(value, 3, least=3)
    return MeterChange(
        check.whole(tick, 0, _LAST_TICK),
        check.whole(numerator, 1, 255),
        check.whole(denominator, 1, 64),
    )


def _key(value: object) -> KeyChange:
    tick, name = check.items(value, 2, least=2)
    return KeyChange(
        check.whole(tick, 0, _LAST_TICK), Key.named(check.line(name, LONGEST_SEED_NAME))
    )
