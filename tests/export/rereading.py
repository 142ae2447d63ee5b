"""Have other programs read our scores: music21 and, where it is installed, MuseScore."""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from tests.export.reading import Reading

Key = tuple[int, int]
Onset = tuple[Fraction, int, int, bool]

_LONGEST_SEC = 900

PLAIN_ROLL = "unknown arpeggio type none"
"""What MuseScore 3 says of every rolled chord without an arrow, which it then draws rightly.

The standard means by the attribute `direction` that an arrow is drawn, which is not meant.
"""


def differences_from_music21(document: bytes, reading: Reading) -> list[str]:
    """Compare what music21 reads in a MusicXML document with our own reading of it.

    Onsets, pitches, staves and grace notes must be the same, and each key of each staff must
    sound for as long in all. Gives the first of what is not.
    """
    onsets, lengths = _read_by_music21(document)
    ours = Counter((n.onset, n.pitch, n.staff, n.is_grace) for n in reading.notes)
    held: Counter[Key] = Counter()
    for note in reading.notes:
        held[note.pitch, note.staff] += note.end - note.onset  # type: ignore[assignment]
    differences = [f"music21 lacks {note}" for note in sorted(ours - onsets)]
    differences += [f"music21 adds {note}" for note in sorted(onsets - ours)]
    for key in sorted(held.keys() | lengths.keys()):
        sounding = lengths.get(key, Fraction(0))
        if held[key] != sounding:
            differences.append(f"music21 holds {key} for {sounding} quarters of {held[key]}")
    return differences


def _read_by_music21(document: bytes) -> tuple[Counter[Onset], dict[Key, Fraction]]:
    from music21 import converter
    from music21.note import Note

    score = converter.parseData(document, format="musicxml")
    onsets: Counter[Onset] = Counter()
    lengths: Counter[Key] = Counter()
    for staff, part in enumerate(score.parts, start=1):
        for element in part.flatten().notes:
            onset = Fraction(element.offset).limit_denominator(10_000)
            for note in getattr(element, "notes", (element,)):
                assert isinstance(note, Note)
                is_grace = bool(element.duration.isGrace)
                if note.tie is None or note.tie.type == "start":
                    onsets[onset, note.pitch.midi, staff, is_grace] += 1
                if not is_grace:
                    length = Fraction(element.quarterLength).limit_denominator(10_000)
                    lengths[note.pitch.midi, staff] += length  # type: ignore[assignment]
    return onsets, {key: Fraction(length) for key, length in lengths.items()}


def musescore() -> str | None:
    """Return the command that starts MuseScore, None where it is not installed."""
    return next(filter(None, map(shutil.which, ("mscore3", "musescore3", "mscore"))), None)


def opened_by_musescore(program: str, scores: Sequence[Path], folder: Path) -> dict[str, list[str]]:
    """Have MuseScore open each of `scores` and write it anew in `folder`.

    Gives what it says of each on the way, by name; a score it does not write is said so.
    """
    said: dict[str, list[str]] = {}
    for score in scores:
        written = folder / f"{score.stem}.musicxml"
        done = subprocess.run(
            [program, "-o", str(written), str(score)],
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            timeout=_LONGEST_SEC,
            check=False,
        )
        lines = [line for line in done.stderr.splitlines() if _is_complaint(line, score, written)]
        if done.returncode or not written.exists():
            lines.append(f"nothing written, exit status {done.returncode}")
        said[score.stem] = lines
    return said


def _is_complaint(line: str, score: Path, written: Path) -> bool:
    """Return what MuseScore says of a score from what it says of its own doings."""
    own = (str(score), str(written), "success!", "QStandardPaths")
    return bool(line.strip()) and not any(word in line for word in own)
