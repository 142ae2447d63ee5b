"""A cache of takes for measurements."""

from dataclasses import dataclass
from pathlib import Path

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.originality_guard import QuotationGuard
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.files import make_folder
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note


@dataclass(frozen=True, slots=True)
class TakeCache:
    """Generates takes at temperature 1, and caches them as MIDI in the folder `work`.

    They are identified by the model's weights and the settings, and by the index where they stay
    original by the `guard`.
    """

    work: Path
    guard: QuotationGuard

    def take(self, bundle: Bundle, settings: GenerationSettings) -> Excerpt:
        """Return a take as read from MIDI, generated now or before."""
        kept = self.work / f"{self._name(bundle, settings)}.mid"
        if not kept.is_file():
            make_folder(self.work)
            write_midi(self._made(bundle, settings), kept)
        return read_midi(kept)

    def _name(self, bundle: Bundle, settings: GenerationSettings) -> str:
        start = settings.start.name if isinstance(settings.start, LibraryStart) else "random"
        model = f"{bundle.manifest.id}-{bundle.manifest.weights_sha256[:8]}"
        name = f"{model}-{settings.notes}-{settings.random_state}-{start}"
        if settings.stay_original is None:
            return name
        return f"{name}-original-{settings.stay_original}-{self.guard.index_id}"

    def _made(self, bundle: Bundle, settings: GenerationSettings) -> Excerpt:
        excerpt = Excerpt()
        notes: list[Note] = []
        for event in generate(bundle, settings, guard=self.guard):
            if isinstance(event, Opening):
                excerpt = event.excerpt
            elif isinstance(event, Step):
                notes.extend(event.notes)
        return excerpt.with_notes_added(tuple(notes))
