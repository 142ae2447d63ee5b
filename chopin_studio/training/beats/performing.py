"""Play written pieces as players do, so that their beats are known: tempo, rubato, unevenness."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.performance.played_notes import PlayedNotes
from chopin_studio.training.beats.written_pieces import Ints, WrittenPiece

Floats = NDArray[np.float64]

ON_BEAT_TICKS = 10
_MOST_TRANSPOSED = 6
_SHORTEST_BEAT_SEC, _LONGEST_BEAT_SEC = 0.075, 8.0

_RATE_SLOPE, _RATE_LEVEL, _RATE_SPREAD = -0.46, 1.48, 0.5
"""Of the pieces with a player's tempi: the binary logarithm of beats a second, by that of strikes
a beat, and its standard deviation."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a piece is played.

    `keeps_tempo` plays one tempo throughout, else the piece's own tempo map where it has one.
    `tempo_factor` is how much faster. `rubato` and `phrasing` are standard deviations of the length
    of beats, as logarithms: from beat to beat, and over phrases. `unevenness_sec` is the standard
    deviation of onsets, or half their range where it `is_uniform`; `spread_sec` is the time between
    the notes of a rolled chord, and `rolled` the share of chords so played; `lead_sec` is by how
    much the top voice comes early; `missing` and `extra` are shares of notes, `transposed` is in
    semitones. `velocities` are `kept`, `plain` or `random`.
    """

    keeps_tempo: bool = True
    tempo_factor: float = 1.0
    rubato: float = 0.0
    phrasing: float = 0.0
    unevenness_sec: float = 0.0
    is_uniform: bool = False
    rolled: float = 0.0
    spread_sec: float = 0.03
    lead_sec: float = 0.0
    missing: float = 0.0
    extra: float = 0.0
    transposed: int = 0
    velocities: str = "kept"
    keeps_pedal: bool = True
    ends_slowly: bool = False


@dataclass(frozen=True, slots=True)
class Performance:
    """What was played, and what is true of it.

    `beats_sec` [b] are the felt beats; `downbeats` [b] says which begin a bar. `note_places` [n]
    are the notes' places in beats from the first one on, and `note_meters` [n] the place of their
    meter in `meters`.
    """

    played: PlayedNotes
    beats_sec: Floats
    downbeats: NDArray[np.bool_]
    note_places: Floats
    note_meters: Ints
    meters: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Beats:
    """The felt beats of a piece by their ticks, the last one being an end."""

    ticks: Ints
    downbeats: NDArray[np.bool_]
    meters: Ints


def performed(
    piece: WrittenPiece, manner: Manner, rng: np.random.Generator, notes: slice | None = None
) -> Performance:
    """Return a performance of a piece, or of some of its notes."""
    beats = _beats(piece)
    table = piece.notes if notes is None else piece.notes[notes]
    first, last = _span(beats, table)
    base = _base_seconds(piece, manner, beats, rng)
    edges = base[first : last + 1]
    played_edges = _played_edges(edges, manner, rng)
    beat_ticks = beats.ticks[first : last + 1]

    def seconds(ticks: Ints) -> Floats:
        if manner.keeps_tempo or not piece.is_timed:
            return np.interp(ticks, beat_ticks, played_edges)
        return np.interp(_seconds(piece, ticks), edges, played_edges)

    kept = rng.random(len(table)) >= manner.missing
    table = table[kept] if kept.any() else table
    onsets = seconds(table[:, 0]) + _unevenness(table, manner, rng)
    ends = seconds(np.minimum(table[:, 1], beat_ticks[-1]))
    ends = np.maximum(ends + rng.normal(0, manner.unevenness_sec, len(ends)), onsets + 0.03)
    velocities = _velocities(table, manner, rng)
    pitches = table[:, 2] + manner.transposed
    places = np.interp(table[:, 0], beat_ticks, np.arange(len(beat_ticks)))
    meters = beats.meters[first:last][np.minimum(places.astype(int), last - first - 1)]
    if manner.extra:
        more = rng.choice(len(table), rng.binomial(len(table), manner.extra))
        onsets = np.concatenate((onsets, onsets[more] + rng.uniform(-0.04, 0.04, len(more))))
        ends = np.concatenate((ends, onsets[-len(more) :] + 0.06 if len(more) else ends[:0]))
        pitches = np.concatenate((pitches, pitches[more] + rng.choice((-2, -1, 1, 2), len(more))))
        velocities = np.concatenate((velocities, velocities[more] * 0.6))
        places, meters = (
            np.concatenate((places, places[more])),
            np.concatenate((meters, meters[more])),
        )
    order = np.argsort(onsets, kind="stable")
    downs = piece.pedals[:, 0][_presses(piece)] if manner.keeps_pedal else np.zeros(0, np.int64)
    downs = downs[(downs >= beat_ticks[0]) & (downs < beat_ticks[-1])]
    names = tuple((int(n), int(d)) for n, d in piece.meters[:, 1:])
    return Performance(
        PlayedNotes(
            onsets[order], ends[order], pitches[order], velocities[order], np.sort(seconds(downs))
        ),
        played_edges,
        beats.downbeats[first : last + 1],
        places[order],
        meters[order],
        names,
    )


def _presses(piece: WrittenPiece) -> NDArray[np.bool_]:
    is_down = piece.pedals[:, 1] >= 64
    return is_down & ~np.concatenate(([False], is_down[:-1]))


def _beats(piece: WrittenPiece) -> _Beats:
    changes = tuple(MeterChange(*row) for row in piece.meters.tolist())
    meters, end = MeterMap(changes), int(piece.notes[:, 1].max())
    ticks: list[int] = []
    downbeats: list[bool] = []
    kinds: list[int] = []
    places = {change.tick: place for place, change in enumerate(changes)}
    for bar in meters.bars(0, end + 1):
        for tick in range(bar.start_tick, bar.end_tick, bar.meter.felt_beat_ticks):
            ticks.append(tick)
            downbeats.append(tick == bar.start_tick)
            kinds.append(places[bar.meter.tick])
    ticks.append(max(bar.end_tick, end + 1))
    downbeats.append(True)
    kinds.append(kinds[-1])
    return _Beats(np.array(ticks), np.array(downbeats), np.array(kinds))


def _span(beats: _Beats, table: Ints) -> tuple[int, int]:
    """Return the first and the last beat that some notes need."""
    first = max(int(np.searchsorted(beats.ticks, table[0, 0], "right")) - 1, 0)
    last = int(np.searchsorted(beats.ticks, table[-1, 0] + 1, "left"))
    return first, min(max(last, first + 1), len(beats.ticks) - 1)


def _seconds(piece: WrittenPiece, ticks: Ints) -> Floats:
    """Return the times of ticks by the piece's own tempo map."""
    starts, lengths = piece.tempos[:, 0], piece.tempos[:, 1] / 1e6 / TICKS_PER_QUARTER
    begun = np.concatenate(([0.0], np.cumsum(np.diff(starts) * lengths[:-1])))
    place = np.maximum(np.searchsorted(starts, ticks, "right") - 1, 0)
    return np.asarray(begun[place] + (ticks - starts[place]) * lengths[place])


def _base_seconds(
    piece: WrittenPiece, manner: Manner, beats: _Beats, rng: np.random.Generator
) -> Floats:
    """Return the time of each beat before rubato, at the tempo of the piece or a likely one."""
    if piece.is_timed:
        own = _seconds(piece, beats.ticks)
        if not manner.keeps_tempo:
            return own
        quarter = float(np.median(np.diff(own) / np.diff(beats.ticks)))
        return np.asarray(beats.ticks * quarter)
    strikes = len(np.unique(piece.notes[:, 0])) / len(beats.ticks)
    level = _RATE_LEVEL + _RATE_SLOPE * np.log2(max(strikes, 0.5))
    beat_sec = 2.0 ** -rng.normal(level, _RATE_SPREAD)
    beat_ticks = float(np.median(np.diff(beats.ticks)))
    return np.asarray(beats.ticks * (beat_sec / beat_ticks))


def _played_edges(edges: Floats, manner: Manner, rng: np.random.Generator) -> Floats:
    """Return the time of each beat as it is played, from 0 on."""
    lengths = np.diff(edges)
    count = len(lengths)
    bend = np.zeros(count)
    if manner.rubato:
        noise = rng.normal(0, manner.rubato, count)
        for place in range(1, count):
            noise[place] = 0.6 * noise[place - 1] + 0.8 * noise[place]
        bend += noise
    if manner.phrasing:
        period = float(rng.choice((8, 12, 16, 24)))
        within = (np.arange(count) + rng.integers(0, int(period))) % period / period
        bend += manner.phrasing * (4 * (within - 0.5) ** 2 * 1.5 - 0.5)
        bend += (rng.random(count) < 0.01) * rng.uniform(0.2, 0.9, count)
    if manner.ends_slowly:
        slow = min(6, count)
        bend[-slow:] += np.linspace(0, 0.5, slow)
    played = np.clip(
        lengths * np.exp(bend) / manner.tempo_factor, _SHORTEST_BEAT_SEC, _LONGEST_BEAT_SEC
    )
    return np.concatenate((np.zeros(1), np.cumsum(played)))


def _unevenness(table: Ints, manner: Manner, rng: np.random.Generator) -> Floats:
    """Return by how much each note is late, in seconds."""
    count = len(table)
    if manner.is_uniform:
        late = rng.uniform(-manner.unevenness_sec, manner.unevenness_sec, count)
    else:
        late = rng.normal(0, manner.unevenness_sec, count)
    starts = np.concatenate(([True], np.diff(table[:, 0]) > 0))
    chord = np.cumsum(starts) - 1
    place_in_chord = np.arange(count) - np.flatnonzero(starts)[chord]
    is_top = np.concatenate((starts[1:], [True]))
    late -= manner.lead_sec * (is_top & ~starts)
    if manner.rolled:
        is_rolled = rng.random(chord[-1] + 1) < manner.rolled
        late += is_rolled[chord] * place_in_chord * manner.spread_sec
    return np.asarray(late)


def _velocities(table: Ints, manner: Manner, rng: np.random.Generator) -> Floats:
    own = table[:, 3].astype(float)
    if manner.velocities == "plain":
        return np.full(len(own), 64.0)
    if manner.velocities == "random":
        return np.clip(64 + rng.normal(0, 12, len(own)), 1, 127)
    return own


def drawn_manner(piece: WrittenPiece, rng: np.random.Generator) -> Manner:
    """Return one of the manners in which pieces are played to train the network."""
    keeps_tempo = bool(rng.random() < 0.35)
    kept = piece.is_timed and rng.random() < 0.7
    far = rng.random() < 0.15
    return Manner(
        keeps_tempo=keeps_tempo,
        tempo_factor=float(2 ** rng.normal(0, 0.6 if far else 0.2)),
        rubato=0.0 if keeps_tempo and rng.random() < 0.5 else float(rng.uniform(0, 0.08)),
        phrasing=0.0 if keeps_tempo else float(rng.uniform(0, 0.25)),
        unevenness_sec=float(rng.uniform(0, 0.025)),
        rolled=float(rng.choice((0, 0, 0.05, 0.2))),
        spread_sec=float(rng.uniform(0.015, 0.06)),
        lead_sec=float(rng.choice((0, 0, 0.015, 0.03))),
        missing=float(rng.choice((0, 0, 0.03, 0.08))),
        extra=float(rng.choice((0, 0, 0, 0.03))),
        transposed=int(rng.integers(-_MOST_TRANSPOSED, _MOST_TRANSPOSED + 1)),
        velocities="kept" if kept else str(rng.choice(("plain", "random"))),
        keeps_pedal=bool(rng.random() < 0.6),
        ends_slowly=not keeps_tempo and bool(rng.random() < 0.5),
    )
