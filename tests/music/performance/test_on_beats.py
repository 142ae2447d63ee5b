from dataclasses import replace

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.performance.found_beats import FoundBar, FoundBeats, Meter
from chopin_studio.music.performance.on_beats import on_beats
from tests.music.performance.playing import played, waltz


def beats_of_waltz(first_sec: float, first_downbeat: int = 0) -> FoundBeats:
    times = [first_sec + 0.6 * i + 0.02 * (i % 5) for i in range(52)]
    return FoundBeats.regular(times, Meter(3, 4), first_downbeat)


def onsets_sec(excerpt: Excerpt) -> list[float]:
    return [excerpt.tempo_map.tick_to_sec(note.onset_tick) for note in excerpt.notes]


def test_music_on_its_beats_sounds_as_before() -> None:
    free = replace(played(waltz()), pedals=(PedalChange(2000, 127), PedalChange(3000, 0)))
    laid = on_beats(free, beats_of_waltz(1.0))
    assert onsets_sec(laid) == pytest.approx(onsets_sec(free), abs=0.002)
    for before, after in zip(free.pedals, laid.pedals, strict=True):
        seconds = free.tempo_map.tick_to_sec(before.tick)
        assert laid.tempo_map.tick_to_sec(after.tick) == pytest.approx(seconds, abs=0.002)


@pytest.mark.parametrize("first_downbeat", [0, 1, 2])
@pytest.mark.parametrize("first_sec", [-0.3, 0.0, 0.1, 0.6, 1.0, 3.0])
def test_beats_are_quarters_and_bar_lines_are_where_they_were_found(
    first_sec: float, first_downbeat: int
) -> None:
    found = beats_of_waltz(first_sec, first_downbeat)
    laid = on_beats(played(waltz()), found)
    starts = {bar.start_tick for bar in laid.meters.bars(0, 480 * 40)}
    origin = 0.0 if first_sec >= 0.31 else first_sec
    for time in found.bar_times_sec[:10]:
        tick = laid.tempo_map.sec_to_tick(time - origin)
        assert min(abs(tick - start) for start in starts) < 2
    steps = np.diff(sorted(starts))
    assert set(steps[1:].tolist()) == {1440}
    assert steps[0] in (480, 960, 1440)


def test_the_beats_of_six_eight_are_dotted_quarters() -> None:
    found = FoundBeats.regular([0.8 * i for i in range(20)], Meter(6, 8), 1)
    laid = on_beats(waltz(), found)
    first, second = laid.meters.changes
    assert (first.numerator, first.denominator, second.tick) == (3, 8, 720)
    assert (second.numerator, second.denominator) == (6, 8)
    assert laid.tempo_map.bpm_at(0) == pytest.approx(112.5)


def test_a_bar_that_was_cut_short_is_one() -> None:
    four = Meter(4, 4)
    bars = (FoundBar(0, four), FoundBar(4, four), FoundBar(6, four), FoundBar(10, Meter(3, 4)))
    laid = on_beats(waltz(), FoundBeats(tuple(0.5 * i for i in range(14)), bars))
    assert [bar.start_tick for bar in laid.meters.bars(0, 6000)] == [0, 1920, 2880, 4800]


def test_a_default_signature_is_no_key_and_another_one_is() -> None:
    found = beats_of_waltz(0.0)
    default = replace(waltz(), keys=(KeyChange(0, Key(0)),))
    assert on_beats(default, found).keys == ()
    flats = replace(waltz(), keys=(KeyChange(0, Key(-3)), KeyChange(4800, Key(1))))
    assert [change.key for change in on_beats(flats, found).keys] == [Key(-3), Key(1)]


def test_a_seed_ends_where_it_ended() -> None:
    seeded = replace(waltz(), seed_end_tick=4800)
    laid = on_beats(seeded, beats_of_waltz(0.0))
    assert laid.tempo_map.tick_to_sec(laid.seed_end_tick) == pytest.approx(6.0, abs=0.002)
