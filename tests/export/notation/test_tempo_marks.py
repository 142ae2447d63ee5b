import pytest

from chopin_studio.export.notation.markings import TextMark
from chopin_studio.export.notation.tempo_marks import TempoMark, tempo_marks, tempo_words
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.tempo import TempoChange, TempoMap

BARS = list(MeterMap().bars(0, 1920 * 12))


def slowing(bar: int, beats: list[float]) -> TempoMap:
    """Return 100 beats a minute, with `beats` instead from the beginning of `bar` on."""
    changes = [TempoChange(0, 600_000)]
    for place, bpm in enumerate([*beats, 100.0]):
        changes.append(TempoChange(bar * 1920 + place * 480, round(60e6 / bpm)))
    return TempoMap(tuple(changes))


@pytest.mark.parametrize(
    ("bpm", "word"),
    [(40, "Largo"), (66, "Adagio"), (100, "Moderato"), (140, "Allegro"), (200, "Presto")],
)
def test_a_steady_tempo_is_marked_once_with_its_word(bpm, word) -> None:
    assert tempo_marks(TempoMap.constant(bpm), BARS) == (TempoMark(0, bpm, 480, word),)


def test_rubato_is_not_written() -> None:
    rubato = tuple(TempoChange(i * 480, 600_000 + 90_000 * (i % 3)) for i in range(32))
    assert len(tempo_marks(TempoMap(rubato), BARS)) == 1
    assert tempo_words(TempoMap(rubato), BARS, ()) == ()


def test_a_lasting_change_is_marked_at_its_bar() -> None:
    changes = TempoMap((TempoChange(0, 500_000), TempoChange(1920 * 4, 1_000_000)))
    marks = tempo_marks(changes, BARS)
    assert [(mark.tick, mark.beats) for mark in marks] == [(0, 120), (1920 * 4, 60)]
    assert marks[1].word == "meno mosso"


def test_compound_meter_counts_dotted_beats() -> None:
    bars = list(MeterMap((MeterChange(0, 6, 8),)).bars(0, 5760))
    assert tempo_marks(TempoMap.constant(90), bars) == (TempoMark(0, 60, 720, "Adagio"),)


def test_a_bar_that_holds_back_is_a_ritardando_and_the_next_goes_on() -> None:
    tempo_map = slowing(5, [98, 85, 70, 50])
    assert tempo_words(tempo_map, BARS, ()) == (
        TextMark(5 * 1920 + 480, "rit."),
        TextMark(6 * 1920, "a tempo"),
    )


def test_the_last_bar_slows_down_for_good() -> None:
    assert tempo_words(slowing(11, [90, 75, 60, 45]), BARS, ()) == (TextMark(11 * 1920, "rit."),)
