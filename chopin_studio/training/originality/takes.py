"""A cache of takes for measurements."""

import json
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.engine.originality_guard import QuotationGuard
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.files import make_folder, write_text
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.plan.plan import Plan
from chopin_studio.music.plan.plan_json import plan_from_json, plan_to_json


@dataclass(frozen=True, slots=True)
class CachedTake:
    """A take and its plan, by which bars return from the seed; empty where there was none."""

    music: Excerpt
    plan: Plan


@dataclass(frozen=True, slots=True)
class TakeCache:
    """Generates takes at temperature 1, and caches them and their plans in the folder `work`.

    They are identified by the model's weights and the settings, and by the index where they stay
    original by the `guard`.
    """

    work: Path
    guard: QuotationGuard

    def take(self, bundle: Bundle, settings: GenerationSettings) -> CachedTake:
        """Return a take as read from MIDI, generated now or before."""
        kept = self.work / f"{self._name(bundle, settings)}.mid"
        planned = kept.with_suffix(".json")
        if not (kept.is_file() and planned.is_file()):
            make_folder(self.work)
            made = self._made(bundle, settings)
            write_midi(made.music, kept)
            write_text(planned, json.dumps(plan_to_json(made.plan)))
        return CachedTake(read_midi(kept), plan_from_json(json.loads(planned.read_text("utf-8"))))

    def _name(self, bundle: Bundle, settings: GenerationSettings) -> str:
        start = settings.start.name if isinstance(settings.start, LibraryStart) else "random"
        model = f"{bundle.manifest.id}-{bundle.manifest.weights_sha256[:8]}"
        name = f"{model}-{settings.notes}-{settings.random_state}-{start}"
        if settings.stay_original is None:
            return name
        return f"{name}-original-{settings.stay_original}-{self.guard.index_id}"

    def _made(self, bundle: Bundle, settings: GenerationSettings) -> CachedTake:
        events = list(generate(bundle, settings, guard=self.guard))
        (plan,) = (event.plan for event in events if isinstance(event, Opening))
        return CachedTake(whole_take(events), plan)
