"""What other programs make of MIDI files as MusicXML, beside our own export.

`python -m tests.export.rivals_report FILE.mid...` lets each write a score: ours, music21 (parse
and write) and, where it is installed, MuseScore (its import of MIDI). It prints seconds, parts,
the most voices on a staff in a bar, bars with more than two on one, notes in tuplets, those in
tuplets other than of 3, 5, 6 and 7, and rests that are hidden or left out.
"""

import argparse
import os
import subprocess
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml.etree import _Element, parse

from chopin_studio.export.musicxml.document import export_musicxml
from chopin_studio.music.midi_io import read_midi
from tests.export.rereading import musescore

USUAL_TUPLETS = {"3", "5", "6", "7"}


def by_us(midi: Path, score: Path) -> None:
    """Export as the studio does."""
    export_musicxml(read_midi(midi), score)


def by_music21(midi: Path, score: Path) -> None:
    """Parse the MIDI file, which quantises it, and write what came of it."""
    from music21 import converter

    converter.parse(midi).write("musicxml", fp=score)


def by_musescore(midi: Path, score: Path) -> None:
    """Have MuseScore import the MIDI file and save it as MusicXML."""
    command = [musescore() or "", "-o", str(score), str(midi)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(command, env=environment, capture_output=True, check=True, timeout=900)


def figures(root: _Element) -> str:
    """Count what makes a score hard to read."""
    voices: list[int] = []
    tuplets: Counter[str] = Counter()
    for part in root.findall("part"):
        for measure in part.findall("measure"):
            on_staff: defaultdict[str, set[str | None]] = defaultdict(set)
            for note in measure.findall("note"):
                on_staff[note.findtext("staff") or "1"].add(note.findtext("voice"))
                if actual := note.findtext("time-modification/actual-notes"):
                    tuplets[actual] += 1
            voices += [len(found) for found in on_staff.values()]
    odd = sum(count for actual, count in tuplets.items() if actual not in USUAL_TUPLETS)
    hidden = len(root.findall(".//note[@print-object='no']")) + len(root.findall(".//forward"))
    return (
        f"{len(root.findall('part'))} parts, at most {max(voices)} voices, "
        f"{sum(count > 2 for count in voices)} staves of bars with more than two, "
        f"{tuplets.total()} notes in tuplets, {odd} in odd ones, {hidden} rests not shown"
    )


def main() -> None:
    """Print a line for each file and program."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    writers: dict[str, Callable[[Path, Path], None]] = {"ours": by_us, "music21": by_music21}
    if musescore() is not None:
        writers["MuseScore"] = by_musescore
    with TemporaryDirectory() as folder:
        for midi in parser.parse_args().paths:
            for name, write in writers.items():
                score = Path(folder) / f"{midi.stem}-{name}.musicxml"
                began = time.perf_counter()
                write(midi, score)
                took = time.perf_counter() - began
                print(f"{midi.stem}, {name}: {took:.2f} s, {figures(parse(score).getroot())}")


if __name__ == "__main__":
    main()
