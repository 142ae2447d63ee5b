"""The phrases of a plan: keys and cadences."""

from itertools import count

import pytest

from chopin_studio.engine.planning.phrases import Cadence, Phrase, phrases_of
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.plan import Plan, PlannedBar

HOME = Tonality(0, "major")


def phrases(form: str, phrase: int = 8, ends: bool = True) -> list[Phrase]:
    """Return the phrases of a form; contrasting sections are on D, E flat and so on."""
    tonics = count(2)
    plan = bars_of(parse_form(form, phrase))
    return phrases_of(plan, HOME, lambda: Tonality(next(tonics), "minor"), ends)


def ends(form: str, phrase: int = 8) -> str:
    return " ".join("V" if one.cadence is Cadence.HALF else "I" for one in phrases(form, phrase))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("A", "I"),
        ("A A", "I I"),
        ("A A'", "V I"),
        ("A B A", "I V I"),
        ("A A B A", "I I V I"),
        ("A A' B A'", "V I V I"),
        ("A A' B A", "I I V I"),
        ("A B A C A", "I V I V I"),
        ("A B C D", "I I V I"),
        ("A A B B", "I I I I"),
    ],
)
def test_periods_stay_open_and_what_leads_home_ends_on_the_dominant(
    form: str, expected: str
) -> None:
    assert ends(form) == expected


def test_the_first_letter_is_in_the_home_key_and_each_other_in_one_of_its_own() -> None:
    assert [one.key.tonic for one in phrases("A B A C B D")] == [0, 2, 0, 3, 2, 0]
    unfinished = phrases("A B A C B D", ends=False)
    assert [one.key.tonic for one in unfinished] == [0, 2, 0, 3, 2, 4]


def test_what_leads_home_has_its_cadence_in_the_home_key() -> None:
    contrast = phrases("A B A")[1]
    assert (contrast.key.tonic, contrast.cadence_key) == (2, HOME)


def test_a_phrase_of_eight_bars_has_a_half_cadence_in_its_middle_unless_it_stays_open() -> None:
    assert [one.middle for one in phrases("A A'")] == [None, 11]
    assert [one.middle for one in phrases("A", 4)] == [None]


def test_long_sections_are_divided_into_phrases() -> None:
    assert [(one.begin, one.end, one.middle) for one in phrases("A", 20)] == [
        (0, 8, 3),
        (8, 20, 13),
    ]


def test_a_plan_without_sections_has_phrases_of_eight_bars_from_home_to_home() -> None:
    plan = Plan((PlannedBar(),) * 21, first_bar=1)
    found = phrases_of(plan, HOME, lambda: Tonality(7, "major"))
    assert [(one.begin, one.end, one.key.tonic) for one in found] == [
        (1, 9, 0),
        (9, 17, 7),
        (17, 21, 0),
    ]


def test_a_piece_ends_in_its_key_whatever_its_last_letter() -> None:
    assert [one.key.tonic for one in phrases("A A B B")] == [0, 0, 0, 0]


def test_a_transposed_return_is_in_its_key() -> None:
    assert [one.key.tonic for one in phrases("A A+5")] == [0, 5]
