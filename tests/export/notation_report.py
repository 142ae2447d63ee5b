"""What becomes of MIDI files as scores.

As a program it prints the figures for files and folders of MIDI files:
`python -m tests.export.notation_report PATH... [--keep FOLDER] [--reread]`.
"""

import argparse
import time
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml.etree import DocumentInvalid, _Element, fromstring

from chopin_studio.export.musicxml.document import musicxml
from chopin_studio.export.notation.build_score import build_score
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand
from tests.export.reading import Reading, overlaps, read_score
from tests.export.rereading import (
    PLAIN_ROLL,
    differences_from_music21,
    musescore,
    opened_by_musescore,
)
from tests.export.schema import parsed

STAVES = {Hand.RIGHT: 1, Hand.LEFT: 2}
A_24TH = TICKS_PER_QUARTER // 24


@dataclass(frozen=True)
class Move:
    """How far a note's onset was moved to be written, in ticks, and whether by an ornament."""

    ticks: float
    is_ornament: bool


def moves(excerpt: Excerpt, reading: Reading) -> tuple[list[Move], int]:
    """Return how far each onset was moved, and how many notes the score lacks.

    A note is compared with the nearest written one of its pitch and hand. Grace notes, the notes
    that have them and rolled chords are ornaments, which are written elsewhere than played.
    """
    begins = build_score(excerpt).bars[0].bar.start_tick
    written: dict[tuple[int, int], list[tuple[float, bool]]] = {}
    for read in reading.notes:
        ticks = begins + float(read.onset * TICKS_PER_QUARTER)
        is_ornament = read.is_grace or read.is_ornamented
        written.setdefault((read.pitch, read.staff), []).append((ticks, is_ornament))
    moved: list[Move] = []
    for note in assign_hands(excerpt).notes:
        places = written.get((note.pitch, STAVES[note.hand or Hand.RIGHT]), [(1e9, False)])
        moved.append(
            min(
                (Move(abs(ticks - note.onset_tick), ornament) for ticks, ornament in places),
                key=lambda move: move.ticks,
            )
        )
    return moved, len(excerpt.notes) - len(reading.notes)


def main() -> None:
    """Print a line of figures a file, and the sum of all faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for the scores")
    parser.add_argument(
        "--reread", action="store_true", help="have music21 and MuseScore read the scores too"
    )
    options = parser.parse_args()
    files: list[Path] = []
    for path in options.paths:
        files += sorted(path.glob("*.mid")) if path.is_dir() else [path]
    faults: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        keep = options.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        for path in files:
            _report(path, keep, faults, options.reread)
        if options.reread:
            _report_musescore([keep / f"{path.stem}.musicxml" for path in files], faults)
    print(f"{len(files):7d} files")
    for name, count in faults.items():
        print(f"{count:7d} {name}")


def _report(path: Path, keep: Path, faults: Counter[str], is_reread: bool) -> None:
    """Print what becomes of one file, and add to `faults`."""
    excerpt = read_midi(path)
    began = time.perf_counter()
    document = musicxml(excerpt)
    took = time.perf_counter() - began
    (keep / f"{path.stem}.musicxml").write_bytes(document)
    reading = read_score(_checked(document, faults))
    moved, missing = moves(excerpt, reading)
    faults.update(reading.faults())
    faults["notes"] += len(excerpt.notes)
    faults["notes missing"] += missing
    far = [move for move in moved if move.ticks > A_24TH]
    faults["onsets of ornaments written over a 24th of a beat away"] += sum(
        move.is_ornament for move in far
    )
    faults["onsets of other notes written over a 24th of a beat away"] += sum(
        not move.is_ornament for move in far
    )
    faults["grace notes"] += sum(note.is_grace for note in reading.notes)
    faults["ties of over three notes within a bar's length"] += reading.long_tie_chains
    faults["notes that overlap their like"] += overlaps(reading.notes)
    print(
        f"{path.stem}: {len(excerpt.notes)} notes, {reading.bars} bars, {took:.2f} s, "
        f"moved {sum(move.ticks > 1 for move in moved)} "
        f"(by {max((move.ticks for move in moved), default=0):.0f} ticks), "
        f"two voices {reading.voices_per_staff[2]}, clefs {reading.clef_changes}, "
        f"tuplets {dict(sorted(reading.tuplets.items()))}, "
        f"{ {name: count for name, count in reading.signs.items() if count} }",
        flush=True,
    )
    for line in reading.short_or_long_bars[:3]:
        print("   ", line)
    if is_reread:
        differences = differences_from_music21(document, reading)
        faults["scores that music21 reads otherwise"] += bool(differences)
        for line in differences[:5]:
            print("   ", line, flush=True)


def _checked(document: bytes, faults: Counter[str]) -> _Element:
    """Parse a score, and count it where it breaks the schema."""
    faults["scores that are not valid MusicXML 4.0"] += 0
    try:
        return parsed(document)
    except DocumentInvalid as error:
        faults["scores that are not valid MusicXML 4.0"] += 1
        print("   ", error)
        return fromstring(document)


def _report_musescore(scores: list[Path], faults: Counter[str]) -> None:
    """Print what MuseScore says of the scores, and compare what it writes with what it read."""
    program = musescore()
    if program is None:
        print("MuseScore is not installed: the scores were not opened by it.")
        return
    with TemporaryDirectory() as folder:
        for name, lines in opened_by_musescore(program, scores, Path(folder)).items():
            complaints = [line for line in lines if PLAIN_ROLL not in line]
            faults[f"times MuseScore says {PLAIN_ROLL!r}, and draws it rightly"] += len(
                lines
            ) - len(complaints)
            faults["scores of which MuseScore complains"] += bool(complaints)
            for line in complaints[:5]:
                print(f"MuseScore on {name}: {line}", flush=True)
        for score in scores:
            read, written = (
                read_score(fromstring(path.read_bytes()))
                for path in (score, Path(folder) / score.name)
            )
            is_same = _places(read) == _places(written)
            faults["scores that MuseScore writes otherwise"] += not is_same
            if not is_same:
                print(f"MuseScore on {score.stem}: {_first_difference(read, written)}", flush=True)


def _places(reading: Reading) -> Counter[tuple[int, int, int, int]]:
    """Count the notes by bar, 24th of a beat in it, pitch and staff.

    No finer: MuseScore counts 480 ticks, and its septuplets fill a little more than their beat.
    """
    places: Counter[tuple[int, int, int, int]] = Counter()
    for note in reading.notes:
        bar = bisect_right(reading.bar_starts, note.onset) - 1
        inside = note.onset - reading.bar_starts[bar]
        places[bar, int(inside * 24 + Fraction(9, 20)), note.pitch, note.staff] += 1
    return places


def _first_difference(ours: Reading, theirs: Reading) -> str:
    lost, added = _places(ours) - _places(theirs), _places(theirs) - _places(ours)
    return (
        f"{lost.total()} notes lost, {sorted(lost)[:2]}; "
        f"{added.total()} added, {sorted(added)[:2]} (bar, 24th, pitch, staff)"
    )


if __name__ == "__main__":
    main()
