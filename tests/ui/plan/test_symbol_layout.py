from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.session.plan.shown_plan import ShownChord
from chopin_studio.ui.plan.symbol_layout import fitting


def chord(bar: int, beat: int = 0) -> ShownChord:
    return ShownChord(bar * 4 + beat, f"{bar}.{beat}", bar, min(beat, 1))


SONG = [chord(bar, beat) for bar in range(32) for beat in (0, 2)]


def symbols(pixels: float, starts: set[int]) -> list[str]:
    places = [one.tick * pixels for one in SONG]
    return [one.symbol for one in fitting(SONG, starts, places, [20.0] * len(SONG))]


def test_all_chords_are_shown_where_there_is_room() -> None:
    assert symbols(10, {0}) == [one.symbol for one in SONG]


def test_chords_within_bars_go_first_then_every_second_bar() -> None:
    assert symbols(5, {0}) == [f"{bar}.0" for bar in range(32)]
    assert symbols(2.5, {0}) == [f"{bar}.0" for bar in range(0, 32, 2)]


def test_the_beginnings_of_sections_stay_longest() -> None:
    assert {"0.0", "9.0", "20.0"} <= set(symbols(1, {0, 9, 20}))


@given(st.floats(0.05, 20), st.sets(st.integers(0, 31), max_size=6), st.floats(1, 60))
def test_no_two_symbols_overlap(pixels: float, starts: set[int], width: float) -> None:
    places = [one.tick * pixels for one in SONG]
    shown = fitting(SONG, starts, places, [width] * len(SONG), 31 * 4 * pixels)
    ends = [one.tick * pixels + width for one in shown]
    assert all(end <= one.tick * pixels for end, one in zip(ends, shown[1:], strict=False))
    assert all(end <= 31 * 4 * pixels for end in ends)
