"""List the pieces of the corpora that hold the same music: `python -m … FOLDER`.

It is how `same_works.csv` was made, and how one sees that no edition of a validation work is among
the training pieces: `same_music.py` says what is compared. Takes two minutes of a processor.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.corpora.pieces import Corpus, Piece, pieces
from chopin_studio.training.corpora.same_music import melody_fragments, same_music

_SAME = 0.5
_SUSPECT = 0.1


def report(found: Sequence[Piece], least: float) -> str:
    """Return the pairs that share `least` of their melodies, and suspects for validation."""
    fragments = {piece.name: melody_fragments(_read(piece)) for piece in found}
    lines = [
        f"{share:.3f} {one} = {other}"
        for share, one, other in same_music(fragments, fragments, least)
    ]
    kept_out = {piece.name for piece in found if piece.is_validation}
    suspects = [
        f"{share:.3f} {one} = {other}"
        for share, one, other in same_music(fragments, kept_out, _SUSPECT)
        if not {one, other} <= kept_out
    ]
    lines.append(f"training pieces like one of the {len(kept_out)} for validation: {len(suspects)}")
    return "\n".join(lines + suspects)


def _read(piece: Piece) -> Excerpt:
    if piece.corpus is Corpus.PIANO_MIDI:
        return read_midi(piece.path)
    return read_kern(piece.path).excerpt


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="List pieces that hold the same music.")
    parser.add_argument("folder", type=Path, help="folder that holds the folders of the corpora")
    parser.add_argument("--least", type=float, default=_SAME, help="share of melodies, 0 to 1")
    options = parser.parse_args(arguments)
    try:
        print(report(pieces(options.folder), options.least))
    except (StudioError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
