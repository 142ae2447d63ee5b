from dataclasses import replace
from math import sin
from pathlib import Path
from random import Random

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.performance.beat_finding import Onset, beat_positions
from chopin_studio.music.performance.file_grid import has_grid
from chopin_studio.music.performance.quantise import quantised
from chopin_studio.music.tempo import TempoMap

JITTER_SEC = 0.012
RATIOS = (1 / 4, 1 / 3, 1 / 2, 2 / 3, 1, 4 / 3, 3 / 2, 2, 3, 4)
"""A beat may be felt at any of these speeds."""


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


def agreement(original: Excerpt, found: Excerpt) -> float:
    """Return the share of steps from strike to strike that are as long as they were written.

    At the speed of the beat that fits best: half or double is no fault.
    """
    random_access = {}
    for note, laid in zip(_by_time(original), _by_time(found), strict=True):
        random_access.setdefault(note.onset_tick, []).append(laid.onset_tick)
    ticks = sorted(random_access)
    steps = np.diff(ticks)
    laid_steps = np.diff([np.median(random_access[tick]) for tick in ticks])
    return max(float(np.mean(np.abs(laid_steps - steps * ratio) <= 10)) for ratio in RATIOS)


def _by_time(excerpt: Excerpt) -> list[Note]:
    """Return the notes pitch by pitch, in which order playing and laying leave them."""
    return sorted(excerpt.notes, key=lambda note: (note.pitch, note.onset_tick, note.end_tick))


def test_a_played_waltz_gets_its_beats_and_its_bars_back() -> None:
    found = quantised(played(waltz()))
    assert agreement(waltz(), found) >= 0.95
    assert (found.meters.changes[0].numerator, found.meters.changes[0].denominator) == (3, 4)
    downbeats = [n.onset_tick % 1440 for n in found.notes if n.pitch < 50]
    assert downbeats.count(0) >= 0.9 * len(downbeats)


@pytest.mark.parametrize("upbeats", [1, 2])
def test_a_waltz_that_begins_before_the_bar_line_has_its_basses_on_it(upbeats: int) -> None:
    begun = [note for note in waltz(17).notes if note.onset_tick >= (3 - upbeats) * 480]
    found = quantised(played(Excerpt(tuple(begun), tempo_map=TempoMap.constant(100))))
    basses = [note.onset_tick for note in found.notes if note.pitch < 50]
    on_the_line = [tick for tick in basses if found.meters.bar_at(tick).start_tick == tick]
    assert len(on_the_line) >= 0.9 * len(basses)


def test_what_is_laid_on_a_grid_sounds_as_it_was_played() -> None:
    original = played(waltz())
    found = quantised(original)
    firsts = [
        excerpt.tempo_map.tick_to_sec(excerpt.notes[0].onset_tick) for excerpt in (original, found)
    ]
    for note, laid in zip(_by_time(original), _by_time(found), strict=True):
        sec = original.tempo_map.tick_to_sec(note.onset_tick) - firsts[0]
        assert found.tempo_map.tick_to_sec(laid.onset_tick) - firsts[1] == pytest.approx(
            sec, abs=0.06
        )


def test_the_pedal_goes_with_the_notes() -> None:
    free = played(waltz())
    found = quantised(replace(free, pedals=(PedalChange(free.notes[9].onset_tick, 127),)))
    assert found.pedals[0].tick == pytest.approx(found.notes[9].onset_tick, abs=25)


def test_triplets_and_eighths_are_told_apart() -> None:
    period = 0.6
    times = [
        beat * period + part * period / parts
        for beat, parts in enumerate([2, 2, 3, 3, 2, 2, 3, 2])
        for part in range(parts)
    ]
    positions = beat_positions([Onset(time, 1.0 - (i % 2)) for i, time in enumerate(times)])
    steps = np.diff(positions).tolist()
    eighth = steps[0]
    assert eighth % 3 == 0
    assert steps[:4] == [eighth] * 4
    assert steps[4:10] == [eighth * 2 // 3] * 6


@pytest.mark.parametrize("count", [0, 1, 2])
def test_next_to_nothing_is_no_trouble(count: int) -> None:
    excerpt = Excerpt(tuple(Note(60, 64, 500 * i, 100) for i in range(count)))
    assert len(quantised(excerpt).notes) == count


def test_a_day_of_silence_is_no_trouble() -> None:
    onsets = [i * 217 for i in range(20)]
    notes = tuple(Note(60, 64, onset, 100) for onset in (*onsets, 24 * 3600 * 960))
    found = quantised(Excerpt(notes))
    assert found.notes[-1].onset_tick > 24 * 3600 * 240


@pytest.mark.parametrize(
    ("name", "least"),
    [("chpn-p4", 0.8), ("chpn-p15", 0.9), ("chpn_op27_2", 0.8), ("chpn_op33_2", 0.75)],
)
def test_chopin_played_freely_gets_his_beats_back(
    corpus_dir: Path, name: str, least: float
) -> None:
    whole = read_midi(corpus_dir / "midis" / "Chopin" / f"{name}.mid")
    original = replace(whole, notes=whole.notes[:600], pedals=())
    free = played(original)
    assert not has_grid(free)
    assert agreement(original, quantised(free)) >= least
