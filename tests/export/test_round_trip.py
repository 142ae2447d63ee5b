"""Takes that the models made, in `data`, named by model and random state."""

from pathlib import Path

import pytest

from chopin_studio.music.midi_io import read_midi
from tests.export.notation_report import A_24TH
from tests.export.round_trip import moved_by, struck, struck_after_round_trip

TAKES = sorted((Path(__file__).parent / "data").glob("*.mid"))


@pytest.mark.parametrize("path", TAKES, ids=[path.stem for path in TAKES])
def test_a_take_comes_back_from_its_score_with_the_same_notes_on_the_grid(path: Path) -> None:
    take = read_midi(path)
    moved = moved_by(struck(take), struck_after_round_trip(take))
    assert all(0 <= ticks <= A_24TH for ticks in moved)
    assert moved.count(0) >= 0.99 * len(moved)


def test_there_are_takes_of_both_families() -> None:
    assert {path.stem.split("-")[0] for path in TAKES} == {"classic", "expressive"}
