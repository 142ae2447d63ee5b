"""Changes to the sections of a form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.plan.form_text import form_text, parse_form
from chopin_studio.music.plan.plan import Likeness, Section
from chopin_studio.music.plan.section_edits import (
    deleted,
    is_first,
    moved,
    repeated,
    unused_letter,
    varied,
    whole,
    with_new_section,
    with_section,
)
from tests.music.plan.forms import forms


def form(text):
    return parse_form(text)


def test_a_section_is_moved_to_where_it_is_to_stand():
    assert form_text(moved(form("A B C"), 0, 2)) == "B C A"
    assert form_text(moved(form("A B C"), 2, 0)) == "C A B"
    assert moved(form("A B C"), 1, 1) == form("A B C")


def test_a_variation_that_comes_first_makes_the_other_the_variation():
    assert form_text(moved(form("A B A'"), 2, 0)) == "A A′ B"


def test_transpositions_are_counted_from_the_section_that_is_now_the_first():
    assert form_text(deleted(form("A A+5 A+7 A"), 0)) == "A A(+2) A(-5)"
    assert form_text(deleted(form("A A-12 A+12"), 0)) == "A A(+12)"


def test_a_section_is_repeated_behind_it_or_elsewhere():
    assert form_text(repeated(form("A B"), 0)) == "A A B"
    assert form_text(repeated(form("A B"), 0, at=2, likeness=Likeness.VARIED)) == "A B A′"
    assert form_text(repeated(form("A B A+5"), 2)) == "A B A(+5) A(+5)"


def test_the_next_of_a_letter_becomes_the_first():
    assert form_text(deleted(form("A B A' A"), 0)) == "B A A"
    assert deleted(form("A"), 0) == ()


def test_a_return_is_varied():
    assert form_text(varied(form("A B A"), 2)) == "A B A′"
    assert form_text(varied(form("A B A"), 2, Likeness.EXACT, 5)) == "A B A(+5)"
    with pytest.raises(ValueError, match="first A"):
        varied(form("A B A"), 0)


def test_a_section_is_replaced():
    assert form_text(with_section(form("A B A"), 0, Section("C", 4))) == "C:4 B A"
    assert form_text(with_section(form("A B C"), 2, Section("A", 8))) == "A B A"


def test_a_new_section_has_a_letter_of_its_own():
    assert form_text(with_new_section(form("A C A"), 1, 4)) == "A B:4 C A"
    assert unused_letter(()) == "A"
    with pytest.raises(ValueError, match="letters"):
        unused_letter(form("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def test_the_first_of_a_letter_is_told():
    assert [is_first(form("A B A"), place) for place in range(3)] == [True, True, False]


@pytest.mark.parametrize("place", [-1, 2])
def test_there_is_no_other_place(place):
    sections = form("A B")
    for change in (
        lambda: moved(sections, place, 0),
        lambda: moved(sections, 0, place),
        lambda: repeated(sections, place),
        lambda: deleted(sections, place),
        lambda: varied(sections, place),
        lambda: with_section(sections, place, sections[0]),
    ):
        with pytest.raises(ValueError, match="no section"):
            change()
    with pytest.raises(ValueError, match="no place"):
        repeated(sections, 0, at=place if place < 0 else 3)
    with pytest.raises(ValueError, match="no place"):
        with_new_section(sections, place if place < 0 else 3, 8)


@given(forms, st.data())
def test_a_changed_form_is_whole(sections, data):
    places = st.integers(0, len(sections) - 1)
    changed = moved(sections, data.draw(places), data.draw(places))
    assert whole(changed) == changed
    assert sorted(section.bars for section in changed) == sorted(s.bars for s in sections)
    for place, section in enumerate(changed):
        assert (section.likeness is Likeness.NEW) == is_first(changed, place)
