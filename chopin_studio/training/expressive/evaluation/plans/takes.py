"""Generate takes to measure, with their plans and the time they took."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import GenerationEvent, Opening, Step, whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.plan import Plan
from chopin_studio.originality.guard import CorpusGuard
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import originality_index
from chopin_studio.training.expressive.evaluation.generate import in_processes


@dataclass(frozen=True, slots=True)
class MadeTake:
    """A take with its seed and its plan, empty where the model has none.

    `milliseconds` are those of one processor for each note behind the first bar, NaN for a take
    of one bar.
    """

    music: Excerpt
    plan: Plan
    milliseconds: float = float("nan")

    @property
    def lead_bars(self) -> int:
        """How many bars the seed fills."""
        end_tick = self.music.seed_end_tick
        return self.music.meters.bar_at(end_tick - 1).number if end_tick else 0


def made_takes(
    folder: Path, asked: Sequence[GenerationSettings], processes: int
) -> tuple[MadeTake, ...]:
    """Generate a take for each of the settings, by the bundle in `folder`."""
    parts = [asked[first::processes] for first in range(min(processes, len(asked)))]
    made = list(in_processes(partial(_made, folder), parts, processes))
    return tuple(made[k % processes][k // processes] for k in range(len(asked)))


def _made(folder: Path, asked: Sequence[GenerationSettings]) -> list[MadeTake]:
    bundle, ready = Bundle.open(folder), WarmStarts()
    guard = CorpusGuard(Reporter(originality_index()))
    return [_take(bundle, settings, ready, guard) for settings in asked]


def _take(
    bundle: Bundle, settings: GenerationSettings, ready: WarmStarts, guard: CorpusGuard
) -> MadeTake:
    events: list[GenerationEvent] = []
    begun = 0.0
    for event in generate(bundle, settings, ready, guard):
        events.append(event)
        # Time counts from the first note on, when the network is loaded and the seed read.
        begun = begun or (time.process_time() if isinstance(event, Step) else 0.0)
    seconds = time.process_time() - begun
    opening = events[0]
    plan = opening.plan if isinstance(opening, Opening) else Plan()
    music = whole_take(events)
    timed = _notes_behind_the_first_bar(music)
    return MadeTake(music, plan, 1000 * seconds / timed if timed else float("nan"))


def _notes_behind_the_first_bar(music: Excerpt) -> int:
    """Return how many notes come later than those that are yielded first, a bar at once."""
    made = music.generated_notes
    if not made:
        return 0
    end_tick = music.meters.bar_at(made[0].onset_tick).end_tick
    return sum(note.onset_tick >= end_tick for note in made)
