"""The command line with a family of models that the program doesn't ship: the caller names it."""

import json

import pytest

from chopin_studio.cli import main
from chopin_studio.music.midi_io import read_midi
from tests.engine.toy_family import NOTICE, THREE_FAMILIES, write_toy_model


@pytest.fixture(autouse=True)
def toy(user_home):
    return write_toy_model(user_home / "models" / "toy-1")


@pytest.fixture
def run(capsys):
    """Run a command with three families; give its exit status and what it printed."""

    def command(*words, families=THREE_FAMILIES):
        status = main([str(word) for word in words], families)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def test_its_models_are_listed_where_the_family_is_known(run):
    _, out, err = run("models", "--json")
    assert [row["family"] for row in json.loads(out)][-2:] == ["expressive", "toy"]
    assert err == ""
    _, out, err = run("models", families=None)
    assert "toy" not in out
    assert "toy-1 is of the family toy, which this version does not support" in err


def test_its_seeds_are_listed(run):
    rows = json.loads(run("seeds", "--json")[1])
    assert {"name": "triad", "title": "Triad", "bundle_families": ["toy"]} in rows


@pytest.mark.parametrize("extension", ["mid", "musicxml"])
def test_it_generates_a_take_and_exports_it(run, tmp_path, extension):
    path = tmp_path / f"take.{extension}"
    words = ["--seed", "triad", "--notes", 13, "--meter", "2/4", "-o", path, "--json"]
    status, out, err = run("generate", "--model", "toy-1", *words)
    assert status == 0, err
    (told,) = json.loads(out)["takes"]
    assert (told["title"], told["notes"], told["notices"]) == ("After Triad", 16, [NOTICE])
    if extension == "mid":
        music = read_midi(path)
        assert len(music.notes) == 16
        assert music.meters.changes[0].numerator == 2
    else:
        assert "<beats>2</beats>" in path.read_text("utf-8")


def test_it_says_what_it_does_not_follow(run, tmp_path):
    words = ["--bars", 4, "-o", tmp_path / "take.mid"]
    status, _, err = run("generate", "--model", "toy-1", *words)
    assert status == 1
    assert "does not follow the setting “Length in bars”. Choose another model" in err
