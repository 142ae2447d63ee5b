"""The expressive family, by the interface of all families."""

from collections.abc import Hashable, Iterator, Sequence

from chopin_studio.engine.bundle_files import BundleFiles
from chopin_studio.engine.controls import CONTROLS, PLANNING
from chopin_studio.engine.events import GenerationEvent
from chopin_studio.engine.expressive.attributes import GRID_TICKS
from chopin_studio.engine.expressive.layout import LAYOUTS
from chopin_studio.engine.expressive.manners import offered_manners
from chopin_studio.engine.expressive.openings import (
    LONGEST_WAIT_TICKS,
    MOST_HEARD_NOTES,
    MOST_REMEMBERED_NOTES,
    ExpressiveSeed,
    seeds_of,
)
from chopin_studio.engine.expressive.samplings import SAMPLINGS
from chopin_studio.engine.family import Family, StartWords
from chopin_studio.engine.manifest import Manifest
from chopin_studio.engine.originality_guard import QuotationLimit
from chopin_studio.engine.seeds import Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.texts import translatable


class ExpressiveFamily(Family):
    """Models with rhythm, dynamics, both hands, pedal and rubato, in keys and meters."""

    name = "expressive"
    formats = frozenset(LAYOUTS)
    first_choice = "expressive-512"
    controls = frozenset(CONTROLS) - PLANNING
    samplings = SAMPLINGS
    manners = offered_manners()
    reads_tempo = True
    longest_wait_ticks = LONGEST_WAIT_TICKS
    random_start = StartWords(
        translatable("Random start"),
        translatable(
            "Begin without a seed, in the key, meter and tempo set below; what is not set there is "
            "taken from a random piece by Chopin"
        ),
    )

    def controls_of(self, manifest: Manifest) -> frozenset[str]:
        """Return the names in CONTROLS that a model follows: of a newer format also a plan."""
        return self.controls | PLANNING if _has_plans(manifest) else self.controls

    def seeds(self, bundle: BundleFiles) -> tuple[ExpressiveSeed, ...]:
        """Return the library seeds of a model; raises BundleError where they are damaged."""
        return seeds_of(bundle)

    def generate(
        self,
        bundle: BundleFiles,
        settings: GenerationSettings,
        ready: WarmStarts,
        guarding: QuotationLimit | None,
    ) -> Iterator[GenerationEvent]:
        """Yield every take's opening and then its notes, each bar when it is done."""
        from chopin_studio.engine.expressive.generate import generate_expressive

        samplings = self.samplings_of(bundle.manifest)
        return generate_expressive(bundle, settings, samplings, guarding, ready)

    def score(self, bundle: BundleFiles, music: Excerpt, tick: int, ready: WarmStarts) -> float:
        """Return how well `music` continues from `tick`, attribute by attribute, in nats."""
        from chopin_studio.engine.expressive.join_score import score_expressive

        return score_expressive(self, bundle, music, tick, ready)

    def most_heard(self, bundle: BundleFiles, passage: Passage) -> int:
        """Return how many notes before any passage are its context.

        A model with plans remembers more than its network is fed, so that bars can return.
        """
        return MOST_REMEMBERED_NOTES if _has_plans(bundle.manifest) else MOST_HEARD_NOTES

    def told_apart(self, note: Note) -> Hashable:
        """Return a note's hand and pitch: it reads every note of a chord."""
        return (note.hand, note.pitch)

    def count_steps(self, onsets: Sequence[int]) -> int:
        """Count every note."""
        return len(onsets)

    def goes_on_at(self, music: Excerpt) -> int:
        """Return the next place of its grid after the last onset, even while notes sound."""
        return music.notes[-1].onset_tick + GRID_TICKS


def _has_plans(manifest: Manifest) -> bool:
    return LAYOUTS[manifest.format_version].has_plans
