"""Plans drawn from the forms of pieces."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio import paths
from chopin_studio.engine.planning.form_files import read_form_model
from chopin_studio.engine.planning.form_model import FormModel
from chopin_studio.engine.planning.form_template import bars_text
from chopin_studio.engine.planning.return_shares import return_shares
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import form_text, parse_form
from chopin_studio.music.plan.plan import Likeness, PlannedBar
from tests.engine.planning.templates import FOUR_FOUR, SONG, THREE_FOUR, template
from tests.music.plan.forms import forms

UNPLANNED = PlannedBar()


def drawn(model, bars=32, meter=FOUR_FOUR, random_state=0, **options):
    return model.draw_plan(np.random.default_rng(random_state), bars, meter, **options)


@pytest.fixture(scope="module")
def shipped():
    return read_form_model(paths.forms())


@pytest.fixture(scope="module")
def song():
    return FormModel((template(),))


def test_a_free_plan_is_that_of_a_piece(song):
    plan = drawn(song)
    assert bars_text(plan.bars) == SONG
    assert form_text(plan.sections) == "A A B A"


def test_what_is_there_already_is_unplanned_and_may_return(song):
    plan = drawn(song, lead_bars=8)
    assert bars_text(plan.bars) == "u8 e8<8 n8 e8<24"


def test_a_plan_begins_behind_the_pickup(song):
    plan = drawn(song, bars=17, first_bar=1)
    assert bars_text(plan.bars) == "u1 n4 e2<4 n2 e8<8"
    assert plan.first_bar == 1


def test_a_plan_longer_than_the_piece_goes_on_as_a_rondo(song):
    plan = drawn(song, bars=52)
    assert form_text(plan.sections) == "A A B A C A′ D:4"
    assert plan.bars[:32] == template().plan.bars
    assert plan.bars[40:48] == bars_of(plan.sections).bars[40:48]


def test_a_rondo_without_end_runs_out_of_letters_and_not_of_bars(song):
    plan = drawn(song, bars=999)
    assert len(plan.bars) == 999
    assert plan.sections[-1].letter == "A"


def test_a_form_asked_for_is_kept(song):
    form = parse_form("A B A' A+5")
    plan = drawn(song, form=form)
    assert plan.sections == form
    expected = bars_of(form).bars
    assert plan.bars[16:] == expected[16:]


def test_new_sections_have_returns_of_their_own():
    model = FormModel((template("n4 e2<4 n2 e8<8", "A A"),))
    plan = drawn(model, bars=24, form=parse_form("A B A"))
    assert bars_text(plan.bars) == "n4 e2<4 n6 e2<4 n2 e8<16"


def test_a_form_is_cut_or_goes_on(song):
    assert form_text(drawn(song, bars=12, form=parse_form("A B")).sections) == "A B:4"
    longer = drawn(song, bars=12, form=parse_form("A B:2", 4), phrase=4)
    assert form_text(longer.sections, 4) == "A B:2 A′ C:2"


def test_phrases_may_be_of_another_length(song):
    plan = drawn(song, bars=24, phrase=6)
    assert form_text(plan.sections, 6) == "A A B A"
    assert {bar.likeness for bar in plan.bars[18:]} == {Likeness.EXACT}


def test_pieces_of_the_meter_are_preferred():
    waltz = template("n8 e8<8 n8 e8<8", "A A B B", THREE_FOUR, template_id="waltz")
    model = FormModel((template(),) * 30 + (waltz,) * 30)
    for random_state in range(20):
        plan = drawn(model, meter=THREE_FOUR, random_state=random_state)
        assert form_text(plan.sections) == "A A B B"


def test_templates_are_found_by_their_ids(song):
    found = song.template("song")
    assert found is not None
    assert found.title == "The song"
    assert song.template("waltz") is None


def test_a_model_has_a_template():
    with pytest.raises(ValueError, match="template"):
        FormModel(())


@pytest.mark.parametrize(
    "options", [{"bars": 0}, {"first_bar": 32}, {"lead_bars": -1}, {"phrase": 0}]
)
def test_impossible_plans_are_refused(song, options):
    with pytest.raises(ValueError, match="no plan"):
        drawn(song, **options)


def test_equal_random_states_draw_equal_plans(shipped):
    assert drawn(shipped, random_state=1) == drawn(shipped, random_state=1)
    assert len({drawn(shipped, random_state=k) for k in range(20)}) > 8


@given(
    bars=st.integers(2, 80),
    meter=st.sampled_from([(4, 4), (3, 4), (6, 8), (5, 4), (12, 8)]),
    lead=st.integers(0, 20),
    first_bar=st.integers(0, 1),
    form=st.none() | forms,
    phrase=st.sampled_from([4, 6, 8]),
)
def test_every_plan_is_whole(shipped, bars, meter, lead, first_bar, form, phrase):
    plan = drawn(
        shipped,
        bars,
        MeterChange(0, *meter),
        lead_bars=lead,
        first_bar=first_bar,
        form=form,
        phrase=phrase,
    )
    assert len(plan.bars) == bars
    assert first_bar + sum(section.bars for section in plan.sections) == bars
    there = min(max(lead, first_bar), bars)
    assert plan.bars[:there] == (UNPLANNED,) * there
    for bar in plan.bars[there:]:
        assert bar.likeness is not Likeness.UNPLANNED
        assert bar.source is None or bar.source >= first_bar


@pytest.mark.parametrize("meter", [(4, 4), (3, 4), (6, 8)])
@pytest.mark.parametrize("bars", [32, 64])
def test_plans_return_as_chopin_does(shipped, meter, bars):
    plans = [
        drawn(shipped, bars, MeterChange(0, *meter), random_state=k, lead_bars=4) for k in range(40)
    ]
    shares = [return_shares(plan.bars, 4) for plan in plans]
    assert 0.3 <= np.mean([share.returning for share in shares]) <= 0.5
    assert np.mean([share.recent for share in shares]) <= 0.08


def test_a_form_that_never_returns_has_phrases_that_do(shipped):
    form = parse_form("A B C D")
    shares = [
        return_shares(drawn(shipped, random_state=k, form=form).bars).returning for k in range(20)
    ]
    assert np.mean(shares) >= 0.25
