from itertools import pairwise

import pytest

from chopin_studio.export.notation.rhythm import Tuplet, WrittenSpan, cut_to_pieces, metric_levels
from chopin_studio.music.meter import Bar, MeterChange
from chopin_studio.music.performance.beat_divisions import BeatDivision


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
    ("meter", "start", "end", "values"),
    [
        ((3, 4), 240, 720, ["quarter"]),  # over one beat
        ((3, 4), 240, 1200, ["eighth", "quarter."]),  # over two
        ((3, 4), 240, 1440, ["eighth", "half"]),
        ((3, 4), 480, 1440, ["half"]),
        ((5, 4), 240, 1200, ["eighth", "quarter."]),
        ((2, 4), 120, 360, ["eighth"]),
        ((2, 4), 120, 600, ["eighth.", "16th"]),
        ((2, 4), 240, 720, ["quarter"]),
        ((2, 2), 480, 1440, ["half"]),
        ((2, 2), 240, 1680, ["quarter.", "quarter."]),
    ],
)
def test_an_off_beat_note_passes_over_one_beat_and_is_tied_over_more(
    meter: tuple[int, int], start: int, end: int, values: list[str]
) -> None:
    assert written(start, end, meter) == values


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


def test_a_triplet_is_bracketed_and_written_half_as_long_again() -> None:
    window = BeatDivision(0, 480, 3)
    pieces = [
        piece
        for start, end in ((0, 320), (320, 480))
        for piece in cut_to_pieces(start, end, bar_of(4, 4), [window], is_rest=False)
    ]
    written_so = [
        (p.symbol.type, p.symbol.tuplet, p.tuplet_edge) for p in pieces if p.symbol is not None
    ]
    assert written_so == [
        ("quarter", Tuplet(3, 2), "start"),
        ("eighth", Tuplet(3, 2), "stop"),
    ]


def test_a_note_through_a_triplet_beat_needs_no_triplet() -> None:
    pieces = cut_to_pieces(0, 960, bar_of(4, 4), [BeatDivision(480, 960, 3)], is_rest=False)
    assert [type(piece) for piece in pieces] == [WrittenSpan]


@pytest.mark.parametrize(
    ("end", "parts", "type_", "tuplet"),
    [
        (480, 5, "16th", Tuplet(5, 4)),
        (480, 7, "16th", Tuplet(7, 4)),
        (960, 3, "quarter", Tuplet(3, 2)),
        (720, 5, "16th", Tuplet(5, 6)),
    ],
)
def test_uneven_tuplets_fill_their_beat_exactly(end, parts, type_, tuplet) -> None:
    window = BeatDivision(0, end, parts)
    edges = [*window.slots, end]
    pieces = [
        piece
        for start, stop in pairwise(edges)
        for piece in cut_to_pieces(start, stop, bar_of(6, 8), [window], is_rest=False)
    ]
    assert {(p.symbol.type, p.symbol.tuplet) for p in pieces} == {(type_, tuplet)}
    assert sum(piece.symbol.ticks for piece in pieces) == end
    assert [piece.tuplet_edge for piece in pieces if piece.tuplet_edge] == ["start", "stop"]


def test_what_no_value_can_write_inside_a_tuplet_is_tied() -> None:
    pieces = cut_to_pieces(0, 343, bar_of(4, 4), [BeatDivision(0, 480, 7)], is_rest=False)
    assert [piece.symbol.type for piece in pieces] == ["quarter", "16th"]
