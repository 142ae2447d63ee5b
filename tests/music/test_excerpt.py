import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange, TempoMap

LOW, HIGH = Note(40, 64, 0, 960), Note(60, 64, 0, 480)
LATER = Note(50, 64, 480, 240)


def test_the_longest_note_ends_an_excerpt() -> None:
    excerpt = Excerpt((LOW, HIGH, LATER), tempo_map=TempoMap.constant(60))
    assert excerpt.end_tick == 960
    assert excerpt.duration_sec == pytest.approx(2)
    assert Excerpt().end_tick == 0


def test_notes_are_added_in_score_order() -> None:
    assert Excerpt((HIGH,)).with_notes_added((LATER, LOW)).notes == (LOW, HIGH, LATER)


def test_generated_notes_begin_where_the_seed_ends() -> None:
    assert Excerpt((LOW, HIGH, LATER), seed_end_tick=480).generated_notes == (LATER,)


def test_the_key_in_force_is_the_last_before() -> None:
    excerpt = Excerpt(keys=(KeyChange(480, Key(1)), KeyChange(960, Key(2))))
    assert [excerpt.key_at(tick) for tick in (0, 480, 959, 960)] == [None, Key(1), Key(1), Key(2)]


@pytest.mark.parametrize(
    "disorder",
    [
        {"notes": (HIGH, LOW)},
        {"keys": (KeyChange(1, Key(0)), KeyChange(1, Key(1)))},
        {"pedals": (PedalChange(1, 0), PedalChange(0, 0))},
        {"seed_end_tick": -1},
    ],
)
def test_disorder_is_refused(disorder: dict) -> None:
    with pytest.raises(ValueError, match="must"):
        Excerpt(**disorder)


def test_the_pedal_is_down_from_64_up() -> None:
    assert [PedalChange(0, value).is_down for value in (0, 63, 64, 127)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(
    "values", [(128, 64, 0, 1), (60, 0, 0, 1), (60, 64, -1, 1), (60, 64, 0, 0)]
)
def test_an_impossible_note_is_refused(values: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="must"):
        Note(*values)


def test_pedals_and_tempi_grow_with_the_notes():
    begun = Excerpt((HIGH,), pedals=(PedalChange(0, 127),))
    grown = begun.with_notes_added((LATER,), (PedalChange(480, 0),), (TempoChange(480, 250_000),))
    assert grown.pedals == (PedalChange(0, 127), PedalChange(480, 0))
    assert grown.tempo_map.bpm_at(479) == 120
    assert grown.tempo_map.bpm_at(480) == 240


def test_a_pedal_left_down_can_be_lifted_at_the_end():
    down, up = PedalChange(0, 127), PedalChange(HIGH.end_tick, 0)
    assert Excerpt((HIGH,), pedals=(down,)).with_pedal_lifted().pedals == (down, up)
    for lifted in (Excerpt((HIGH,)), Excerpt((HIGH,), pedals=(down, up))):
        assert lifted.with_pedal_lifted() is lifted
    late = PedalChange(10_000, 127)
    assert Excerpt((HIGH,), pedals=(late,)).with_pedal_lifted().pedals[-1].tick == 10_000
