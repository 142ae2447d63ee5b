from pathlib import Path

import pytest

from chopin_studio.cli import main
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.performance.file_grid import grid_fit
from tests.music.performance.playing import played, to_a_click, waltz


def convert(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """Convert a file, and return what was said of it."""
    assert main(["convert", *map(str, words)]) == 0
    return capsys.readouterr().err


def test_free_playing_is_converted_on_the_beats_found_in_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write_midi(played(waltz(24)), tmp_path / "free.mid")
    said = convert(capsys, tmp_path / "free.mid", tmp_path / "laid.mid")
    assert "played freely" in said
    laid = read_midi(tmp_path / "laid.mid")
    assert (laid.meters.changes[-1].numerator, laid.meters.changes[-1].denominator) == (3, 4)
    assert grid_fit(laid).is_on_grid


def test_one_can_insist_on_the_beats_of_the_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    free = played(waltz(24))
    write_midi(free, tmp_path / "free.mid")
    assert not convert(capsys, tmp_path / "free.mid", tmp_path / "same.mid", "--beats", "file")
    assert read_midi(tmp_path / "same.mid").notes == free.notes
    convert(capsys, tmp_path / "free.mid", tmp_path / "as-it-is.musicxml", "--beats", "file")
    assert "<beats>4</beats>" in (tmp_path / "as-it-is.musicxml").read_text()


def test_music_played_to_a_click_is_converted_as_it_is(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    clicked = to_a_click(waltz(24), 0.02)
    write_midi(clicked, tmp_path / "clicked.mid")
    assert not convert(capsys, tmp_path / "clicked.mid", tmp_path / "same.mid")
    assert read_midi(tmp_path / "same.mid").notes == clicked.notes


def test_a_seed_that_was_played_freely_is_read_on_its_beats(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    write_midi(played(waltz(24)), tmp_path / "free.mid")
    words = ["--model", "expressive-256", "--notes", "12", "--random-state", "7"]
    seed, out = str(tmp_path / "free.mid"), str(tmp_path / "take.mid")
    assert main(["generate", *words, "--seed", seed, "-o", out]) == 0
    assert "played freely" in capsys.readouterr().err
    assert (read_midi(tmp_path / "take.mid").meters.changes[0].numerator) in (1, 2, 3)
