"""The expressive recipe, step by step."""

from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.training.expressive.recipe import (
    FINAL_SHARES,
    ExpressiveOptions,
    Schedule,
    fastest_precision,
)

NOTES = 100_000


OWN = (0.05, 0.3, 0.2, 0.45)


def schedule(passes=10.0, shares=OWN):
    return Schedule(ExpressiveOptions(Path(), Path(), passes=passes), NOTES, shares)


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


def test_the_shares_move_to_chopin_and_to_music_as_it_is_played():
    plan = schedule()
    shares = [plan.windows_shares(step) for step in range(plan.steps + 1)]
    assert shares[int(0.39 * plan.steps)] == pytest.approx(OWN)
    assert shares[-1] == pytest.approx(FINAL_SHARES)
    assert all(sum(each) == pytest.approx(1) for each in shares)
    chopin = [each[0] for each in shares]
    assert chopin == sorted(chopin)


def test_a_group_without_pieces_has_no_share():
    plan = schedule(shares=(0.1, 0.9, 0.0, 0.0))
    assert plan.windows_shares(plan.steps) == pytest.approx((0.4 / 0.68, 0.28 / 0.68, 0, 0))


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


@pytest.mark.parametrize(
    ("flags", "precision"),
    [("fma avx2", "float32"), ("avx2 avx512_bf16", "mixed_bfloat16"), ("", "float32")],
)
def test_half_precision_is_for_processors_that_have_it(tmp_path, flags, precision):
    (tmp_path / "cpuinfo").write_text(f"model name : X\nflags : {flags}\n")
    assert fastest_precision(tmp_path / "cpuinfo") == precision
    assert fastest_precision(tmp_path / "none") == "float32"


def test_a_bundle_is_named_for_its_size_unless_it_has_a_name():
    options = ExpressiveOptions(Path(), Path(), 256)
    assert options.bundle_id == "expressive-256"
    assert replace(options, name="expressive-256-plan").bundle_id == "expressive-256-plan"
