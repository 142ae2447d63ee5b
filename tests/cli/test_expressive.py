"""The command line with a model of the expressive family among the user's own."""

import json
import shutil

import pytest

from chopin_studio.cli import main
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note
from tests.expressive_models import random_tensors, write_expressive_model

GENERATE = ["generate", "--model", "expressive-16", "--notes", "30", "--random-state", "7"]


@pytest.fixture(autouse=True)
def model(user_home):
    return write_expressive_model(user_home / "models" / "expressive-16")


def run(capsys, *words):
    """Run a command; give its exit status and what it printed."""
    status = main([str(word) for word in words])
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_it_is_listed_with_its_figures(capsys):
    _, out, _ = run(capsys, "models", "--json")
    row = next(row for row in json.loads(out) if row["id"] == "expressive-16")
    assert (row["family"], row["vocabulary_size"], row["training_loss"]) == (
        "expressive",
        None,
        None,
    )
    assert row["validation_nats_per_note"] > 0
    assert "nats a note" in run(capsys, "models")[1]


def test_its_seeds_are_listed_as_its_family_s(capsys):
    rows = json.loads(run(capsys, "seeds", "--json")[1])
    families = {row["name"]: row["bundle_families"] for row in rows}
    assert families["waltz"] == families["march"] == ["expressive"]


@pytest.mark.parametrize("seed", ["random", "waltz", "own.mid"])
def test_a_take_is_written_with_pedal_and_rubato(capsys, tmp_path, monkeypatch, seed):
    monkeypatch.chdir(tmp_path)
    write_midi(Excerpt((Note(60, 80, 0, 480), Note(64, 80, 480, 480))), tmp_path / "own.mid")
    status, out, _ = run(capsys, *GENERATE, "--seed", seed, "-o", "take.mid", "--json")
    assert status == 0
    (told,) = json.loads(out)["takes"]
    music = read_midi(tmp_path / "take.mid")
    assert told["notes"] == len(music.notes) == 30 + {"random": 0, "waltz": 5, "own.mid": 2}[seed]
    assert len(music.tempo_map.changes) > 10
    assert any(pedal.is_down for pedal in music.pedals)
    assert not music.pedals[-1].is_down
    assert told["duration_sec"] == pytest.approx(music.duration_sec, abs=0.001)


def test_the_tempo_asked_for_is_taken(capsys, tmp_path):
    durations = []
    for words in (["--bpm", "75"], []):
        run(capsys, *GENERATE, "--seed", "waltz", "-o", tmp_path / "take.mid", *words)
        durations.append(read_midi(tmp_path / "take.mid").duration_sec)
    assert durations[0] == pytest.approx(2 * durations[1], rel=1e-3)


def test_a_take_becomes_a_score(capsys, tmp_path):
    status, _, _ = run(capsys, *GENERATE, "--seed", "waltz", "-o", tmp_path / "take.musicxml")
    assert status == 0
    score = (tmp_path / "take.musicxml").read_text("utf-8")
    assert "<beats>3</beats>" in score
    assert "<staves>2</staves>" in score
    assert "<pedal" in score


def made(capsys, tmp_path, *words):
    """Generate a take, and give its music and what the command told of it."""
    status, out, err = run(capsys, *GENERATE, "--json", "-o", tmp_path / "take.mid", *words)
    assert status == 0, err
    (told,) = json.loads(out)["takes"]
    return read_midi(tmp_path / "take.mid"), told, err


def test_from_nothing_music_is_made_in_the_key_and_meter_asked_for(capsys, tmp_path):
    words = ["--seed", "random", "--key", "F-sharp minor", "--meter", "6/8"]
    music, told, _ = made(capsys, tmp_path, *words)
    assert music.key_at(0) == Key.named("F-sharp minor")
    assert music.meters == MeterMap((MeterChange(0, 6, 8),))
    assert music.seed_end_tick == 0
    assert told["title"] == "From a random start"


def test_so_many_bars_are_made_as_are_asked_for(capsys, tmp_path):
    music, _, _ = made(capsys, tmp_path, "--seed", "waltz", "--bars", 6)
    assert music.meters.bar_at(music.notes[-1].onset_tick).number == 7
    assert music.end_tick <= 7 * 3 * 480


def test_range_and_hand_span_are_kept(capsys, tmp_path):
    words = ["--lowest", 50, "--highest", 80, "--hand-span", 7]
    music, _, _ = made(capsys, tmp_path, *words)
    assert all(50 <= note.pitch <= 80 for note in music.notes)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--key", "H major"], "no key named H major. Write it as C major"),
        (["--meter", "three"], "no meter three. Write it as 3/4"),
        (["--bars", "0"], "Length in bars must be 1 to 999"),
        (["--lowest", "90"], "Lowest key must be"),
        (["--hand-span", "99"], "Hand span must be"),
    ],
)
def test_what_makes_no_sense_is_one_line(capsys, tmp_path, words, sentence):
    status, _, err = run(capsys, *GENERATE, *words, "-o", tmp_path / "take.mid")
    assert status == 1
    assert sentence in err
    assert len(err.strip().splitlines()) == 1


def test_a_bar_made_anew_is_told(capsys, tmp_path, model):
    shutil.rmtree(model.folder)
    tensors = random_tensors()
    for attribute, drawn in (("delta_onset", 24), ("pitch", 30), ("duration", 20), ("hand", 0)):
        tensors[f"head_{attribute}/bias"][drawn] += 99
    write_expressive_model(model.folder, tensors)
    _, told, err = made(capsys, tmp_path)
    assert "in a row" in told["notices"][0]
    assert told["notices"][0] in err
