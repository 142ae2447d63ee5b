from pathlib import Path

import numpy as np
import pytest

from chopin_studio.music.performance.beat_network import HEADS, OUTPUTS
from chopin_studio.music.performance.beat_network_file import read_network
from chopin_studio.music.performance.onset_features import FEATURES
from chopin_studio.training.beats import train
from chopin_studio.training.beats.network import app_network, build_network, loss, set_weights
from tests.training.beats.pieces import written_waltz


def test_the_app_runs_the_network_as_keras_does() -> None:
    model = build_network(8, 0.1)
    standard = np.zeros(FEATURES, np.float32), np.ones(FEATURES, np.float32)
    network = app_network(model, *standard)
    set_weights(model, network)  # as they are on disk, rounded
    inputs = np.random.default_rng(1).normal(0, 1, (1, 200, FEATURES)).astype(np.float32)
    told = np.asarray(model(inputs))[0]
    assert network.outputs(inputs[0]) == pytest.approx(told, abs=1e-4)


def test_the_loss_is_least_where_the_truth_is_told() -> None:
    truth = np.array([[[1, 0, 3, 1, 2]]], np.float32)
    right = np.zeros((1, 1, OUTPUTS), np.float32)
    starts = np.cumsum([0, *HEADS.values()])
    right[..., 0], right[..., 1] = 9, -9
    for place, start in ((3, starts[2]), (1, starts[3]), (2, starts[4])):
        right[..., start + place] = 9
    least = float(loss(truth, right)[0, 0])
    for change in range(OUTPUTS):
        worse = right.copy()
        worse[..., change] = -9 if right[0, 0, change] > 0 else 12
        assert float(loss(truth, worse)[0, 0]) > least


def test_training_writes_a_network_that_the_app_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = [written_waltz(40), written_waltz(40, is_timed=False), written_waltz(8, True, True)]
    monkeypatch.setattr(train, "written_pieces", lambda corpora, kept: pieces)
    monkeypatch.setattr(train, "BATCH", 1)
    out = tmp_path / "network.json"
    words = [str(tmp_path), str(tmp_path), str(out), "--epochs", "1", "--performances", "1"]
    assert train.main([*words, "--units", "4"]) == 0
    assert len(read_network(out).enter_bias) == 4
    assert train.main([*words, "--begin-with", str(out)]) == 0
    assert "Krueger" in out.read_text()
