"""Measure how well beats and bars are found in pieces that the network has not learned from.

python -m chopin_studio.training.beats.measure CORPORA KEPT [--network FILE] [--every N]

Prints a table: for each kind of playing the mean F measure of the beats (within 70 ms, at the right
level; and at half or double level), that of the downbeats, and the share of pieces whose meter is
right. KEPT is a folder in which the pieces are kept as arrays.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from chopin_studio.music.performance.beat_network import BeatNetwork
from chopin_studio.music.performance.beat_network_file import read_network
from chopin_studio.music.performance.find_beats import beats_of
from chopin_studio.music.performance.played_notes import PlayedNotes
from chopin_studio.paths import beat_network
from chopin_studio.training.beats.performing import Manner, Performance, performed
from chopin_studio.training.beats.written_pieces import WrittenPiece, is_held_out, written_pieces

Floats = NDArray[np.float64]

TOLERANCE_SEC = 0.07
MOST_NOTES = 800
LEAST_NOTES = 60
RIGHT = 0.85
"""A performance whose beats reach this counts as right."""

PLAYED, SCORES = "played", "scores"
OWN_TEMPI = "the player's own tempi"
MANNERS = {
    "one tempo, 20 ms uneven": Manner(unevenness_sec=0.02, keeps_pedal=False),
    OWN_TEMPI: Manner(keeps_tempo=False, unevenness_sec=0.005),
    "own tempi and rubato": Manner(
        keeps_tempo=False, rubato=0.05, phrasing=0.15, unevenness_sec=0.015, lead_sec=0.015
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Beats in seconds, which of them begin bars, and the meter that most bars have."""

    beats_sec: Floats
    downbeats_sec: Floats
    meter: tuple[int, int]


Finder = Callable[[PlayedNotes], Found]


@dataclass(frozen=True, slots=True)
class Score:
    """How well the beats of one performance were found; F measures and a truth value, 0 to 1."""

    beats: float
    any_level: float
    downbeats: float
    meter: float


def f_measure(found: Floats, true: Floats) -> float:
    """Return the F measure of times in rising order, each hit once within TOLERANCE_SEC."""
    hits, place = 0, 0
    for time in found:
        while place < len(true) and true[place] < time - TOLERANCE_SEC:
            place += 1
        if place < len(true) and true[place] <= time + TOLERANCE_SEC:
            hits, place = hits + 1, place + 1
    return 2 * hits / max(len(found) + len(true), 1)


def scored(performance: Performance, found: Found) -> Score:
    """Return how well beats were found, from the first to the last onset."""
    onsets = performance.played.onsets_sec
    begin, end = onsets[0] - TOLERANCE_SEC, onsets[-1] + TOLERANCE_SEC

    def within(times: Floats) -> Floats:
        return np.asarray(times[(times >= begin) & (times <= end)])

    true, beats = within(performance.beats_sec), within(found.beats_sec)
    middles = (beats[:-1] + beats[1:]) / 2
    levels = [beats, beats[::2], beats[1::2], np.sort(np.concatenate((beats, middles)))]
    downbeats = performance.beats_sec[performance.downbeats]
    counts = np.bincount(performance.note_meters)
    meter = performance.meters[int(counts.argmax())]
    return Score(
        f_measure(beats, true),
        max(f_measure(level, true) for level in levels),
        f_measure(within(found.downbeats_sec), within(downbeats)),
        float(found.meter == meter),
    )


def performances(
    pieces: Iterable[WrittenPiece], manner: Manner
) -> Iterable[tuple[WrittenPiece, Performance]]:
    """Yield the pieces played in one manner, always alike."""
    for number, piece in enumerate(pieces):
        rng = np.random.default_rng(number)
        yield piece, performed(piece, manner, rng, slice(0, MOST_NOTES))


COMPARED_EVERY = 7
BEFORE: dict[tuple[str, str], tuple[float, float, float]] = {
    ("played", "one tempo, 20 ms uneven"): (0.657, 0.423, 0.462),
    ("played", "the player's own tempi"): (0.722, 0.509, 0.462),
    ("played", "own tempi and rubato"): (0.612, 0.232, 0.385),
    ("scores", "one tempo, 20 ms uneven"): (0.515, 0.277, 0.250),
    ("scores", "own tempi and rubato"): (0.510, 0.238, 0.167),
}
"""What the studio found before it had a network, at commit 1633b91, in the same performances of
every seventh piece (13 that were played, 12 scores): F of beats, F of downbeats, and the share of
right meters, by kind of pieces and manner."""


def found_by(network: BeatNetwork) -> Finder:
    """Return a finder of beats by a network."""

    def find(played: PlayedNotes) -> Found:
        found = beats_of(played, network)
        if found is None:
            return Found(np.zeros(0), np.zeros(0), (0, 0))
        meter = (found.meter.numerator, found.meter.denominator)
        return Found(np.array(found.beat_times_sec), np.array(found.bar_times_sec), meter)

    return find


def rows(
    name: str, pieces: Sequence[WrittenPiece], find: Finder, is_compared: bool
) -> Iterator[str]:
    """Yield a line of the table for each manner of playing, with what was found before or not."""
    for manner_name, manner in MANNERS.items():
        if name == SCORES and manner_name == OWN_TEMPI:
            continue  # scores have none
        scores = [scored(each, find(each.played)) for _, each in performances(pieces, manner)]
        table = np.array([astuple(score) for score in scores]).reshape(-1, 4)
        beats, any_level, downbeats, meter = table.mean(axis=0)
        right = float(np.mean(table[:, 0] >= RIGHT))
        before = BEFORE.get((name, manner_name)) if is_compared else None
        was = " ".join(f"{value:5.2f}" for value in before) if before else "    -     -     -"
        yield (
            f"{name:6} {manner_name:24} {len(table):4} {beats:6.3f} {any_level:6.3f} "
            f"{downbeats:6.3f} {meter:6.3f} {right:6.3f}  {was}"
        )


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("kept", type=Path)
    parser.add_argument("--network", type=Path, default=beat_network())
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args(words)
    find = found_by(read_network(options.network))
    print(
        "pieces manner                  number  beats  level  downb  meter  right  "
        "before: beats, downbeats, meter"
    )
    for name in (PLAYED, SCORES):
        chosen = [
            piece
            for piece in written_pieces(options.corpora, options.kept, is_held_out)
            if piece.is_timed == (name == PLAYED) and len(piece.notes) >= LEAST_NOTES
        ]
        is_compared = options.every == COMPARED_EVERY
        for line in rows(name, chosen[:: options.every], find, is_compared):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
