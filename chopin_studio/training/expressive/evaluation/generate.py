"""Have expressive models make music to measure, on several processors at once."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class GenerationTask:
    """One take to be made, by the bundle in `folder`."""

    folder: Path
    settings: GenerationSettings


def made(job: GenerationTask) -> Excerpt:
    """Make a job's take whole, what it began from included."""
    return whole_take(generate(Bundle.open(job.folder), job.settings))


def all_made(jobs: Sequence[GenerationTask], processes: int) -> list[Excerpt]:
    """Make the jobs' takes in so many processes; they do not depend on how many there are."""
    return list(in_processes(made, jobs, processes))


def in_processes(
    work: Callable[[_Item], _Result], items: Sequence[_Item], processes: int
) -> Iterator[_Result]:
    """Yield what `work` makes of each item, in their order, as it is done."""
    if processes == 1:
        yield from map(work, items)
        return
    # New interpreters: a fork would copy threads that matrix products have started.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(work, items)
