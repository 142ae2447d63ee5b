"""Share the training out: to two logical devices, and to two processes that stand for machines."""

import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack

import pytest

from chopin_studio.cli import main
from chopin_studio.engine.bundle import list_bundles
from tests.waiting import PROGRAM_PATIENCE_SEC, running

EPOCHS = 3


def command(corpus, folder, *more):
    """Return the words of a small training in a process of its own."""
    words = [sys.executable, "-m", "chopin_studio", "train", "--hidden", "8", "--batch", "4"]
    words += ["--corpus", str(corpus), "--out", str(folder / "out"), "--work", str(folder / "work")]
    return [*words, "--epochs", str(EPOCHS), "--no-jit", *more]


def started(words, **environment):
    """Return the context in which a training runs."""
    return running(
        words,
        env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def told(process):
    """Wait for the end of a training; return what it printed and what it reported."""
    return process.communicate(timeout=PROGRAM_PATIENCE_SEC)


def losses(folder):
    """Read the learning curve of the bundle in `folder`."""
    rows = (folder / "out" / "classic-8" / "curve.csv").read_text().splitlines()[1:]
    return [float(row.split(",")[1]) for row in rows]


@pytest.fixture(scope="module")
def on_one_device(corpus, tmp_path_factory):
    """The losses of the training that the others are beside; it needs no process of its own."""
    folder = tmp_path_factory.mktemp("one")
    assert main(command(corpus, folder)[3:]) == 0
    return losses(folder)


@pytest.fixture(scope="module")
def on_two_devices(corpus, tmp_path_factory):
    """A training that stops after an epoch and goes on: its folder, and what each part said."""
    folder = tmp_path_factory.mktemp("two")
    shared_out = ("--strategy", "mirrored", "--logical-cpus", "2")
    said = []
    for loss in ("100", "0"):  # the first run has reached its goal after one epoch
        with started(command(corpus, folder, *shared_out, "--stop-at-loss", loss)) as process:
            said.append(told(process)[1])
        assert process.returncode == 0, said
    return folder, said


def test_two_logical_devices_learn_as_one_does(on_two_devices, on_one_device):
    folder, said = on_two_devices
    assert all("distributed over 2 devices" in errors for errors in said)
    assert len(losses(folder)) == EPOCHS
    # Each device normalises by its own half of the batch, so the figures differ a little.
    assert losses(folder) == pytest.approx(on_one_device, rel=0.02)
    assert list_bundles([folder / "out"]).find("classic-8").manifest.epochs == EPOCHS


def test_a_mirrored_run_goes_on_where_it_stopped(on_two_devices):
    _, (first, second) = on_two_devices
    assert "epoch 1/" in first
    assert "epoch 2/" not in first
    assert "epoch 1/" not in second
    assert f"epoch {EPOCHS}/" in second


def test_two_workers_learn_together_and_the_chief_writes_the_bundle(
    corpus, tmp_path, on_one_device
):
    workers = [f"127.0.0.1:{port}" for port in free_ports(2)]
    words = command(corpus, tmp_path, "--strategy", "multiworker")
    with ExitStack() as stack:
        processes = []
        for index in range(2):
            config = {"cluster": {"worker": workers}, "task": {"type": "worker", "index": index}}
            worker = started(words, TF_CONFIG=json.dumps(config))
            processes.append(stack.enter_context(worker))
        outputs = [told(process) for process in processes]
    assert [process.returncode for process in processes] == [0, 0], outputs
    assert [bool(out.strip()) for out, _ in outputs] == [True, False]
    assert all("distributed over 2 devices" in errors for _, errors in outputs)
    assert losses(tmp_path) == pytest.approx(on_one_device, rel=0.02)


def test_multiworker_without_a_cluster_is_refused_in_words(corpus, tmp_path, capsys, monkeypatch):
    monkeypatch.delenv("TF_CONFIG", raising=False)
    words = ["train", "--hidden", "8", "--corpus", str(corpus), "--out", str(tmp_path)]
    assert main([*words, "--work", str(tmp_path), "--strategy", "multiworker"]) == 1
    error = capsys.readouterr().err
    assert "TF_CONFIG" in error
    assert "Set it on every machine" in error


def free_ports(count):
    """Find ports that nobody listens on."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports
