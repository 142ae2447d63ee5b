from dataclasses import replace

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.performance.snapping import snapped
from chopin_studio.music.tempo import TempoMap
from tests.music.performance.playing import to_a_click, waltz

UNEVEN_SEC = 0.025
SPREAD_SEC = 0.015


def onsets(excerpt: Excerpt) -> list[tuple[int, int]]:
    return sorted((note.pitch, note.onset_tick) for note in excerpt.notes)


def line(step_ticks: list[int], bars: int, meter: MeterChange, bpm: float) -> Excerpt:
    """Return a tune whose steps are those given, over and over."""
    notes, tick, step = [], 0, 0
    while tick < bars * meter.bar_ticks:
        length = step_ticks[step % len(step_ticks)]
        notes.append(Note(60 + step % 5, 64, tick, length))
        tick, step = tick + length, step + 1
    return Excerpt(tuple(notes), TempoMap.constant(bpm), MeterMap((meter,)))


@pytest.mark.parametrize("bpm", [70, 110, 150])
def test_an_uneven_waltz_is_what_was_meant(bpm: int) -> None:
    music = waltz(bpm=bpm)
    found = snapped(to_a_click(music, UNEVEN_SEC), SPREAD_SEC)
    assert onsets(found) == onsets(music)


@pytest.mark.parametrize(
    ("steps", "meter"),
    [
        ([480, 240, 240], MeterChange(0, 4, 4)),
        ([360, 120, 240, 240], MeterChange(0, 4, 4)),
        ([160, 160, 160, 480], MeterChange(0, 4, 4)),
        ([120] * 8 + [480], MeterChange(0, 3, 4)),
        ([480, 240], MeterChange(0, 6, 8)),
        ([240, 240, 240, 720], MeterChange(0, 6, 8)),
    ],
)
def test_uneven_halves_thirds_and_quarters_are_told_apart(
    steps: list[int], meter: MeterChange
) -> None:
    music = line(steps, 12, meter, 84)
    assert onsets(snapped(to_a_click(music, UNEVEN_SEC), SPREAD_SEC)) == onsets(music)


def test_two_against_three_keeps_both() -> None:
    two = [Note(76, 64, beat * 480 + i * 240, 200) for beat in range(24) for i in range(2)]
    three = [Note(48, 64, beat * 480 + i * 160, 150) for beat in range(24) for i in range(3)]
    music = Excerpt(tuple(sorted(two + three, key=score_order)), TempoMap.constant(76))
    assert onsets(snapped(to_a_click(music, 0.015), 0.009)) == onsets(music)


def test_releases_stay_and_notes_of_one_pitch_never_overlap() -> None:
    notes = tuple(Note(60, 64, i * 240 + (-10 if i % 2 else 10), 240) for i in range(32))
    found = snapped(Excerpt(notes), SPREAD_SEC)
    assert [note.onset_tick for note in found.notes] == [i * 240 for i in range(32)]
    for before, after in zip(found.notes, found.notes[1:], strict=False):
        assert before.end_tick <= after.onset_tick
    last = replace(notes[-1], onset_tick=31 * 240, duration_tick=notes[-1].end_tick - 31 * 240)
    assert found.notes[-1] == last


def test_a_bar_that_is_cut_short_is_no_trouble() -> None:
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(500, 3, 4)))
    notes = tuple(Note(60, 64, i * 241, 200) for i in range(32))
    assert len(snapped(replace(Excerpt(notes), meters=meters), SPREAD_SEC).notes) == 32


def test_silence_is_no_trouble() -> None:
    assert snapped(Excerpt(), SPREAD_SEC) == Excerpt()
