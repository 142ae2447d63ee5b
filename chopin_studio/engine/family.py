"""The interface of a family of models: everything that the studio needs of one.

A family is one package beside this module. It reads its bundles, generates music with them, and
describes what they can do. A bundle has its family.
"""

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from chopin_studio.engine.attribute_sampling import Samplings
from chopin_studio.engine.bundle_files import SEEDS_FILE, BundleFiles
from chopin_studio.engine.events import GenerationEvent
from chopin_studio.engine.manifest import Manifest, damaged
from chopin_studio.engine.originality_guard import QuotationLimit
from chopin_studio.engine.seeds import LibrarySeed, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.texts import Text, translatable


@dataclass(frozen=True, slots=True)
class StartWords:
    """The name of a way to start, and its tooltip."""

    name: Text
    tip: Text


class Family(ABC):
    """Models that read and write music in the same way. It has no state.

    `name` is its name in manifests, `formats` are the versions of bundles that it reads.
    `first_choice` is the id of the model that a new user starts with, empty where that is of
    another family. `text_files` are the files of a bundle besides its weights.
    `controls` are those of CONTROLS (see `controls.py`) that all its models follow. Where it
    `reads_tempo`, a take keeps the tempo of its seed, unless another is set. `limits` says what its
    models cannot do, empty where there is nothing to say, and `random_start` describes a start
    without a seed. `samplings` are how its models sample each attribute where their bundles do not
    say; there are none where the user's two settings are all. `manners` are the composers that can
    be asked for, the usual one first, each with its name in settings and in print. It
    `is_of_paper` where its models are those that the paper's listeners compared.
    `longest_wait_ticks` is the longest time between two onsets that its models can read, None where
    any can be.
    """

    name: ClassVar[str]
    formats: ClassVar[frozenset[int]] = frozenset((1,))
    first_choice: ClassVar[str] = ""
    text_files: ClassVar[tuple[str, ...]] = (SEEDS_FILE,)
    controls: ClassVar[frozenset[str]] = frozenset()
    reads_tempo: ClassVar[bool]
    limits: ClassVar[str] = ""
    random_start: ClassVar[StartWords]
    samplings: ClassVar[Samplings] = {}
    manners: ClassVar[tuple[tuple[str, str], ...]] = ()
    is_of_paper: ClassVar[bool] = False
    longest_wait_ticks: ClassVar[int | None] = None

    def why_not(self, control: str) -> Text:
        """Return why a control, by its title, has no effect, with the remedy."""
        return translatable(
            "This model does not follow the setting “{setting}”. Choose another model for that.",
            setting=control,
        )

    def controls_of(self, manifest: Manifest) -> frozenset[str]:
        """Return the names in CONTROLS that a model follows."""
        return self.controls

    def samplings_of(self, manifest: Manifest) -> Samplings:
        """Return how a model samples each attribute; raises BundleError where it names others."""
        own = manifest.sampling
        if own is None:
            return self.samplings
        if set(own) != set(self.samplings):
            names = ", ".join(self.samplings) or "-"
            raise damaged(
                manifest.id,
                translatable("in its manifest, “sampling” must be of {names}", names=names),
            )
        return own

    @abstractmethod
    def seeds(self, bundle: BundleFiles) -> tuple[LibrarySeed, ...]:
        """Return the library seeds of a model; raises BundleError where they are damaged."""

    @abstractmethod
    def generate(
        self,
        bundle: BundleFiles,
        settings: GenerationSettings,
        ready: WarmStarts,
        guarding: QuotationLimit | None,
    ) -> Iterator[GenerationEvent]:
        """Yield every take's opening and then its notes; see `generator.py`, which alone calls it.

        `settings` have only what the family follows, and no passage.
        """

    @abstractmethod
    def score(self, bundle: BundleFiles, music: Excerpt, tick: int, ready: WarmStarts) -> float:
        """Return how well `music` continues from `tick`, in nats; see `join_score.py`."""

    @abstractmethod
    def most_heard(self, bundle: BundleFiles, passage: Passage) -> int:
        """Return how many notes before a passage are its context, as `told_apart` counts them."""

    @abstractmethod
    def told_apart(self, note: Note) -> Hashable:
        """Return what distinguishes a note from others that begin with it."""

    @abstractmethod
    def count_steps(self, onsets: Sequence[int]) -> int:
        """Return how many notes and chords these onsets (ticks) are, as settings count `notes`."""

    @abstractmethod
    def goes_on_at(self, music: Excerpt) -> int:
        """Return the tick at which it continues music that breaks off and has notes."""
