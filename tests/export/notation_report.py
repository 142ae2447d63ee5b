"""What becomes of MIDI files as scores.

As a program it prints the figures for files and folders of MIDI files:
`python -m tests.export.notation_report PATH... [--keep FOLDER]`.
"""

import argparse
import time
from collections import Counter
from pathlib import Path

from chopin_studio.export.musicxml import musicxml
from chopin_studio.export.score import build_score
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand
from tests.export.reading import Reading, overlaps, read_score
from tests.export.schema import parsed

STAVES = {Hand.RIGHT: 1, Hand.LEFT: 2}


def moves(excerpt: Excerpt, reading: Reading) -> tuple[list[float], int]:
    """Give how far each onset was moved, in ticks, and how many notes the score lacks.

    A note is compared with the nearest written one of its pitch and hand.
    """
    begins = build_score(excerpt).bars[0].bar.start_tick
    played: dict[tuple[int, int], list[int]] = {}
    for note in assign_hands(excerpt).notes:
        played.setdefault((note.pitch, STAVES[note.hand or Hand.RIGHT]), []).append(note.onset_tick)
    written: dict[tuple[int, int], list[float]] = {}
    for read in reading.notes:
        ticks = begins + float(read.onset * TICKS_PER_QUARTER)
        written.setdefault((read.pitch, read.staff), []).append(ticks)
    moved: list[float] = []
    for key, onsets in played.items():
        moved += [min(abs(w - tick) for w in written.get(key, [1e9])) for tick in onsets]
    return moved, len(excerpt.notes) - len(reading.notes)


def main() -> None:
    """Print a line of figures a file, and the sum of all faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--keep", type=Path, help="a folder for the scores")
    options = parser.parse_args()
    files: list[Path] = []
    for path in options.paths:
        files += sorted(path.glob("*.mid")) if path.is_dir() else [path]
    faults: Counter[str] = Counter()
    for path in files:
        excerpt = read_midi(path)
        began = time.perf_counter()
        document = musicxml(excerpt)
        took = time.perf_counter() - began
        reading = read_score(parsed(document))
        moved, missing = moves(excerpt, reading)
        if options.keep:
            (options.keep / f"{path.stem}.musicxml").write_bytes(document)
        faults.update(reading.faults())
        faults["notes missing"] += missing
        faults["onsets moved by over a 24th of a beat"] += sum(ticks > 20 for ticks in moved)
        faults["grace notes"] += sum(note.is_grace for note in reading.notes)
        faults["ties of over three notes within a bar's length"] += reading.long_tie_chains
        faults["notes that overlap their like"] += overlaps(reading.notes)
        print(
            f"{path.stem}: {len(excerpt.notes)} notes, {reading.bars} bars, {took:.2f} s, "
            f"moved {sum(ticks > 1 for ticks in moved)} (by {max(moved, default=0):.0f} ticks), "
            f"two voices {reading.voices_per_staff[2]}, clefs {reading.clef_changes}, "
            f"tuplets {dict(sorted(reading.tuplets.items()))}, "
            f"{ {name: count for name, count in reading.signs.items() if count} }",
            flush=True,
        )
        for line in reading.short_or_long_bars[:3]:
            print("   ", line)
    for name, count in faults.items():
        print(f"{count:7d} {name}")


if __name__ == "__main__":
    main()
