"""What a family of models is: all that the studio asks of one, and nothing that tells them apart.

A family is one package beside this module. It reads its bundles, makes music with them, and says
in words what they can do; whoever has a bundle has its family, and asks that.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from chopin_studio.engine.bundle_files import SEEDS_FILE, BundleFiles
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.originality_guard import QuotationLimit
from chopin_studio.engine.seeds import LibrarySeed, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.texts import translatable


@dataclass(frozen=True, slots=True)
class StartWords:
    """What a way to start is called, and a sentence on it for a tooltip."""

    name: str
    tip: str


class Family(ABC):
    """Models that read and write music in the same way. It has no state.

    `name` is what manifests call it. `first_choice` is the id of the model that a new user begins
    with, empty where it is none of its. `text_files` are what a bundle has beside its weights.
    `controls` are those of CONTROLS (see `controls.py`) that its models follow. Where it
    `reads_tempo`, a take keeps the tempo of the music that it begins with, unless another is
    asked for. `limits` says what no model of it can do, empty where there is nothing to say, and
    `random_start` what a start without a seed is.
    """

    name: ClassVar[str]
    first_choice: ClassVar[str] = ""
    text_files: ClassVar[tuple[str, ...]] = (SEEDS_FILE,)
    controls: ClassVar[frozenset[str]] = frozenset()
    reads_tempo: ClassVar[bool]
    limits: ClassVar[str] = ""
    random_start: ClassVar[StartWords]

    def why_not(self, wanted: str) -> str:
        """Return the sentence for what it does not follow, such as `a key`, with the remedy."""
        return translatable(
            "This model cannot follow {wanted} of your choice. Choose another model for that.",
            wanted=wanted,
        )

    @abstractmethod
    def seeds(self, bundle: BundleFiles) -> tuple[LibrarySeed, ...]:
        """Return the library seeds that come with a model; BundleError where they are damaged."""

    @abstractmethod
    def generate(
        self,
        bundle: BundleFiles,
        settings: GenerationSettings,
        ready: WarmStarts,
        guarding: QuotationLimit | None,
    ) -> Iterator[Opening | Step]:
        """Yield every take's opening and then its notes; see `generator.py`, which alone calls it.

        Of `settings` it is asked only for what the family follows, and for no passage.
        """

    @abstractmethod
    def score(self, bundle: BundleFiles, music: Excerpt, tick: int, ready: WarmStarts) -> float:
        """Return how well `music` goes on from `tick`, in nats; see `join_score.py`."""

    @abstractmethod
    def most_heard(self, passage: Passage) -> int:
        """Return how many notes before a passage it hears, counted as it tells them apart."""

    @abstractmethod
    def told_apart(self, note: Note) -> Hashable:
        """Return by what it tells a note from others that begin with it."""

    @abstractmethod
    def count_steps(self, onsets: Sequence[int]) -> int:
        """Count what it would make of notes at these onsets (ticks), as `notes` of settings do."""

    @abstractmethod
    def goes_on_at(self, music: Excerpt) -> int:
        """Return the tick at which it goes on after music that breaks off; there are notes."""
