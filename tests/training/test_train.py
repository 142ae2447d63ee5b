"""Train small networks on a few made-up pieces, from the command to the bundle."""

import dataclasses

import numpy as np
import pytest

from chopin_studio.cli import main
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.generator import Step, generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.training.recipes import RECIPES
from chopin_studio.training.train import TrainingOptions, train_classic


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Two pieces of scales in thirds over a bass, some 120 notes and chords each."""
    folder = tmp_path_factory.mktemp("corpus")
    for number in range(2):
        notes = []
        for k in range(80):
            pitch = 60 + number + (k * 2) % 12
            notes.append(Note(pitch, 80, 240 * k, 240, Hand.RIGHT))
            notes.append(Note(pitch + 4, 80, 240 * k, 240, Hand.RIGHT))
            if k % 2 == 0:
                notes.append(Note(40 + k % 5, 80, 240 * k, 480, Hand.LEFT))
        write_midi(Excerpt(tuple(sorted(notes, key=score_order))), folder / f"piece-{number}.mid")
    return folder


def options(corpus, tmp_path, recipe, **changes):
    recipe = dataclasses.replace(RECIPES[recipe], batch=8)
    base = TrainingOptions(corpus, tmp_path / "out", tmp_path / "work", 8, recipe, epochs=4)
    return dataclasses.replace(base, **changes)


def quiet(line):
    """Take a progress line and let it be."""


@pytest.mark.parametrize("recipe", ["windows", "paper"])
def test_a_run_stopped_half_way_goes_on_to_the_same_weights(corpus, tmp_path, recipe):
    whole = train_classic(options(corpus, tmp_path / "whole", recipe), quiet)
    # The schedule must know of all four epochs, as it does when a run is interrupted.
    stopped = options(corpus, tmp_path / "parts", recipe)

    class Interrupted(BaseException):
        """What a user's Ctrl+C is to the run."""

    def interrupt(line):
        if "epoch 3/" in line:
            raise Interrupted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chopin_studio.training.train._SECONDS_BETWEEN_CHECKPOINTS", 0.0)
        with pytest.raises(Interrupted):
            train_classic(stopped, interrupt)
    resumed = train_classic(stopped, quiet)
    assert [row.loss for row in resumed.curve] == pytest.approx([row.loss for row in whole.curve])
    for a, b in zip(whole.network.get_weights(), resumed.network.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


def test_the_best_epoch_is_kept_although_the_last_is_worse(corpus, tmp_path):
    trained = train_classic(options(corpus, tmp_path, "windows"), quiet)
    best = min(trained.curve, key=lambda row: row.loss)
    short = train_classic(
        options(corpus, tmp_path / "short", "windows", stop_at_loss=best.loss), quiet
    )
    assert short.curve[-1].epoch == best.epoch
    for a, b in zip(trained.network.get_weights(), short.network.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


def test_the_command_writes_a_bundle_that_the_engine_plays(corpus, tmp_path, capsys):
    words = ["train", "--family", "classic", "--hidden", "8", "--corpus", str(corpus)]
    words += ["--out", str(tmp_path / "out"), "--work", str(tmp_path / "work")]
    words += ["--recipe", "windows", "--epochs", "1"]
    assert main(words) == 0
    printed = capsys.readouterr()
    assert printed.out.strip() == str(tmp_path / "out" / "classic-8")
    assert "epoch 1/1  loss" in printed.err
    bundle = list_bundles([tmp_path / "out"]).find("classic-8")
    assert [seed.name for seed in bundle.seeds] == ["piece-0", "piece-1"]
    assert bundle.manifest.training_loss > 0
    rows = (bundle.folder / "curve.csv").read_text().splitlines()
    assert rows[0] == "epoch,loss,seconds,tokens_per_second"
    assert len(rows) == 2
    assert f"{bundle.manifest.training_loss:.4f} nats" in (bundle.folder / "card.md").read_text()
    steps = [e for e in generate(bundle, GenerationSettings(notes=5)) if isinstance(e, Step)]
    assert len(steps) == 5


def test_a_broken_file_in_the_corpus_is_named(tmp_path, capsys):
    (tmp_path / "broken.mid").write_bytes(b"")
    words = ["train", "--hidden", "8", "--corpus", str(tmp_path), "--out", str(tmp_path)]
    assert main([*words, "--work", str(tmp_path / "work")]) == 1
    assert "broken.mid" in capsys.readouterr().err


def test_a_folder_without_music_is_refused_in_words(tmp_path, capsys):
    words = ["train", "--hidden", "8", "--corpus", str(tmp_path), "--out", str(tmp_path)]
    assert main(words) == 1
    assert "no MIDI files" in capsys.readouterr().err
