from chopin_studio.export.markings import (
    Clef,
    Mark,
    PedalSpan,
    TempoMark,
    clefs,
    dynamic_marks,
    pedal_spans,
    tempo_marks,
)
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap

BARS = list(MeterMap().bars(0, 1920 * 8))


def bars_struck(*velocities: int) -> list[Note]:
    return [Note(60, velocity, 1920 * bar, 480) for bar, velocity in enumerate(velocities)]


def test_a_steady_tempo_is_marked_once() -> None:
    assert tempo_marks(TempoMap.constant(66), BARS) == (TempoMark(0, 66),)


def test_rubato_is_not_written() -> None:
    rubato = tuple(TempoChange(i * 480, 600_000 + 90_000 * (i % 3)) for i in range(32))
    assert len(tempo_marks(TempoMap(rubato), BARS)) == 1


def test_a_lasting_change_is_marked_at_its_bar() -> None:
    changes = TempoMap((TempoChange(0, 500_000), TempoChange(1920 * 4, 1_000_000)))
    assert tempo_marks(changes, BARS) == (TempoMark(0, 120), TempoMark(1920 * 4, 60))


def test_even_velocities_have_no_dynamics() -> None:
    assert dynamic_marks(bars_struck(64, 64, 64), BARS) == ()


def test_a_dynamic_stands_only_where_it_changes() -> None:
    marks = dynamic_marks(bars_struck(48, 50, 44, 96, 100, 30), BARS)
    assert marks == (Mark(0, "p"), Mark(1920 * 3, "f"), Mark(1920 * 5, "pp"))


def test_a_pedal_still_down_is_lifted_at_the_end() -> None:
    pedals = [(0, 127), (100, 80), (900, 0), (1000, 64), (1020, 0), (1200, 127)]
    excerpt = Excerpt((Note(60, 64, 0, 1920),), pedals=tuple(PedalChange(*p) for p in pedals))
    assert pedal_spans(excerpt) == (PedalSpan(0, 900), PedalSpan(1200, 1920))


def test_a_clef_changes_only_for_a_bar_that_lies_far_off() -> None:
    low, high = (40, 52), (67, 72)
    chosen = clefs([low, (50, 70), (), high, high, low], Clef.BASS)
    assert chosen == [Clef.BASS] * 3 + [Clef.TREBLE] * 2 + [Clef.BASS]


def test_a_staff_returns_to_its_clef_as_soon_as_the_music_does() -> None:
    chosen = clefs([(40, 52), (), (40, 80), (60, 72)], Clef.TREBLE)
    assert chosen == [Clef.BASS] * 2 + [Clef.TREBLE] * 2
