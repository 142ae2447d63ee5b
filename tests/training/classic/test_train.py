"""Train small networks on a few made-up pieces, from the command to the bundle."""

import dataclasses
import shutil

import keras
import numpy as np
import pytest
import tensorflow as tf

from chopin_studio.cli import main
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.engine.generator import Step, generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.training.classic.bundle_writer import write_bundle
from chopin_studio.training.classic.dataset import random_windows
from chopin_studio.training.classic.float16_cost import WINDOWS, stored_quality
from chopin_studio.training.classic.network import network_tensors
from chopin_studio.training.classic.recipe import RECIPES
from chopin_studio.training.classic.throughput import Way, read_throughput
from chopin_studio.training.classic.train import TrainingOptions, train_classic
from chopin_studio.training.classic.train_loop import MeanLosses, trainer
from chopin_studio.training.classic.window_losses import (
    COUNTED,
    counting_each_note,
    loss_in_training,
)

RECIPES_IN_SMALL = {
    "windows": dataclasses.replace(RECIPES["windows"], batch=8),
    # The last batch of an epoch is a short one, as it is in the paper's. To compile by XLA takes
    # longer than all else, and is shown where speeds are measured.
    "paper": dataclasses.replace(RECIPES["paper"], batch=64, jit=False),
}


def options(corpus, tmp_path, recipe, **changes):
    if isinstance(recipe, str):
        recipe = RECIPES_IN_SMALL[recipe]
    base = TrainingOptions(corpus, tmp_path / "out", tmp_path / "work", 8, recipe, epochs=4)
    return dataclasses.replace(base, **changes)


def quiet(line):
    """Take a progress line and let it be."""


def trained_and_left(corpus, folder, recipe):
    """Train to the end; return the outcome, and the options of a run that was stopped on its way.

    Its folder is a copy from while the third epoch is told of: what a run leaves that is killed
    there. The schedule knows of all four epochs, as it does then.
    """
    whole = options(corpus, folder, recipe)
    left = dataclasses.replace(whole, work=folder / "left")

    def report(line):
        if "epoch 3/" in line:
            shutil.copytree(whole.work, left.work)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chopin_studio.training.classic.train.SECONDS_BETWEEN_CHECKPOINTS", 0.0)
        return train_classic(whole, report), left


@pytest.fixture(scope="module")
def by_windows(corpus, tmp_path_factory):
    """A run by the usual recipe; it is only read."""
    return trained_and_left(corpus, tmp_path_factory.mktemp("run"), "windows")


@pytest.fixture(scope="module")
def trained(by_windows):
    return by_windows[0]


@pytest.mark.parametrize("recipe", ["windows", "paper"])
def test_a_run_stopped_half_way_goes_on_to_the_same_weights(by_windows, corpus, tmp_path, recipe):
    is_usual = recipe == "windows"
    whole, left = by_windows if is_usual else trained_and_left(corpus, tmp_path, recipe)
    lines = []
    resumed = train_classic(left, lines.append)
    assert [line.split()[2] for line in lines if " epoch " in line] == ["3/4", "4/4"]
    assert [row.loss for row in resumed.curve] == pytest.approx([row.loss for row in whole.curve])
    for a, b in zip(whole.network.get_weights(), resumed.network.get_weights(), strict=True):
        np.testing.assert_allclose(a, b, atol=1e-5)


def test_the_best_epoch_is_kept_although_the_last_is_worse(corpus, tmp_path, monkeypatch):
    after_epoch, losses = [], iter((3.0, 1.0, 2.0))

    def pretended(network, *_):
        train_on = trainer(network, *_)

        def train(windows):
            train_on(windows)
            after_epoch.append(network.get_weights())
            loss = next(losses)
            return MeanLosses(loss, loss)

        return train

    monkeypatch.setattr("chopin_studio.training.classic.train.trainer", pretended)
    found = train_classic(options(corpus, tmp_path, "windows", epochs=3), quiet)
    for kept, second in zip(found.network.get_weights(), after_epoch[1], strict=True):
        np.testing.assert_array_equal(kept, second)


def measured(run):
    return loss_in_training(run.network, run.ids, len(run.vocabulary))


def test_training_stops_once_the_notes_after_whole_windows_reach_the_goal(corpus, tmp_path):
    recipe = dataclasses.replace(
        RECIPES["windows"], batch=8, optimizer=lambda _: keras.optimizers.Adam(0.02)
    )
    untrained = train_classic(options(corpus, tmp_path / "one", recipe, epochs=1), quiet)
    goal = measured(untrained) - 0.05
    asked = options(corpus, tmp_path / "run", recipe, epochs=80, stop_at_loss=goal)
    found, lines = train_classic(asked, quiet), []
    assert measured(found) <= goal
    assert len(found.curve) < 80
    again = train_classic(asked, lines.append)
    assert not [line for line in lines if " epoch " in line]
    assert [row.loss for row in again.curve] == pytest.approx([row.loss for row in found.curve])
    for a, b in zip(found.network.get_weights(), again.network.get_weights(), strict=True):
        np.testing.assert_array_equal(a, b)


def test_near_the_goal_an_epoch_ends_with_the_part_that_reaches_it(corpus, tmp_path, monkeypatch):
    measurements = iter((3.0, 1.2, 1.1, 0.9))
    asked = []

    def pretended(*_):
        asked.append(next(measurements))
        return asked[-1]

    monkeypatch.setattr("chopin_studio.training.classic.train.loss_in_training", pretended)
    monkeypatch.setattr("chopin_studio.training.classic.train._NEAR", 100.0)
    monkeypatch.setattr("chopin_studio.training.classic.train._windows_per_epoch", lambda *_: 32)
    found = train_classic(options(corpus, tmp_path, "windows", stop_at_loss=1.0), quiet)
    assert asked == [3.0, 1.2, 1.1, 0.9]
    assert len(found.curve) == 2
    tokens = [round(row.seconds * row.tokens_per_second) for row in found.curve]
    assert tokens == [32 * WINDOW, 24 * WINDOW]


def test_each_note_counts_once_after_whole_windows():
    inputs, targets = counting_each_note(range(350), 350)
    assert inputs.shape == (10, WINDOW, 1)
    assert targets.ravel().tolist() == list(range(WINDOW - COUNTED + 1, 351 - COUNTED))
    np.testing.assert_allclose(inputs[1, :, 0] * 350, np.arange(COUNTED, COUNTED + WINDOW))
    assert targets[1, -1] == COUNTED + WINDOW


def test_too_few_notes_for_a_window_are_refused():
    with pytest.raises(ValueError, match="100 tokens do not fill"):
        counting_each_note(range(WINDOW), WINDOW)


def test_the_running_loss_at_window_ends_is_that_of_their_last_quarter(corpus, tmp_path):
    """Of a network that doesn't learn, in one batch, it is what a forward pass gives."""
    recipe = dataclasses.replace(
        RECIPES["windows"], batch=8, optimizer=lambda _: keras.optimizers.SGD(0.0)
    )
    found = train_classic(options(corpus, tmp_path, recipe, epochs=1), quiet)
    windows = random_windows(found.ids, len(found.vocabulary), 8, np.random.default_rng(3))
    losses = trainer(found.network, 8, False, tf.distribute.get_strategy())(windows)
    inputs, targets = windows
    predicted = found.network(inputs, training=True).numpy()
    expected = -np.log(np.take_along_axis(predicted, targets[..., None], axis=2))[..., 0]
    assert losses.all_positions == pytest.approx(expected.mean(), abs=1e-4)
    assert losses.window_ends == pytest.approx(expected[:, -COUNTED:].mean(), abs=1e-4)


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
    assert rows[0] == "epoch,loss,window_end_loss,seconds,tokens_per_second"
    assert len(rows) == 2
    assert f"{bundle.manifest.training_loss:.4f} nats" in (bundle.folder / "card.md").read_text()
    steps = [e for e in generate(bundle, GenerationSettings(notes=5)) if isinstance(e, Step)]
    assert len(steps) == 5


def test_all_trains_the_sizes_that_are_missing(trained, corpus, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("chopin_studio.training.classic.trainer.PAPER_LOSSES", {6: 0.01, 8: 0.01})
    words = ["train", "--all", "--corpus", str(corpus), "--out", str(tmp_path / "out")]
    words += ["--work", str(tmp_path / "work"), "--epochs", "1"]
    weights = write_bundle(trained, options(corpus, tmp_path, "windows")) / "weights.safetensors"
    before = weights.stat().st_mtime_ns
    assert main(words) == 0
    printed = capsys.readouterr()
    assert printed.out.split() == [str(tmp_path / "out" / "classic-6")]
    assert "classic-8 already exists" in printed.err
    assert weights.stat().st_mtime_ns == before


def test_the_card_says_what_float16_costs(trained, corpus, tmp_path):
    stored = network_tensors(trained.network, np.float16)
    exact = network_tensors(trained.network, np.float32)
    quality = stored_quality(stored, exact, trained.ids, len(trained.vocabulary))
    assert 0 < quality.probability_change < 0.01
    assert 0 < abs(quality.loss_change) < 0.01
    same = stored_quality(exact, exact, trained.ids, len(trained.vocabulary))
    assert same.probability_change == same.loss_change == 0
    folder = write_bundle(trained, options(corpus, tmp_path, "windows"))
    card = (folder / "card.md").read_text()
    assert f"largest change of a probability {quality.probability_change:.4f}" in card
    assert f"{quality.loss_after_windows:.3f} after whole windows" in card


def test_the_loss_as_played_is_that_of_the_keras_network(trained):
    exact = network_tensors(trained.network, np.float32)
    size = len(trained.vocabulary)
    inputs, targets = random_windows(trained.ids, size, WINDOWS, np.random.default_rng(0))
    predicted = trained.network.predict(inputs, verbose=0)
    expected = -np.log(np.take_along_axis(predicted, targets[..., None], axis=2))[..., 0]
    quality = stored_quality(exact, exact, trained.ids, size)
    assert quality.loss == pytest.approx(expected.mean(), abs=1e-4)
    assert quality.loss_after_windows == pytest.approx(measured(trained), abs=1e-4)


def test_bfloat16_trains_the_same_network(trained, corpus, tmp_path):
    recipe = dataclasses.replace(RECIPES["windows"], batch=8, jit=False, precision="mixed_bfloat16")
    narrow = train_classic(options(corpus, tmp_path / "b", recipe), quiet)
    assert {w.dtype for w in narrow.network.get_weights()} == {np.dtype(np.float32)}
    assert narrow.curve[-1].loss < narrow.curve[0].loss
    assert narrow.curve[-1].loss == pytest.approx(trained.curve[-1].loss, rel=0.05)


def test_measured_speeds_are_kept_and_stand_in_the_card(
    trained, corpus, tmp_path, capsys, monkeypatch
):
    ways = (Way(True, "float32", 8), Way(False, "mixed_bfloat16", 8))
    monkeypatch.setattr("chopin_studio.training.classic.throughput.TIMED_TOKENS", 800)
    words = ["train", "--hidden", "8", "--work", str(tmp_path / "work")]
    # The second time, a speed takes the place of what was measured of its way before.
    for measured in (ways, ways[1:]):
        monkeypatch.setattr("chopin_studio.training.classic.throughput.ALL_WAYS", measured)
        assert main([*words, "--measure"]) == 0
        assert len(capsys.readouterr().out.splitlines()) == len(measured)
    kept = read_throughput(tmp_path / "work", 8)
    assert {row.way for row in kept} == set(ways)
    assert len(kept) == 2
    card = (write_bundle(trained, options(corpus, tmp_path, "windows")) / "card.md").read_text()
    assert f"| XLA | float32 | 8 | {kept[0].tokens_per_second:,.0f} |" in card or (
        f"| XLA | float32 | 8 | {kept[1].tokens_per_second:,.0f} |" in card
    )


def test_training_without_a_corpus_is_refused_in_words(tmp_path, capsys):
    assert main(["train", "--hidden", "8", "--out", str(tmp_path)]) == 1
    assert "--corpus" in capsys.readouterr().err


def test_a_broken_file_in_the_corpus_is_named(tmp_path, capsys):
    (tmp_path / "broken.mid").write_bytes(b"")
    words = ["train", "--hidden", "8", "--corpus", str(tmp_path), "--out", str(tmp_path)]
    assert main([*words, "--work", str(tmp_path / "work")]) == 1
    assert "broken.mid" in capsys.readouterr().err


def test_a_folder_without_music_is_refused_in_words(tmp_path, capsys):
    words = ["train", "--hidden", "8", "--corpus", str(tmp_path), "--out", str(tmp_path)]
    assert main(words) == 1
    assert "no MIDI files" in capsys.readouterr().err
