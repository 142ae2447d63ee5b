"""The command `originality`, and the making of an index, from the command to the files."""

import json

import pytest

from chopin_studio import paths
from chopin_studio.cli import main
from chopin_studio.export.formats import export_excerpt
from chopin_studio.music.midi_io import write_midi
from tests.originality.music import between, changed, piece


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for composer, numbers in (("Chopin", (1, 2)), ("Schumann", (3, 4))):
        (folder / "midis" / composer).mkdir(parents=True)
        for number in numbers:
            write_midi(piece(number), folder / "midis" / composer / f"{composer}-{number}.mid")
    return folder


@pytest.fixture
def installed(corpus, tmp_path, monkeypatch, capsys):
    """The index of that corpus, where the command looks for it."""
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "chopin_studio")
    out = tmp_path / "resources" / "originality" / "index.safetensors"
    assert main(["index-corpus", "--corpus", str(corpus), "--out", str(out)]) == 0
    assert capsys.readouterr().out.strip() == str(out)
    return out


def test_json_has_the_shape_that_others_rely_on(installed, tmp_path, capsys):
    take = tmp_path / "take.mid"
    write_midi(changed(between(piece(2), 3, 8), semitones=4), take)
    assert main(["originality", str(take), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    notes = len(between(piece(2), 3, 8).notes)
    assert found == {
        "notes": notes,
        "quoted_notes": notes,
        "quoted_share": 1.0,
        "seed_notes": 0,
        "verdict": "copies",
        "quotes": [
            {
                "title": "Chopin-2",
                "take_bars": [1, 6],
                "piece_bars": [3, 8],
                "notes": notes,
                "transposition": 4,
            }
        ],
    }


def test_the_report_is_readable(installed, tmp_path, capsys):
    take = tmp_path / "take.mid"
    write_midi(between(piece(1), 3, 8), take)
    assert main(["originality", str(take)]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("copies: ")
    assert "bars 1–6" in second
    assert "Chopin-1, bars 3–8" in second


def test_a_missing_file_and_a_missing_index_are_told(installed, tmp_path, capsys):
    assert main(["originality", str(tmp_path / "none.mid")]) == 1
    assert "does not exist" in capsys.readouterr().err
    write_midi(piece(1), tmp_path / "take.mid")
    installed.unlink()
    assert main(["originality", str(tmp_path / "take.mid")]) == 1
    assert "Install Chopin Studio again" in capsys.readouterr().err


def test_a_corpus_without_files_is_told(tmp_path, capsys):
    assert main(["index-corpus", "--corpus", str(tmp_path), "--out", str(tmp_path / "i")]) == 1
    assert "no MIDI files" in capsys.readouterr().err


@pytest.mark.parametrize("extension", [".musicxml", ".mxl"])
def test_a_score_is_compared_like_the_music_that_it_was_written_from(
    installed, tmp_path, capsys, extension
):
    passage = between(piece(2), 3, 8)
    reports = []
    for name in ("take.mid", f"take{extension}"):
        export_excerpt(passage, tmp_path / name)
        assert main(["originality", str(tmp_path / name), "--json"]) == 0
        reports.append(json.loads(capsys.readouterr().out)["quotes"])
    assert reports[0]
    for one, other in zip(*reports, strict=True):
        assert (one["title"], one["piece_bars"]) == (other["title"], other["piece_bars"])
