"""Encode music as the rows of the expressive family.

The onset of each note is its distance from the one before. A distance that is no class of
DELTA_ONSETS becomes the nearest, and the next one compensates for it, so errors never add up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    DELTA_ONSETS,
    DURATIONS,
    GRID_TICKS,
    HAND_CLASSES,
    MEDIAN_TEMPO,
    PEDAL_CLASSES,
    TEMPO_STEPS_PER_OCTAVE,
    VELOCITY_BIN,
    Rows,
)
from chopin_studio.engine.expressive.frame import (
    FASTEST_BASE_BPM,
    SLOWEST_BASE_BPM,
    Frame,
    Ticks,
    frame_of,
)
from chopin_studio.engine.expressive.lookback import lookback_rows
from chopin_studio.engine.expressive.plan_timeline import PlanTimeline
from chopin_studio.engine.sampling import SAMPLER
from chopin_studio.engine.seeds import SeedError
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.key import Key
from chopin_studio.music.meter import Bar
from chopin_studio.music.note import (
    HIGHEST_PIANO_PITCH,
    LOWEST_PIANO_PITCH,
    TICKS_PER_QUARTER,
    Hand,
    Note,
    score_order,
)
from chopin_studio.music.plan.plan import Plan
from chopin_studio.music.tempo import TempoMap
from chopin_studio.texts import Text, plural, translatable

_HALF_GRID_TICKS = GRID_TICKS // 2
_LONGEST_DELTA = DELTA_ONSETS[-1]
_NEAREST_DELTA = np.abs(np.subtract.outer(np.arange(_LONGEST_DELTA + 1), DELTA_ONSETS)).argmin(
    axis=1
)
"""The class of each whole number of 24ths up to the longest."""

_DURATION_BOUNDS = np.sqrt(np.multiply(DURATIONS[:-1], DURATIONS[1:]))
"""The limits between classes of duration, in 24ths: geometric means."""

_HANDS: dict[Hand | None, int] = {Hand(name): k for k, name in enumerate(HAND_CLASSES)}
_UP, _HELD, _ANEW = range(len(PEDAL_CLASSES))

Classes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ExpressiveEncoding:
    """Music as rows, the frame in which they are music again, and notices on what was changed."""

    rows: Rows
    frame: Frame
    notices: tuple[str, ...]


def encode(
    excerpt: Excerpt, composer: str | None = "Chopin", length_ticks: int | None = None
) -> Rows:
    """Read `excerpt` as rows; see `read`, which returns more."""
    return read(excerpt, composer, length_ticks).rows


def read(
    excerpt: Excerpt,
    composer: str | None = "Chopin",
    length_ticks: int | None = None,
    sampler: int = SAMPLER,
) -> ExpressiveEncoding:
    """Read `excerpt` as rows and their frame.

    Time is counted from the bar line before the first note, so a pickup is timed from the beginning
    of its bar, and empty bars before the music are dropped. `length_ticks` is the length of the
    piece that the excerpt opens, counted from there, by default up to its last onset. Unknown hands
    are estimated. Notes beyond the piano's keys are dropped, and of two notes of one pitch and
    onset the shorter. Nothing is planned in the rows; see `planned_rows`. None is a composer not
    among COMPOSERS. `sampler` is the version of the sampler for which it is read. Raises SeedError
    where no notes are left, ValueError for another name that is not among them.
    """
    playable = [n for n in excerpt.notes if LOWEST_PIANO_PITCH <= n.pitch <= HIGHEST_PIANO_PITCH]
    if not playable:
        raise SeedError(
            translatable(
                "There are no piano notes in this music. Choose a file with at least a few bars."
            )
        )
    notes = _in_score_order(_with_hands(playable))
    is_first = np.diff(notes.onset, prepend=-1) > 0
    chord = np.cumsum(is_first) - 1
    heard = notes.onset[is_first]
    first_bar = excerpt.meters.bar_at(int(heard[0]))
    deltas, places = _timed((heard - first_bar.start_tick) // GRID_TICKS, first_bar)
    # Half a 24th more or less is articulation, not length: a triplet note of 90 ticks and one of
    # 80, which some pieces have side by side, are the same.
    whole = np.maximum((notes.duration + _HALF_GRID_TICKS - 1) // GRID_TICKS, 1)
    durations = np.searchsorted(_DURATION_BOUNDS, whole)
    last_duration = DURATIONS[durations[chord == chord[-1]].max()]
    tempos, base_bpm = _tempos(
        excerpt.tempo_map, heard, np.diff(places, append=places[-1] + last_duration)
    )
    columns = (
        np.where(is_first, deltas[chord], 0),
        notes.pitch - LOWEST_PIANO_PITCH,
        durations,
        notes.velocity // VELOCITY_BIN,
        notes.hand,
        _pedals(excerpt.pedals, heard, last_duration * GRID_TICKS)[chord],
        tempos[chord],
    )
    ticks = places[chord] * GRID_TICKS
    # The key is estimated from the notes as they are decoded, so that they read the same then.
    decoded = zip(
        notes.pitch, ticks + first_bar.start_tick, np.array(DURATIONS)[durations], strict=True
    )
    sounding = tuple(Note(int(p), 1, int(at), int(d) * GRID_TICKS) for p, at, d in decoded)
    frame = frame_of(replace(excerpt, notes=sounding), first_bar.start_tick, base_bpm, sampler)
    length = int(ticks[-1]) + GRID_TICKS if length_ticks is None else length_ticks
    attributes = np.stack(columns, axis=-1).astype(np.int16)
    rows = planned_rows(attributes, ticks, frame, Plan(), composer, length)
    longest_silence = int(np.diff(heard).max(initial=0))
    notices = _notices(len(excerpt.notes) - len(playable), longest_silence)
    return ExpressiveEncoding(rows, frame, (*_guesses(excerpt, playable, frame), *notices))


def planned_rows(
    attributes: NDArray[np.int16],
    onset_ticks: Ticks,
    frame: Frame,
    plan: Plan,
    composer: str | None,
    length_ticks: int,
) -> Rows:
    """Return the rows of notes [n, 7] with these onsets [n], with what is known of each by a plan.

    `onset_ticks` count from the frame's tick 0, as the plan's bars do.
    """
    planned = PlanTimeline(plan, frame.meters)
    before = np.append(0, onset_ticks)
    known = (frame.conditions(before, composer, length_ticks), planned.conditions(before))
    places = (frame.positions(onset_ticks)[:, None], planned.places(onset_ticks))
    return Rows(
        attributes,
        np.hstack(places).astype(np.int16),
        np.hstack(known).astype(np.int16),
        lookback_rows(attributes, onset_ticks, frame.meters, planned),
    )


def _guesses(excerpt: Excerpt, playable: Sequence[Note], frame: Frame) -> Iterable[str]:
    """Yield notices on what the music does not state, and how it was read."""
    unknown = sum(note.hand is None for note in playable)
    if unknown == len(playable):
        yield translatable("The hands are estimated, since your music does not state them.")
    elif unknown:
        yield translatable("Some hands are estimated, since your music does not state them all.")
    key = frame.keys[0].key
    if not excerpt.keys:
        yield translatable("The key is estimated: {key}.", key=key.name)
    elif key not in [change.key for change in excerpt.keys]:
        yield translatable(
            "Your music states {stated}; judging by its notes, it is read as {key}.",
            stated=Key(key.fifths).name,
            key=key.name,
        )
    if not excerpt.names_meter:
        meter = frame.meters.changes[0]
        yield translatable(
            "Your music states no meter; it is read in {beats}/{unit}.",
            beats=meter.numerator,
            unit=meter.denominator,
        )


def _notices(beyond_keys: int, longest_silence_ticks: int) -> Iterable[str]:
    if beyond_keys:
        yield plural(
            "{n} notes are beyond the 88 keys of a piano and were left out.",
            "{n} note is beyond the 88 keys of a piano and was left out.",
            beyond_keys,
        )
    if longest_silence_ticks > _LONGEST_DELTA * GRID_TICKS:
        yield shortened_rest_words()


def shortened_rest_words() -> Text:
    """Return the notice that a rest is too long to be read."""
    return translatable(
        "Your music has a rest of more than {beats} beats, which is shortened.",
        beats=_LONGEST_DELTA * GRID_TICKS // TICKS_PER_QUARTER,
    )


class _Columns(NamedTuple):
    """Notes as columns [notes] of whole numbers; `onset` in ticks, on the grid."""

    onset: Ticks
    pitch: Ticks
    duration: Ticks
    velocity: Ticks
    hand: Ticks


def _in_score_order(notes: Sequence[Note]) -> _Columns:
    """Put notes on the grid and in order; of one pitch and onset keep the longest, then loudest."""
    table = np.array(
        [(n.onset_tick, n.pitch, n.duration_tick, n.velocity, _HANDS[n.hand]) for n in notes],
        np.int64,
    )
    table[:, 0] = _on_grid(table[:, 0])
    onset, pitch, duration, velocity, _ = table.T
    table = table[np.lexsort((-velocity, -duration, pitch, onset))]
    is_double = (table[1:, :2] == table[:-1, :2]).all(axis=1)
    return _Columns(*table[np.append(True, ~is_double)].T)


def _on_grid(ticks: Ticks) -> Ticks:
    """Move ticks to the nearest 24th of a beat, from half-way to the later one."""
    return (ticks + _HALF_GRID_TICKS) // GRID_TICKS * GRID_TICKS


def _with_hands(notes: Sequence[Note]) -> Sequence[Note]:
    """Estimate the hands that are missing, from the chords on the grid."""
    if all(note.hand is not None for note in notes):
        return notes
    ticks = _on_grid(np.array([note.onset_tick for note in notes])).tolist()
    placed = (replace(note, onset_tick=tick) for note, tick in zip(notes, ticks, strict=True))
    return assign_hands(Excerpt(tuple(sorted(placed, key=score_order)))).notes


def _timed(places: Ticks, first_bar: Bar) -> tuple[Classes, Ticks]:
    """Return the classes of Δonset of chords at `places`, and the resulting places, in 24ths.

    The first stays in its bar, since the next reading counts from there.
    """
    bar_length = (first_bar.end_tick - first_bar.start_tick) / GRID_TICKS
    in_first_bar = [delta for delta in DELTA_ONSETS if delta < bar_length]
    deltas = [int(np.abs(np.subtract(in_first_bar, places[0])).argmin())]
    now = DELTA_ONSETS[deltas[0]]
    nearest = _NEAREST_DELTA.tolist()
    for place in places[1:].tolist():
        # A chord stays separate from the one before it even where that one was moved later.
        deltas.append(nearest[min(max(place - now, 1), _LONGEST_DELTA)])
        now += DELTA_ONSETS[deltas[-1]]
    return np.array(deltas), np.cumsum(np.array(DELTA_ONSETS)[deltas])


def _tempos(tempo_map: TempoMap, ticks: Ticks, beats: Ticks) -> tuple[Classes, float]:
    """Return the classes of the tempi at `ticks`, and the tempo to which they are relative.

    That is the median of the tempi at the onsets, each weighted by the time `beats` for which it
    holds, in any unit.
    """
    starts = [change.tick for change in tempo_map.changes]
    bpms = np.array([change.bpm for change in tempo_map.changes])
    bpm = bpms[np.searchsorted(starts, ticks, side="right") - 1]
    order = np.argsort(bpm)
    weight = np.cumsum(beats[order])
    median = bpm[order][np.searchsorted(weight, weight[-1] / 2)]
    base_bpm = float(np.clip(median, SLOWEST_BASE_BPM, FASTEST_BASE_BPM))
    steps = np.rint(TEMPO_STEPS_PER_OCTAVE * np.log2(bpm / base_bpm)).astype(np.int64)
    return np.clip(steps + MEDIAN_TEMPO, 0, ATTRIBUTE_SIZES[-1] - 1), base_bpm


def _pedals(pedals: Iterable[PedalChange], ticks: Ticks, last_duration: int) -> Classes:
    """Return the classes of the pedal for chords at `ticks`; see PEDAL_CLASSES.

    A chord's time begins half a 24th before it, so that a pedal put down just early counts.
    """
    down = np.array([False, *(pedal.is_down for pedal in pedals)])
    moved = np.array([-1, *(pedal.tick for pedal in pedals)])
    pressed = np.cumsum(down & ~np.roll(down, 1))
    ends = np.append(ticks[1:] - _HALF_GRID_TICKS, ticks[-1] + last_duration // 2)
    index = np.searchsorted(moved, ends, side="right") - 1
    anew = np.diff(pressed[index], prepend=0) > 0
    return np.where(down[index], np.where(anew, _ANEW, _HELD), _UP)
