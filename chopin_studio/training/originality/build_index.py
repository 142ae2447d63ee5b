"""Index a corpus for originality reports: its Chopin, and all else to know what is common."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.originality.event_rows import EventRow, chord_row
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.training.classic.corpus import CorpusError, chopin_pieces, timed_chords

Report = Callable[[str], None]
_REPORT_EVERY = 50


@dataclass(frozen=True, slots=True)
class CorpusMusic:
    """A piece of a corpus as notes; `indexed` ones are Chopin's, with the title of the piece."""

    title: str
    music: Excerpt
    indexed: bool


def corpus_music(corpus: Path, report: Report) -> list[CorpusMusic]:
    """Read all MIDI files in and under `corpus`, the Chopin pieces first.

    Raises CorpusError where there are none or one cannot be read.
    """
    chopin = chopin_pieces(corpus)
    own = {piece.path for piece in chopin}
    others = sorted(p for p in corpus.rglob("*.mid") if p.is_file() and p not in own)
    titles = [piece.title for piece in chopin] + [f"{p.parent.name}: {p.stem}" for p in others]
    paths = [piece.path for piece in chopin] + others
    pieces = zip(titles, _read(paths, report), strict=True)
    return [CorpusMusic(title, music, k < len(chopin)) for k, (title, music) in enumerate(pieces)]


def index_of(
    pieces: list[CorpusMusic], readings: Mapping[str, EventRow] | None = None
) -> CorpusIndex:
    """Index the pieces marked for it, counting all; `readings` are by title."""
    return CorpusIndex.of(
        [(piece.title, piece.music) for piece in pieces if piece.indexed],
        (piece.music for piece in pieces if not piece.indexed),
        readings,
    )


def classic_readings(corpus: Path, report: Report) -> dict[str, EventRow]:
    """Read the Chopin pieces, by title, as the classic family has learned them.

    music21 merges and splits notes, and such a model quotes the result. Reading takes two to
    three minutes for the 48 files. Raises CorpusError.
    """
    readings = {}
    for piece in chopin_pieces(corpus):
        report(f"reading as classic models do: {piece.title}")
        found = list(timed_chords(piece.path))
        ticks = [round(time * TICKS_PER_QUARTER) for time, _ in found]
        readings[piece.title] = chord_row([chord for _, chord in found], ticks)
    return readings


def _read(paths: list[Path], report: Report) -> Iterator[Excerpt]:
    for number, path in enumerate(paths):
        if number % _REPORT_EVERY == 0:
            report(f"reading {number + 1}/{len(paths)}: {path.name}")
        try:
            yield read_midi(path)
        except StudioError as error:
            raise CorpusError(f"{error} Or remove {path} from the corpus.") from error
