"""Folk songs and chorales that come with music21, to measure false alarms by.

The songs are of the Essen collection, one voice; the chorales are Bach's, in four parts.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import TICKS_PER_QUARTER, Note, score_order
from chopin_studio.training.classic.corpus import CorpusError

_SONGS, _CHORALES = ("essenFolksong", "*.abc"), ("bach", "bwv*.mxl")
_LEAST_NOTES = 24


def folk_songs(count: int) -> dict[str, Excerpt]:
    """Return songs by name, taken from all files of the collection in turn."""
    files = _files(*_SONGS)
    each = -(-count // max(len(files), 1))
    found: dict[str, Excerpt] = {}
    for path in files:
        songs = _scores(path)
        for number in range(0, len(songs), max(1, len(songs) // each)):
            music = _music(songs[number])
            if len(music.notes) >= _LEAST_NOTES and len(found) < count:
                found[f"{path.stem} {number + 1}"] = music
    return found


def chorales(count: int) -> dict[str, Excerpt]:
    """Return chorales by name, from all places of the collection alike."""
    files = _files(*_CHORALES)
    chosen = files[:: max(1, len(files) // count)][:count]
    return {path.stem: _music(score) for path in chosen for score in _scores(path)[:1]}


def _files(folder: str, pattern: str) -> list[Path]:
    try:
        import music21
    except ImportError as error:
        raise CorpusError(
            "Folk songs and chorales come with music21, which is missing. Run: make setup"
        ) from error
    return sorted((Path(music21.__file__).parent / "corpus" / folder).glob(pattern))


def _scores(path: Path) -> list[Any]:
    """Read a file with music21, which has no types: one score, or all of a collection."""
    from music21 import converter

    parsed = converter.parse(path)
    return list(getattr(parsed, "scores", None) or [parsed])


def _music(score: Any) -> Excerpt:  # noqa: ANN401  see _scores
    notes: dict[tuple[int, int], Note] = {}
    for onset, pitch, quarters in _struck(score):
        tick, ticks = round(onset * TICKS_PER_QUARTER), round(quarters * TICKS_PER_QUARTER)
        notes.setdefault((tick, pitch), Note(pitch, 64, tick, max(ticks, 1)))
    return Excerpt(tuple(sorted(notes.values(), key=score_order)))


def _struck(score: Any) -> Iterator[tuple[float, int, float]]:  # noqa: ANN401  see _scores
    for element in score.stripTies().flatten().notes:
        for pitch in element.pitches:
            yield float(element.offset), int(pitch.midi), float(element.duration.quarterLength)
