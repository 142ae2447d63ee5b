"""The form of music, found."""

import numpy as np
import pytest
from hypothesis import given

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import form_text, parse_form
from chopin_studio.music.plan.found_sections import FoundForm, sections_of
from chopin_studio.music.plan.section_edits import whole
from tests.music.plan.music import EMPTY, changed, excerpt_of, transposed
from tests.music.strategies import excerpts

BAR_PITCHES = np.random.default_rng(5).integers(24, 100, (60, 8))


def bar(number):
    """Return one of 60 bars that are different from each other."""
    return tuple(enumerate(BAR_PITCHES[number].tolist()))


def phrase(number, bars=4):
    return [bar(number * bars + place) for place in range(bars)]


A, B, C, D, E = (phrase(number) for number in range(5))


def form_of(*bars, bars_a_phrase=4):
    found = sections_of(excerpt_of(bars), bars_a_phrase)
    return found.first_bar, form_text(found.sections, bars_a_phrase)


def test_phrases_that_return_have_the_same_letter():
    assert form_of(*A, *A, *B, *A) == (0, "A A B A")


def test_a_phrase_may_return_varied_or_transposed():
    varied = [changed(one, 0, 1) for one in A]
    loose = [changed(one, 0, 1, 2, 3) for one in A]
    higher = [transposed(one, 5) for one in A]
    assert form_of(*A, *varied, *loose, *higher) == (0, "A A′ A′′ A(+5)")


def test_all_returns_are_seen_from_the_first():
    varied = [changed(one, 0, 1) for one in A]
    assert form_of(*A, *varied, *B, *varied) == (0, "A A′ B A′")


def test_neighbours_that_never_return_make_one_section():
    assert form_of(*A, *B, *A, *C, *D, *E) == (0, "A B A C:8 D")


def test_phrases_begin_where_most_of_them_return():
    assert form_of(bar(50), bar(51), *A, *B, *A, *B) == (0, "A:2 B C B C")


def test_a_pickup_stands_before_the_form():
    pickup = ((6, 60), (7, 64))
    assert form_of(pickup, *A, *B, *A) == (1, "A B A")
    short = MeterMap((MeterChange(0, 1, 4), MeterChange(480, 4, 4)))
    found = sections_of(excerpt_of([bar(0)[:2]], meters=short), 4)
    assert found == FoundForm(0, parse_form("A:1"))


def test_a_few_bars_at_the_end_belong_to_the_last_phrase_and_more_are_a_coda():
    assert form_of(*A, *B, *A, bar(50)) == (0, "A B A:5")
    assert form_of(*A, *B, *A, bar(50), bar(51)) == (0, "A B A C:2")


def test_music_shorter_than_a_phrase_is_one_section():
    assert form_of(*A, bars_a_phrase=8) == (0, "A:4")


def test_no_music_has_no_form():
    assert form_of() == (0, "")
    assert form_of(EMPTY, EMPTY) == (0, "")


def test_a_phrase_has_a_bar_or_more():
    with pytest.raises(ValueError, match="phrase"):
        sections_of(excerpt_of(A), 0)


def test_where_letters_run_out_sections_become_longer():
    # Thirty different bars, each of them twice: letters for all but the last.
    bars = [bar(number) for number in range(30) for _ in range(2)]
    _, form = form_of(*bars, bars_a_phrase=1)
    sections = parse_form(form, phrase=1)
    assert sum(section.bars for section in sections) == 60
    assert {section.letter for section in sections} == set("ABCDEFGHIJKLMNOPQRSTUVWXYZ")


@given(excerpts())
def test_any_music_has_a_form_of_all_its_bars(excerpt):
    found = sections_of(excerpt)
    assert whole(found.sections) == found.sections
    plan = bars_of(found.sections, found.first_bar)
    last = max((note.onset_tick for note in excerpt.notes), default=-1)
    bars = len(list(excerpt.meters.bars(0, last + 1)))
    assert abs(len(plan.bars) - bars) <= 1  # a note is moved to the nearest place
