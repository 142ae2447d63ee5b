"""`generate --stay-original` and `--different`, from the words to the files."""

import json

import pytest

from chopin_studio.cli import main
from chopin_studio.library.distinct_takes import MOST_TRIES

SHORT = ["generate", "--model", "classic-256", "--seed", "nocturne-op27-2", "--notes", "40"]


def made(capsys, *words):
    """Run `generate`; return what it tells as JSON, and what it says."""
    assert main([*SHORT, *map(str, words), "--json"]) == 0
    printed = capsys.readouterr()
    return json.loads(printed.out)["takes"], printed.err


def test_a_take_that_stays_original_says_by_which_index(capsys, tmp_path):
    (take,), said = made(capsys, "--stay-original", "-o", tmp_path / "take.mid")
    (notice,) = take["notices"]
    assert "for more than 10 notes (index " in notice
    assert notice in said
    (other,), _ = made(capsys, "--stay-original", "14", "-o", tmp_path / "other.mid")
    assert "for more than 14 notes" in other["notices"][0]


def test_too_few_notes_to_stay_original_at_are_refused(capsys, tmp_path):
    assert main([*SHORT, "--stay-original", "3", "-o", str(tmp_path / "take.mid")]) == 1
    assert "must be 8 to 99, not 3" in capsys.readouterr().err
    assert not (tmp_path / "take.mid").exists()


@pytest.mark.parametrize("different", [False, True])
def test_takes_that_cannot_differ_are_tried_again_only_where_that_was_asked(
    capsys, tmp_path, different
):
    words = ["--takes", 2, "--temperature", 0, "-o", tmp_path / "take.mid"]
    takes, said = made(capsys, *words, *(["--different"] if different else []))
    assert len(takes) == 2
    assert (f"Chosen from {MOST_TRIES} tries" in " ".join(takes[1]["notices"])) is different
    assert ("1 take is still similar to another" in said) is different
    assert (tmp_path / "take-1.mid").read_bytes() == (tmp_path / "take-2.mid").read_bytes()
