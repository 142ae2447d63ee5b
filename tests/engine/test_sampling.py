import numpy as np
import pytest

from chopin_studio.engine.sampling import draw, softmax

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
