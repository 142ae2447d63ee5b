"""Create a study: generate and screen its excerpts, render them equally loud, and number blindly.

Two kinds of chance are kept apart. The random states of the excerpts follow from one number, so
that the same music can be generated again. The numbers of the models, the orders of listeners and
the names of files come from chance that nobody can repeat: otherwise a listener could.
"""

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.study.definition import HowMade, Study, StudyExcerpt, StudyModel
from chopin_studio.study.errors import StudyError
from chopin_studio.study.orders import draw_numbers, draw_orders
from chopin_studio.study.screening import Report as Progress
from chopin_studio.study.screening import different_excerpts, draw_seeds
from chopin_studio.study.sources import BundleSource, Generate, Length, Source, pieces_of
from chopin_studio.study.study_audio import (
    AUDIO_EXTENSION,
    RenderedExcerpt,
    common_loudness,
    encoded,
    render_to,
)
from chopin_studio.study.study_folder import AUDIO, MUSIC, check_is_free, write_study
from chopin_studio.study.study_json import MOST_MODELS
from chopin_studio.study.texts import StudyTexts
from chopin_studio.texts import Text, plural, translatable

Report = Callable[[str, float], None]
"""Is told which of three steps is being done (generating, rendering, encoding), and the share of
that step that is done, 0 to 1; what it raises ends all."""

DEFAULT_EXCERPTS, DEFAULT_NOTES = 3, 400
"""The paper's: so many excerpts of each model, of so many notes and chords."""

MOST_EXCERPTS_EACH = 20
_NAME_BYTES = 6


@dataclass(frozen=True, slots=True)
class StudyRequest:
    """What is asked of a new study; StudyError where nothing or too much is to be compared.

    Nor can anything be compared with itself.
    """

    sources: tuple[Source, ...]
    title: str
    texts: StudyTexts
    length: Length
    excerpts: int = DEFAULT_EXCERPTS
    temperature: float = 1.0
    random_state: int = 0

    def __post_init__(self) -> None:
        if not 1 <= len(self.sources) <= MOST_MODELS:
            raise StudyError(
                translatable("A study compares 1 to {most} models. Name others.", most=MOST_MODELS)
            )
        if len({source.model.key for source in self.sources}) < len(self.sources):
            raise StudyError(
                translatable("A model cannot be compared with itself. Name each model once.")
            )
        if not 1 <= self.excerpts <= MOST_EXCERPTS_EACH:
            raise StudyError(
                translatable(
                    "A study has 1 to {most} excerpts of each model. Choose a number in between.",
                    most=MOST_EXCERPTS_EACH,
                )
            )


@dataclass(frozen=True, slots=True)
class CreatedStudy:
    """A new study: how many excerpts were generated again, and how many are still similar."""

    study: Study
    replaced: int
    still_similar: int

    @property
    def sentences(self) -> tuple[Text, ...]:
        """What is to be told about the screening; empty where all excerpts differed at once."""
        told = []
        if self.replaced:
            told.append(
                plural(
                    "{n} excerpts were too similar to another of the same model and were generated "
                    "again.",
                    "{n} excerpt was too similar to another of the same model and was generated "
                    "again.",
                    self.replaced,
                )
            )
        if self.still_similar:
            told.append(
                plural(
                    "{n} excerpts are still similar to another of the same model. Raise the "
                    "temperature for more variety.",
                    "{n} excerpt is still similar to another of the same model. Raise the "
                    "temperature for more variety.",
                    self.still_similar,
                )
            )
        return tuple(told)


@dataclass(frozen=True, slots=True)
class _Piece:
    """An excerpt of a model, not yet rendered."""

    model: StudyModel
    number: int
    music: Excerpt
    made: HowMade
    is_similar: bool = False


def create_study(
    folder: Path,
    asked: StudyRequest,
    generate: Generate,
    soundfont: Path,
    blinding: np.random.Generator,
    report: Report,
) -> CreatedStudy:
    """Create the study that is asked for in a folder, and return it.

    `blinding` draws what listeners must not be able to find out, so it begins from the system's
    own chance. This is slow: call it on a worker thread. Raises StudyError and what generating,
    rendering and writing raise; there is no study in the folder then.
    """
    check_is_free(folder)
    pieces = _pieces(asked, generate, report)
    with tempfile.TemporaryDirectory() as scratch:
        rendered = _rendered(pieces, Path(scratch), soundfont, report)
        lufs = common_loudness(rendered)
        excerpts, files = [], {}
        for done, (piece, sound) in enumerate(zip(pieces, rendered, strict=True)):
            report(translatable("Encoding the audio"), done / len(pieces))
            excerpt, audio = _excerpt(piece, sound, lufs, blinding)
            excerpts.append(excerpt)
            files[excerpt.audio] = audio
            files[excerpt.music] = _midi(piece.music, Path(scratch))
    study = _study(asked, tuple(excerpts), blinding)
    write_study(folder, study, files)
    replaced = sum(piece.made.tries - 1 for piece in pieces)
    return CreatedStudy(study, replaced, sum(piece.is_similar for piece in pieces))


def _study(
    asked: StudyRequest, excerpts: tuple[StudyExcerpt, ...], blinding: np.random.Generator
) -> Study:
    models = tuple(source.model for source in asked.sources)
    return Study(
        id=blinding.bytes(8).hex(),
        title=asked.title,
        language=asked.texts.language,
        models=models,
        numbers=draw_numbers(len(models), blinding),
        excerpts=excerpts,
        questions=asked.texts.questions,
        orders=draw_orders(len(models), blinding),
        listener_kinds=asked.texts.listener_kinds,
        texts=asked.texts.page,
    )


def _pieces(asked: StudyRequest, generate: Generate, report: Report) -> list[_Piece]:
    """Return all excerpts, model by model: those that there are, and those to be generated."""
    rng = np.random.default_rng(asked.random_state)
    bundles = tuple(s.bundle for s in asked.sources if isinstance(s, BundleSource))
    seeds = tuple(draw_seeds(bundles, asked.excerpts, rng))
    given = {
        source.model.key: pieces_of(source, asked.excerpts, asked.length)
        for source in asked.sources
        if not isinstance(source, BundleSource)
    }
    pieces: list[_Piece] = []
    for source in asked.sources:
        if isinstance(source, BundleSource):
            within = _within(report, asked, bundles.index(source.bundle), len(bundles))
            pieces += _generated(source, asked, seeds, rng, generate, within)
        else:
            numbered = enumerate(given[source.model.key], 1)
            pieces += [_Piece(source.model, n, music, made) for n, (music, made) in numbered]
    return pieces


def _generated(
    source: BundleSource,
    asked: StudyRequest,
    seeds: tuple[str, ...],
    rng: np.random.Generator,
    generate: Generate,
    report: Progress,
) -> list[_Piece]:
    settings = GenerationSettings(
        notes=asked.length.notes, bars=asked.length.bars, temperature=asked.temperature
    )
    screened = different_excerpts(generate, source.bundle, settings, seeds, rng, report)
    return [
        _Piece(source.model, number, each.music, each.made, each.is_similar)
        for number, each in enumerate(screened, 1)
    ]


def _within(report: Report, asked: StudyRequest, model: int, models: int) -> Progress:
    """Return what tells `report` how far the excerpts of a model are, counted from 0."""
    total = models * asked.excerpts

    def tell(done: int, notes: int) -> None:
        before = model * asked.excerpts + done
        # How many notes so many bars will have is not known beforehand.
        share = 0.0 if asked.length.bars else min(1.0, notes / asked.length.notes)
        words = translatable(
            "Generating excerpt {number} of {total}", number=before + 1, total=total
        )
        report(words, (before + share) / total)

    return tell


def _rendered(
    pieces: list[_Piece], scratch: Path, soundfont: Path, report: Report
) -> list[RenderedExcerpt]:
    rendered = []
    for done, piece in enumerate(pieces):
        words = translatable("Rendering the audio")
        titled = replace(piece.music, title=piece.made.source or piece.model.label)

        def within(share: float, done: int = done, words: Text = words) -> None:
            report(words, (done + share) / len(pieces))

        rendered.append(render_to(scratch / f"{done}.raw", titled, soundfont, within))
    return rendered


def _excerpt(
    piece: _Piece, sound: RenderedExcerpt, lufs: float, blinding: np.random.Generator
) -> tuple[StudyExcerpt, bytes]:
    """Return an excerpt as it stands in the study, and its audio."""
    audio = encoded(sound, lufs)
    excerpt = StudyExcerpt(
        model=piece.model.key,
        number=piece.number,
        music=f"{MUSIC}/{piece.model.key}-{piece.number}.mid",
        audio=f"{AUDIO}/{blinding.bytes(_NAME_BYTES).hex()}{AUDIO_EXTENSION}",
        audio_sha256=hashlib.sha256(audio).hexdigest(),
        duration_sec=round(sound.duration_sec, 1),
        made=piece.made,
    )
    return excerpt, audio


def _midi(music: Excerpt, scratch: Path) -> bytes:
    path = scratch / "music.mid"
    write_midi(music, path)
    return path.read_bytes()
