"""Index all music that the models learned from, and all of Chopin's that is at hand."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import kern_text, score_from_text
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.originality.index import Source
from chopin_studio.originality.lines import EventRow, struck_row
from chopin_studio.training.classic.corpus import CorpusError, chopin_pieces, timed_chords
from chopin_studio.training.corpora.pieces import Corpus, Piece, pieces
from chopin_studio.training.corpora.titles import titles_of
from chopin_studio.training.originality.printed_bars import printed_in_midi, printed_in_score

Report = Callable[[str], None]
_REPORT_EVERY = 50


@dataclass(frozen=True, slots=True)
class CorpusMusic:
    """A piece of the corpora to be indexed; `is_chopin` are his."""

    source: Source
    corpus: Corpus
    is_chopin: bool

    @property
    def title(self) -> str:
        """The title under which it is indexed."""
        return self.source.title

    @property
    def music(self) -> Excerpt:
        """The piece itself."""
        return self.source.music


def corpus_music(
    folder: Path, report: Report, readings: Mapping[str, EventRow] | None = None
) -> list[CorpusMusic]:
    """Read all pieces of the corpora in `folder`; see `corpora.pieces`.

    `readings` are rows that were read elsewhere, by the names of pieces. Raises CorporaError where
    there is no corpus, and CorpusError where a piece cannot be read.
    """
    found = pieces(folder)
    titles = titles_of(found)
    extra = readings or {}
    return [
        CorpusMusic(
            Source(titles[piece.name], music, _rows(extra, piece.name), printed),
            piece.corpus,
            piece.composer == "Chopin",
        )
        for piece, music, printed in _read(found, report)
    ]


def classic_readings(corpus: Path, report: Report) -> dict[str, EventRow]:
    """Read the Chopin pieces, by the names of their files, as the classic family has learned them.

    music21 merges and splits notes, and such a model quotes the result. Reading takes two to
    three minutes for the 48 files. Raises CorpusError.
    """
    readings = {}
    for piece in chopin_pieces(corpus):
        report(f"reading as classic models do: {piece.title}")
        found = list(timed_chords(piece.path))
        ticks = [round(time * TICKS_PER_QUARTER) for time, _ in found]
        readings[piece.path.stem] = struck_row([chord for _, chord in found], ticks)
    return readings


def _rows(readings: Mapping[str, EventRow], name: str) -> tuple[EventRow, ...]:
    return (readings[name],) if name in readings else ()


def _read(
    found: Iterable[Piece], report: Report
) -> Iterator[tuple[Piece, Excerpt, tuple[int, ...]]]:
    """Yield each piece with its music and the printed numbers of its bars."""
    found = list(found)
    for number, piece in enumerate(found):
        if number % _REPORT_EVERY == 0:
            report(f"reading {number + 1}/{len(found)}: {piece.path.name}")
        try:
            if piece.corpus is Corpus.PIANO_MIDI:
                music = read_midi(piece.path)
                yield piece, music, printed_in_midi(music)
            else:
                text = kern_text(piece.path)
                score = score_from_text(text, piece.path.name)
                yield piece, score.excerpt, printed_in_score(text)
        except StudioError as error:
            raise CorpusError(f"{error} Or remove {piece.path} from the corpus.") from error
