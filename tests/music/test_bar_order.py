"""Music whose bars are put in another order, with all that belongs to them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.bar_order import bar_count, in_bar_order
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap

BAR = 1920
MUSIC = Excerpt(
    notes=tuple(Note(60 + bar, 80, bar * BAR, BAR + 240) for bar in range(4)),
    tempo_map=TempoMap(tuple(TempoChange(bar * BAR, 500_000 + bar) for bar in range(4))),
    keys=(KeyChange(0, Key(0)), KeyChange(2 * BAR, Key(2))),
    pedals=(
        *(PedalChange(0, 127), PedalChange(480, 0)),
        *(PedalChange(BAR + 960, 127), PedalChange(3 * BAR, 0)),
    ),
    title="Four bars",
    seed_end_tick=BAR,
)
"""Bar n has a note of pitch 60 + n that rings a little longer, and a tempo of its own."""


def pitches(music: Excerpt) -> list[int]:
    return [note.pitch for note in music.notes]


def test_bars_in_their_order_are_the_same_music() -> None:
    assert in_bar_order(MUSIC, range(4)) == MUSIC


def test_bars_take_their_tempo_and_key_along() -> None:
    moved = in_bar_order(MUSIC, (2, 3, 0, 1))

    assert pitches(moved) == [62, 63, 60, 61]
    assert [note.onset_tick for note in moved.notes] == [0, BAR, 2 * BAR, 3 * BAR]
    tempi = [change.microseconds_per_quarter for change in moved.tempo_map.changes]
    assert tempi == [500_002, 500_003, 500_000, 500_001]
    assert moved.keys == (KeyChange(0, Key(2)), KeyChange(2 * BAR, Key(0)))
    assert moved.title == "Four bars"


def test_notes_ring_on_only_where_the_same_bar_follows() -> None:
    moved = in_bar_order(MUSIC, (0, 1, 3, 1))

    assert [note.duration_tick for note in moved.notes] == [BAR + 240, BAR, BAR, BAR]
    assert in_bar_order(MUSIC, (1, 2, 3)).notes[-1].duration_tick == BAR + 240


def test_the_pedal_is_as_it_was_at_each_bar() -> None:
    moved = in_bar_order(MUSIC, (2, 0, 2))

    assert moved.pedals == (
        PedalChange(0, 127),
        PedalChange(BAR, 127),
        PedalChange(BAR + 480, 0),
        PedalChange(2 * BAR, 127),
        PedalChange(3 * BAR, 0),
    )


def test_a_pedal_held_over_a_cut_is_lifted_there() -> None:
    moved = in_bar_order(MUSIC, (1, 3))

    assert moved.pedals == (PedalChange(960, 127), PedalChange(BAR, 0))


def test_meters_come_with_their_bars() -> None:
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(2 * BAR, 3, 4)))
    music = Excerpt((Note(60, 80, 0, 10), Note(62, 80, 2 * BAR, 10)), meters=meters)

    moved = in_bar_order(music, (2, 0, 1, 2))

    assert moved.meters.changes == (
        MeterChange(0, 3, 4),
        MeterChange(1440, 4, 4),
        MeterChange(1440 + 2 * BAR, 3, 4),
    )


def test_a_bar_cut_short_stays_short() -> None:
    pickup = MeterMap((MeterChange(0, 4, 4), MeterChange(480, 4, 4)))
    music = Excerpt(
        (Note(60, 80, 0, 10), Note(61, 80, 480, 10), Note(62, 80, 480 + BAR, 10)), meters=pickup
    )

    moved = in_bar_order(music, (1, 0, 2))

    assert [bar.start_tick for bar in moved.meters.bars(0, BAR + 481)] == [0, BAR, BAR + 480]
    assert [note.onset_tick for note in moved.notes] == [0, BAR, BAR + 480]


def test_what_stays_at_the_beginning_stays_seed() -> None:
    assert in_bar_order(MUSIC, (0, 2)).seed_end_tick == BAR
    assert in_bar_order(MUSIC, (2, 0)).seed_end_tick == 0


@pytest.mark.parametrize("order", [(), (4,), (-1, 0)])
def test_bars_that_are_not_there_are_refused(order: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="order"):
        in_bar_order(MUSIC, order)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12))
def test_every_bar_has_its_notes_in_its_place(order: list[int]) -> None:
    moved = in_bar_order(MUSIC, order)

    assert pitches(moved) == [60 + number for number in order]
    assert [note.onset_tick for note in moved.notes] == [n * BAR for n in range(len(order))]
    assert bar_count(moved) == len(order)
    by_pitch = sorted(moved.notes, key=lambda note: (note.pitch, note.onset_tick))
    assert all(a.pitch != b.pitch or a.end_tick <= b.onset_tick for a, b in pairwise(by_pitch))
