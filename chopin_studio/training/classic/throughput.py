"""Measure how fast this machine trains: compiled or not, by precision and batch size."""

import csv
import io
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf

from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.files import make_folder, write_text
from chopin_studio.training.classic.dataset import random_windows
from chopin_studio.training.classic.network import classic_network
from chopin_studio.training.classic.train_loop import trainer
from chopin_studio.training.common.choices import PRECISIONS

VOCABULARY_SIZE = 3378
"""Of the 48 Chopin files: the output layer is the widest, so its size matters to the speed."""

BATCHES = (16, 32, 64, 128)
TIMED_TOKENS = 12_800
_TIMED_RUNS = 2
_FILE = "throughput.csv"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to run a training step."""

    jit: bool
    precision: str
    batch: int


@dataclass(frozen=True, slots=True)
class Throughput:
    """The speed of a way: that of the faster of two timed runs, after a first one that compiles."""

    way: Way
    hidden_units: int
    tokens_per_second: float


ALL_WAYS = tuple(
    Way(jit, precision, batch)
    for jit, precision, batch in product((True, False), PRECISIONS, BATCHES)
)


def measure(hidden_units: int, ways: Sequence[Way] | None = None) -> Iterator[Throughput]:
    """Train some steps in each of `ways`, or in all; yield each speed when it is measured."""
    for way in ALL_WAYS if ways is None else ways:
        yield Throughput(way, hidden_units, _tokens_per_second(hidden_units, way))
        keras.backend.clear_session()


def _tokens_per_second(hidden_units: int, way: Way) -> float:
    rng = np.random.default_rng(0)
    ids = rng.integers(0, VOCABULARY_SIZE, 10_000).tolist()
    windows = max(way.batch, TIMED_TOKENS // WINDOW)
    inputs, targets = random_windows(ids, VOCABULARY_SIZE, windows, rng)
    network = classic_network(
        hidden_units, VOCABULARY_SIZE, WINDOW, every_position=True, precision=way.precision
    )
    network.compile(keras.optimizers.Adam(1e-3, clipnorm=1.0))
    train_on = trainer(network, way.batch, way.jit, tf.distribute.get_strategy())

    def train(count: int) -> None:
        train_on((inputs[:count], targets[:count]))

    train(way.batch)
    seconds = min(_seconds(lambda: train(windows)) for _ in range(_TIMED_RUNS))
    return targets.size / seconds


def _seconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def keep_throughput(work: Path, found: Iterable[Throughput]) -> None:
    """Add measurements to those in the folder `work`, replacing older ones of the same way."""
    kept = {(row.hidden_units, row.way): row for row in (*_read(work), *found)}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["hidden_units", "jit", "precision", "batch", "tokens_per_second"])
    for row in kept.values():
        way = row.way
        writer.writerow(
            [row.hidden_units, int(way.jit), way.precision, way.batch, round(row.tokens_per_second)]
        )
    make_folder(work)
    write_text(work / _FILE, text.getvalue())


def read_throughput(work: Path, hidden_units: int) -> list[Throughput]:
    """Return what was measured for this hidden size, fastest first."""
    rows = [row for row in _read(work) if row.hidden_units == hidden_units]
    return sorted(rows, key=lambda row: -row.tokens_per_second)


def _read(work: Path) -> list[Throughput]:
    if not (work / _FILE).is_file():
        return []
    with (work / _FILE).open(newline="") as file:
        return [
            Throughput(
                Way(row["jit"] == "1", row["precision"], int(row["batch"])),
                int(row["hidden_units"]),
                float(row["tokens_per_second"]),
            )
            for row in csv.DictReader(file)
        ]
