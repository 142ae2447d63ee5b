"""The lengths of plans in nats, of plans whose lengths can be written down."""

from math import exp, log

import pytest

from chopin_studio.engine.planning.planner import loaded_planner
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.harmony.chord import Chord, Quality
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.plan import Likeness, PlannedBar
from chopin_studio.training.expressive.evaluation.plans.plan_cost import FormCode, chord_nats

NEW = PlannedBar(Likeness.NEW)
C_MAJOR = (KeyChange(0, Key.named("C major")),)
TONIC, FOURTH, DOMINANT = Chord(0), Chord(5), Chord(7, Quality.DOMINANT_SEVENTH)


def exact(source, transposition=0):
    return PlannedBar(Likeness.EXACT, source, transposition)


@pytest.fixture(scope="module")
def planner():
    return loaded_planner(WarmStarts())


def test_bars_whose_likeness_nobody_has_seen_cost_a_choice_of_four():
    assert FormCode.learned([]).nats([NEW] * 5) == pytest.approx(5 * log(4))


def test_what_pieces_often_do_is_cheap():
    code = FormCode.learned([[NEW] * 1000])
    assert code.nats([NEW] * 8) < 0.1
    assert code.nats([NEW, NEW, NEW, exact(0)]) > 6


def test_a_return_costs_its_place_among_all_bars_before_and_going_on_does_not():
    code = FormCode.learned([])
    choice, alike = log(4), log(2)
    begun = [NEW] * 8 + [exact(0)]
    # Its likeness, that it begins, which of eight bars, and that it is not transposed.
    expected = 8 * choice + choice + alike + log(8) + alike
    assert code.nats(begun) == pytest.approx(expected)
    assert code.nats([*begun, exact(1)]) == pytest.approx(expected + choice + alike)
    moved = [NEW] * 8 + [exact(0, 5)]
    assert code.nats(moved) == pytest.approx(expected + log(24))


def test_a_bar_in_the_rhythm_of_another_costs_what_a_new_one_does():
    code = FormCode.learned([])
    assert code.nats([NEW, NEW, NEW, PlannedBar(Likeness.RHYTHM, 0)]) == code.nats([NEW] * 4)


def cost(planner, *bars, keys=C_MAJOR):
    return chord_nats(bars, MeterMap(), keys, planner)


def test_usual_progressions_cost_less_than_unusual_ones(planner):
    usual = [(chord,) * 4 for chord in (TONIC, FOURTH, DOMINANT, TONIC)]
    odd = [(chord,) * 4 for chord in (TONIC, Chord(6), Chord(1, Quality.AUGMENTED), TONIC)]
    assert cost(planner, *usual) < cost(planner, *odd) - 5


def test_chords_cost_the_same_in_any_key(planner):
    bars = [(TONIC, TONIC, FOURTH, DOMINANT), (TONIC,) * 4]
    up = [tuple(chord.transposed(2) for chord in bar) for bar in bars]
    d_major = (KeyChange(0, Key.named("D major")),)
    assert cost(planner, *up, keys=d_major) == pytest.approx(cost(planner, *bars))
    assert cost(planner, *up) > cost(planner, *bars)


def test_beats_without_chords_cost_nothing(planner):
    assert cost(planner, (None,) * 4) == pytest.approx(0)
    assert cost(planner, (None,) * 4, (TONIC,) * 4) == pytest.approx(cost(planner, (TONIC,) * 4))


def test_the_first_chords_of_a_piece_cost_as_much_as_their_probabilities_say(planner):
    """All chords that a piece may begin with have one nat's worth of probability together."""
    total = sum(
        exp(-cost(planner, (Chord(root, quality),))) for root in range(12) for quality in Quality
    )
    assert total == pytest.approx(1)
