"""What music loses when it is read as rows of the expressive family and played again.

As a program it prints the figures for a folder of MIDI files:
`python -m tests.engine.expressive.codec_losses FOLDER`.
"""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from chopin_studio.engine.expressive.attributes import GRID_TICKS
from chopin_studio.engine.expressive.decoder import decode
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH, Note


@dataclass(frozen=True)
class Losses:
    """Differences, played again less written, a number for each note; lengths in octaves (log2).

    `sounding` is how long a note is heard, by key or by pedal; `piece_length` in seconds, one
    number for each piece; `dropped` counts each piece's notes that were left out.
    """

    onset_ticks: np.ndarray
    duration: np.ndarray
    velocity: np.ndarray
    tempo: np.ndarray
    sounding: np.ndarray
    piece_length: np.ndarray
    dropped: np.ndarray

    @classmethod
    def over(cls, pieces: Sequence["Losses"]) -> "Losses":
        names = [field.name for field in fields(cls)]
        return cls(*(np.concatenate([getattr(piece, name) for piece in pieces]) for name in names))

    def figures(self) -> dict[str, float]:
        moved = self.onset_ticks[self.onset_ticks != 0]
        lengthened = self.duration[self.duration != 0]
        return {
            "notes": len(self.onset_ticks),
            "dropped": int(self.dropped.sum()),
            "onsets moved, share": len(moved) / len(self.onset_ticks),
            "move of those, ticks": float(np.abs(moved).mean()),
            "moved by over 10 ticks, share": float((np.abs(self.onset_ticks) > 10).mean()),
            "greatest move, ticks": int(np.abs(moved).max(initial=0)),
            "durations changed, share": len(lengthened) / len(self.duration),
            "mean ratio of those": float(2 ** lengthened.mean()),
            "mean factor of those either way": float(2 ** np.abs(lengthened).mean()),
            "durations off by over a tenth, share": float(
                (np.abs(self.duration) > np.log2(1.1)).mean()
            ),
            "velocity error": float(np.abs(self.velocity).mean()),
            "tempo factor either way": float(2 ** np.abs(self.tempo).mean()),
            "tempo off by over half a class, share": float(
                (np.abs(self.tempo) > 1 / 16 + 1e-4).mean()
            ),
            "piece length factor either way": float(2 ** np.abs(self.piece_length).mean()),
            "greatest piece length factor": float(2 ** np.abs(self.piece_length).max()),
            "sounding within half an octave, share": float((np.abs(self.sounding) <= 0.5).mean()),
        }


def losses(written: Excerpt, again: Excerpt) -> Losses:
    """Compare a piece with what it became; each note must be found again."""
    origin_tick, notes = kept(written)
    before = np.array([(n.onset_tick, n.duration_tick, n.velocity) for n in notes])
    after = np.array([(n.onset_tick, n.duration_tick, n.velocity) for n in again.notes])
    onsets = zip(before[:, 0].tolist(), after[:, 0].tolist(), strict=True)
    bpms = np.array([(written.tempo_map.bpm_at(a), again.tempo_map.bpm_at(b)) for a, b in onsets])
    heard_before = ends_of_sound(notes, written.pedals) - before[:, 0]
    heard_after = ends_of_sound(again.notes, again.pedals) - after[:, 0]
    lengths = [
        excerpt.tempo_map.tick_to_sec(end) - excerpt.tempo_map.tick_to_sec(start)
        for excerpt, (start, end) in ((written, _span(notes)), (again, _span(again.notes)))
    ]
    return Losses(
        after[:, 0] + origin_tick - before[:, 0],
        np.log2(after[:, 1] / before[:, 1]),
        after[:, 2] - before[:, 2],
        np.log2(bpms[:, 1] / bpms[:, 0]),
        np.log2(heard_after / heard_before),
        np.log2([lengths[1] / lengths[0]]),
        np.array([len(written.notes) - len(notes)]),
    )


def kept(written: Excerpt) -> tuple[int, list[Note]]:
    """Return the tick that becomes 0, and the notes that reading keeps, in their new order."""
    strikes: dict[tuple[int, int], Note] = {}
    for note in sorted(written.notes, key=lambda n: (-n.duration_tick, -n.velocity)):
        if LOWEST_PIANO_PITCH <= note.pitch <= HIGHEST_PIANO_PITCH:
            place = (note.onset_tick + GRID_TICKS // 2) // GRID_TICKS
            strikes.setdefault((place, note.pitch), note)
    first_tick = min(strikes)[0] * GRID_TICKS
    return written.meters.bar_at(first_tick).start_tick, [strikes[key] for key in sorted(strikes)]


def ends_of_sound(notes: Sequence[Note], pedals: Iterable[PedalChange]) -> np.ndarray:
    """Return the ticks at which notes fall silent: at their ends, or when the pedal then rises."""
    moves = [(-1, False), *((pedal.tick, pedal.is_down) for pedal in pedals)]
    ticks, down = (np.array(column) for column in zip(*moves, strict=True))
    ends = np.array([note.end_tick for note in notes])
    is_held = down[np.searchsorted(ticks, ends, side="right") - 1]
    rises = np.append(ticks[~down], max(ends.max(), ticks[-1]))
    next_rises = rises[np.minimum(np.searchsorted(rises, ends, side="right"), len(rises) - 1)]
    return np.where(is_held, np.maximum(next_rises, ends), ends)


def _span(notes: Sequence[Note]) -> tuple[int, int]:
    return notes[0].onset_tick, notes[-1].onset_tick + 480


def _main() -> None:
    found = []
    for path in sorted(Path(sys.argv[1]).rglob("*.mid")):
        written = read_midi(path)
        encoding = read(written)
        found.append(losses(written, decode(encoding.rows, encoding.frame)))
    for name, figure in Losses.over(found).figures().items():
        print(f"{figure:14.4f}  {name}")


if __name__ == "__main__":
    _main()
