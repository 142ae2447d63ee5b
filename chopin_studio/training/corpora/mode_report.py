"""Count how often minor and major are told apart: `python -m … FOLDER`, that of the corpora.

Each piece is judged by the music of its first signature, and by the first 16 bars of that, and only
the signature is told. The truth is what is known of the works' keys: for MIDI files, the titles of
Chopin's and `known_keys.csv`, which names the works; for scores, the key that their encoders
designate, as `*A-:`. The latter err here and there. Left out are scores without such a designation
or with one that goes with another signature, pieces that another one of the corpus holds, and those
of a few notes. The weights of `in_its_mode` were chosen on one half of the works; the other half
tells what they are worth.
"""

import argparse
import csv
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import islice
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.reading import read_kern
from chopin_studio.music.key import Key, KeyChange, Mode
from chopin_studio.music.key_mode import in_its_mode, in_its_mode_by_profile
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import chopin_pieces
from chopin_studio.training.corpora.pieces import Corpus, Piece, pieces

OPENING_BARS = 16
_FEWEST_NOTES = 20
_CHOPIN = "Chopin"
_TUNED_ON = frozenset(
    ("Albeniz", "Bach", "Beethoven", "Borodin", "Brahms", "Clementi", "Debussy", "Liszt")
) | frozenset(("Mendelssohn", "Mozart"))
"""Of the composers of MIDI files besides Chopin, those on whose pieces the weights were chosen."""

_OPUS = re.compile(r"Op\. (\d+)")
_DESIGNATION = re.compile(r"^\*([A-Ga-g])[#-]?:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Judged:
    """A piece of `group`: its mode, and how its opening and all of it are read.

    `older` is by the profile alone. `is_tuned_on` says whether the weights were chosen on it.
    """

    name: str
    group: str
    is_tuned_on: bool
    mode: Mode
    opening: Mode
    whole: Mode
    older_opening: Mode
    older_whole: Mode


def known_keys(corpus: Path) -> dict[str, Key]:
    """Return the keys of the MIDI files of a piano-midi.de folder, by the names of the files."""
    table = files("chopin_studio.training.corpora").joinpath("known_keys.csv").read_text("utf-8")
    named = {row["file"]: row["key"] for row in csv.DictReader(table.splitlines())}
    chopin = {piece.path.stem: piece.key for piece in chopin_pieces(corpus) if piece.key}
    return {name: Key.named(key) for name, key in (named | chopin).items()}


def judged(found: Iterable[Piece], keys: dict[str, Key]) -> Iterator[Judged]:
    """Yield the pieces whose key is known as they are read; raises a StudioError for a bad file."""
    for piece in found:
        if piece.is_duplicate:
            continue
        if piece.corpus is not Corpus.PIANO_MIDI:
            music = read_kern(piece.path).excerpt
            mode = _designated(piece.path, music)
        elif piece.name in keys:
            music = read_midi(piece.path)
            mode = keys[piece.name].mode
        else:
            continue
        until = music.keys[1].tick if len(music.keys) > 1 else music.end_tick + 1
        whole = _until(music, until)
        if mode is not None and len(whole.notes) >= _FEWEST_NOTES:
            yield _judged(piece, mode, whole)


def report(found: Sequence[Judged]) -> str:
    """Return a table of how many pieces are read in their modes, in lines."""
    lines = [f"{'':<36}{'':>11}{'16 bars':>15}{'':>9}{'whole':>6}", f"{'':<36}{'pieces':>8}"]
    lines[1] += "   before    now   before    now"
    for tuned in (True, False):
        lines.append("half on which the weights were chosen" if tuned else "other half")
        for group in dict.fromkeys(one.group for one in found):
            for mode in ("major", "minor"):
                there = [
                    one
                    for one in found
                    if (one.group, one.is_tuned_on, one.mode) == (group, tuned, mode)
                ]
                lines.append(f"  {group:<26}{mode:<8}{len(there):>8}{_counts(there)}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; returns an exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folder", type=Path, help="with the corpora, each in a folder of its own")
    parser.add_argument("--wrong", action="store_true", help="list the pieces that are read wrong")
    options = parser.parse_args(arguments)
    try:
        keys = known_keys(options.folder / Corpus.PIANO_MIDI)
        found = list(judged(pieces(options.folder), keys))
    except (StudioError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(report(found))
    if options.wrong:
        for one in found:
            if one.mode not in (one.opening, one.whole) or one.opening != one.whole:
                print(f"{one.name}: {one.mode}, 16 bars {one.opening}, whole {one.whole}")
    return 0


def _judged(piece: Piece, mode: Mode, whole: Excerpt) -> Judged:
    first = whole.meters.bar_at(whole.notes[0].onset_tick)
    last = next(islice(whole.meters.bars(first.start_tick, 2**40), OPENING_BARS - 1, None))
    opening = _until(whole, last.end_tick)
    signature = (KeyChange(0, Key(whole.keys[0].key.fifths)),)
    (new_opening, new_whole), (old_opening, old_whole) = (
        [read(signature, music.notes)[0].key.mode for music in (opening, whole)]
        for read in (in_its_mode, in_its_mode_by_profile)
    )
    group = f"{piece.corpus}, others" if _is_by_others(piece) else str(piece.corpus)
    return Judged(
        piece.name,
        group,
        _is_tuned_on(piece),
        mode,
        new_opening,
        new_whole,
        old_opening,
        old_whole,
    )


def _until(music: Excerpt, tick: int) -> Excerpt:
    return replace(music, notes=tuple(note for note in music.notes if note.onset_tick < tick))


def _designated(path: Path, music: Excerpt) -> Mode | None:
    """Return the mode that a score designates, None where that doesn't go with its signature."""
    match = _DESIGNATION.search(path.read_text("utf-8", "replace"))
    if match is None or not music.keys:
        return None
    mode: Mode = "minor" if match[1].islower() else "major"
    return mode if music.keys[0].key.mode == mode else None


def _is_by_others(piece: Piece) -> bool:
    return piece.corpus is Corpus.PIANO_MIDI and piece.composer != _CHOPIN


def _is_tuned_on(piece: Piece) -> bool:
    """Of Chopin, even opus numbers; of the Polish scores, those with an even checksum of a name."""
    if piece.corpus is Corpus.POLISH_PIANO:
        return zlib.crc32(piece.name.encode()) % 2 == 0
    if _is_by_others(piece):
        return piece.path.parent.name in _TUNED_ON
    opus = _OPUS.match(piece.work)
    return opus is not None and int(opus[1]) % 2 == 0


def _counts(there: Sequence[Judged]) -> str:
    pairs = (
        sum(one.older_opening == one.mode for one in there),
        sum(one.opening == one.mode for one in there),
        sum(one.older_whole == one.mode for one in there),
        sum(one.whole == one.mode for one in there),
    )
    return "".join(f"{count:>{width}}" for count, width in zip(pairs, (9, 7, 9, 7), strict=True))


if __name__ == "__main__":
    sys.exit(main())
