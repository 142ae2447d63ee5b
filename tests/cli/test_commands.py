import json
import subprocess
import sys
from pathlib import Path

import pytest

from chopin_studio import paths
from chopin_studio.cli import main
from chopin_studio.export.formats import export_excerpt
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note
from tests.music.musicxml_io.scores import COMMON_TIME, document, note, repeat
from tests.waiting import PROGRAM_PATIENCE_SEC

GENERATE = ["generate", "--model", "classic-256", "--notes", "12", "--random-state", "7"]


def run(capsys, *words):
    """Run a command; give its exit status and what it printed."""
    status = main([str(word) for word in words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_models_lists_size_and_loss(capsys):
    status, out, _ = run(capsys, "models")
    assert status == 0
    assert "classic-256" in out
    assert "1,783,730 parameters" in out


def test_models_json_has_the_keys_that_scripts_rely_on(capsys):
    _, out, _ = run(capsys, "models", "--json")
    row = next(row for row in json.loads(out) if row["id"] == "classic-256")
    assert set(row) == {
        "id", "family", "hidden_units", "parameters", "vocabulary_size", "training_loss",
        "validation_nats_per_note", "weight_bytes",
    }  # fmt: skip
    assert row["training_loss"] <= 1.587
    assert row["validation_nats_per_note"] is None


def test_a_damaged_model_of_the_user_s_is_named_and_the_others_are_listed(capsys, user_home):
    (user_home / "models" / "mine").mkdir(parents=True)
    (user_home / "models" / "mine" / "manifest.json").write_text("{")
    status, out, err = run(capsys, "models")
    assert status == 0
    assert "classic-256" in out
    assert "mine is damaged" in err


def test_seeds_are_the_48_pieces(capsys):
    _, out, _ = run(capsys, "seeds", "--json")
    rows = json.loads(out)
    assert len(rows) == 48
    (nocturne,) = [row for row in rows if row["name"] == "nocturne-op27-2"]
    assert nocturne["title"] == "Nocturne in D-flat major, Op. 27 No. 2"
    assert "classic" in nocturne["bundle_families"]


def test_doctor_json_has_the_keys_that_scripts_rely_on(capsys):
    status, out, _ = run(capsys, "doctor", "--json")
    findings = json.loads(out)
    assert set(findings) == {
        "ok", "python", "bundles", "fluidsynth", "soundfont", "audio_driver", "output_ports",
        "input_ports", "log", "problems",
    }  # fmt: skip
    assert "classic-256" in findings["bundles"]
    assert status == (0 if findings["ok"] else 1)


def test_doctor_names_the_log_of_what_commands_did(capsys, user_home):
    _, out, _ = run(capsys, "doctor")
    _, found, _ = run(capsys, "doctor", "--json")
    log = user_home / "chopin-studio.log"
    assert f"Log           {log}" in out.splitlines()
    assert json.loads(found)["log"] == str(log)
    assert "models: classic-256" in log.read_text()


def test_doctor_says_in_words_what_is_missing(capsys, monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "shipped_folder", lambda name: tmp_path / name)
    status, out, _ = run(capsys, "doctor")
    assert status == 1
    assert "No models are installed" in out


def test_generate_writes_every_file_asked_for(capsys, tmp_path):
    outputs = [tmp_path / f"take{ending}" for ending in (".mid", ".musicxml")]
    words = [word for path in outputs for word in ("-o", path)]
    status, out, _ = run(capsys, *GENERATE, "--seed", "prelude-op28-4", *words)
    assert status == 0
    assert out.split() == [str(path) for path in outputs]
    assert read_midi(outputs[0]).title == "After Prelude in E minor, Op. 28 No. 4"
    assert "score-partwise" in outputs[1].read_text()


def test_the_same_random_state_gives_an_identical_file_and_another_does_not(capsys, tmp_path):
    for name, state in (("a", 7), ("b", 7), ("c", 8)):
        assert (
            run(capsys, *GENERATE, "--random-state", state, "-o", tmp_path / f"{name}.mid")[0] == 0
        )
    a, b, c = ((tmp_path / f"{name}.mid").read_bytes() for name in "abc")
    assert a == b
    assert a != c


def test_several_takes_are_numbered(capsys, tmp_path):
    _, out, _ = run(capsys, *GENERATE, "--takes", 2, "--json", "-o", tmp_path / "take.mid")
    takes = json.loads(out)["takes"]
    assert [take["files"] for take in takes] == [
        [str(tmp_path / "take-1.mid")],
        [str(tmp_path / "take-2.mid")],
    ]
    assert [take["random_state"] for take in takes] == [7, 8]
    assert (tmp_path / "take-2.mid").is_file()


def test_a_midi_file_is_a_seed_and_the_user_learns_what_was_replaced(capsys, tmp_path):
    cluster = tuple(Note(pitch, 80, 0, 480) for pitch in range(60, 70))
    write_midi(Excerpt(cluster), tmp_path / "own.mid")
    status, _, err = run(
        capsys, *GENERATE, "--seed", tmp_path / "own.mid", "-o", tmp_path / "take.mid"
    )
    assert status == 0
    assert "1 chord is not in the model's vocabulary" in err


def test_convert_turns_midi_into_a_score(capsys, tmp_path):
    write_midi(Excerpt((Note(60, 80, 0, 480),)), tmp_path / "own.mid")
    status, out, _ = run(capsys, "convert", tmp_path / "own.mid", tmp_path / "own.musicxml")
    assert status == 0
    assert out.strip() == str(tmp_path / "own.musicxml")


def test_convert_turns_a_score_into_midi_and_says_what_was_left_out(capsys, tmp_path):
    part_list = (
        '<score-part id="P1"><part-name>Voice</part-name></score-part>'
        '<score-part id="P2"><part-name>Piano</part-name></score-part>'
    )
    bars = (COMMON_TIME + note("C4", 4) + repeat("backward"),)
    score = document(parts={"P1": bars, "P2": bars}, part_list=part_list)
    (tmp_path / "song.xml").write_bytes(score)

    for options, count in ((), 2), (("--repeats", "once"), 1):
        out = tmp_path / "song.mid"
        status, _, err = run(capsys, "convert", tmp_path / "song.xml", out, *options)
        assert status == 0
        assert err.splitlines()[0] == "Parts that were left out: Voice."
        assert len(read_midi(out).notes) == count


@pytest.mark.parametrize("name", ["own.musicxml", "own.mxl"])
def test_a_score_can_be_the_seed(capsys, tmp_path, name):
    seed = Excerpt(tuple(Note(60 + place, 80, 480 * place, 480) for place in range(8)))
    export_excerpt(seed, tmp_path / name)
    status, _, _ = run(capsys, *GENERATE, "--seed", tmp_path / name, "-o", tmp_path / "take.mid")
    assert status == 0
    assert [n.pitch for n in read_midi(tmp_path / "take.mid").notes[:8]] == list(range(60, 68))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--model", "classic-9"], "no model named classic-9"),
        (["--seed", "moonlight"], "no seed named moonlight"),
        (["--seed", "missing.mid"], "missing.mid"),
        (["--temperature", "9"], "Temperature must be"),
        (["--key", "C major"], "do not follow the setting “Key”. Choose an expressive model"),
        (["--meter", "3/4"], "setting “Meter”"),
        (["--bars", "8"], "setting “Length in bars”"),
        (["--lowest", "40"], "setting “Lowest key”"),
        (["--highest", "90"], "setting “Highest key”"),
        (["--hand-span", "12"], "setting “Hand span”"),
        (["-o", "take.xyz"], ".musicxml"),
        (["-o", "nowhere/take.mid"], "no folder nowhere"),
        (["-o", "folder.mid"], "folder.mid is a folder"),
        (["--seed", ""], "no seed named"),
    ],
)
def test_a_request_that_cannot_be_met_is_one_line_and_leaves_no_file(
    capsys, tmp_path, monkeypatch, words, sentence
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.mid").mkdir()
    status, out, err = run(capsys, *GENERATE, "-o", "take.mid", *words)
    assert status == 1
    assert out == ""
    assert sentence in err
    assert len(err.strip().splitlines()) == 1
    assert list(tmp_path.glob("take*")) == []


@pytest.mark.parametrize("content", [b"", b"not MIDI at all", b"MThd\0\0\0\6\0\1"])
def test_a_broken_midi_file_is_one_line(capsys, tmp_path, content):
    (tmp_path / "broken.mid").write_bytes(content)
    status, _, err = run(capsys, "convert", tmp_path / "broken.mid", tmp_path / "out.musicxml")
    assert status == 1
    assert len(err.strip().splitlines()) == 1
    assert not (tmp_path / "out.musicxml").exists()


def test_a_call_that_makes_no_sense_is_status_2(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["generate", "--notes", "many"])
    assert caught.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_a_mistyped_command_is_said_to_be_none(capsys):
    status, _, err = run(capsys, "modles")
    assert status == 1
    assert "no command or file named modles" in err


@pytest.mark.parametrize("command", ["models", "seeds", "demo"])
def test_without_models_every_command_says_so(capsys, monkeypatch, tmp_path, command):
    monkeypatch.setattr(paths, "shipped_folder", lambda name: tmp_path / name)
    monkeypatch.chdir(tmp_path)
    status, out, err = run(capsys, command)
    assert (status, out) == (1, "")
    assert "No models are installed" in err


@pytest.mark.parametrize("hidden", ["0", "-5", "many"])
def test_hidden_units_that_are_none_are_status_2(capsys, tmp_path, hidden):
    with pytest.raises(SystemExit) as caught:
        main(["train", "--hidden", hidden, "--corpus", str(tmp_path), "--out", str(tmp_path)])
    assert caught.value.code == 2
    assert "--hidden" in capsys.readouterr().err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_under_the_output_is_one_line():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "chopin_studio", "models"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=PROGRAM_PATIENCE_SEC,
        )
    assert done.returncode == 1
    assert "cannot write the result: No space left" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_a_display_the_window_is_refused_with_advice(capsys, monkeypatch):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    status, _, err = run(capsys)
    assert status == 1
    assert "no display is available" in err
    assert "chopin-studio demo" in err


def test_neither_qt_nor_tensorflow_is_loaded_to_generate(tmp_path):
    code = (
        "import sys; from chopin_studio.cli import main\n"
        f"status = main({[*GENERATE, '-o', str(tmp_path / 'a.mid')]!r})\n"
        "heavy = {'tensorflow', 'keras', 'PySide6', 'music21'} & set(sys.modules)\n"
        "sys.exit(status or (repr(heavy) if heavy else 0))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=PROGRAM_PATIENCE_SEC,
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "a.mid").is_file()


def test_the_command_ends_quietly_when_its_reader_has_seen_enough():
    command = f"{sys.executable} -m chopin_studio seeds | head -n 1"
    done = subprocess.run(
        command,
        shell=True,
        capture_output=True,
        text=True,
        check=True,
        timeout=PROGRAM_PATIENCE_SEC,
    )
    assert done.stdout.startswith("waltz-op18")
    assert done.stderr == ""
