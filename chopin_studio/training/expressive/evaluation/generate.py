"""Generate music to measure by expressive models, in several processes at once."""

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
    """A take to generate, by the bundle in `folder`."""

    folder: Path
    settings: GenerationSettings


def made(job: GenerationTask) -> Excerpt:
    """Generate the whole take of a job, including its seed."""
    return whole_take(generate(Bundle.open(job.folder), job.settings))


def all_made(jobs: Sequence[GenerationTask], processes: int) -> list[Excerpt]:
    """Generate the takes of jobs in several processes; their number does not affect the takes."""
    return list(in_processes(made, jobs, processes))


def in_processes(
    work: Callable[[_Item], _Result], items: Sequence[_Item], processes: int
) -> Iterator[_Result]:
    """Yield the result of `work` for each item, in order, as soon as it is ready."""
    if processes == 1:
        yield from map(work, items)
        return
    # New interpreters: a fork would copy threads that matrix products have started.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(work, items)
