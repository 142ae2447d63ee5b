import pytest

from chopin_studio.export.engraving.outline import OutlineError, ellipse, polygon, read_path


def test_relative_and_smooth_commands_become_absolute() -> None:
    outline = read_path("M10 20h5v-5l-1-1c1 0 2 1 2 2s1 2 2 2z l1,1")
    assert outline.segments == (
        ("move", (10, 20)),
        ("line", (15, 20)),
        ("line", (15, 15)),
        ("line", (14, 14)),
        ("curve", (15, 14, 16, 15, 16, 16)),
        ("curve", (16, 17, 17, 18, 18, 18)),
        ("close", ()),
        ("line", (11, 21)),
    )


def test_points_after_a_move_are_lines_and_numbers_may_touch() -> None:
    assert read_path("m1-1 .5.5L-1e1,2").segments == (
        ("move", (1, -1)),
        ("line", (1.5, -0.5)),
        ("line", (-10, 2)),
    )


@pytest.mark.parametrize("data", ["M0 0A1 1 0 0 0 2 2", "M0 0z5 5", "5 5"])
def test_what_is_not_known_is_refused(data: str) -> None:
    with pytest.raises(OutlineError):
        read_path(data)


def test_an_ellipse_goes_through_its_four_ends() -> None:
    ends = [numbers[-2:] for _, numbers in ellipse(5, 1, 3, 2).segments if numbers]
    expected = [(8, 1), (5, 3), (2, 1), (5, -1), (8, 1)]
    assert [tuple(round(n, 9) for n in end) for end in ends] == expected


def test_a_polyline_stays_open() -> None:
    points = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0)]
    assert [verb for verb, _ in polygon(points).segments] == ["move", "line", "line", "close"]
    assert [verb for verb, _ in polygon(points, False).segments] == ["move", "line", "line"]
