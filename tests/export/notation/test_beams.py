import pytest

from chopin_studio.export.notation.accidentals import Accidentals
from chopin_studio.export.notation.beams import beams
from chopin_studio.export.notation.markings import Clef
from chopin_studio.export.notation.rhythm import Symbol, Tuplet
from chopin_studio.export.notation.score import Event, StaffBar
from chopin_studio.export.notation.spelling import SpelledPitch
from chopin_studio.music.key import Key
from chopin_studio.music.meter import Bar, MeterChange

TICKS = {"quarter": 480, "eighth": 240, "16th": 120}
C, C_SHARP = SpelledPitch("C", 0, 5), SpelledPitch("C", 1, 5)


def voice(*values: str, pitches: list[SpelledPitch] | None = None) -> list[Event]:
    """Make a voice of values such as `eighth`; `-` before one makes it a rest."""
    events, tick = [], 0
    for index, value in enumerate(values):
        ticks = TICKS[value.strip("-")]
        pitch = (pitches[index] if pitches else C,) if value[0] != "-" else ()
        events.append(Event(tick, tick + ticks, pitch, Symbol(value.strip("-"))))
        tick += ticks
    return events


def lengths(values: list[str], meter: tuple[int, int]) -> list[int]:
    """Return how many notes each beam joins."""
    change = MeterChange(0, *meter)
    marks = beams(voice(*values), Bar(1, 0, change.bar_ticks, change))
    found: list[int] = []
    for mark in marks:
        if mark[:1] == ("begin",):
            found.append(1)
        elif mark:
            found[-1] += 1
    return found


def triplet(tick: int, *values: str) -> list[Event]:
    """Make a triplet that fills an eighth, such as `-eighth`, `16th`."""
    events = []
    for index, value in enumerate(values):
        ticks = TICKS[value.strip("-")] * 2 // 3
        edge = "start" if index == 0 else "stop" if index == len(values) - 1 else None
        symbol = Symbol(value.strip("-"), tuplet=Tuplet(3, 2))
        events.append(Event(tick, tick + ticks, () if value[0] == "-" else (C,), symbol, edge))
        tick += ticks
    return events


def test_no_beam_leads_from_the_midst_of_a_tuplet_into_the_next() -> None:
    change = MeterChange(0, 1, 4)
    whole = triplet(240, "16th", "16th", "16th")
    for first, joined in ((("-eighth", "16th"), 3), (("16th", "16th", "16th"), 6)):
        marks = beams([*triplet(0, *first), *whole], Bar(1, 0, 480, change))
        assert sum(bool(mark) for mark in marks) == joined


@pytest.mark.parametrize(
    ("values", "meter", "joined"),
    [
        (["eighth"] * 8, (4, 4), [4, 4]),
        (["eighth"] * 6, (3, 4), [6]),
        (["eighth"] * 12, (6, 4), [6, 6]),
        (["eighth"] * 6, (6, 8), [3, 3]),
        (["16th"] * 8, (2, 4), [4, 4]),
        (["eighth", "16th", "16th", "eighth", "eighth"], (2, 4), [3, 2]),
        (["eighth", "-eighth", "eighth", "eighth"], (2, 4), [2]),
        (["eighth", "quarter", "eighth"], (2, 4), []),
    ],
)
def test_short_notes_are_joined_by_the_beat(values, meter, joined) -> None:
    assert lengths(values, meter) == joined


def test_a_lone_sixteenth_has_a_hook_towards_its_group() -> None:
    bar = Bar(1, 0, 1920, MeterChange(0, 4, 4))
    marks = beams(voice("eighth", "16th", "16th"), bar)
    assert marks == [("begin",), ("continue", "begin"), ("end", "end")]
    assert beams(voice("16th", "eighth", "16th"), bar)[0] == ("begin", "forward hook")


def shown(reader: Accidentals, *pitches: SpelledPitch, key: Key | None = None) -> list[bool | None]:
    events = voice(*["quarter"] * len(pitches), pitches=list(pitches))
    found = reader.in_bar(StaffBar(Clef.TREBLE, (tuple(events),)), key)
    return [found.get((event.start_tick, event.pitches[0], False)) for event in events]


def test_an_accidental_holds_to_the_end_of_its_bar_and_is_then_recalled() -> None:
    reader = Accidentals()
    assert shown(reader, C_SHARP, C_SHARP, C, key=Key(0)) == [False, None, False]
    assert shown(reader, C_SHARP) == [False]
    assert shown(reader, C, C) == [True, None]
    assert shown(reader, C) == [None]


def test_the_signature_needs_no_accidentals() -> None:
    assert shown(Accidentals(), C_SHARP, C, key=Key(2)) == [None, False]
