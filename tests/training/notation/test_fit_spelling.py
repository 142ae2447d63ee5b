"""What is learned about spelling, from made-up editions in keys that leave no doubt."""

import json
from pathlib import Path

import numpy as np
import pytest

from chopin_studio.export.notation.spelling_features import FEATURES, NoteTable, features
from chopin_studio.export.notation.spelling_keys import find_keys
from chopin_studio.export.notation.spelling_model import (
    SpellingModelError,
    model_json,
    read_model,
    shipped_model,
)
from chopin_studio.files import write_bytes
from chopin_studio.training.notation.fit_keys import fit_profiles
from chopin_studio.training.notation.fit_spelling import agreement, fit
from chopin_studio.training.notation.spelling_examples import (
    SpellingExample,
    fragment,
    read_example,
)

MAJOR = (0, 2, 4, 5, 7, 9, 11)


def scales(name: str, fifths: int, notes: int = 700) -> SpellingExample:
    """Make an edition that plays the scale of a major key up and down."""
    steps = np.abs(np.arange(notes) % 12 - 6)
    pitches = 60 + 7 * fifths % 12 + np.array(MAJOR)[steps]
    places = fifths - 1 + (7 * pitches - (fifths - 1)) % 12
    onsets = np.arange(notes) * 240
    same = np.ones(notes, np.int64)
    table = NoteTable(onsets, pitches, 240 * same, same, fifths * same, 0 * same)
    return SpellingExample(name, table, places)


def test_keys_that_leave_no_doubt_are_found_in_every_signature() -> None:
    for fifths in range(-7, 8):
        keys = find_keys(scales("", fifths, 96).notes, shipped_model().profiles)
        assert set(keys.fifths) == {fifths}
        assert not keys.is_minor.any()


def test_a_profile_learns_which_degrees_a_key_has() -> None:
    profiles = fit_profiles([scales(str(fifths), fifths) for fifths in (-3, 0, 4)])
    major = np.exp(profiles.log_likelihoods[0])
    inside = major[11:18].sum()
    assert inside > 0.9


def test_a_network_learns_to_spell_and_is_read_as_it_was_written(tmp_path: Path) -> None:
    examples = [scales(str(fifths), fifths) for fifths in (-3, -1, 0, 2, 4)]
    model = fit(examples, epochs=2)
    assert agreement(model, examples) > 0.98
    path = tmp_path / "model.json"
    write_bytes(path, json.dumps(model_json(model, "made up")).encode())
    again = read_model(path)
    notes = examples[0].notes
    told = features(notes, find_keys(notes, model.profiles))
    assert told.shape == (700, FEATURES)
    found = again.network.log_likelihoods(told)
    assert np.allclose(found, model.network.log_likelihoods(told), atol=0.01)
    assert np.allclose(np.exp(found).sum(axis=1), 1, atol=1e-5)


@pytest.mark.parametrize("text", ["", "{}", '{"version": 1, "profiles": [], "layers": []}'])
def test_a_damaged_model_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "model.json"
    path.write_text(text)
    with pytest.raises(SpellingModelError, match="Install Chopin Studio again"):
        read_model(path)


def test_an_edition_is_read_with_signatures_and_places(tmp_path: Path) -> None:
    lines = ["**kern", "*k[f#]", "*M4/4", "=1", *("4g", "4f#", "4d#", "4e") * 6]
    lines[16:16] = ["*k[b-]"]
    path = tmp_path / "edition.krn"
    path.write_text("\n".join([*lines, "=", "*-"]))
    example = read_example(path)
    assert example is not None
    assert example.places[:4].tolist() == [1, 6, 9, 4]
    assert example.notes.fifths.tolist() == [1] * 12 + [-1] * 12
    few = fragment(example, 2, 3)
    assert few.places.tolist() == example.places[2:5].tolist()
    assert few.notes.pitches.tolist() == [63, 64, 67]


def test_an_edition_of_a_few_notes_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "edition.krn"
    path.write_text("**kern\n*k[]\n=1\n4c\n4d\n=\n*-")
    assert read_example(path) is None
