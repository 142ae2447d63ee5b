"""The expressive recipe, step by step."""

from pathlib import Path

import pytest

from chopin_studio.training.expressive.recipe import ExpressiveOptions, Schedule

NOTES = 100_000


def schedule(passes=10.0, chopin_share=0.1):
    return Schedule(ExpressiveOptions(Path(), Path(), passes=passes), NOTES, chopin_share)


def test_the_steps_make_the_passes():
    plan = schedule()
    notes = sum(plan.window(step) * plan.options.windows for step in range(plan.steps))
    assert notes / NOTES == pytest.approx(10, rel=0.02)


def test_the_rate_goes_up_to_its_peak_and_down_to_almost_nothing():
    plan = schedule()
    rates = [plan.rate(step) for step in range(plan.steps + 1)]
    top = rates.index(max(rates))
    assert rates[0] == pytest.approx(2e-3 / 25)
    assert max(rates) == pytest.approx(2e-3, rel=1e-3)
    assert top / plan.steps == pytest.approx(0.2, abs=0.02)
    assert rates[: top + 1] == sorted(rates[: top + 1])
    assert rates[top:] == sorted(rates[top:], reverse=True)
    assert rates[-1] == pytest.approx(2e-7)


def test_chopins_share_rises_in_the_second_half_to_four_tenths():
    plan = schedule()
    shares = [plan.windows_chopin_share(step) for step in range(plan.steps + 1)]
    half = plan.steps // 2
    assert set(shares[:half]) == {0.1}
    assert all(a < b for a, b in zip(shares[half + 1 : -1], shares[half + 2 :], strict=True))
    assert shares[-1] == pytest.approx(0.4)


def test_a_corpus_with_more_of_chopin_keeps_its_share():
    plan = schedule(chopin_share=0.9)
    assert plan.windows_chopin_share(plan.steps) == 0.9


def test_windows_are_twice_as_long_at_the_end():
    plan = schedule()
    windows = [plan.window(step) for step in range(plan.steps)]
    assert set(windows[: int(0.84 * plan.steps)]) == {256}
    assert set(windows[int(0.86 * plan.steps) :]) == {512}


def test_the_average_forgets_the_start_and_then_follows_slowly():
    plan = schedule()
    assert plan.average_decay(0) == 0.1
    assert plan.average_decay(100_000) == 0.998


def test_the_summary_names_the_passes_and_the_settings_do_not():
    options = ExpressiveOptions(Path(), Path(), passes=12.5, dropout=0.25)
    assert options.summary.startswith("12.5 passes over random windows of 256 notes")
    assert "12.5" not in options.settings
    assert "dropout 0.25" in options.settings
