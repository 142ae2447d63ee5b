"""The beats that music keeps to by itself can be corrected as those found in it are."""

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.performance.found_beats import Meter
from chopin_studio.music.performance.kept_beats import kept_beats
from chopin_studio.music.performance.on_beats import on_beats
from chopin_studio.music.tempo import TempoChange, TempoMap


def music(*meters: MeterChange, quarters: int = 12) -> Excerpt:
    """Return quarters, the second half of which is twice as fast."""
    notes = tuple(Note(60, 64, quarter * 480, 480) for quarter in range(quarters))
    tempi = TempoMap((TempoChange(0, 500_000), TempoChange(quarters * 240, 250_000)))
    return Excerpt(notes, tempi, MeterMap(meters))


def test_there_is_a_beat_at_every_beat_and_one_at_the_end() -> None:
    beats = kept_beats(music(MeterChange(0, 3, 4)))
    assert beats is not None
    expected = [*(k / 2 for k in range(6)), *(3 + k / 4 for k in range(7))]
    assert beats.beat_times_sec == pytest.approx(expected)
    assert [bar.first_beat for bar in beats.bars] == [0, 3, 6, 9]
    assert beats.meter == Meter(3, 4)


def test_compound_meters_have_the_beats_that_are_felt() -> None:
    beats = kept_beats(music(MeterChange(0, 6, 8)))
    assert beats is not None
    assert beats.beats_in_bar == 2
    assert len(beats.beat_times_sec) == 9


def test_a_short_first_bar_is_a_pickup() -> None:
    beats = kept_beats(music(MeterChange(0, 1, 4), MeterChange(480, 3, 4)))
    assert beats is not None
    assert beats.first_downbeat == 1


def test_music_without_notes_keeps_to_none() -> None:
    assert kept_beats(Excerpt()) is None


@pytest.mark.parametrize(
    "meters",
    [
        (MeterChange(0, 4, 4),),
        (MeterChange(0, 6, 8),),
        (MeterChange(0, 1, 4), MeterChange(480, 3, 4)),
        (MeterChange(0, 3, 4), MeterChange(2880, 2, 4)),
    ],
)
def test_music_laid_on_the_beats_that_it_keeps_is_as_it_was(
    meters: tuple[MeterChange, ...],
) -> None:
    before = music(*meters)
    beats = kept_beats(before)
    assert beats is not None
    after = on_beats(before, beats)
    assert [n.onset_tick for n in after.notes] == [n.onset_tick for n in before.notes]
    for tick in range(0, 12 * 480, 480):
        assert after.meters.bar_at(tick).start_tick == before.meters.bar_at(tick).start_tick
