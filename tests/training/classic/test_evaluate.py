"""Evaluate models whose music is known beforehand, from the command to the files."""

import csv
import hashlib
import io
import json
import subprocess
import sys
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import save

from chopin_studio import paths
from chopin_studio.cli import main
from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.classic.family import ClassicFamily
from chopin_studio.engine.classic.generate import classic_shapes
from chopin_studio.engine.classic.vocabulary import Vocabulary
from chopin_studio.engine.manifest import Manifest
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Note
from chopin_studio.training.classic.evaluate import Estimate, EvaluationSize, evaluate
from chopin_studio.training.classic.report import as_csv, as_markdown, write_evaluation
from tests.waiting import PROGRAM_PATIENCE_SEC

NOTES = 12
C, D, G = (60,), (62,), (67,)
WANDERING = [(48 + k * k * 7 % 29,) for k in range(40)]
DRONING = [(50 + k * k * 5 % 23,) for k in range(30)] + [C] * 10
VOCABULARY = Vocabulary.of([WANDERING, DRONING, [C, D, G]])


CURVE = "epoch,loss,window_end_loss,seconds,tokens_per_second\n1,3,2.9,1,9\n2,1.5,1.4,1,9\n"
EARLIER_CURVE = "epoch,loss,seconds,tokens_per_second\n1,3,1,9\n2,1.5,1,9\n"
"""Of a model of an earlier version, which has only one reading of the loss."""


def write_bundle(models, name, hidden_units, **chances):
    """Write a bundle that draws its notes without regard to what was before.

    All weights are zero, so the output's bias alone decides; `chances` are the logits of the
    notes it plays, by MIDI pitch (`p60=9`), and all others are out of reach.
    """
    size = len(VOCABULARY)
    tensors = {
        tensor: np.zeros(shape, np.float32)
        for tensor, shape in classic_shapes(hidden_units, size).items()
    }
    tensors["norm/variance"] += 1
    tensors["output/bias"] -= 1000
    for pitch, logit in chances.items():
        tensors["output/bias"][VOCABULARY.id_of((int(pitch[1:]),))] = logit
    weights, vocabulary = save(tensors), VOCABULARY.to_json().encode()
    seeds = json.dumps(
        [{"name": f"seed-{k}", "title": "A seed", "key": None, "tokens": [k, k]} for k in range(3)]
    ).encode()
    manifest = Manifest(
        1, name, "classic", name, "Made up.", hidden_units, 1000, size, 1.5, None, 2,
        "none", "none", "none", len(weights), *(hashlib.sha256(part).hexdigest() for part in
        (weights, vocabulary, seeds)),
    )  # fmt: skip
    folder = models / name
    folder.mkdir(parents=True)
    (folder / "weights.safetensors").write_bytes(weights)
    (folder / "vocabulary.json").write_bytes(vocabulary)
    (folder / "seeds.json").write_bytes(seeds)
    (folder / "curve.csv").write_text(EARLIER_CURVE if name == "drone" else CURVE)
    (folder / "manifest.json").write_text(manifest.to_json())
    return folder


@pytest.fixture
def models(tmp_path, monkeypatch):
    """The only models installed: one plays C and nothing else, one C, D and G at random."""
    monkeypatch.setattr(paths, "shipped_folder", lambda name: tmp_path / name)
    write_bundle(tmp_path / "models", "drone", 8, p60=0)
    write_bundle(tmp_path / "models", "dice", 16, p60=0, p62=0, p67=0)
    return tmp_path / "models"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Two pieces; no run of 8 is in both, and one ends with ten times the same C."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, row in (("wandering", WANDERING), ("droning", DRONING)):
        notes = tuple(Note(*chord, 80, 240 * k, 240) for k, chord in enumerate(row))
        write_midi(Excerpt(notes), folder / f"{name}.mid")
    return folder


@pytest.fixture
def command(corpus, tmp_path, capsys):
    """Run `evaluate` into `tmp_path / "out"`; give its status and what it printed."""

    def run(*words, families=None):
        places = ["--corpus", corpus, "--out", tmp_path / "out", "--work", tmp_path / "work"]
        arguments = [str(word) for word in ("evaluate", *places, "--notes", NOTES, *words)]
        status = main(arguments, families)
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def evaluated(models, **plan):
    bundles = list_bundles([models]).bundles
    plan = EvaluationSize(**{"excerpts": 4, "notes": NOTES} | plan)
    return evaluate(bundles, [WANDERING, DRONING], plan, np.random.default_rng(0), lambda _: None)


@pytest.mark.usefixtures("models")
def test_the_command_measures_every_model_and_the_corpus(command):
    status, out, err = command("--excerpts", 3, "--temperature", 0.7, "--temperature", 1, "--json")
    assert status == 0
    rows = json.loads(out)["scores"]
    assert [(row["model"], row["temperature"]) for row in rows] == [
        ("drone", 0.7), ("drone", 1.0), ("dice", 0.7), ("dice", 1.0), ("corpus", None),
    ]  # fmt: skip
    assert "dice: 3 excerpts at temperature 1.0" in err
    drone, corpus = rows[0], rows[-1]
    assert (drone["hidden_units"], drone["training_loss"], drone["excerpts"]) == (8, 1.5, 3)
    assert drone["paper_training_loss"] is None
    assert drone["notes_per_second"] > 0
    assert drone["pitch_class_entropy"] == 0
    assert drone["share_repeated"] == 0.8  # all but the first of five runs
    assert drone["share_quoted"] == drone["share_quoted_low"] == 1
    assert corpus["excerpts"] == 2
    assert corpus["share_quoted"] == 0


@pytest.mark.usefixtures("models")
def test_the_files_are_written_and_what_else_is_there_stays(command, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "README.md").write_text("By hand.")
    status, out, _ = command("--excerpts", 2)
    folder = tmp_path / "out"
    names = ["evaluation.md", "evaluation.csv", "plots/training-loss.png",
             "plots/scores-by-size.png"]  # fmt: skip
    assert status == 0
    assert out.split() == [str(folder / name) for name in names]
    assert (folder / "README.md").read_text() == "By hand."
    rows = list(csv.DictReader((folder / "evaluation.csv").open()))
    assert [row["model"] for row in rows] == ["drone", "dice", "corpus"]
    assert rows[2]["hidden_units"] == ""
    assert rows[0]["share_quoted"] == "1.0"
    report = (folder / "evaluation.md").read_text()
    assert "| `drone` | 0.00 [0.00, 0.00] | 100.0 [100.0, 100.0] | 80.0 [80.0, 80.0] |" in report
    assert report.count("](plots/") == 2
    for name in names[2:]:
        assert (folder / name).stat().st_size < 100_000
        colours = Image.open(folder / name).convert("RGB").getcolors()
        assert len(colours) > 20


def test_the_same_plan_gives_the_same_scores_and_every_table_the_same_width(models):
    first, again = evaluated(models), evaluated(models)
    assert [model.scores for model in first.models] == [model.scores for model in again.models]
    assert first.corpus == again.corpus
    records = list(csv.reader(io.StringIO(as_csv(first))))
    assert len({len(record) for record in records}) == 1
    tables = [line for line in as_markdown(first).splitlines() if line.startswith("|")]
    widths = [line.count("|") for line in tables]
    assert widths == [8] * 4 + [6] * 5


def test_excerpts_of_a_model_differ_and_its_scores_lie_between_the_extremes(models):
    _, dice = evaluated(models, excerpts=8).models
    entropy = dice.scores[1.0].estimates["pitch_class_entropy"]
    assert 0 < entropy.low < entropy.mean < entropy.high < np.log2(3)


def test_temperature_reaches_the_engine(models):
    write_bundle(models, "biased", 32, p60=3, p62=0, p67=0)
    *_, biased = evaluated(models, temperatures=(0.0, 5.0)).models
    assert biased.scores[0.0].estimates["pitch_class_entropy"].mean == 0
    assert biased.scores[5.0].estimates["pitch_class_entropy"].mean > 1


def test_models_of_the_paper_s_sizes_stand_beside_its_losses(models, tmp_path):
    write_bundle(models, "paper-size", 256, p60=0)
    evaluation = evaluated(models, excerpts=1)
    row = next(line for line in as_markdown(evaluation).splitlines() if "`paper-size`" in line)
    assert [cell.strip() for cell in row.split("|")][5:7] == ["1.500", "1.587"]
    assert len(write_evaluation(evaluation, tmp_path / "out")) == 4


def test_the_interval_holds_the_mean_and_narrows_with_more_excerpts():
    rng = np.random.default_rng(1)
    alike = Estimate.of([0.5] * 9, rng)
    assert (alike.mean, alike.low, alike.high) == (0.5, 0.5, 0.5)
    few, more, many = (Estimate.of([0.0, 1.0] * n, rng) for n in (5, 20, 200))
    for one in (few, more, many):
        assert one.low < one.mean == 0.5 < one.high
    widths = [one.high - one.low for one in (few, more, many)]
    assert all(a > b for a, b in pairwise(widths))
    # The mean of 400 tosses: 1.96 standard errors of 0.5 / sqrt(400) either way.
    assert widths[-1] == pytest.approx(2 * 1.96 * 0.025, rel=0.1)


@pytest.mark.usefixtures("models")
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--excerpts", 0], "nothing to compare"),
        (["--notes", 7], "too few to find a quotation"),
        (["--notes", 41], "No piece of the corpus has 41"),
        (["--temperature", 9], "Temperature must be"),
        (["--corpus", "nowhere"], "no MIDI files in nowhere"),
        (["--out", "/dev/null/out"], "/dev/null/out cannot be created"),
    ],
)
def test_what_cannot_be_evaluated_is_said_in_one_line(command, tmp_path, words, sentence):
    status, out, err = command(*words)
    assert (status, out) == (1, "")
    assert sentence in err.splitlines()[-1]
    assert not list((tmp_path / "out").glob("*"))


@pytest.mark.parametrize("content", [None, "epoch,loss\n", "epoch,loss\n1,low\n", "number\n1\n"])
def test_a_model_without_a_learning_curve_is_named(command, models, content):
    (models / "dice" / "curve.csv").unlink()
    if content is not None:
        (models / "dice" / "curve.csv").write_text(content)
    status, _, err = command()
    assert status == 1
    assert "dice is damaged: curve.csv cannot be read" in err


def test_models_of_another_family_are_left_out_and_named(command, models):
    class OtherFamily(ClassicFamily):
        name = "other"

    families = (ClassicFamily(), OtherFamily())
    manifest = models / "dice" / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"family": "other"}))
    status, out, err = command("--excerpts", 1, "--json", families=families)
    assert status == 0
    assert "dice is skipped" in err
    assert [row["model"] for row in json.loads(out)["scores"]] == ["drone", "corpus"]
    (models / "drone" / "manifest.json").unlink()
    status, _, err = command("--excerpts", 1, families=families)
    assert status == 1
    assert "no model to evaluate" in err


def test_the_command_needs_no_keras():
    code = (
        "import sys\n"
        "import chopin_studio.training.classic.corpus, chopin_studio.training.classic.report\n"
        "print({'tensorflow', 'keras'} & set(sys.modules) or 'neither')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, timeout=PROGRAM_PATIENCE_SEC
    )
    assert done.stdout.strip() == "neither"


def test_without_matplotlib_the_command_says_how_to_get_it(command, monkeypatch):
    monkeypatch.setattr("chopin_studio.cli.evaluate_commands.find_spec", lambda _: None)
    status, _, err = command()
    assert status == 1
    assert "pip install 'chopin-studio[train]'" in err
