import pytest

from tests.music.musicxml_io.scores import (
    COMMON_TIME,
    direction,
    music,
    note,
    notes,
    tempi,
    words,
)


def metronome(unit, number, dot=""):
    return direction(
        f"<metronome><beat-unit>{unit}</beat-unit>{dot}<per-minute>{number}</per-minute>"
        "</metronome>"
    )


@pytest.mark.parametrize(
    ("sign", "bpm"),
    [
        (metronome("quarter", "72"), 72),
        (metronome("half", "60"), 120),
        (metronome("quarter", "50", "<beat-unit-dot/>"), 75),
        (metronome("eighth", "ca. 120"), 60),
        (metronome("quarter", "100-120"), 110),
        (words("Fast", '<sound tempo="200.5"/>'), 200),
        ('<sound tempo="44"/>', 44),
    ],
)
def test_numbers(sign, bpm):
    assert tempi(music(COMMON_TIME + sign + note("C4", 4))) == [(0, bpm)]


@pytest.mark.parametrize(
    ("text", "bpm"),
    [
        ("Allegro con brio", 138),
        ("LARGO", 44),
        ("Lento.", 52),
        ("Andante sostenuto", 80),
        ("Langsam", 52),
        ("Tempo di Valse", 160),
    ],
)
def test_words_mean_a_usual_tempo(text, bpm):
    assert tempi(music(COMMON_TIME + words(text) + note("C4", 4))) == [(0, bpm)]


def test_a_number_counts_more_than_a_word():
    assert tempi(music(COMMON_TIME + words("Presto", '<sound tempo="90"/>') + note("C4", 4))) == [
        (0, 90)
    ]


def test_other_words_are_no_tempo():
    assert tempi(music(COMMON_TIME + words("dolce espressivo") + note("C4", 4))) == [(0, 120)]


def test_a_word_in_a_compound_meter_counts_dotted_beats():
    compound = (
        "<attributes><divisions>12</divisions><time><beats>6</beats><beat-type>8</beat-type>"
        "</time></attributes>"
    )

    assert tempi(music(compound + words("Andante") + note("C4", 3))) == [(0, 120)]


def test_it_slows_down_until_the_tempo_returns():
    found = tempi(
        music(
            COMMON_TIME + '<sound tempo="100"/>' + note("C4", 4),
            words("rit.") + notes("C4 C4 C4 C4"),
            words("a tempo") + note("C4", 4),
        )
    )

    assert found[0] == (0, 100)
    assert found[-1] == (8, 100)
    slower = [bpm for tick, bpm in found if 4 <= tick < 8]
    assert slower == sorted(slower, reverse=True)
    assert len(slower) == 4
    assert 75 <= slower[-1] < slower[0] < 100


def test_it_hurries_towards_a_faster_tempo():
    found = tempi(
        music(
            COMMON_TIME + '<sound tempo="100"/>' + words("accel.") + notes("C4 C4 C4 C4"),
            '<sound tempo="150"/>' + note("C4", 4),
        )
    )

    assert [bpm for _, bpm in found] == [110, 120, 130, 140, 150]


def test_the_first_tempo_returns_after_another():
    found = tempi(
        music(
            COMMON_TIME + '<sound tempo="100"/>' + note("C4", 4),
            words("Più mosso") + note("C4", 4),
            words("Tempo I") + note("C4", 4),
        )
    )

    assert found == [(0, 100), (4, 120), (8, 100)]


def test_a_fermata_is_held_twice_as_long():
    held = "<notations><fermata/></notations>"
    found = tempi(
        music(
            COMMON_TIME + '<sound tempo="100"/>' + notes("C4 C4 C4") + note("C4", 1, held),
            note("C4", 4),
        )
    )

    assert found == [(0, 100), (3, 50), (4, 100)]
