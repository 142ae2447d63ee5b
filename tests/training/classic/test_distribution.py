"""Share the training out: to two logical devices, and to two processes that stand for machines."""

import json
import os
import socket
import subprocess
import sys

import pytest

from chopin_studio.cli import main
from chopin_studio.engine.bundle import list_bundles

EPOCHS = 3


def command(corpus, folder, *more):
    """Return the words of a small training in a process of its own."""
    words = [sys.executable, "-m", "chopin_studio", "train", "--hidden", "8", "--batch", "4"]
    words += ["--corpus", str(corpus), "--out", str(folder / "out"), "--work", str(folder / "work")]
    return [*words, "--epochs", str(EPOCHS), "--no-jit", *more]


def started(words, **environment):
    return subprocess.Popen(
        words,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def losses(folder):
    """Read the learning curve of the bundle in `folder`."""
    rows = (folder / "out" / "classic-8" / "curve.csv").read_text().splitlines()[1:]
    return [float(row.split(",")[1]) for row in rows]


@pytest.fixture(scope="module")
def on_one_device(corpus, tmp_path_factory):
    folder = tmp_path_factory.mktemp("one")
    process = started(command(corpus, folder))
    _, errors = process.communicate(timeout=250)
    assert process.returncode == 0, errors
    return folder


def test_two_logical_devices_learn_as_one_does(corpus, tmp_path, on_one_device):
    words = command(corpus, tmp_path, "--strategy", "mirrored", "--logical-cpus", "2")
    process = started(words)
    _, errors = process.communicate(timeout=250)
    assert process.returncode == 0, errors
    assert "distributed over 2 devices" in errors
    assert len(losses(tmp_path)) == EPOCHS
    # Each device normalises by its own half of the batch, so the figures differ a little.
    assert losses(tmp_path) == pytest.approx(losses(on_one_device), rel=0.02)
    assert list_bundles([tmp_path / "out"]).find("classic-8").manifest.epochs == EPOCHS


def test_a_mirrored_run_goes_on_where_it_stopped(corpus, tmp_path, on_one_device):
    shared_out = ("--strategy", "mirrored", "--logical-cpus", "2")
    for loss in ("100", "0"):  # the first run has reached its goal after one epoch
        process = started(command(corpus, tmp_path, *shared_out, "--stop-at-loss", loss))
        _, errors = process.communicate(timeout=250)
        assert process.returncode == 0, errors
    assert "epoch 1/" not in errors
    assert losses(tmp_path) == pytest.approx(losses(on_one_device), rel=0.02)


def test_two_workers_learn_together_and_the_chief_writes_the_bundle(
    corpus, tmp_path, on_one_device
):
    workers = [f"localhost:{port}" for port in free_ports(2)]
    processes = []
    for index in range(2):
        config = {"cluster": {"worker": workers}, "task": {"type": "worker", "index": index}}
        words = command(corpus, tmp_path, "--strategy", "multiworker")
        processes.append(started(words, TF_CONFIG=json.dumps(config)))
    outputs = [process.communicate(timeout=280) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert [bool(out.strip()) for out, _ in outputs] == [True, False]
    assert all("distributed over 2 devices" in errors for _, errors in outputs)
    assert losses(tmp_path) == pytest.approx(losses(on_one_device), rel=0.02)


def test_multiworker_without_a_cluster_is_refused_in_words(corpus, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("TF_CONFIG", raising=False)
    words = ["train", "--hidden", "8", "--corpus", str(corpus), "--out", str(tmp_path)]
    assert main([*words, "--work", str(tmp_path), "--strategy", "multiworker"]) == 1
    error = capsys.readouterr().err
    assert "TF_CONFIG" in error
    assert "Set it on every machine" in error


def free_ports(count):
    """Find ports that nobody listens on."""
    sockets = [socket.create_server(("localhost", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports
