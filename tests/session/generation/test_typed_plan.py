"""What is said of forms and progressions as they are typed."""

import pytest

from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.session.generation.typed_plan import Mistake, read_form, read_harmony


def test_a_form_has_so_many_bars_and_returns() -> None:
    form = read_form("A A' B:4 A", 8)
    assert (form.bars, form.returns, form.mistake) == (28, True, None)
    assert not read_form("A B C", 8).returns


@pytest.mark.parametrize(
    ("text", "place"), [("A 7 B", (2, 3)), ("B'", (0, 1)), ("A:", (1, 2)), ("A B9", (3, 4))]
)
def test_a_mistake_in_a_form_is_placed(text: str, place: tuple[int, int]) -> None:
    mistake = read_form(text, 8).mistake
    assert mistake is not None
    assert (mistake.start, mistake.end) == place


def test_a_mistake_in_a_progression_is_placed() -> None:
    mistake = read_harmony("C | Am Hm", None, None).mistake
    assert mistake == Mistake(
        "There is no chord Hm. Write B for the German H, and Bb for the German B.", 7, 9
    )
    assert read_harmony("| |", None, None).mistake is not None


def test_too_many_chords_are_a_mistake_once_the_meter_is_known() -> None:
    assert read_harmony("C F G |", None, None).mistake is None
    assert read_harmony("C F G |", None, MeterChange(0, 6, 8)).mistake is not None


def test_what_is_simplified_is_said_in_the_words_that_were_used() -> None:
    assert read_harmony("Dbmaj13 bVI7", Key(-5), None).simplified == (
        "Dbmaj13 is planned as D♭maj7."
    )
    assert read_harmony("IV6", Key(0), None).simplified == "IV6 is planned as IV."
