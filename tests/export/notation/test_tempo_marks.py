import pytest

from chopin_studio.export.notation.markings import TextMark
from chopin_studio.export.notation.tempo_marks import TempoMark, tempo_marks, tempo_words
from chopin_studio.music.meter import Bar, MeterChange, MeterMap
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


def tempi(*bpm_of_bars: float) -> TempoMap:
    """Return a tempo for each bar."""
    return TempoMap(
        tuple(TempoChange(bar * 1920, round(60e6 / bpm)) for bar, bpm in enumerate(bpm_of_bars))
    )


def told(tempo_map: TempoMap, bars: list[Bar] = BARS) -> list[tuple[int, str | int]]:
    """Return what a score says of the tempo: bars from 0, with numbers and words."""
    marks = tempo_marks(tempo_map, bars)
    words = tempo_words(tempo_map, bars, marks)
    said = [(mark.tick, mark.beats) for mark in marks]
    said += [(word.tick, word.text) for word in words]
    return [(tick // 1920, what) for tick, what in sorted(said, key=lambda each: each[0])]


def test_a_new_tempo_after_a_ritardando_says_all_that_there_is_to_say() -> None:
    assert told(tempi(*[100] * 5, 60, *[140] * 6)) == [(0, 100), (5, "rit."), (6, 140)]
    assert told(tempi(*[100] * 5, 60, *[100] * 6)) == [(0, 100), (5, "rit."), (6, "a tempo")]


def test_the_old_tempo_may_come_back_over_four_bars_and_later_it_is_no_return() -> None:
    assert told(tempi(*[100] * 5, 60, 85, 85, 85, 100, 100, 100))[1:] == [
        (5, "rit."),
        (9, "a tempo"),
    ]
    assert told(tempi(*[100] * 5, 60, 85, 85, 85, 85, 100, 100))[1:] == [(5, "rit.")]


def test_music_that_is_nearly_as_fast_as_before_is_a_tempo() -> None:
    for after, words in ((90, ["rit."]), (94, ["rit.", "a tempo"])):
        assert [text for _, text in told(tempi(*[100] * 7, 60, *[after] * 4))[1:]] == words


def test_a_little_less_is_no_ritardando() -> None:
    """The last beat must be plainly slower than the music before, and so must the whole bar."""
    for beats, words in (
        ([98, 85, 70, 60], ["rit.", "a tempo"]),
        ([90, 85, 80, 76], []),  # no beat is slow enough
        ([120, 120, 110, 60], []),  # the bar as a whole is not
    ):
        assert [word.text for word in tempo_words(slowing(5, beats), BARS, ())] == words, beats


def test_ritardandi_do_not_follow_each_other_bar_by_bar() -> None:
    def bars_that_hold_back(*slow: int) -> TempoMap:
        changes = [TempoChange(0, 600_000)]
        for bar in slow:
            changes += [
                TempoChange(bar * 1920 + place * 480, round(60e6 / bpm))
                for place, bpm in enumerate([98, 85, 70, 50])
            ]
            changes.append(TempoChange((bar + 1) * 1920, 600_000))
        return TempoMap(tuple(changes))

    def slowed(*slow: int) -> list[int]:
        words = tempo_words(bars_that_hold_back(*slow), BARS, ())
        return [word.tick // 1920 for word in words if word.text == "rit."]

    assert slowed(2, 5) == [2]
    assert slowed(2, 6) == [2, 6]


def test_a_slower_tempo_is_a_new_tempo_and_no_ritardando() -> None:
    assert told(tempi(*[100] * 4, *[60] * 8)) == [(0, 100), (4, 60)]
    assert told(tempi(*[150] * 4, *[100] * 4, 60, *[100] * 3)) == [
        (0, 150), (4, 100), (8, "rit."), (9, "a tempo")
    ]  # fmt: skip


def test_a_bar_is_measured_by_the_six_before_it() -> None:
    """Where the music has calmed down, what was fast long ago is no measure."""
    bars = list(MeterMap().bars(0, 1920 * 15))
    calming = tempi(*[140] * 7, *[110] * 6, 90, 110)
    mark = TempoMark(0, 140)
    assert tempo_words(calming, bars, [mark]) == ()
    at_once = tempi(*[140] * 7, *[110] * 2, 90, *[110] * 5)
    assert [word.tick // 1920 for word in tempo_words(at_once, bars, [mark])] == [9]


@pytest.mark.parametrize(
    ("bars_long", "marks"), [(1, [(0, 100)]), (3, [(0, 100)]), (6, [(0, 100), (4, 60)])]
)
def test_only_a_change_that_lasts_is_a_new_tempo(bars_long: int, marks: list) -> None:
    tempo_map = tempi(*[100] * 4, *[60] * bars_long, *[100] * (8 - bars_long))
    found = tempo_marks(tempo_map, BARS)
    assert [(mark.tick // 1920, mark.beats) for mark in found][: len(marks)] == marks


def test_a_change_by_a_quarter_is_none_and_by_more_is() -> None:
    for after, count in ((80, 1), (70, 2), (120, 1), (130, 2)):
        assert len(tempo_marks(tempi(*[100] * 4, *[after] * 8), BARS)) == count, after
    assert tempo_marks(tempi(*[100] * 4, *[130] * 8), BARS)[1].word == "più mosso"
