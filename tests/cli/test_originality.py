"""The command `originality`, and the making of an index, from the command to the files."""

import json
from dataclasses import replace

import pytest

from chopin_studio.cli import main, originality_commands
from chopin_studio.export.formats import export_excerpt
from chopin_studio.music.midi_io import write_midi
from tests.originality.music import BAR, after, between, changed, excerpt, piece


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for composer, numbers in (("Chopin", (1, 2)), ("Schumann", (3, 4))):
        files = folder / "piano-midi" / "midis" / composer
        files.mkdir(parents=True)
        for number in numbers:
            write_midi(piece(number), files / f"{composer}-{number}.mid")
    return folder


@pytest.fixture
def installed(corpus, tmp_path, monkeypatch, capsys):
    """The index of that corpus, where the command looks for it."""
    out = tmp_path / "resources" / "originality" / "index.safetensors"
    monkeypatch.setattr(originality_commands, "originality_index", lambda: out)
    command = ["index-corpus", "--no-music21", "--corpus", str(corpus), "--out", str(out)]
    assert main(command) == 0
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
        "pieces": 4,
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
    assert first.endswith(" notes (100%) are quoted")
    assert "bars 1–6" in second
    assert "Chopin-1, bars 3–8" in second


def test_only_a_take_is_judged_and_its_seed_does_not_count(installed, tmp_path, capsys):
    """A take tells by the marker at the end of its seed what it is; an opened file is no take."""
    music = after(between(piece(1), 1, 8), between(piece(50), 1, 8))
    take = replace(music, seed_end_tick=-(-between(piece(1), 1, 8).end_tick // BAR) * BAR)
    words = []
    for name, written in (("take.mid", take), ("opened.mid", excerpt(take.generated_notes))):
        write_midi(written, tmp_path / name)
        assert main(["originality", str(tmp_path / name)]) == 0
        words.append(capsys.readouterr().out.strip())
    assert words[0] == "original: no quotation found among 4 pieces"
    assert words[1] == "no quotation found among 4 pieces"


@pytest.mark.parametrize("notes", [0, 5])
def test_nothing_to_compare_gets_no_verdict(installed, tmp_path, capsys, notes):
    write_midi(excerpt(piece(1).notes[:notes]), tmp_path / "short.mid")
    assert main(["originality", str(tmp_path / "short.mid"), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["notes"], found["verdict"], found["quotes"]) == (notes, None, [])


def test_a_missing_file_and_a_missing_index_are_told(installed, tmp_path, capsys):
    assert main(["originality", str(tmp_path / "none.mid")]) == 1
    assert "does not exist" in capsys.readouterr().err
    write_midi(piece(1), tmp_path / "take.mid")
    installed.unlink()
    assert main(["originality", str(tmp_path / "take.mid")]) == 1
    assert "Install Chopin Studio again" in capsys.readouterr().err


def test_a_corpus_without_files_is_told(tmp_path, capsys):
    command = ["index-corpus", "--no-music21", "--corpus", str(tmp_path)]
    assert main([*command, "--out", str(tmp_path / "i")]) == 1
    assert "holds no folder piano-midi" in capsys.readouterr().err


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
