"""Look for inputs that a reader neither reads nor refuses, led by the lines that they reach."""

import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError
from tests.fuzz.line_coverage import Step, steps_of
from tests.fuzz.mutation import mutated

HANG_SEC = 60
"""So long no small input may take, on the slowest machine and with its lines traced."""


class HangError(Exception):
    """A reader has not come to an end."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: `read` takes bytes, and raises StudioError for those that it refuses.

    `seeds` are small sound inputs, `tokens` byte sequences that mean something to it, `packages`
    where its modules lie, whose lines count.
    """

    name: str
    read: Callable[[bytes], object]
    seeds: tuple[bytes, ...]
    tokens: tuple[bytes, ...]
    packages: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """An input at which a reader failed, and what it raised."""

    data: bytes
    error: BaseException


@dataclass(slots=True)
class Report:
    """How much was tried: inputs, those kept as they reached something new, and steps reached."""

    tried: int = 0
    kept: int = 0
    steps: int = 0
    finding: Finding | None = None


def fuzz(target: Target, seconds: float, random_state: int) -> Report:
    """Try inputs for so many seconds, or until one is neither read nor refused."""
    rng = random.Random(random_state)
    seen: set[Step] = set()
    corpus: list[bytes] = []
    report = Report()
    end = time.monotonic() + seconds
    seeds = iter(target.seeds)
    while time.monotonic() < end:
        data = next(seeds, None)
        if data is None:
            # Later finds are the likelier to lead on.
            place = int(len(corpus) * rng.random() ** 0.5)
            data = mutated(corpus[place], corpus, target.tokens, rng)
        report.tried += 1
        try:
            new = _steps(target, data) - seen
        except BaseException as error:
            if isinstance(error, KeyboardInterrupt):
                raise
            report.finding = Finding(data, error)
            break
        if new or len(corpus) < len(target.seeds):
            seen |= new
            corpus.append(data)
    report.kept, report.steps = len(corpus), len(seen)
    return report


def _steps(target: Target, data: bytes) -> set[Step]:
    def run() -> None:
        try:
            target.read(data)
        except StudioError as refusal:
            # The sentence is for people: it must be one.
            if not str(refusal).strip():
                raise AssertionError("a refusal without a word") from refusal

    with _limited(HANG_SEC):
        return steps_of(run, target.packages)


@contextmanager
def _limited(seconds: float) -> Iterator[None]:
    """Raise HangError where what is done takes longer; where signals can do that."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(_signal: int, _frame: object) -> None:
        raise HangError(f"no end within {seconds} s")

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
