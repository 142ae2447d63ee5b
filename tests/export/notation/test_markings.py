from dataclasses import replace

from chopin_studio.export.notation.markings import (
    Clef,
    Hairpin,
    PedalSpan,
    TextMark,
    clefs,
    dynamic_marks,
    hairpins,
    pedal_spans,
)
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note

BARS = list(MeterMap().bars(0, 1920 * 8))


def bars_struck(*velocities: int) -> list[Note]:
    return [Note(60, velocity, 1920 * bar, 480) for bar, velocity in enumerate(velocities)]


def test_even_velocities_have_no_dynamics() -> None:
    assert dynamic_marks(bars_struck(64, 64, 64), BARS) == ()


def test_a_dynamic_stands_only_where_it_changes() -> None:
    marks = dynamic_marks(bars_struck(44, 46, 40, 64, 68, 30), BARS)
    assert marks == (TextMark(0, "p"), TextMark(1920 * 3, "f"), TextMark(1920 * 5, "pp"))


def test_loud_music_throughout_is_no_louder_than_f() -> None:
    marks = dynamic_marks(bars_struck(100, 100, 102, 100, 60), BARS)
    assert [mark.text for mark in marks] == ["f", "ppp"]


def test_a_pedal_still_down_is_lifted_at_the_end() -> None:
    pedals = [(0, 127), (100, 80), (900, 0), (1000, 64), (1020, 0), (1200, 127)]
    excerpt = Excerpt((Note(60, 64, 0, 1920),), pedals=tuple(PedalChange(*p) for p in pedals))
    assert pedal_spans(excerpt) == (PedalSpan(0, 960), PedalSpan(1200, 1920))


def test_a_pedal_is_written_with_the_note_that_it_follows() -> None:
    notes = tuple(Note(60, 64, beat * 480, 480) for beat in range(4))
    pedals = tuple(PedalChange(*p) for p in [(40, 127), (470, 0), (510, 127), (1300, 0)])
    assert pedal_spans(Excerpt(notes, pedals=pedals)) == (
        PedalSpan(0, 480),
        PedalSpan(480, 1320),
    )


def test_a_dynamic_stands_under_the_first_note_of_its_bar() -> None:
    notes = [Note(60, 46, 1440, 480), Note(60, 90, 1920, 480)]
    assert dynamic_marks(notes, BARS)[0] == TextMark(1440, "p")


def test_a_hairpin_leads_up_to_a_change_that_grows_bar_by_bar() -> None:
    struck = bars_struck(44, 43, 48, 55, 65, 45, 65)
    marks = dynamic_marks(struck, BARS)
    assert [mark.text for mark in marks] == ["p", "f", "p", "f"]
    assert hairpins(struck, BARS, marks) == (Hairpin(1920, 1920 * 4, "crescendo"),)


def test_a_clef_changes_only_for_a_bar_that_lies_far_off() -> None:
    low, high = (40, 52), (67, 72)
    chosen = clefs([low, (50, 70), (), high, high, low], Clef.BASS)
    assert chosen == [Clef.BASS] * 3 + [Clef.TREBLE] * 2 + [Clef.BASS]


def test_a_staff_returns_to_its_clef_as_soon_as_the_music_does() -> None:
    chosen = clefs([(40, 52), (), (40, 80), (60, 72)], Clef.TREBLE)
    assert chosen == [Clef.BASS] * 2 + [Clef.TREBLE] * 2


def test_a_pickup_is_as_loud_as_the_bar_that_it_leads_to() -> None:
    first, *others = MeterMap().bars(0, 1920 * 4)
    pickup = replace(first, number=0, start_tick=1440)
    notes = [Note(60, 66, 1440, 480), *(Note(60, 42, 1920 + i * 240, 240) for i in range(16))]
    assert dynamic_marks(notes, [pickup, *others]) == (TextMark(1440, "p"),)
