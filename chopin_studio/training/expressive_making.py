"""Have expressive models make music to measure, on several processors at once."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange


@dataclass(frozen=True, slots=True)
class Job:
    """One take to be made, by the bundle in `folder`."""

    folder: Path
    settings: GenerationSettings


def made(job: Job) -> Excerpt:
    """Make a job's first take whole, what it began from included."""
    opening: Excerpt | None = None
    notes: list[Note] = []
    pedals: list[PedalChange] = []
    tempos: list[TempoChange] = []
    for event in generate(Bundle.open(job.folder), job.settings):
        if isinstance(event, Opening):
            opening = event.excerpt
        elif isinstance(event, Step):
            notes.extend(event.notes)
            pedals.extend(event.pedals)
            tempos.extend([event.tempo] if event.tempo else [])
    if opening is None:
        raise ValueError("a generator must yield an opening")
    return opening.with_notes_added(tuple(notes), tuple(pedals), tuple(tempos))


def all_made(jobs: Sequence[Job], processes: int) -> list[Excerpt]:
    """Make the jobs' takes in so many processes; they do not depend on how many there are."""
    if processes == 1:
        return [made(job) for job in jobs]
    # New interpreters: a fork would copy threads that matrix products have started.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        return list(pool.map(made, jobs))
