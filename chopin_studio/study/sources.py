"""Where a study's excerpts come from: models that generate them, or music that there is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import GenerationEvent
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.splicing import kept_until
from chopin_studio.music.tail import music_from
from chopin_studio.study.definition import BUNDLE, CONTROL, FILES, HowMade, StudyModel
from chopin_studio.study.errors import StudyError
from chopin_studio.texts import plural, translatable

Generate = Callable[[Bundle, GenerationSettings], Iterator[GenerationEvent]]

CONTROL_LABEL = translatable("Real pieces")


@dataclass(frozen=True, slots=True)
class BundleSource:
    """A model that generates its excerpts."""

    bundle: Bundle

    @property
    def model(self) -> StudyModel:
        """What it is in a study."""
        manifest = self.bundle.manifest
        return StudyModel(manifest.id, manifest.name, BUNDLE, manifest.id, manifest.hidden_units)


@dataclass(frozen=True, slots=True)
class MusicSource:
    """Music that there is, by the names of the takes or files that it comes from.

    `kind` is one of MODEL_KINDS but BUNDLE.
    """

    model: StudyModel
    pieces: tuple[tuple[str, Excerpt], ...]


Source = BundleSource | MusicSource


@dataclass(frozen=True, slots=True)
class Length:
    """How long an excerpt is: in notes and chords, or in bars where a number of them is given."""

    notes: int
    bars: int | None = None

    def cut(self, music: Excerpt) -> Excerpt:
        """Return the beginning of music in this length, the seed left out.

        Notes that begin together count once.
        """
        heard = music_from(music, music.seed_end_tick)
        if self.bars is not None:
            return _until(heard, self._end_of_bars(heard))
        onsets = sorted({note.onset_tick for note in heard.notes})
        return _until(heard, onsets[self.notes]) if len(onsets) > self.notes else heard

    def _end_of_bars(self, heard: Excerpt) -> int:
        bar = heard.meters.bar_at(0)
        for _ in range((self.bars or 1) - 1):
            bar = heard.meters.bar_at(bar.end_tick)
        return bar.end_tick


def heard_part(music: Excerpt) -> Excerpt:
    """Return generated music without its seed, which is a real composer's."""
    return music_from(music, music.seed_end_tick).with_pedal_lifted()


def pieces_of(source: MusicSource, count: int, length: Length) -> list[tuple[Excerpt, HowMade]]:
    """Return so many excerpts of the music of a source; StudyError where there are not as many."""
    if len(source.pieces) != count:
        raise StudyError(
            translatable(
                "“{label}” has {there}, but every model needs {needed}. Give as many for each.",
                label=source.model.label,
                there=plural("{n} excerpts", "{n} excerpt", len(source.pieces)),
                needed=plural("{n} excerpts", "{n} excerpt", count),
            )
        )
    notes = None if length.bars else length.notes
    return [
        (length.cut(music), HowMade(notes=notes, bars=length.bars, source=name))
        for name, music in source.pieces
    ]


def control_of(pieces: tuple[tuple[str, Excerpt], ...]) -> MusicSource:
    """Return real pieces as a control among the models."""
    return MusicSource(StudyModel(CONTROL, CONTROL_LABEL, CONTROL), pieces)


def music_group(
    number: int, label: str, pieces: tuple[tuple[str, Excerpt], ...], kind: str = FILES
) -> MusicSource:
    """Return the `number`th group of takes or files as something to compare."""
    return MusicSource(StudyModel(f"{kind}-{number}", label, kind), pieces)


def _until(music: Excerpt, end_tick: int) -> Excerpt:
    return kept_until(music, end_tick).with_pedal_lifted()
