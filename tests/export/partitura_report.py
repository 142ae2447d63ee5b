"""Have partitura read our scores, and compare what it finds with our own reading.

`python -m tests.export.partitura_report FOLDER...` of MusicXML files. Partitura (Apache-2.0) is in
no extra of the project: where pyfluidsynth is installed, importing it fetches a soundfont from the
network, and fails without one. Install it in an environment of its own; nothing else is needed.
It joins ties by pitch alone: where both hands tie one key at one time it finds a note too many.
"""

import argparse
from collections import Counter
from fractions import Fraction
from pathlib import Path

from lxml.etree import fromstring

from tests.export.reading import Reading, read_score

Onset = tuple[Fraction, int, int, bool]


def differences_from_partitura(path: Path, reading: Reading) -> list[str]:
    """Compare onsets, pitches, staves and grace notes, and how long each note is held."""
    import partitura

    (part,) = partitura.load_musicxml(path).parts
    divisions = int(part.quarter_duration_map(part.first_point.t))
    onsets: Counter[Onset] = Counter()
    lengths: Counter[tuple[int, int]] = Counter()
    for note in part.notes_tied:
        onset = Fraction(note.start.t - part.first_point.t, divisions)
        is_grace = isinstance(note, partitura.score.GraceNote)
        onsets[onset, note.midi_pitch, note.staff, is_grace] += 1
        lengths[note.midi_pitch, note.staff] += 0 if is_grace else note.duration_tied
    ours = Counter((n.onset, n.pitch, n.staff, n.is_grace) for n in reading.notes)
    held: Counter[tuple[int, int]] = Counter()
    for read in reading.notes:
        held[read.pitch, read.staff] += int((read.end - read.onset) * divisions)
    lacks, adds = ours - onsets, onsets - ours
    differences = [f"lacks {note}" for note in sorted(lacks)]
    differences += [f"adds {note}" for note in sorted(adds)]
    for key in sorted(held.keys() | lengths.keys()):
        if held[key] != lengths[key]:
            differences.append(f"holds {key} for {lengths[key]} divisions of {held[key]}")
    return differences


def main() -> None:
    """Print the first differences of each score, and how many scores have any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    paths = [path for f in parser.parse_args().folders for path in sorted(f.glob("*.musicxml"))]
    different = notes = 0
    for path in paths:
        reading = read_score(fromstring(path.read_bytes()))
        notes += len(reading.notes)
        differences = differences_from_partitura(path, reading)
        different += bool(differences)
        for line in differences[:5]:
            print(f"{path.stem}: {line}", flush=True)
    print(f"{len(paths)} scores, {notes} notes; partitura reads {different} otherwise")


if __name__ == "__main__":
    main()
