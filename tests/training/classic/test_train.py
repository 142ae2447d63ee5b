"""Train small networks on a few made-up pieces, from the command to the bundle."""

import dataclasses
import shutil

import numpy as np
import pytest

from chopin_studio.cli import main
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.generator import Step, generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.training.classic.bundle_writer import write_bundle
from chopin_studio.training.classic.dataset import random_windows
from chopin_studio.training.classic.float16_cost import WINDOWS, stored_quality
from chopin_studio.training.classic.network import network_tensors
from chopin_studio.training.classic.recipe import RECIPES
from chopin_studio.training.classic.throughput import Way, read_throughput
from chopin_studio.training.classic.train import TrainingOptions, train_classic

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


def test_the_best_epoch_is_kept_although_the_last_is_worse(trained, corpus, tmp_path):
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
    assert quality.loss_after_windows == pytest.approx(expected[:, -1].mean(), abs=1e-4)


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
