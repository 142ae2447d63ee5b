import pytest

from chopin_studio.music.key import Key
from tests.music.musicxml_io.scores import (
    COMMON_TIME,
    backup,
    meters,
    music,
    note,
    notes,
    opened,
    repeat,
    sounding,
)


def time(beats, unit, rest=""):
    return (
        f"<attributes><divisions>12</divisions><time>"
        f"<beats>{beats}</beats><beat-type>{unit}</beat-type>{rest}</time></attributes>"
    )


def test_a_pickup_stands_at_the_end_of_a_full_bar():
    excerpt = music("@implicit='yes'@" + COMMON_TIME + note("G4"), note("C5", 4))

    assert sounding(excerpt) == [(67, 3, 1), (72, 4, 4)]
    assert meters(excerpt) == [(0, 4, 4)]


def test_a_short_first_bar_is_a_pickup_whatever_it_is_called():
    assert sounding(music(COMMON_TIME + note("G4"), note("C5", 4)))[0] == (67, 3, 1)


def test_a_bar_that_a_repeat_cuts_in_two_is_one_bar():
    found = opened(
        COMMON_TIME + note("C4", 4),
        note("D4", 3) + repeat("backward"),
        "@implicit='yes'@" + note("E4"),
        note("F4", 4),
    )

    assert meters(found.excerpt)[-1] != (0, 1, 4)
    assert found.notices == ()


@pytest.mark.parametrize(
    ("beats", "unit", "rest", "expected"),
    [
        ("6", "8", "", (0, 6, 8)),
        ("3+2", "8", "", (0, 5, 8)),
        ("3", "4", "<beats>3</beats><beat-type>8</beat-type>", (0, 9, 8)),
    ],
)
def test_meters(beats, unit, rest, expected):
    quarters = 4 * expected[1] / expected[2]

    excerpt = music(time(beats, unit, rest) + note("C4", quarters), note("D4", quarters))

    assert meters(excerpt) == [expected]
    assert [n.onset_tick for n in excerpt.notes] == [0, quarters * 480]


def test_meters_change():
    excerpt = music(time(4, 4) + note("C4", 4), time(3, 4) + note("D4", 3), note("E4", 3))

    assert meters(excerpt) == [(0, 4, 4), (4, 3, 4)]


def test_bars_in_free_time_are_as_long_as_their_notes():
    free = "<attributes><divisions>12</divisions><time><senza-misura/></time></attributes>"
    excerpt = music(free + notes("C4 D4 E4 F4 G4"), notes("A4 B4"), time(2, 4) + note("C5", 2))

    assert meters(excerpt) == [(0, 5, 4), (5, 2, 4)]


def test_without_a_meter_the_excerpt_says_so():
    divisions = "<attributes><divisions>12</divisions></attributes>"

    assert not music(divisions + note("C4", 4)).names_meter


def test_a_bar_is_as_long_as_its_meter_where_one_voice_says_so():
    found = opened(COMMON_TIME + notes("C5 D5 E5 F5 G5") + backup(5) + note("C3", 4), note("C4", 4))

    assert (60, 4, 4) in sounding(found.excerpt)


def test_bars_of_other_lengths_keep_their_bar_lines_and_are_counted():
    found = opened(
        COMMON_TIME + note("C4", 4), notes("D4 E4 F4"), note("G4", 5), note("A4", 4), note("B4", 4)
    )

    assert [onset for _, onset, _ in sounding(found.excerpt)] == [0, 4, 5, 6, 7, 12, 16]
    assert found.notices == ("2 bars are shorter or longer than their meter.",)


def test_an_empty_bar_is_as_long_as_its_meter():
    assert sounding(music(COMMON_TIME + note("C4", 4), "", note("D4", 4)))[1] == (62, 8, 4)


def test_keys_with_their_modes_and_changes():
    def key(fifths, mode=""):
        return f"<attributes><key><fifths>{fifths}</fifths>{mode}</key></attributes>"

    excerpt = music(
        COMMON_TIME + key(-3, "<mode>minor</mode>") + note("C4", 4),
        key(0, "<mode>major</mode>") + note("C4", 4),
    )

    assert [(change.tick, change.key) for change in excerpt.keys] == [
        (0, Key(-3, "minor")),
        (1920, Key(0, "major")),
    ]


def test_the_title_is_that_of_work_and_movement():
    head = "<work><work-title>Sonata</work-title></work><movement-title>Lento</movement-title>"

    assert music(COMMON_TIME + note("C4", 4), head=head).title == "Sonata: Lento"


def test_the_name_of_a_file_is_no_title():
    head = "<movement-title>bwv1.6.mxl</movement-title>"

    assert music(COMMON_TIME + note("C4", 4), head=head).title == ""
