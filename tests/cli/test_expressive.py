"""The command line with a model of the expressive family among the user's own."""

import json

import pytest

from chopin_studio.cli import main
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note
from tests.expressive_models import write_expressive_model

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


def test_a_key_is_refused_since_the_seed_s_is_kept(capsys, tmp_path):
    words = [*GENERATE, "--key", "C major", "-o", tmp_path / "take.mid"]
    status, _, err = run(capsys, *words)
    assert status == 1
    assert "does not follow a key" in err
