"""Any bars of any music can be what a take starts from."""

from dataclasses import replace

import pytest

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.library.seed_bars import BarRange, bars_touched, seed_of
from chopin_studio.library.store import TakeStore
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap
from tests.library.takes import RECORD

BAR = 1440
MUSIC = Excerpt(
    notes=tuple(Note(60 + bar, 64, bar * BAR, 2 * BAR if bar == 2 else BAR) for bar in range(4)),
    tempo_map=TempoMap((TempoChange(0, 500_000), TempoChange(2 * BAR, 400_000))),
    meters=MeterMap((MeterChange(0, 3, 4),)),
    pedals=(PedalChange(2 * BAR, 127), PedalChange(4 * BAR, 0)),
    title="Waltz, edited",
    seed_end_tick=BAR,
)


@pytest.mark.parametrize(
    ("start", "end", "bars"),
    [
        (0, BAR, BarRange(1, 1)),
        (BAR - 1, BAR + 1, BarRange(1, 2)),
        (BAR + 480, 3 * BAR, BarRange(2, 3)),
        (2 * BAR, 99 * BAR, BarRange(3, 4)),
        (5 * BAR, 6 * BAR, None),
    ],
)
def test_a_range_touches_whole_bars_as_far_as_there_are_notes(
    start: int, end: int, bars: BarRange | None
) -> None:
    assert bars_touched(MUSIC, start, end) == bars


def test_bars_are_music_of_their_own_with_their_meter_tempo_and_pedal() -> None:
    seed = seed_of(MUSIC, BarRange(2, 3))
    assert [(note.pitch, note.onset_tick, note.duration_tick) for note in seed.notes] == [
        (61, 0, BAR),
        (62, BAR, BAR),  # cut off where the bars end
    ]
    assert seed.meters.changes == MUSIC.meters.changes
    assert [(t.tick, t.microseconds_per_quarter) for t in seed.tempo_map.changes] == [
        (0, 500_000),
        (BAR, 400_000),
    ]
    assert seed.pedals[0] == PedalChange(BAR, 127)
    assert not seed.pedals[-1].is_down
    assert seed.seed_end_tick == 0


def test_the_title_says_which_bars_of_what() -> None:
    assert seed_of(MUSIC, BarRange(2, 3)).title == "Waltz, bars 2–3"
    assert seed_of(MUSIC, BarRange(2, 2)).title == "Waltz, bar 2"
    assert seed_of(replace(MUSIC, title=""), BarRange(2, 2)).title == "bar 2"


def test_the_whole_is_the_music_as_it_is() -> None:
    whole = replace(MUSIC, title="Waltz", seed_end_tick=0)
    assert seed_of(MUSIC) == seed_of(MUSIC, BarRange(1, 4)) == whole


def test_bars_that_the_music_has_not_are_refused() -> None:
    with pytest.raises(ValueError, match="bars 0 to 3"):
        seed_of(MUSIC, BarRange(4, 5))
    with pytest.raises(ValueError, match="no bars 3 to 2"):
        BarRange(3, 2)


def test_a_take_stores_the_bars_that_it_started_from(tmp_path) -> None:
    store = TakeStore(tmp_path / "takes")
    start = ExcerptStart(seed_of(MUSIC, BarRange(2, 3)))
    record = replace(RECORD, settings=replace(RECORD.settings, start=start))
    store.add(MUSIC, record)
    (found,) = TakeStore(tmp_path / "takes").takes().takes
    assert found.record.settings.start == start
