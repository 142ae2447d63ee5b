"""The classic family, by the interface of all families."""

import math
from collections.abc import Hashable, Iterator, Sequence

from chopin_studio.engine.bundle_files import SEEDS_FILE, BundleFiles
from chopin_studio.engine.classic.bundle_parts import VOCABULARY_FILE, ClassicSeed, seeds_of
from chopin_studio.engine.classic.codec import TOKEN_TICKS, WINDOW
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.family import Family, StartWords
from chopin_studio.engine.originality_guard import QuotationLimit
from chopin_studio.engine.seeds import Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.texts import Text, translatable


class ClassicFamily(Family):
    """The network of the paper: notes and chords one after the other, each half a beat long."""

    name = "classic"
    text_files = (SEEDS_FILE, VOCABULARY_FILE)
    reads_tempo = False
    is_of_paper = True
    limits = translatable("No rhythm and no dynamics: every note or chord lasts half a beat.")
    random_start = StartWords(
        translatable("Random start"), translatable("Begin with a random chord")
    )

    def why_not(self, control: str) -> Text:
        """Return why a control has no effect; it follows none."""
        return translatable(
            "Classic models do not follow the setting “{setting}”. "
            "Choose an expressive model for that.",
            setting=control,
        )

    def seeds(self, bundle: BundleFiles) -> tuple[ClassicSeed, ...]:
        """Return the library seeds of a model; raises BundleError where they are damaged."""
        return seeds_of(bundle)

    def generate(
        self,
        bundle: BundleFiles,
        settings: GenerationSettings,
        ready: WarmStarts,
        guarding: QuotationLimit | None,
    ) -> Iterator[Opening | Step]:
        """Yield every take's opening and then its notes and chords."""
        from chopin_studio.engine.classic.generate import generate_classic

        return generate_classic(bundle, settings, ready, guarding)

    def score(self, bundle: BundleFiles, music: Excerpt, tick: int, ready: WarmStarts) -> float:
        """Return how well `music` continues from `tick`, token by token, in nats."""
        from chopin_studio.engine.classic.join_score import score_classic

        return score_classic(self, bundle, music, tick, ready)

    def most_heard(self, bundle: BundleFiles, passage: Passage) -> int:
        """Return how many notes and chords before a passage are its context.

        For long music its window slides, which needs the whole window of context; a short passage
        fits into the window beside its context, and is generated several times faster.
        """
        if passage.end_tick is None:
            return WINDOW
        tokens = math.ceil((passage.end_tick - passage.start_tick) / TOKEN_TICKS)
        return max(WINDOW - tokens, WINDOW // 2)

    def told_apart(self, note: Note) -> Hashable:
        """Return a note's hand: the chord of a hand is one token."""
        return note.hand

    def count_steps(self, onsets: Sequence[int]) -> int:
        """Count a chord as one."""
        return len(set(onsets))

    def goes_on_at(self, music: Excerpt) -> int:
        """Return the end of the music: each note begins where the one before ends."""
        return music.end_tick
