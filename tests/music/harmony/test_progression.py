"""Progressions as one types them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.harmony.chord import CHORD_NUMBERS, numbered_chord
from chopin_studio.music.harmony.progression import (
    MOST_BARS,
    ProgressionError,
    parse_progression,
    progression_text,
    simplifications,
)
from chopin_studio.music.harmony.symbols import chord_symbol
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange

C_MAJOR, C_MINOR = Key(0), Key(-3, "minor")
COMMON, WALTZ = MeterChange(0, 4, 4), MeterChange(0, 3, 4)


def read(text: str, key: Key = C_MAJOR, meter: MeterChange = COMMON) -> list[str]:
    """Return the chords of each bar, beat by beat, as words."""
    return [
        " ".join(chord_symbol(chord, key) if chord else "." for chord in bar)
        for bar in parse_progression(text, key, meter)
    ]


@pytest.mark.parametrize("text", ["C Am", " C\tAm ", "C\nAm", "I vi", "C vi", "C | Am", "C, Am"])
def test_a_chord_fills_a_bar(text: str) -> None:
    assert read(text) == ["C C C C", "Am Am Am Am"]


def test_a_bar_has_as_many_beats_as_its_meter() -> None:
    assert read("C", meter=WALTZ) == ["C C C"]
    assert read("C", meter=MeterChange(0, 6, 8)) == ["C C"]


def test_the_chords_of_a_divided_bar_share_its_beats_the_first_ones_longer() -> None:
    assert read("C Am | F G7 C") == ["C C Am Am", "F F G7 C"]
    assert read("C Am | F", meter=WALTZ) == ["C C Am", "F F F"]


def test_a_sign_repeats_the_bar_before_or_holds_the_chord_before() -> None:
    assert read("C Am | % | F - - G | -") == ["C C Am Am"] * 2 + ["F F F G"] * 2
    assert read("C % F") == ["C C C C", "C C C C", "F F F F"]


def test_no_chord_can_be_asked_for() -> None:
    assert read("N.C. C") == [". . . .", "C C C C"]


def test_degrees_follow_the_mode() -> None:
    assert [bar.split()[0] for bar in read("i iv V7 VI", C_MINOR)] == ["Cm", "Fm", "G7", "A♭"]


@pytest.mark.parametrize(
    ("text", "bars"),
    [
        ("(C Am)x2 F", "C Am C Am F"),
        ("(C Am) x 3", "C Am C Am C Am"),
        ("((C G)x2 F)x2", "C G C G F C G C G F"),
        ("||: C | Am :|| F", "C Am C Am F"),
        ("C | Am :|| F", "C Am C Am F"),
        ("|: C :|: F :|", "C C F F"),
        ("C7(b9) F", "C7 F"),
        ("(C)x1", "C"),
        ("", ""),
        ("| |", ""),
    ],
)
def test_repeats_are_written_out(text: str, bars: str) -> None:
    assert [bar.split()[0] for bar in read(text)] == bars.split()


@pytest.mark.parametrize(
    ("text", "wrong", "remedy"),
    [
        ("C Xm F", "Xm", "Write chords such as"),
        ("C Q7/ii", "Q7/ii", "Write chords such as"),
        ("I V7/", "V7/", "Write degrees such as"),
        ("C | C D E F G | C", "C D E F G", "divide it by |"),
        ("% C", "%", "Write a chord"),
        ("C | - Am", "-", "Write a chord"),
        ("C (Am F", "(", "Write \\)x2"),
        ("C |: Am F", "|:", "Write :\\|\\|"),
        ("C Am)", ")", "Remove it"),
        ("(C)x0", ")x0", "Write \\)x2"),
        ("(C)x1001", ")x1001", "repeat less often"),
        ("C : Am", ":", "Remove it"),
        ("(C :|", ":|", "Remove it"),
        ("H7 E", "H7", "Write B for the German H"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_remedy(text: str, wrong: str, remedy: str) -> None:
    with pytest.raises(ProgressionError, match=remedy) as caught:
        parse_progression(text, C_MAJOR, COMMON)
    assert text[caught.value.start : caught.value.end] == wrong


@pytest.mark.parametrize(
    "text", ["C " * (MOST_BARS + 1), "(" * 9 + "C" + ")x9" * 9, "x" * 10**6, "(" * 10**4]
)
def test_endless_texts_are_refused(text: str) -> None:
    with pytest.raises(ProgressionError):
        parse_progression(text, C_MAJOR, COMMON)


def test_what_is_planned_as_something_simpler_is_said_once_where_it_stands() -> None:
    text = "(C9 F)x2 | G/B"
    found = simplifications(text, C_MAJOR)
    assert [text[one.start : one.end] for one in found] == ["C9", "G/B"]
    assert [one.message for one in found] == ["C9 is planned as C7.", "G/B is planned as G."]
    assert simplifications("C | % | N.C. - | Am7", C_MAJOR) == ()


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("C Am Dm G7", "I vi ii V7"),
        ("C Am | F G7 | C", "I vi | IV V7 | I"),
        ("C - - G7 | C", "I - - V7 | I"),
        ("C G7 |", "I V7 |"),
        ("N.C. C", "N.C. I"),
        ("A7 Dm", "V7/ii ii"),
    ],
)
def test_a_progression_is_written_as_it_was_typed(text: str, degrees: str) -> None:
    bars = parse_progression(text, C_MAJOR, COMMON)
    assert progression_text(bars, C_MAJOR) == text
    assert progression_text(bars, C_MAJOR, degrees=True) == degrees


CHORDS = st.integers(0, CHORD_NUMBERS - 1).map(numbered_chord)


@given(
    st.lists(st.tuples(*[CHORDS] * 4), min_size=1, max_size=4),
    st.sampled_from([Key(-7), C_MAJOR, C_MINOR, Key(4, "minor")]),
    st.booleans(),
)
def test_what_is_written_is_read_as_the_same_bars(bars, key, degrees) -> None:
    text = progression_text(bars, key, degrees)
    assert list(parse_progression(text, key, COMMON)) == bars


@given(st.text(alphabet="CAmIvi7b#/|,:()x2% -.\n♭°+", max_size=40))
def test_any_text_is_read_or_refused_in_place(text: str) -> None:
    places = [0]
    try:
        parse_progression(text, C_MAJOR, COMMON)
    except ProgressionError as error:
        places += [error.start, error.end, len(text)]
    assert places == sorted(places)
