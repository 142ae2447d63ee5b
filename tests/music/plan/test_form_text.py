"""Forms as text, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.plan.form_text import FormError, form_text, parse_form
from chopin_studio.music.plan.named_forms import NAMED_FORMS, named_form, written_out
from chopin_studio.music.plan.plan import Likeness, Section
from tests.music.plan.forms import forms

A, B = Section("A", 8), Section("B", 8)
EXACT = Section("A", 8, Likeness.EXACT)
VARIED = Section("A", 8, Likeness.VARIED)
LOOSE = Section("A", 8, Likeness.LOOSE)


@pytest.mark.parametrize(
    "text",
    ["A A' B A", "AA'BA", "a a’ b a", "A, A′, B, A", "A–A′ - B—A", "A|A2|B|A1", "  A A ' B A "],
)
def test_a_form_may_be_written_in_many_ways(text):
    assert parse_form(text) == (A, VARIED, B, EXACT)


@pytest.mark.parametrize("mark", ["''", "′′", "″", '"', "'''", "3", "4"])
def test_more_primes_are_more_varied(mark):
    assert parse_form(f"A A{mark}") == (A, LOOSE)


def test_a_section_may_have_a_length_of_its_own():
    assert [section.bars for section in parse_form("A:8 B:16 B A:4", phrase=6)] == [8, 16, 16, 4]
    assert [section.bars for section in parse_form("A B A", phrase=6)] == [6, 6, 6]


@pytest.mark.parametrize("mark", ["+5", "(+5)", "(5)", " ( +5 )"])
def test_a_return_may_be_transposed(mark):
    assert parse_form(f"A A{mark}")[1] == Section("A", 8, Likeness.EXACT, 5)


@pytest.mark.parametrize("mark", ["-3", "−3", "(-3)", "(−3)"])
def test_a_minus_sign_is_a_hyphen_or_its_own(mark):
    assert parse_form(f"A A'{mark} B")[1] == Section("A", 8, Likeness.VARIED, -3)


def test_marks_stand_in_any_order():
    assert parse_form("A A:4(+2)'") == parse_form("A A'+2:4")


def test_a_tilde_is_rhythm_alone():
    assert parse_form("A A~")[1] == Section("A", 8, Likeness.RHYTHM)


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("", 0, "one letter or more"),
        (" - ", 3, "one letter or more"),
        ("A ? B", 2, r"\? is no section"),
        ("A ß", 2, "ß is no section"),
        ("A B 8", 4, "8 is no section"),
        ("A' B A", 0, "no A before A'"),
        ("A B(+5)", 2, r"no B before B\(\+5\)"),
        ("A A8", 3, "write A:8"),
        ("A:0", 1, "1 to 999 bars"),
        ("A:1000", 1, "1 to 999 bars"),
        ("A A+13", 3, "12 semitones"),
        ("A A+5(-3)", 5, "says again"),
        ("A A'2", 4, "says again"),
        ("A A~'", 4, "says again"),
        ("A:8:8", 3, "says again"),
        ("A A(+0)(+5)", 7, "says again"),
        ("A A~+3", 5, "no pitches to transpose"),
        ("A" * 65, 64, "at most 64 sections"),
        ("A" * 501, 500, "at most 500 characters"),
        ("A:999 B:999 A:3", 12, "at most 2,000 bars"),
    ],
)
def test_a_mistake_is_said_with_its_place(text, place, words):
    with pytest.raises(FormError, match=words) as caught:
        parse_form(text)
    assert caught.value.place == place


def test_a_form_is_written_with_what_differs_from_the_usual():
    assert form_text(parse_form("a:4 a2 b:8 a(+5):8 b~ a''")) == "A:4 A′ B A(+5):8 B~ A′′"
    assert form_text((A, B), phrase=4) == "A:8 B:8"
    assert form_text(()) == ""


@given(forms, st.integers(1, 20))
def test_what_is_written_is_read_again(sections, phrase):
    read = parse_form(form_text(sections, phrase), phrase)
    assert [s.letter for s in read] == [s.letter for s in sections]
    assert [s.bars for s in read] == [s.bars for s in sections]
    assert [s.likeness for s in read] == [s.likeness for s in sections]
    pitched = [k for k, s in enumerate(sections) if s.likeness is not Likeness.RHYTHM]
    assert [read[k].transposition for k in pitched] == [sections[k].transposition for k in pitched]


@given(st.text(max_size=30) | st.text("ABab':()+-~″ 0123", max_size=30))
def test_any_text_is_a_form_or_a_mistake_in_it(text):
    try:
        sections = parse_form(text)
    except FormError as error:
        place = error.place
    else:
        place = 0
        assert sections
    assert 0 <= place <= len(text)


def test_named_forms_can_be_read():
    ids = [form.id for form in NAMED_FORMS]
    assert len(ids) == len(set(ids))
    assert [form.id for form in NAMED_FORMS if not form.text] == ["free"]
    for form in NAMED_FORMS:
        if form.text:
            assert form_text(parse_form(form.text)) == form.text.replace("″", "′′")


def test_a_named_form_is_found_by_its_id():
    song = named_form("song")
    assert song is not None
    assert song.text == "A A B A"
    assert named_form("unheard of") is None


def test_a_form_can_be_called_by_its_name():
    assert written_out("Song ") == "A A B A"
    assert written_out("free") == "free"
    assert written_out("A B song") == "A B song"
