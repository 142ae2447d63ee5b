"""What comes back of MIDI files that are written as scores, and read and played by music21.

As a program it prints the figures for files and folders of MIDI files:
`python -m tests.export.round_trip PATH...`.
"""

import argparse
from collections import Counter
from pathlib import Path

from chopin_studio.export.musicxml.document import musicxml
from chopin_studio.export.notation.build_score import build_score
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.midi_io import excerpt_from_bytes, read_midi
from chopin_studio.music.note import Hand
from tests.export.notation_report import A_24TH

Struck = tuple[int, int, Hand]
"""Onset in ticks, pitch, hand."""


def struck(excerpt: Excerpt) -> Counter[Struck]:
    """Count the notes by when, where and by which hand they are struck."""
    notes = assign_hands(excerpt).notes
    return Counter((note.onset_tick, note.pitch, note.hand or Hand.RIGHT) for note in notes)


def struck_after_round_trip(excerpt: Excerpt) -> Counter[Struck]:
    """Write `excerpt` as MusicXML, have music21 read that and write MIDI, and read the MIDI."""
    from music21 import converter
    from music21.midi.translate import streamToMidiFile

    begins = build_score(excerpt).bars[0].bar.start_tick
    found: Counter[Struck] = Counter()
    score = converter.parseData(musicxml(excerpt), format="musicxml")
    for part, hand in zip(score.parts, (Hand.RIGHT, Hand.LEFT), strict=True):
        played = excerpt_from_bytes(streamToMidiFile(part).writestr(), "music21's MIDI file")
        found.update((begins + note.onset_tick, note.pitch, hand) for note in played.notes)
    return found


def moved_by(before: Counter[Struck], after: Counter[Struck]) -> list[int]:
    """Return for each note of `before` how many ticks off it came back, -1 where it did not.

    Notes of a pitch and hand come back in their order where as many come back.
    """
    moved: list[int] = []
    for pitch, hand in sorted({(pitch, hand) for _, pitch, hand in before}):
        ways = [
            sorted(key[0] for key in notes.elements() if key[1:] == (pitch, hand))
            for notes in (before, after)
        ]
        if len(ways[0]) == len(ways[1]):
            moved += [abs(a - b) for a, b in zip(*ways, strict=True)]
        else:
            moved += [0 if tick in ways[1] else -1 for tick in ways[0]]
    return moved


def main() -> None:
    """Print what comes back of each file, and of all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", type=Path)
    files: list[Path] = []
    for path in parser.parse_args().paths:
        files += sorted(path.glob("*.mid")) if path.is_dir() else [path]
    total: Counter[str] = Counter()
    for path in files:
        excerpt = read_midi(path)
        moved = moved_by(struck(excerpt), struck_after_round_trip(excerpt))
        counts = {
            "notes": len(moved),
            "to the tick": moved.count(0),
            "within a 24th": sum(0 <= ticks <= A_24TH for ticks in moved),
            "farther off": sum(ticks > A_24TH for ticks in moved),
            "lost": moved.count(-1),
        }
        total.update(counts)
        print(f"{path.stem}: {counts}", flush=True)
    print(f"{len(files)} files: {dict(total)}")


if __name__ == "__main__":
    main()
