"""The median of a take's tempo."""

from chopin_studio.engine.expressive.attributes import MEDIAN_TEMPO
from chopin_studio.engine.expressive.tempo_balance import TempoBalance

BEAT = 480


def balance_after(*spent):
    balance = TempoBalance()
    for tempo, beats in spent:
        balance.spend(tempo, beats * BEAT)
    return balance


def test_nothing_is_raised_at_first_nor_in_balance():
    assert not balance_after().lean().any()
    assert not balance_after((MEDIAN_TEMPO, 100)).lean().any()
    assert not balance_after((MEDIAN_TEMPO - 1, 20), (MEDIAN_TEMPO + 5, 20)).lean().any()


def test_after_time_above_the_median_the_slower_classes_are_raised_and_the_faster_lowered():
    lean = balance_after((MEDIAN_TEMPO + 1, 30), (MEDIAN_TEMPO, 10)).lean()
    assert lean[MEDIAN_TEMPO] == 0
    assert (lean[:MEDIAN_TEMPO] == 0.75).all()
    assert (lean[MEDIAN_TEMPO + 1 :] == -0.75).all()
    assert (balance_after((MEDIAN_TEMPO - 1, 40)).lean() == -lean / 0.75).all()


def test_older_takes_lean_by_distance():
    lean = balance_after((MEDIAN_TEMPO + 1, 40)).lean(by_side=False)
    assert lean.tolist() == [MEDIAN_TEMPO - c for c in range(len(lean))]


def test_a_few_beats_weigh_little():
    little, much = (balance_after((MEDIAN_TEMPO + 2, n)).lean()[0] for n in (1, 8))
    assert little == much / 8


def test_a_copy_is_independent():
    balance = balance_after((MEDIAN_TEMPO + 1, 30))
    twin = balance.copy()
    twin.spend(MEDIAN_TEMPO - 1, 30 * BEAT)
    assert not twin.lean().any()
    assert balance.lean().any()
