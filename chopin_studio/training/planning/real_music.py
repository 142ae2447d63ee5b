"""Real music to tell from made music: Chopin's pieces, divided between the critics."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.corpora.pieces import is_validation_file
from chopin_studio.training.planning.made_music import NamedMusic

CHOPIN = "Chopin"
"""The name of the folder of his pieces."""

_LEAST_PIECES = 4


@dataclass(frozen=True, slots=True)
class RealMusic:
    """Chopin's pieces, each in one part.

    The critic that chooses phrases learns from `choosing` and is tested on `validation`; the one
    that measures learns from `measuring`, so that neither knows what the other has learned from.
    """

    choosing: tuple[NamedMusic, ...]
    measuring: tuple[NamedMusic, ...]
    validation: tuple[NamedMusic, ...]


def real_music(corpus: Path, report: Callable[[str], None]) -> RealMusic:
    """Read Chopin's MIDI files in and under a folder, those in a folder of his name.

    Raises CorpusError where there are none or one cannot be read.
    """
    paths = sorted(path for path in corpus.rglob("*.mid") if path.parent.name == CHOPIN)
    if not paths:
        raise CorpusError(
            f"There is no folder {CHOPIN} with MIDI files in {corpus}. Name the folder of a corpus."
        )
    report(f"reading {len(paths)} pieces")
    music = [_read(path) for path in paths]
    known = [each for each in music if not is_validation_file(each.name)]
    kept = tuple(each for each in music if is_validation_file(each.name))
    if len(known) < _LEAST_PIECES or not kept:
        raise CorpusError(
            f"There are too few pieces by {CHOPIN} in {corpus}, or none that are for validation. "
            "Name the folder of a whole corpus."
        )
    return RealMusic(tuple(known[::2]), tuple(known[1::2]), kept)


def _read(path: Path) -> NamedMusic:
    try:
        return NamedMusic(path.stem, read_midi(path))
    except StudioError as error:
        raise CorpusError(f"{error} Or remove {path} from the corpus.") from error
