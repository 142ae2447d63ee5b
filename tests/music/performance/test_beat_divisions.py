import pytest

from chopin_studio.music.meter import Bar, MeterChange
from chopin_studio.music.performance.beat_divisions import BeatDivision, Grid


def bar_of(numerator: int, denominator: int) -> Bar:
    meter = MeterChange(0, numerator, denominator)
    return Bar(1, 0, meter.bar_ticks, meter)


def test_a_beat_takes_the_division_that_fits() -> None:
    grid = Grid([bar_of(4, 4)], [0, 160, 320, 480, 720, 960, 1080, 1440])
    assert [(w.length, w.parts) for w in grid.windows] == [(480, 3), (480, 2), (480, 4), (480, 1)]


def test_a_beat_may_be_half_triplet_half_plain() -> None:
    grid = Grid([bar_of(1, 4)], [0, 80, 160, 240])
    assert [(window.length, window.parts) for window in grid.windows] == [(240, 3), (240, 1)]


def test_a_beat_is_not_split_for_a_half_that_fits_no_better() -> None:
    grid = Grid([bar_of(1, 4)], [0, 80, 160, 320])
    assert [(window.length, window.parts) for window in grid.windows] == [(480, 6)]


def test_a_beat_that_its_bar_cuts_short_is_divided_as_far_as_it_goes() -> None:
    cut_short = Bar(1, 0, 360, MeterChange(0, 4, 4))
    grid = Grid([cut_short], [0, 120, 240])
    assert [grid.nearest_onset(tick) for tick in (3, 115, 246)] == [0, 120, 240]


def test_unsteady_playing_falls_on_the_plain_beat() -> None:
    grid = Grid([bar_of(2, 4)], [7, 236, 489, 715])
    assert [grid.nearest_onset(tick) for tick in (7, 236, 489, 715)] == [0, 240, 480, 720]


def test_a_note_ends_after_it_begins() -> None:
    grid = Grid([bar_of(4, 4)], [0, 480])
    assert grid.nearest_end(1, 0) == 120
    assert grid.nearest_end(9999, 480) == 1920


def test_only_windows_with_odd_places_are_tuplets() -> None:
    grid = Grid([bar_of(2, 4)], [0, 160, 320, 480])
    assert grid.tuplet_windows([160]) == [BeatDivision(0, 480, 3)]
    assert grid.tuplet_windows([480, 720]) == []


@pytest.mark.parametrize(
    ("meter", "onsets", "window"),
    [
        ((1, 4), [0, 96, 192, 288, 384], BeatDivision(0, 480, 5)),
        ((1, 4), [0, 69, 137, 206, 274, 343, 411], BeatDivision(0, 480, 7)),
        ((2, 4), [0, 320, 640], BeatDivision(0, 960, 3)),
        ((6, 8), [0, 144, 288, 432, 576], BeatDivision(0, 720, 5)),
        ((6, 4), [0, 288, 576, 864, 1152], BeatDivision(0, 1440, 5)),
    ],
)
def test_uneven_groups_are_found_where_they_are_played(meter, onsets, window) -> None:
    grid = Grid([bar_of(*meter)], onsets)
    assert grid.windows[0] == window
    assert [grid.nearest_onset(tick) for tick in onsets] == onsets


def test_a_quintuplet_played_unsteadily_is_not_made_of_four_notes() -> None:
    grid = Grid([bar_of(1, 4)], [4, 115, 246, 352])
    assert grid.windows == [BeatDivision(0, 480, 4)]


def test_a_sextuplet_of_which_every_other_note_is_used_is_a_triplet() -> None:
    grid = Grid([bar_of(1, 4)], [0, 80, 160, 240, 320, 400])
    assert grid.tuplet_windows([160, 320]) == [BeatDivision(0, 480, 3)]
    assert grid.tuplet_windows([80, 320]) == [BeatDivision(0, 480, 6)]


def test_fingers_that_strike_almost_together_need_no_finer_grid() -> None:
    grid = Grid([bar_of(1, 4)], [0, 4, 9, 240])
    assert grid.windows == [BeatDivision(0, 480, 2)]


def test_onsets_on_24ths_of_a_beat_do_not_fall_together() -> None:
    onsets = [0, 20, 40, 120, 180, 240, 260, 300, 320, 460]
    grid = Grid([bar_of(1, 4)], onsets)
    assert len({grid.nearest_onset(tick) for tick in onsets}) == len(onsets)


def test_an_onset_does_not_fall_on_the_next_beat_where_that_is_struck() -> None:
    grid = Grid([bar_of(2, 4)], [0, 100, 180, 220, 260, 340, 380, 480])
    assert grid.nearest_onset(220) < grid.nearest_onset(260)


def test_an_onset_just_before_a_beat_that_is_free_falls_on_it() -> None:
    grid = Grid([bar_of(2, 4)], [0, 240, 471, 720])
    assert grid.nearest_onset(471) == 480
