import pytest

from tests.playback.soak import TIMES_FASTER, Soak, random_music

MUSIC_SEC = 60.0


@pytest.mark.parametrize("seed", [1])
def test_a_minute_of_endless_music_leaves_nothing_hanging_whatever_is_done(seed: int) -> None:
    report = Soak(seed, random_music).run(MUSIC_SEC / TIMES_FASTER)
    assert report.faults == []
    assert report.notes > 20
    assert sum(report.actions.values()) > 3
    assert abs(report.drift_sec) < 0.25  # a slower machine may be late, but by no more and more
