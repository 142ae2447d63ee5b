import pytest

from chopin_studio.music.written_score.play_order import without_immediate_repeats
from chopin_studio.music.written_score.repeats import Repeats
from tests.music.humdrum_io.kern import read, sounding

BAR_C, BAR_D, BAR_E, BAR_F = "1r  1c", "1r  1d", "1r  1e", "1r  1f"
ENDINGS = [
    "*>[A,A1,A,A2,B]",
    *("*>A", "=1", BAR_C, "*>A1", "=2", BAR_D, "*>A2", "=3:|!", BAR_E, "*>B", "=4", BAR_F),
]


def pitches(*lines, repeats):
    return [note[0] for note in sounding(read(*lines, repeats=repeats))]


def test_a_repeat_sign_is_played_twice_where_repeats_are_written_out():
    lines = ["=1", BAR_C, "=2:|!|:", BAR_D, "=3:|!", BAR_E]

    assert pitches(*lines, repeats=Repeats.WRITTEN_OUT) == [60, 60, 62, 62, 64]
    assert pitches(*lines, repeats=Repeats.ONCE) == [60, 62, 64]


def test_a_repeat_begins_at_its_sign():
    lines = ["=1", BAR_C, "=2!|:", BAR_D, "=3:|!", BAR_E]

    assert pitches(*lines, repeats=Repeats.WRITTEN_OUT) == [60, 62, 62, 64]


def test_endings_are_played_as_the_file_lists_them():
    assert pitches(*ENDINGS, repeats=Repeats.WRITTEN_OUT) == [60, 62, 60, 64, 65]


def test_played_once_a_passage_has_its_last_ending():
    score = read(*ENDINGS, repeats=Repeats.ONCE)

    assert [note[0] for note in sounding(score)] == [60, 64, 65]
    assert score.losses.unplayed == 1


def test_a_list_without_repeats_is_followed_where_there_is_one():
    lines = ["*>norep[B]", *ENDINGS]

    assert pitches(*lines, repeats=Repeats.ONCE) == [65]


def test_a_da_capo_is_played_in_any_case():
    lines = ["*>[A,A,B,A]", "*>A", "=1", BAR_C, "*>B", "=2", BAR_D]

    assert pitches(*lines, repeats=Repeats.ONCE) == [60, 62, 60]


@pytest.mark.parametrize("order", ["A,C,B", "A", "Z", "A,B," * 1000])
def test_a_list_that_does_not_fit_the_sections_is_not_followed(order):
    lines = [f"*>[{order}]", "*>A", "=1", BAR_C, "*>B", "=2", BAR_D]

    assert pitches(*lines, repeats=Repeats.WRITTEN_OUT) == [60, 62]


def test_a_tie_leads_into_either_ending():
    lines = [
        "*>[A,A1,A,A2]",
        *("*>A", "=1", "1r  [1c", "*>A1", "=2", "1r  1c]", "*>A2", "=3:|!", "1r  1c]"),
    ]

    assert [note[2] for note in sounding(read(*lines, repeats=Repeats.WRITTEN_OUT))] == [8, 8]


def test_meter_and_key_are_stated_again_where_a_passage_returns():
    lines = [
        "*>[A,B,A]",
        *("*>A", "*M4/4", "*k[f#]", "=1", "1r  1c", "*>B", "=2", "*M2/4", "*k[b-]", "2r  2d"),
    ]
    excerpt = read(*lines).excerpt

    assert [(m.tick, m.numerator) for m in excerpt.meters.changes] == [(0, 4), (1920, 2), (2880, 4)]
    assert [(k.tick, k.key.fifths) for k in excerpt.keys] == [(0, 1), (1920, -1), (2880, 1)]


@pytest.mark.parametrize(
    ("order", "once"),
    [
        ("A A B", "A B"),
        ("A A1 A A2 B", "A A2 B"),
        ("A B A B C", "A B C"),
        ("A A A", "A"),
        ("A B B C A", "A B C A"),
        ("A B1 A B2 A", "A B2 A"),
    ],
)
def test_immediate_repeats_are_left_out(order, once):
    assert without_immediate_repeats(order.split()) == once.split()
