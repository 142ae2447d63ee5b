"""The command line lists the parts of a file, and takes those that are asked for."""

import json
from pathlib import Path

import pytest

from chopin_studio.cli import main
from chopin_studio.music.midi_io import read_midi
from tests.music.midi_io.files import midi, name, note, program, scale, track


@pytest.fixture
def band(tmp_path: Path) -> str:
    path = tmp_path / "band.mid"
    path.write_bytes(
        midi(
            track(name("Song")),
            track(name("Flute"), program(0, 73), scale(9)),
            track(name("Piano"), program(0, 0, 1), scale(7, channel=1)),
            track(scale(5, channel=9)),
        )
    )
    return str(path)


def converted(tmp_path: Path, *words: str) -> int:
    assert main(["convert", *words[:1], str(tmp_path / "out.mid"), *words[1:]]) == 0
    return len(read_midi(tmp_path / "out.mid").notes)


def test_tracks_are_listed_with_their_instruments(band: str, capsys) -> None:
    assert main(["convert", band, "--list-tracks"]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows == [
        ["1", "Flute", "Flute", "9", "notes"],
        ["2", "Piano", "Acoustic", "grand", "piano", "7", "notes", "taken"],
        ["3", "–", "Percussion", "5", "notes"],
    ]


def test_tracks_are_listed_for_scripts(band: str, capsys) -> None:
    assert main(["convert", band, "--list-tracks", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(part["track"], part["notes"], part["taken"]) for part in found["tracks"]] == [
        (1, 9, False),
        (2, 7, True),
        (3, 5, False),
    ]
    assert any("percussion" in notice for notice in found["notices"])


def test_the_piano_is_converted_and_the_rest_is_named(band: str, tmp_path: Path, capsys) -> None:
    assert converted(tmp_path, band) == 7
    err = capsys.readouterr().err
    assert "left out: Flute." in err
    assert "5 notes of percussion" in err
    assert "--tracks" in err


def test_the_tracks_asked_for_are_converted(band: str, tmp_path: Path, capsys) -> None:
    assert converted(tmp_path, band, "--tracks", "1,2") == 16
    assert "left out" not in capsys.readouterr().err


@pytest.mark.parametrize("tracks", ["0", "two", "1,,2", "-1"])
def test_what_is_no_list_of_tracks_is_refused(band: str, tracks: str, capsys) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["convert", band, "out.mid", f"--tracks={tracks}"])
    assert ended.value.code == 2
    assert "list of numbers" in capsys.readouterr().err


def test_a_track_that_there_is_not_is_refused_in_a_sentence(
    band: str, tmp_path: Path, capsys
) -> None:
    assert main(["convert", band, str(tmp_path / "out.mid"), "--tracks", "9"]) == 1
    assert "band.mid has 3 parts" in capsys.readouterr().err
    assert not (tmp_path / "out.mid").exists()


def test_converting_needs_a_file_to_write(band: str, capsys) -> None:
    assert main(["convert", band]) == 1
    assert "Name a file to write" in capsys.readouterr().err


def test_a_note_below_the_keyboard_is_left_out_of_a_score(tmp_path: Path, capsys) -> None:
    path = tmp_path / "switch.mid"
    path.write_bytes(midi(track(note(4, 0), scale())))
    assert main(["convert", str(path), str(tmp_path / "out.musicxml")]) == 0
    assert "One note lies beyond" in capsys.readouterr().err
    assert (tmp_path / "out.musicxml").read_text().count("<pitch>") == 20
