from itertools import pairwise

import pytest

from chopin_studio.export.rhythm import Grid, Piece, Window, cut_to_pieces, metric_levels
from chopin_studio.music.meter import Bar, MeterChange


def bar_of(numerator: int, denominator: int) -> Bar:
    meter = MeterChange(0, numerator, denominator)
    return Bar(1, 0, meter.bar_ticks, meter)


def written(
    start: int, end: int, meter: tuple[int, int] = (4, 4), is_rest: bool = False
) -> list[str]:
    pieces = cut_to_pieces(start, end, bar_of(*meter), [], is_rest)
    assert [pieces[0].start_tick, pieces[-1].end_tick] == [start, end]
    return [p.symbol.type + "." * p.symbol.dots if p.symbol else "bar" for p in pieces]


@pytest.mark.parametrize(
    ("start", "end", "values"),
    [
        (0, 1920, ["whole"]),
        (0, 1440, ["half."]),
        (480, 1440, ["half"]),  # quarter, half, quarter
        (240, 720, ["quarter"]),  # eighth, quarter, eighth
        (240, 960, ["quarter."]),
        (240, 1200, ["quarter.", "eighth"]),  # would hide the middle of the bar
        (360, 600, ["16th", "16th"]),
        (0, 1200, ["half", "eighth"]),
        (0, 840, ["quarter.."]),
        (0, 600, ["quarter", "16th"]),
        (720, 1680, ["eighth", "quarter."]),
    ],
)
def test_values_show_where_the_beats_are(start: int, end: int, values: list[str]) -> None:
    assert written(start, end) == values


@pytest.mark.parametrize(
    ("start", "end", "values"),
    [(0, 720, ["quarter."]), (0, 960, ["quarter.", "eighth"]), (480, 960, ["eighth", "eighth"])],
)
def test_compound_meter_shows_its_dotted_beats(start: int, end: int, values: list[str]) -> None:
    assert written(start, end, (6, 8)) == values


def test_rests_are_neither_syncopated_nor_dotted_in_simple_meter() -> None:
    assert written(240, 720, is_rest=True) == ["eighth", "eighth"]
    assert written(0, 1440, is_rest=True) == ["half", "quarter"]
    assert written(0, 1920, is_rest=True) == ["bar"]
    assert written(0, 1440, (6, 8), is_rest=True) == ["bar"]


def test_each_level_of_a_meter_divides_the_one_above() -> None:
    for meter in [(4, 4), (3, 4), (6, 8), (12, 8), (5, 4), (7, 8), (3, 8), (2, 2), (1, 64)]:
        levels = metric_levels(MeterChange(0, *meter))
        assert all(a % b == 0 for a, b in pairwise(levels)), meter


def test_a_beat_takes_the_division_that_fits() -> None:
    grid = Grid([bar_of(4, 4)], [0, 160, 320, 480, 720, 960, 1080, 1440])
    assert [window.step_ticks for window in grid.windows] == [160, 240, 120, 480]


def test_a_beat_may_be_half_triplet_half_plain() -> None:
    grid = Grid([bar_of(1, 4)], [0, 80, 160, 240])
    assert [window.step_ticks for window in grid.windows] == [80, 240]


def test_unsteady_playing_falls_on_the_plain_beat() -> None:
    grid = Grid([bar_of(2, 4)], [7, 236, 489, 715])
    assert [grid.nearest_onset(tick) for tick in (7, 236, 489, 715)] == [0, 240, 480, 720]


def test_a_note_ends_after_it_begins() -> None:
    grid = Grid([bar_of(4, 4)], [0, 480])
    assert grid.nearest_end(1, 0) == 120
    assert grid.nearest_end(9999, 480) == 1920


def test_a_triplet_is_bracketed_and_written_half_as_long_again() -> None:
    window = Window(0, 480, 160)
    pieces = [
        piece
        for start, end in ((0, 320), (320, 480))
        for piece in cut_to_pieces(start, end, bar_of(4, 4), [window], is_rest=False)
    ]
    written_so = [
        (p.symbol.type, p.symbol.tuplet, p.tuplet_edge) for p in pieces if p.symbol is not None
    ]
    assert written_so == [("quarter", 3, "start"), ("eighth", 3, "stop")]


def test_a_note_through_a_triplet_beat_needs_no_triplet() -> None:
    pieces = cut_to_pieces(0, 960, bar_of(4, 4), [Window(480, 960, 160)], is_rest=False)
    assert [type(piece) for piece in pieces] == [Piece]


def test_only_windows_with_odd_places_are_tuplets() -> None:
    grid = Grid([bar_of(2, 4)], [0, 160, 320, 480])
    assert grid.tuplet_windows([160]) == [Window(0, 480, 160)]
    assert grid.tuplet_windows([480, 720]) == []
