"""Music as players play it, for tests."""

from dataclasses import replace
from math import sin
from random import Random

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.tempo import TempoMap

JITTER_SEC = 0.012


def played(excerpt: Excerpt, seed: int = 1) -> Excerpt:
    """Return `excerpt` as a sequencer at 120 records it: its rubato, drifting, uneven."""
    random = Random(seed)

    def tick(at: int, loose: bool) -> int:
        sec = excerpt.tempo_map.tick_to_sec(at) + 1
        sec += 0.6 * sin(sec / 7) + (random.gauss(0, JITTER_SEC) if loose else 0)
        return round(sec * 960)

    notes = []
    for note in excerpt.notes:
        onset = tick(note.onset_tick, loose=True)
        end = max(tick(note.end_tick, loose=False), onset + 1)
        notes.append(replace(note, onset_tick=onset, duration_tick=end - onset))
    return Excerpt(tuple(sorted(notes, key=score_order)), title=excerpt.title)


def to_a_click(excerpt: Excerpt, unevenness_sec: float, seed: int = 1) -> Excerpt:
    """Return `excerpt` with each note early or late by up to `unevenness_sec`."""
    random, tempo = Random(seed), excerpt.tempo_map

    def moved(note: Note) -> Note:
        sec = tempo.tick_to_sec(note.onset_tick) + random.uniform(-1, 1) * unevenness_sec
        return replace(note, onset_tick=max(round(tempo.sec_to_tick(sec)), 0))

    return replace(excerpt, notes=tuple(sorted(map(moved, excerpt.notes), key=score_order)))


def waltz(bars: int = 16, bpm: float = 100) -> Excerpt:
    """Return a bass, two chords and a tune above, in three."""
    notes = []
    for bar in range(bars):
        start = bar * 1440
        notes.append(Note(43 + bar % 3, 60, start, 480))
        for beat in (1, 2):
            notes += [Note(pitch, 50, start + beat * 480, 240) for pitch in (55, 59, 62)]
        notes += [Note(76 + i % 2, 80, start + i * 240, 240) for i in range(2 + bar % 4)]
    return Excerpt(tuple(sorted(notes, key=score_order)), tempo_map=TempoMap.constant(bpm))
