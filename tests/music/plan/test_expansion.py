"""Plans of bars made of sections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.plan import Likeness, PlannedBar, Section
from tests.music.plan.forms import forms

NEW = PlannedBar(Likeness.NEW)
UNPLANNED = PlannedBar()


def planned(text, phrase=2, **options):
    return bars_of(parse_form(text, phrase), **options).bars


def exact(*sources, by=0):
    return tuple(PlannedBar(Likeness.EXACT, source, by) for source in sources)


def test_a_return_has_the_bars_of_the_first_of_its_letter_as_sources():
    assert planned("A B A A") == (NEW,) * 4 + exact(0, 1, 0, 1)


def test_a_return_may_be_transposed():
    assert planned("A A(+5)")[2:] == exact(0, 1, by=5)


def test_a_shorter_return_has_the_first_bars():
    assert planned("A:4 A:2")[4:] == exact(0, 1)


def test_a_longer_return_goes_on_with_new_bars_which_return_themselves():
    assert planned("A:2 A:3 A:4") == (NEW, NEW, *exact(0, 1), NEW, *exact(0, 1, 4), NEW)


@pytest.mark.parametrize(("bars", "loose"), [(1, 0), (2, 1), (7, 1), (8, 2), (16, 2)])
def test_a_varied_return_may_close_in_another_way(bars, loose):
    likenesses = [bar.likeness for bar in planned("A A'", phrase=bars)[bars:]]
    assert likenesses == [Likeness.VARIED] * (bars - loose) + [Likeness.LOOSE] * loose


@pytest.mark.parametrize("text", ["A A''", "A A", "A A~"])
def test_other_returns_are_the_same_from_their_first_bar_to_their_last(text):
    section = parse_form(text)[1]
    assert {bar.likeness for bar in planned(text, phrase=8)[8:]} == {section.likeness}


def test_rhythm_alone_is_not_transposed():
    rhythm = Section("A", 1, Likeness.RHYTHM, 5)
    assert bars_of((Section("A", 1), rhythm)).bars[1] == PlannedBar(Likeness.RHYTHM, 0)


def test_a_pickup_is_not_planned():
    plan = bars_of(parse_form("A A", 2), first_bar=1)
    assert plan.bars == (UNPLANNED, NEW, NEW, *exact(1, 2))
    assert [begin for begin, _ in plan.placed_sections()] == [1, 3]


def test_what_is_there_already_is_not_planned_and_yet_returns():
    assert planned("A B A", lead=3) == (UNPLANNED,) * 3 + (NEW, *exact(0, 1))
    assert planned("A", lead=9) == (UNPLANNED,) * 2


def test_a_repeated_letter_that_is_called_new_is_an_exact_return():
    assert bars_of((Section("A", 1), Section("A", 1))).bars == (NEW, *exact(0))


def test_numbers_of_bars_are_not_negative():
    with pytest.raises(ValueError, match="negative"):
        bars_of((), first_bar=-1)
    with pytest.raises(ValueError, match="negative"):
        bars_of((), lead=-1)


@given(forms, st.integers(0, 2), st.integers(0, 30))
def test_every_source_is_new(sections, first_bar, lead):
    plan = bars_of(sections, first_bar, lead)
    assert len(plan.bars) == first_bar + sum(section.bars for section in sections)
    for bar in plan.bars:
        if bar.source is not None:
            assert plan.bar(bar.source).likeness in (Likeness.NEW, Likeness.UNPLANNED)
