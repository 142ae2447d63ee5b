"""Train tiny expressive networks on made-up music."""

import dataclasses
import shutil
from pathlib import Path

import keras
import numpy as np
import pytest
from safetensors.numpy import load_file

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.expressive.attributes import ATTRIBUTE_SIZES, ATTRIBUTES, Rows
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.training.classic.corpus import CorpusError
from chopin_studio.training.expressive import train as expressive_train
from chopin_studio.training.expressive.bundle_writer import write_expressive_bundle
from chopin_studio.training.expressive.checkpoint import RunError, RunState
from chopin_studio.training.expressive.corpus import encoded_pieces
from chopin_studio.training.expressive.dataset import as_batch, cut, whole_pieces
from chopin_studio.training.expressive.network import named_weights
from chopin_studio.training.expressive.recipe import ExpressiveOptions
from chopin_studio.training.expressive.told import Told
from chopin_studio.training.expressive.train import (
    TrainedExpressive,
    Trainer,
    Validation,
    train_expressive,
)
from tests.training.expressive.music import planned, write_corpus

STEPS = 24


def quiet(line):
    """Take a progress line and let it be."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return write_corpus(tmp_path_factory.mktemp("corpus"))


@pytest.fixture(scope="module")
def options(corpus, tmp_path_factory):
    """150 notes to train on, in 24 steps of three windows of 16 notes, 32 in the last ones."""
    return ExpressiveOptions(
        corpus,
        tmp_path_factory.mktemp("work"),
        hidden_units=8,
        passes=STEPS * 3 * 16 * 1.15 / 150,
        window=16,
        windows=3,
        peak_rate=1e-2,
        steps_between_validations=8,
        precision="float32",
    )


@dataclasses.dataclass
class Run:
    """A run to its end, compiled once for all tests that take steps of their own.

    `half_way` is a copy of its work folder while step 16 is told of: what a run leaves that is
    killed there. `beginning` is the state in which its trainer began.
    """

    half_way: Path
    lines: list[str] = dataclasses.field(default_factory=list)
    trainer: Trainer | None = None
    beginning: RunState | None = None
    outcome: TrainedExpressive | None = None


@pytest.fixture(scope="module")
def run(options, tmp_path_factory):
    found = Run(tmp_path_factory.mktemp("half-way") / "work")

    class Kept(Trainer):
        """A trainer that tests can go on with."""

        def __init__(self, *parts):
            super().__init__(*parts)
            found.trainer, found.beginning = self, copied(self.state())

    def report(line):
        found.lines.append(line)
        if f"step 16/{STEPS}" in line:
            shutil.copytree(options.work, found.half_way)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(expressive_train, "_SECONDS_BETWEEN_CHECKPOINTS", 0.0)
        patch.setattr(expressive_train, "Trainer", Kept)
        found.outcome = train_expressive(options, report)
    return found


@pytest.fixture
def finished(run):
    """The outcome of the run to its end; it is only read."""
    return run.outcome


@pytest.fixture
def trainer(run):
    """The run's trainer, at its beginning again."""
    run.trainer.restore(run.beginning)
    return run.trainer


def copied(state):
    return RunState({name: np.array(tensor) for name, tensor in state.tensors.items()}, state.curve)


def losses_on(batch, trainer, monkeypatch):
    """Return the nats a note of the averaged weights on a batch, by attribute."""
    monkeypatch.setattr(trainer, "_validation", Validation(batch, batch))
    return trainer.validation_losses()[0]


def last_state(work, options):
    return load_file(work / options.bundle_id / "last.safetensors")


def test_training_lowers_the_losses_far_under_those_of_chance(finished):
    first, last = finished.curve[0], finished.curve[-1]
    assert [row.step for row in finished.curve] == [8, 16, STEPS]
    assert last.training < first.training - 2
    assert last.validation_sum < np.log(ATTRIBUTE_SIZES).sum() / 2


def test_the_outcome_is_the_best_average(finished, trainer):
    best = min(finished.curve, key=lambda row: row.validation_mean)
    trainer.average.set_weights(finished.network.get_weights())
    assert trainer.validation_losses()[0] == pytest.approx(best.validation, abs=1e-4)


def test_a_run_stopped_half_way_goes_on_to_the_same_state(run, options):
    # The last step before it stopped is not kept, and is taken again.
    assert last_state(run.half_way, options)["progress"][0] == 15
    lines = []
    resumed = train_expressive(dataclasses.replace(options, work=run.half_way), lines.append)
    assert not [line for line in lines if f"step 8/{STEPS}" in line]
    for a, b in zip(resumed.curve, run.outcome.curve, strict=True):
        assert a.validation == pytest.approx(b.validation, abs=1e-4)
        assert a.training == pytest.approx(b.training, abs=1e-4)
    whole, parts = (last_state(work, options) for work in (options.work, run.half_way))
    assert whole.keys() == parts.keys()
    for name in whole.keys() - {"progress"}:
        np.testing.assert_allclose(parts[name], whole[name], atol=1e-4, err_msg=name)


def test_a_finished_run_is_not_trained_again(finished, options):
    lines = []
    again = train_expressive(options, lines.append)
    assert not [line for line in lines if f"/{STEPS}" in line]
    assert [row.step for row in again.curve] == [row.step for row in finished.curve]


@pytest.mark.usefixtures("finished")
def test_other_settings_do_not_take_over_a_run(options):
    with pytest.raises(RunError, match=r"other settings.*--work"):
        train_expressive(dataclasses.replace(options, dropout=0.1), quiet)


@pytest.mark.usefixtures("finished", "uncompiled")
def test_a_run_goes_on_with_more_passes(options, tmp_path):
    shutil.copytree(options.work, tmp_path / "work")
    longer = dataclasses.replace(
        options, work=tmp_path / "work", passes=options.passes * (STEPS + 1) / STEPS
    )
    assert train_expressive(longer, quiet).curve[-1].step == STEPS + 1


def test_validation_is_the_mean_over_all_notes_of_whole_pieces(options, trainer, monkeypatch):
    long, short, _ = encoded_pieces(options.corpus, options.work, quiet)
    rows = short.rows
    rows = Rows(rows.attributes[:30], rows.places[:30], rows.conditions[:31], rows.lookback[:31])
    pieces = [long, dataclasses.replace(short, planned=planned(rows))]
    batches = [whole_pieces([piece], Told()) for piece in pieces]
    one_by_one = [np.asarray(trainer.average(batch.inputs)) for batch in batches]
    notes = np.concatenate([losses[0] for losses in one_by_one])
    assert len(notes) == len(long.rows) + 30
    found = losses_on(whole_pieces(pieces, Told()), trainer, monkeypatch)
    assert found == pytest.approx(notes.mean(0), abs=1e-5)


def test_the_average_is_the_one_of_its_formula(trainer):
    name = "head_pitch/kernel"
    average = np.array(named_weights(trainer.average)[name])
    for step in range(3):
        trainer.advance()
        decay = (1 + step) / (10 + step)
        weight = np.asarray(named_weights(trainer.network)[name])
        average = decay * average + (1 - decay) * weight
    np.testing.assert_allclose(trainer.average_weights()[name], average, atol=1e-6)


def test_padding_weighs_nothing(options, trainer, monkeypatch):
    pieces = encoded_pieces(options.corpus, options.work, quiet)
    windows = [cut(piece.planned, 3, 10) for piece in pieces]
    padded, plain = (
        losses_on(as_batch(windows, steps), trainer, monkeypatch) for steps in (16, 10)
    )
    assert padded == pytest.approx(plain, abs=1e-5)


def test_a_corpus_without_the_validation_pieces_is_refused(options, tmp_path):
    lone = tmp_path / "lone"
    lone.mkdir()
    (lone / "one.mid").write_bytes((options.corpus / "Chopin" / "one.mid").read_bytes())
    with pytest.raises(CorpusError, match=r"validation.*--corpus"):
        train_expressive(dataclasses.replace(options, corpus=lone), quiet)


def test_a_run_keeps_the_curve_with_every_attribute(run, options):
    assert "expressive-8 step" in run.lines[-1]
    header, *_, row = (options.work / "expressive-8" / "curve.csv").read_text().splitlines()
    figures = dict(zip(header.split(","), map(float, row.split(",")), strict=True))
    for kind in ("validation", "told"):
        parts = [figures[f"{kind}_{name}"] for name in ATTRIBUTES]
        assert figures[f"{kind}_sum"] == pytest.approx(sum(parts), abs=1e-4)
    assert figures["validation_sum"] != figures["told_sum"]


@pytest.fixture
def quick_start(monkeypatch):
    """Have recurrent weights begin anyhow: for large ones, to be orthogonal takes seconds."""
    anyhow = keras.initializers.RandomNormal(stddev=0.03, seed=1)
    monkeypatch.setattr(
        keras.initializers.Orthogonal,
        "__call__",
        lambda self, shape, dtype=None: anyhow(shape, dtype=dtype),
    )


@pytest.mark.usefixtures("uncompiled", "quick_start")
@pytest.mark.parametrize("hidden", [864, 1024])
def test_the_sizes_beyond_the_paper_train_and_become_models(corpus, tmp_path, hidden):
    """Two steps change every weight twice, and go all the way from the corpus to a take."""
    steps = 2
    options = ExpressiveOptions(
        corpus,
        tmp_path / "work",
        hidden,
        passes=steps * 2 * 16 * 1.15 / 150,
        window=16,
        windows=2,
        precision="float32",
    )
    trained = train_expressive(options, quiet)
    assert trained.curve[-1].step == steps
    assert np.isfinite(trained.curve[-1].training)
    folder = write_expressive_bundle(options, tmp_path / "models", quiet)
    bundle = Bundle.open(folder)
    assert bundle.manifest.hidden_units == hidden
    assert len(list(generate(bundle, GenerationSettings(notes=3)))) > 3


def test_a_batch_in_which_something_is_never_known_has_a_loss(trainer, monkeypatch):
    batch = trainer.batch(0)
    batch.counts[..., 3] = 0
    monkeypatch.setattr(trainer, "batch", lambda step: batch)
    trainer.advance()
    assert np.isfinite(trainer.add_row().training)
