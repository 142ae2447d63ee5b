import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.tempo import TempoChange, TempoMap

RUBATO = TempoMap((TempoChange(0, 500_000), TempoChange(480, 1_000_000), TempoChange(481, 3)))


def test_a_quarter_at_120_bpm_lasts_half_a_second() -> None:
    assert TempoMap().tick_to_sec(480) == 0.5
    assert TempoMap().sec_to_tick(0.5) == 480


def test_each_stretch_runs_at_its_own_tempo() -> None:
    tempo_map = TempoMap((TempoChange(0, 500_000), TempoChange(480, 1_000_000)))
    assert tempo_map.tick_to_sec(960) == 1.5
    assert [tempo_map.bpm_at(tick) for tick in (0, 479, 480, 9999)] == [120, 120, 60, 60]


@given(st.floats(0, 1e6))
def test_ticks_and_seconds_are_inverse(tick: float) -> None:
    for tempo_map in (TempoMap(), TempoMap((TempoChange(0, 400_000), TempoChange(7, 900_000)))):
        assert tempo_map.sec_to_tick(tempo_map.tick_to_sec(tick)) == pytest.approx(tick, abs=1e-6)


@given(st.integers(0, 2_000), st.integers(0, 2_000))
def test_time_never_runs_backwards(a: int, b: int) -> None:
    early, late = sorted((a, b))
    assert RUBATO.tick_to_sec(early) <= RUBATO.tick_to_sec(late)


@given(st.floats(4, 1000))
def test_a_constant_map_keeps_its_bpm(bpm: float) -> None:
    assert TempoMap.constant(bpm).bpm_at(5) == pytest.approx(bpm, rel=1e-4)


def test_a_map_must_begin_at_tick_0_and_rise() -> None:
    for changes in ((), (TempoChange(1, 5),), (TempoChange(0, 5), TempoChange(0, 6))):
        with pytest.raises(ValueError, match="must"):
            TempoMap(changes)


@pytest.mark.parametrize(("tick", "length"), [(-1, 5), (0, 0), (0, 2**24)])
def test_a_change_outside_midis_range_is_refused(tick: int, length: int) -> None:
    with pytest.raises(ValueError, match="must"):
        TempoChange(tick, length)


def test_a_map_grown_change_by_change_is_the_map_made_at_once() -> None:
    changes = (TempoChange(0, 500_000), TempoChange(480, 700_001), TempoChange(490, 300_000))
    grown = TempoMap(changes[:1])
    for change in changes[1:]:
        grown = grown.with_change(change)
    assert grown == TempoMap(changes)
    for tick in (0, 479, 480, 485, 1000):
        assert grown.tick_to_sec(tick) == TempoMap(changes).tick_to_sec(tick)
        assert grown.bpm_at(tick) == TempoMap(changes).bpm_at(tick)


def test_a_change_at_the_last_tick_takes_that_one_s_place() -> None:
    assert TempoMap().with_change(TempoChange(0, 250_000)) == TempoMap.constant(240)
    twice = TempoMap().with_change(TempoChange(480, 1)).with_change(TempoChange(480, 250_000))
    assert twice.tick_to_sec(960) == 0.75


def test_no_change_is_put_before_others() -> None:
    grown = TempoMap().with_change(TempoChange(480, 1))
    with pytest.raises(ValueError, match="at the end"):
        grown.with_change(TempoChange(479, 1))
