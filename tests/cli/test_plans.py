"""Form, harmony and character on the command line; what is mistaken in them is told in one line."""

import pytest

from chopin_studio.cli import main
from chopin_studio.music.midi_io import read_midi
from tests.expressive_models import write_expressive_model

GENERATE = ["generate", "--notes", "30", "--random-state", "7"]


@pytest.fixture(autouse=True)
def models(user_home):
    """Write a model that follows plans and one that does not."""
    write_expressive_model(user_home / "models" / "planning", version=2)
    write_expressive_model(user_home / "models" / "unplanned")


def refused(capsys, tmp_path, model, *words):
    """Run the command; return its exit status and the one line that it ends with."""
    out = tmp_path / "take.mid"
    status = main([*GENERATE, "--model", model, *words, "-o", str(out)])
    err = capsys.readouterr().err
    assert not out.exists()
    (line,) = err.strip().splitlines()
    return status, line


@pytest.mark.parametrize(
    ("words", "marked", "sentence"),
    [
        (["--form", "A A' 7 A"], '--form "A A\' >7< A"', "7 is no section. Write letters"),
        (["--form", "A B B' C'"], "A B B' >C<'", "no C before C'"),
        (["--form", " "], '--form " ><"', "needs one letter or more"),
        (["--chords", "C Am Hm G7"], '--chords "C Am >Hm< G7"', "Write B for the German H"),
        (["--chords", "I vi ii V9x"], '--chords "I vi ii >V9x<"', "no degree"),
        (["--chords", "||: C F"], '--chords ">||:< C F"', "no end"),
        (["--chords", "| |"], '--chords ">| |<"', "There are no chords here"),
        (["--meter", "3/4", "--chords", "C F G C |"], '">C F G C< |"', "4 chords in this bar of 3"),
        (["--chords", "C " * 40 + "x " + "G " * 40], "C C C >x< G G G", "x is no chord"),
    ],
)
def test_a_mistake_is_one_line_with_its_place_and_the_remedy(
    capsys, tmp_path, words, marked, sentence
):
    status, line = refused(capsys, tmp_path, "planning", *words)
    assert status == 2
    assert marked in line
    assert sentence in line


def test_a_form_no_longer_than_the_seed_is_refused_in_one_line(capsys, tmp_path):
    words = ["--seed", "march", "--form", "A A", "--phrase", "1"]
    status, line = refused(capsys, tmp_path, "planning", *words)
    assert status == 1
    assert "The seed has 2 bars, which is all of the form. Choose a longer form" in line


@pytest.mark.parametrize(
    "words",
    [
        ["--form", "A A' B A"],
        ["--form", "rondo"],
        ["--chords", "C Am Dm G7"],
        ["--density", "3"],
        ["--composer", "Liszt"],
        ["--quality", "careful"],
    ],
)
def test_a_model_without_plans_says_that_it_follows_none(capsys, tmp_path, words):
    status, line = refused(capsys, tmp_path, "unplanned", "--seed", "waltz", *words)
    assert status == 1
    assert "does not follow the setting" in line


def test_a_level_out_of_range_is_told(capsys, tmp_path):
    status, line = refused(capsys, tmp_path, "planning", "--density", "8")
    assert status == 1
    assert "Density must be 0 to 7" in line


def test_a_take_of_a_form_is_written(capsys, tmp_path):
    out = tmp_path / "take.mid"
    words = ["--form", "period", "--phrase", "2", "--chords", "I | IV V", "--composer", "liszt"]
    assert main([*GENERATE, "--model", "planning", *words, "-o", str(out)]) == 0
    capsys.readouterr()
    music = read_midi(out)
    assert music.meters.bar_at(music.notes[-1].onset_tick).number <= 4


def test_an_unknown_composer_is_told(capsys, tmp_path):
    status, line = refused(capsys, tmp_path, "planning", "--composer", "Bartók")
    assert status == 1
    assert "manner of “Bartók”" in line
