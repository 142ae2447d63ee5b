"""Models of harmony as files."""

import json
from pathlib import Path

import numpy as np
import pytest

from chopin_studio.engine.planning.progression_files import (
    MOST_BYTES,
    ProgressionModelError,
    change_model_json,
    progression_model_json,
    read_change_model,
    read_progression_model,
)
from chopin_studio.engine.planning.progression_model import (
    RELATIVE_CHORDS,
    ChordCounts,
    RelatedKey,
    Rhythm,
    relative_chord,
    relative_number,
)
from chopin_studio.music.harmony.chord import CHORD_NUMBERS, numbered_chord
from chopin_studio.music.harmony.measures import ChangeModel
from chopin_studio.paths import resources


def counts() -> ChordCounts:
    singles = np.zeros((2, RELATIVE_CHORDS), dtype=np.int64)
    singles[:, 0] = 5
    pairs = np.array([[0, 4, 30], [4, 0, 10]])
    return ChordCounts(*singles, pairs, np.array([[0, 4, 0, 900]]))


def written(folder: Path, **changes: object) -> Path:
    """Return a small model on disk, some of its fields changed."""
    value = progression_model_json(
        {"major": counts(), "minor": counts()},
        {"major": (RelatedKey(7, "major", 2),), "minor": (RelatedKey(3, "major", 1),)},
        (Rhythm(4, 1, (0.5, 0.25, 0.125)),),
        "nobody",
    )
    path = folder / "model.json"
    path.write_text(json.dumps({**value, **changes}))
    return path


def test_a_chord_has_the_same_number_over_each_tonic() -> None:
    for number in range(1, CHORD_NUMBERS):
        chord = numbered_chord(number)
        assert relative_number(chord, 5) == relative_number(chord.transposed(4), 9)
        assert relative_chord(relative_number(chord, 5), 5) == chord


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = read_progression_model(written(tmp_path))
    chain = model.chains["major"]
    assert model.rhythms == (Rhythm(4, 1, (0.5, 0.25, 0.125)),)
    assert model.related_keys["minor"] == (RelatedKey(3, "major", 1),)
    assert chain.first.argmax() == 0
    assert chain.after[0].argmax() == 4
    assert chain.after_two(0, 4).argmax() == 0


def test_probabilities_sum_to_one_and_a_change_is_to_another_chord(tmp_path: Path) -> None:
    chain = read_progression_model(written(tmp_path)).chains["minor"]
    for probabilities in (chain.first, chain.usual, chain.after[7], chain.after_two(0, 4)):
        assert probabilities.sum() == pytest.approx(1)
    assert not chain.after.diagonal().any()
    assert chain.after_two(0, 4)[4] == 0


def test_what_follows_two_chords_leans_on_what_follows_one(tmp_path: Path) -> None:
    chain = read_progression_model(written(tmp_path)).chains["major"]
    assert (chain.after_two(None, 4) == chain.after[4]).all()
    assert chain.after_two(9, 4) == pytest.approx(chain.after[4])
    assert chain.after_two(0, 4)[0] > chain.after[4][0]


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"modes": {"major": {}}},
        {"modes": []},
        {"rhythms": []},
        {"rhythms": [[4, 1, 0.5, 0.5]]},
        {"rhythms": [[4, 1, 0.5, 0.5, 1.5]]},
        {"rhythms": [[0, 1, 0.5, 0.5, 0.5]]},
        {"related_keys": {"major": [[12, "major", 1]], "minor": [[0, "minor", 1]]}},
        {"related_keys": {"major": [[0, "dorian", 1]], "minor": [[0, "minor", 1]]}},
    ],
)
def test_a_damaged_model_is_refused_in_words(tmp_path: Path, changes: dict[str, object]) -> None:
    with pytest.raises(ProgressionModelError, match="Install Chopin Studio again"):
        read_progression_model(written(tmp_path, **changes))


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("first", [1] * 107),
        ("pairs", [0, 4]),
        ("pairs", [0, 108, 1]),
        ("triples", [0, 1, 2, -1]),
        ("triples", [0, 1, 2, 1.5]),
        ("chords", "many"),
    ],
)
def test_damaged_counts_are_refused(tmp_path: Path, name: str, numbers: object) -> None:
    modes = json.loads(written(tmp_path).read_text())["modes"]
    modes["minor"][name] = numbers
    with pytest.raises(ProgressionModelError):
        read_progression_model(written(tmp_path, modes=modes))


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProgressionModelError):
        read_progression_model(tmp_path / "none.json")
    huge = tmp_path / "huge.json"
    huge.write_text(" " * (MOST_BYTES + 1))
    for read in (read_progression_model, read_change_model):
        with pytest.raises(ProgressionModelError):
            read(huge)


def test_a_model_of_changes_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = ChangeModel({(3,): 7, (3, 4): 2, (1, 2, 35): 1})
    path = tmp_path / "changes.json"
    path.write_text(json.dumps(change_model_json(model, "nobody")))
    assert read_change_model(path) == model
    path.write_text(json.dumps(change_model_json(ChangeModel({(36,): 1}), "nobody")))
    with pytest.raises(ProgressionModelError):
        read_change_model(path)


@pytest.mark.parametrize("name", ["progressions.json", "chord-changes.json"])
def test_what_ships_says_whose_it_is(name: str) -> None:
    assert "Krueger" in json.loads((resources() / "planning" / name).read_text())["credit"]
