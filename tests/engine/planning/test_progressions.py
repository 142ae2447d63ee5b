"""The chords that are written for a plan."""

from itertools import chain

import numpy as np
import pytest

from chopin_studio.engine.planning.form_files import read_form_model
from chopin_studio.engine.planning.progression_files import (
    read_change_model,
    read_progression_model,
)
from chopin_studio.engine.planning.progression_model import ProgressionModel
from chopin_studio.engine.planning.progressions import draw_chords
from chopin_studio.music.harmony.chord import Chord, Quality
from chopin_studio.music.harmony.measures import changes_per_beat
from chopin_studio.music.harmony.progression import parse_progression
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.paths import resources

COMMON, WALTZ, BARCAROLLE = (MeterChange(0, *meter) for meter in ((4, 4), (3, 4), (6, 8)))
A_MINOR = Key(0, "minor")
DOMINANTS = (Chord(4), Chord(4, Quality.DOMINANT_SEVENTH))
STATES = range(8)


@pytest.fixture(scope="module")
def model() -> ProgressionModel:
    return read_progression_model(resources() / "planning" / "progressions.json")


def drawn(model: ProgressionModel, form: str, state: int = 1, meter=COMMON, key=A_MINOR, **asked):
    """Return the bars of a form with their chords."""
    plan = bars_of(parse_form(form))
    rng = np.random.default_rng(state)
    return draw_chords(rng, plan, key, MeterMap((meter,)), model, **asked).bars


@pytest.mark.parametrize("meter", [COMMON, WALTZ, BARCAROLLE, MeterChange(0, 1, 4)])
def test_each_beat_of_each_bar_has_a_chord(model: ProgressionModel, meter: MeterChange) -> None:
    for bar in drawn(model, "A A' B A", meter=meter):
        assert len(bar.chords) == meter.felt_beats
        assert None not in bar.chords


def test_the_same_random_state_draws_the_same_chords(model: ProgressionModel) -> None:
    assert drawn(model, "A B A", 7) == drawn(model, "A B A", 7)
    assert drawn(model, "A B A", 7) != drawn(model, "A B A", 8)


@pytest.mark.parametrize("meter", [COMMON, WALTZ, BARCAROLLE])
def test_a_piece_ends_on_its_tonic_after_the_dominant(
    model: ProgressionModel, meter: MeterChange
) -> None:
    for state in STATES:
        bars = drawn(model, "A A B A", state, meter)
        assert set(bars[-1].chords) == {Chord(9, Quality.MINOR)}
        assert bars[-2].chords[-1] in DOMINANTS


def test_a_phrase_has_a_half_cadence_in_its_middle(model: ProgressionModel) -> None:
    for state in STATES:
        assert drawn(model, "A", state)[3].chords[-1] in DOMINANTS


def test_a_period_asks_and_answers(model: ProgressionModel) -> None:
    for state in STATES:
        bars = drawn(model, "A A'", state)
        assert bars[7].chords[-1] in DOMINANTS
        assert set(bars[15].chords) == {Chord(9, Quality.MINOR)}
        assert [bar.chords for bar in bars[:6]] == [bar.chords for bar in bars[8:14]]


def test_an_exact_return_has_the_chords_of_its_source(model: ProgressionModel) -> None:
    bars = drawn(model, "A B A")
    assert [bar.chords for bar in bars[:8]] == [bar.chords for bar in bars[16:]]


def test_a_transposed_return_has_them_transposed(model: ProgressionModel) -> None:
    bars = drawn(model, "A A+3 A")
    moved = [tuple(chord.transposed(3) for chord in bar.chords) for bar in bars[:8]]
    assert moved == [bar.chords for bar in bars[8:16]]


def test_a_cadence_goes_before_a_return_within_new_music(model: ProgressionModel) -> None:
    new, again = PlannedBar(Likeness.NEW), PlannedBar(Likeness.EXACT, source=3)
    plan = Plan((*[new] * 6, again, again), parse_form("A"))
    for state in STATES:
        rng = np.random.default_rng(state)
        bars = draw_chords(rng, plan, A_MINOR, MeterMap((COMMON,)), model).bars
        assert bars[3].chords[-1] in DOMINANTS
        assert set(bars[7].chords) == {Chord(9, Quality.MINOR)}
        assert bars[7].likeness is Likeness.LOOSE


def test_a_bar_keeps_its_likeness_where_it_has_the_chords_of_its_source(
    model: ProgressionModel,
) -> None:
    asked = bars_of(parse_form("A B A")).bars
    assert [bar.likeness for bar in drawn(model, "A B A")] == [bar.likeness for bar in asked]


def test_plans_drawn_from_real_pieces_get_chords_that_fit_them(model: ProgressionModel) -> None:
    forms = read_form_model(resources() / "planning" / "forms.json")
    meters = MeterMap((WALTZ,))
    for state in STATES:
        rng = np.random.default_rng(state)
        bars = draw_chords(rng, forms.draw_plan(rng, 36, WALTZ), A_MINOR, meters, model).bars
        assert set(bars[-1].chords) == {Chord(9, Quality.MINOR)}
        for bar in bars:
            if bar.likeness > Likeness.LOOSE:
                moved = (chord.transposed(bar.transposition) for chord in bars[bar.source].chords)
                assert bar.chords == tuple(moved)


def test_a_return_in_rhythm_alone_has_chords_of_its_own(model: ProgressionModel) -> None:
    pairs = [drawn(model, "A A~", state) for state in STATES]
    assert any(bars[1].chords != bars[9].chords for bars in pairs)


def test_phrases_mostly_begin_on_their_tonic(model: ProgressionModel) -> None:
    firsts = [drawn(model, "A", state)[0].chords[0] for state in range(40)]
    assert firsts.count(Chord(9, Quality.MINOR)) >= 20


def test_what_is_given_is_kept_and_returns_with_its_section(model: ProgressionModel) -> None:
    seed = dict(enumerate(parse_progression("Am | F E7 | Am", A_MINOR, COMMON)))
    bars = drawn(model, "A B A", given=seed)
    for number, chords in seed.items():
        assert bars[number].chords == bars[number + 16].chords == chords


def test_chords_of_the_plan_are_kept(model: ProgressionModel) -> None:
    typed = parse_progression("Bb F#m7b5 C#+ Abdim", A_MINOR, COMMON)
    plan = Plan(tuple(PlannedBar(chords=typed[k // 2 % 4] if k % 2 else ()) for k in range(16)))
    bars = draw_chords(np.random.default_rng(1), plan, A_MINOR, MeterMap((COMMON,)), model).bars
    assert [bar.chords for bar in bars[1::2]] == [typed[k % 4] for k in range(8)]
    assert all(None not in bar.chords for bar in bars)


def test_chords_for_bars_of_another_length_are_stretched(model: ProgressionModel) -> None:
    given = {0: (Chord(0), Chord(7)), 1: (Chord(0),) * 6}
    bars = drawn(model, "A", given=given)
    assert bars[0].chords == (Chord(0), Chord(0), Chord(7), Chord(7))
    assert bars[1].chords == (Chord(0),) * 4


def test_beats_without_a_chord_may_be_asked_for(model: ProgressionModel) -> None:
    bars = drawn(model, "A", given={2: (None,) * 4})
    assert bars[2].chords == (None,) * 4
    assert None not in bars[3].chords


def test_a_pickup_has_as_many_beats_as_it_lasts(model: ProgressionModel) -> None:
    meters = MeterMap((MeterChange(0, 1, 4), MeterChange(480, 4, 4)))
    plan = bars_of(parse_form("A"), first_bar=1)
    bars = draw_chords(np.random.default_rng(1), plan, A_MINOR, meters, model).bars
    assert [len(bar.chords) for bar in bars] == [1] + [4] * 8


def test_an_open_plan_breaks_off_in_its_phrase(model: ProgressionModel) -> None:
    plan = Plan((PlannedBar(Likeness.NEW),) * 6)
    meters = MeterMap((COMMON,))
    last = {
        draw_chords(np.random.default_rng(k), plan, A_MINOR, meters, model, ends=False).bars[-1]
        for k in STATES
    }
    assert len(last) > 1


def test_an_empty_plan_stays_empty(model: ProgressionModel) -> None:
    meters = MeterMap((COMMON,))
    assert draw_chords(np.random.default_rng(1), Plan(), A_MINOR, meters, model) == Plan()


def test_progressions_are_about_as_usual_and_as_fast_as_chopins(model: ProgressionModel) -> None:
    changes = read_change_model(resources() / "planning" / "chord-changes.json")
    pieces = [
        [bar.chords for bar in drawn(model, form, state, meter, key)]
        for state in STATES
        for form, meter in (("A A' B A", COMMON), ("A B A C A", WALTZ))
        for key in (A_MINOR, Key(-5))
    ]
    assert 2.0 < changes.nats_per_change(pieces) < 3.0
    assert 0.35 < changes_per_beat(pieces) < 0.5
    assert len({chord for bar in chain.from_iterable(pieces) for chord in bar}) > 30
