import numpy as np
import pytest

from chopin_studio.engine import sampling
from chopin_studio.engine.sampling import LOGIT_ERROR, Answer, draw, draw_answer, softmax

LOGITS = np.log(np.array([0.5, 0.2, 0.2, 0.1]))


def shares(temperature, top_p, draws=20_000):
    rng = np.random.default_rng(1)
    drawn = [draw(LOGITS, temperature, top_p, rng) for _ in range(draws)]
    return np.bincount(drawn, minlength=4) / draws


def test_softmax_sums_to_one_and_survives_large_logits():
    assert softmax(np.array([1000.0, 1000.0])) == pytest.approx([0.5, 0.5])
    assert softmax(LOGITS) == pytest.approx([0.5, 0.2, 0.2, 0.1])


def test_temperature_0_takes_the_likeliest_without_touching_the_generator():
    rng = np.random.default_rng(3)
    before = rng.bit_generator.state
    assert draw(LOGITS, 0, 0.1, rng) == 0
    assert rng.bit_generator.state == before


def test_the_smallest_temperature_does_not_overflow():
    assert draw(LOGITS, 5e-324, 1.0, np.random.default_rng(3)) == 0


def test_temperature_1_draws_as_the_network_says():
    assert shares(1.0, 1.0) == pytest.approx([0.5, 0.2, 0.2, 0.1], abs=0.015)


def test_a_low_temperature_sharpens_and_a_high_one_flattens():
    squared = np.array([0.25, 0.04, 0.04, 0.01])
    assert shares(0.5, 1.0) == pytest.approx(squared / squared.sum(), abs=0.015)
    assert shares(100.0, 1.0) == pytest.approx([0.25] * 4, abs=0.02)


def test_top_p_keeps_the_fewest_that_reach_it():
    assert shares(1.0, 0.6) == pytest.approx([0.5 / 0.7, 0.2 / 0.7, 0, 0], abs=0.015)
    assert shares(1.0, 0.01) == pytest.approx([1, 0, 0, 0])


def test_what_is_not_allowed_is_never_drawn():
    allowed = np.array([False, True, True, False])
    rng = np.random.default_rng(1)
    for temperature, top_p in ((1.0, 1.0), (0.0, 1.0), (1.0, 0.3), (5.0, 0.9)):
        drawn = {draw(LOGITS, temperature, top_p, rng, allowed) for _ in range(200)}
        assert drawn <= {1, 2}
    only = np.array([False, False, False, True])
    assert draw(LOGITS, 1.0, 0.01, rng, only) == 3


def test_what_is_allowed_keeps_its_proportions():
    allowed = np.array([True, True, False, False])
    rng = np.random.default_rng(1)
    drawn = [draw(LOGITS, 1.0, 1.0, rng, allowed) for _ in range(20_000)]
    assert np.mean(drawn) == pytest.approx(2 / 7, abs=0.01)


def answers(logits, error=0.0, seed=0):
    """Return an answer in float64, and the same as another processor may have it."""
    exact = np.asarray(logits, np.float64)
    shift = np.random.default_rng(seed).uniform(-error, error, exact.shape)
    return Answer(exact, lambda: exact), Answer(exact + shift, lambda: exact)


def shares_of(draws, number):
    return np.bincount(draws, minlength=number) / len(draws)


@pytest.mark.parametrize(("temperature", "top_p"), [(1.0, 1.0), (0.7, 0.9), (1.6, 0.6)])
def test_an_answer_is_drawn_as_often_as_its_probabilities_say(temperature, top_p):
    logits = np.random.default_rng(1).normal(size=12) * 2
    answer, _ = answers(logits)
    old, new = np.random.default_rng(2), np.random.default_rng(3)

    before = shares_of([draw(logits, temperature, top_p, old) for _ in range(20_000)], 12)
    now = shares_of([draw_answer(answer, temperature, top_p, new) for _ in range(20_000)], 12)

    assert set(np.flatnonzero(now)) == set(np.flatnonzero(before))
    assert np.abs(now - before).max() < 0.02


@pytest.mark.parametrize("temperature", [0.0, 0.3, 1.0, 2.5])
@pytest.mark.parametrize("top_p", [1.0, 0.95, 0.3])
def test_an_error_of_float32_never_changes_what_is_drawn(temperature, top_p):
    exact_rng, other_rng = np.random.default_rng(4), np.random.default_rng(4)
    source = np.random.default_rng(5)
    for number in range(400):
        # Many classes that are nearly as likely as each other: the worst that there is.
        logits = np.round(source.normal(size=300), 4) + source.normal(size=300) * LOGIT_ERROR
        here, there = answers(logits, LOGIT_ERROR, number)

        one = draw_answer(here, temperature, top_p, exact_rng)

        assert one == draw_answer(there, temperature, top_p, other_rng)


def test_a_near_tie_alone_is_computed_anew():
    asked = []

    def exact():
        asked.append(True)
        return np.array([0.0, 1.0, 0.0])

    near = Answer(np.array([1.0, 1.0 + LOGIT_ERROR, 0.0]), exact)
    clear = Answer(np.array([1.0, 2.0, 0.0]), exact)

    assert draw_answer(clear, 0.0, 1.0, np.random.default_rng(6)) == 1
    assert asked == []
    assert draw_answer(near, 0.0, 1.0, np.random.default_rng(6)) == 1
    assert asked == [True]


def test_what_is_not_allowed_is_never_drawn_from_an_answer():
    allowed = np.array([False, True, False, True])
    answer, _ = answers([9.0, 0.0, 9.0, 0.1])
    rng = np.random.default_rng(7)

    drawn = {draw_answer(answer, 1.0, 0.9, rng, allowed) for _ in range(200)}

    assert drawn == {1, 3}
    only = np.array([True, False, False, False])
    assert draw_answer(answer, 1.0, 0.01, rng, only) == 0


def test_version_1_draws_as_it_always_did():
    logits = np.random.default_rng(8).normal(size=30)
    answer, _ = answers(logits)
    one, other = np.random.default_rng(9), np.random.default_rng(9)

    for _ in range(100):
        assert draw_answer(answer, 0.9, 0.8, one, sampler=1) == draw(logits, 0.9, 0.8, other)


def test_version_3_draws_as_version_2_does():
    logits = np.random.default_rng(8).normal(size=30)
    answer, _ = answers(logits)
    one, other = np.random.default_rng(9), np.random.default_rng(9)

    for _ in range(100):
        drawn = draw_answer(answer, 0.9, 0.8, one, sampler=2)
        assert drawn == draw_answer(answer, 0.9, 0.8, other, sampler=3)


@pytest.mark.parametrize("top_p", [0.3, 0.9, 0.98, 1.0])
def test_a_clear_winner_is_who_wins_by_the_whole_nucleus(monkeypatch, top_p):
    rng = np.random.default_rng(7)
    clear = 0
    for number in range(300):
        logits = rng.normal(0, 3, 88).round(1)  # with ties
        answer = Answer(logits.astype(np.float32), lambda logits=logits: logits)
        allowed = rng.random(88) < rng.choice([0.05, 0.5, 1.0])
        allowed[rng.integers(88)] = True
        temperature = rng.choice([0.5, 1.0, 2.0])

        def drawn(answer=answer, temperature=temperature, allowed=allowed, number=number):
            dice = np.random.default_rng(number)
            return draw_answer(answer, temperature, top_p, dice, allowed)

        scores = np.where(allowed, logits, -np.inf) / temperature
        noise = np.random.default_rng(number).gumbel(size=88)
        winner = sampling.clear_winner(scores, noise, top_p, LOGIT_ERROR)
        with monkeypatch.context() as patch:
            patch.setattr(sampling, "clear_winner", lambda *_: None)
            by_the_whole = drawn()
        assert drawn() == by_the_whole
        if winner is not None:
            clear += 1
            assert winner == by_the_whole
    assert clear > 60
