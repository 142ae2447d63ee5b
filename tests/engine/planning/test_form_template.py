"""Templates of forms: as text, and cut."""

import pytest
from hypothesis import given

from chopin_studio.data_fields import DataError
from chopin_studio.engine.planning.form_template import (
    bars_text,
    cut_sections,
    moved,
    parse_bars,
)
from chopin_studio.music.plan.form_text import form_text, parse_form
from chopin_studio.music.plan.plan import Likeness, PlannedBar
from chopin_studio.music.plan.source_bars import source_bars_of
from tests.engine.planning.templates import template
from tests.music.strategies import excerpts

NEW = PlannedBar(Likeness.NEW)
UNPLANNED = PlannedBar()


def test_bars_are_written_in_runs():
    exact = (PlannedBar(Likeness.EXACT, 0), PlannedBar(Likeness.EXACT, 1))
    higher = PlannedBar(Likeness.VARIED, 2, 5)
    assert bars_text((UNPLANNED, NEW, NEW, *exact, higher)) == "u1 n2 e2<3 v1<3+5"


@given(excerpts())
def test_what_is_written_is_read_again(excerpt):
    bars = source_bars_of(excerpt)
    if len(bars) <= 2000:
        assert parse_bars(bars_text(bars)) == bars


@pytest.mark.parametrize(
    "text",
    [
        *("x1", "n0", "n", "e1", "n1<1", "n1 e1<2", "n1 e1<1+13", "n1 e1<0"),
        *("n2000 n1", "n9999 e9999<1", "n1,n1", "n1 e1<1+", "n10000"),
    ],
)
def test_other_texts_are_no_bars(text):
    with pytest.raises(DataError, match="plan of bars"):
        parse_bars(text)


def test_a_moved_bar_is_new_where_its_source_is_gone():
    bar = PlannedBar(Likeness.EXACT, 4, 2)
    assert moved(bar, -2, 2) == PlannedBar(Likeness.EXACT, 2, 2)
    assert moved(bar, -2, 3) == NEW
    assert moved(NEW, -2, 3) == NEW


def test_sections_are_cut_to_a_number_of_bars():
    form = parse_form("A B:4 A")
    assert form_text(cut_sections(form, 14)) == "A B:4 A:2"
    assert cut_sections(form, 8) == form[:1]
    assert cut_sections(form, 99) == form


def test_a_piece_is_cut():
    plan = template().cut(18)
    assert bars_text(plan.bars) == "n4 e2<4 n2 e8<8 n2"
    assert form_text(plan.sections) == "A A B:2"


def test_the_pickup_of_a_piece_is_not_that_of_the_plan():
    piece = template("n1 n2 e1<3 e1<2", form="A:4", first_bar=1)
    assert bars_text(piece.cut(9).bars) == "n3 e1<2"
    assert bars_text(piece.cut(9, first_bar=1).bars) == "u1 n3 e1<2"
    assert piece.cut(9, first_bar=1).first_bar == 1
    assert bars_text(piece.cut(3, first_bar=1).bars) == "u1 n2"


def test_a_window_forgets_what_was_before_it():
    assert bars_text(template().window(4, 6)) == "n6"
    assert bars_text(template().window(2, 4)) == "n4"
    assert bars_text(template().window(0, 6)) == "n4 e2<4"
