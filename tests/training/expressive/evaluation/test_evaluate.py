"""Evaluate tiny expressive models, of weights by chance, beside pieces that are made up."""

import csv
import json
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from chopin_studio.cli import main
from chopin_studio.engine.attribute_sampling import Sampling
from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.engine.expressive.samplings import SAMPLINGS
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note
from chopin_studio.training.classic.corpus import chopin_pieces
from chopin_studio.training.classic.evaluate import EvaluationError
from chopin_studio.training.expressive.bundle_writer import library_seed
from chopin_studio.training.expressive.corpus import encoded_pieces
from chopin_studio.training.expressive.evaluation import control_accuracy
from chopin_studio.training.expressive.evaluation.control_accuracy import (
    all_trials,
    ends_on_tonic,
    hits,
)
from chopin_studio.training.expressive.evaluation.distances import TRAITS
from chopin_studio.training.expressive.evaluation.evaluate import (
    ExpressivePlan,
    Quotable,
    compare,
    made_excerpts,
    real_excerpts,
)
from chopin_studio.training.expressive.evaluation.generate import GenerationTask, all_made
from chopin_studio.training.expressive.evaluation.passages import made_passage
from chopin_studio.training.expressive.evaluation.plans import trials as plan_trials
from chopin_studio.training.expressive.evaluation.sampling_sweep import (
    EVERY,
    NONE,
    made_with,
    sweep,
)
from chopin_studio.training.expressive.evaluation.statistics import STATISTICS
from tests.expressive_models import write_expressive_model
from tests.training.expressive.music import piece_of, random_rows

NOTES = 40
PLAN = ExpressivePlan(excerpts=2, notes=NOTES, processes=1)


def quiet(line):
    """Take a progress line and let it be."""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Three pieces that go on after their seeds, two of them alike, and one that does not."""
    folder = tmp_path_factory.mktemp("corpus")
    for name, length, step in (("a", 300, 7), ("b", 320, 11), ("c", 300, 7), ("short", 110, 5)):
        notes = [
            Note(50 + k * k * step % 23, 60 + k % 9, 240 * k, 240, Hand(("left", "right")[k % 2]))
            for k in range(length)
        ]
        write_midi(Excerpt(tuple(notes)), folder / f"{name}.mid")
    return folder


@pytest.fixture(scope="module")
def bundle(corpus, tmp_path_factory):
    """A model whose seeds are the openings of the pieces."""
    home = tmp_path_factory.mktemp("home")
    seeds = [library_seed(piece) for piece in chopin_pieces(corpus)]
    return write_expressive_model(home / "models" / "expressive-16", seeds=seeds)


@pytest.fixture(scope="module")
def quotable(corpus, tmp_path_factory):
    return Quotable(encoded_pieces(corpus, tmp_path_factory.mktemp("work"), quiet))


def test_real_excerpts_are_what_follows_the_seeds_of_pieces_that_go_on(bundle, corpus):
    found = real_excerpts(bundle, corpus, replace(PLAN, excerpts=3))
    assert [one.piece for one in found] == ["a", "b", "c"]
    for one in found:
        seed = bundle.seed(one.start.name)
        assert len(one.passage) == NOTES
        assert one.passage.ticks[0] == seed.end_tick
    start = len(bundle.seed("b").attributes)
    expected = [50 + k * k * 11 % 23 for k in range(start, start + NOTES)]
    assert found[1].passage.pitches.tolist() == expected


def test_fewer_are_taken_spread_over_all_and_never_one_twice(bundle, corpus):
    assert [one.piece for one in real_excerpts(bundle, corpus, PLAN)] == ["a", "b"]
    assert len(real_excerpts(bundle, corpus, replace(PLAN, excerpts=9))) == 3
    with pytest.raises(EvaluationError, match=r"goes on for 400 notes.*--notes"):
        real_excerpts(bundle, corpus, replace(PLAN, notes=400))


def test_made_excerpts_go_on_from_the_same_seeds_and_leave_them_out(bundle, corpus):
    real = real_excerpts(bundle, corpus, PLAN)
    made = made_excerpts(bundle, real, PLAN)
    for one, other in zip(made, real, strict=True):
        assert len(one) >= NOTES  # a last chord is finished
        assert one.ticks[0] >= other.passage.ticks[0]
        assert one.keys == other.passage.keys
        assert one.meters == other.passage.meters
    assert made[0].pitches.tolist() != made[1].pitches.tolist()


def test_two_processes_make_what_one_does(bundle):
    jobs = [
        GenerationTask(bundle.folder, PLAN.settings(LibraryStart(name), 3)) for name in ("a", "b")
    ]
    assert all_made(jobs, 2) == all_made(jobs, 1)


def test_a_comparison_has_every_statistic_of_both(bundle, corpus, quotable):
    found = compare(bundle, real_excerpts(bundle, corpus, PLAN), quotable, PLAN)
    assert found.excerpts == 2
    assert found.made.keys() == found.real.keys() == STATISTICS.keys()
    assert found.real["notes_a_bar"].mean == 8
    assert found.real["beats_of_a_note"].mean == pytest.approx(0.5)
    assert found.distances.keys() == found.halves.keys() == TRAITS.keys()
    # Weights by chance draw any lengths, where the pieces have one.
    assert found.distances["duration"] > 0.8
    assert found.halves["duration"] == 0
    assert found.made_shares["hand"].sum() == pytest.approx(1)
    # One of the two excerpts stands in its piece's twin, the other nowhere else.
    assert found.real_quoted == 0.5
    assert found.made_quoted == 0


def test_quotations_are_ten_notes_in_any_key_and_not_from_the_own_piece():
    rng = np.random.default_rng(1)
    rows = random_rows(50, rng)
    piece = piece_of("mine", "Chopin", rows)
    quotable = Quotable([piece])
    pitches = rows.attributes[:, 1].astype(np.int64)
    assert quotable.share(pitches[5:25] + 3) == 1
    assert quotable.share(pitches[5:25], "mine") == 0
    nine = np.concatenate([pitches[5:14], [0, 87, 0, 87]])
    assert quotable.share(nine) == 0


@pytest.mark.parametrize(
    ("key", "pitches", "ends"),
    [
        ("C major", [36, 64, 67, 72], 1),
        ("C major", [40, 64, 67, 72], 0),  # E in the bass
        ("C major", [36, 64, 67, 70], 0),  # a seventh
        ("C major", [36, 63, 67], 0),  # C minor
        ("C minor", [36, 63, 67], 1),
        ("C minor", [36, 64, 67], 1),  # the Picardy third
        ("A minor", [45, 57], 1),
    ],
)
def test_an_ending_on_the_tonic_has_it_in_the_bass_and_nothing_but_its_triad(key, pitches, ends):
    before = [Note(59, 80, 0, 480)]
    last = [Note(pitch, 80, 480, 960) for pitch in pitches]
    assert ends_on_tonic(Key.named(key), Excerpt((*before, *last))) == ends


def test_a_bass_that_is_held_is_still_heard_at_the_end():
    key = Key.named("C major")
    assert ends_on_tonic(key, Excerpt((Note(36, 80, 0, 960), Note(64, 80, 480, 480))))
    assert not ends_on_tonic(key, Excerpt((Note(36, 80, 0, 480), Note(64, 80, 480, 480))))


def test_each_control_is_tried_as_often_as_asked_with_all_else_alike():
    trials = list(all_trials(["a", "b", "c"], 6))
    by_control = {}
    for trial in trials:
        by_control.setdefault(trial.control, []).append(trial)
        assert trial.asked != trial.not_asked
        assert trial.asked.start == trial.not_asked.start
        assert trial.asked.random_state == trial.not_asked.random_state
    assert {len(found) for found in by_control.values()} == {6}
    keys = [trial.asked.key for trial in by_control["key, from nothing"]]
    assert len(set(keys)) == 6
    starts = [trial.asked.start.name for trial in by_control["key, after a seed"]]
    assert starts == ["a", "a", "b", "b", "c", "c"]


@pytest.fixture
def short(monkeypatch):
    """Let trials be short: what is measured in a take and how it is told is the same in any."""
    monkeypatch.setattr(control_accuracy, "NOTES", NOTES)
    monkeypatch.setattr(control_accuracy, "BARS", (4, 5))
    monkeypatch.setattr(plan_trials, "BARS", 4)


@pytest.mark.usefixtures("short")
def test_what_the_engine_keeps_to_is_hit_by_any_weights(bundle):
    found = {(hit.control, hit.shown): hit for hit in hits(bundle, 2, 1)}
    within = found["keys 48 to 84", "notes within"]
    assert within.asked == 1
    assert within.not_asked < 0.8
    span = found["hand span of an octave", "notes within it of those that the hand holds"]
    assert span.asked == 1
    assert span.not_asked < 1
    ending = found["length in bars", "takes that end in the bar asked for"]
    assert (ending.asked, ending.not_asked) == (1, 0)
    assert {hit.excerpts for hit in found.values()} == {2}


def test_the_sweep_draws_as_the_studio_does_but_for_what_it_varies(bundle):
    settings = [PLAN.settings(LibraryStart("a"), 5)]
    (studio,) = map(made_passage, all_made([GenerationTask(bundle.folder, settings[0])], 1))
    (same,) = made_with(bundle, settings, SAMPLINGS)
    np.testing.assert_array_equal(same.attributes, studio.attributes)
    np.testing.assert_array_equal(same.ticks, studio.ticks)
    for attribute in ATTRIBUTES:
        for other in (Sampling(temperature=0.1), Sampling(top_p=0.05)):
            (varied,) = made_with(bundle, settings, {**SAMPLINGS, attribute: other})
            assert not np.array_equal(varied.attributes, studio.attributes)


def test_the_sweep_tries_one_attribute_after_the_other(bundle, corpus):
    lines = []
    tries = sweep(bundle, real_excerpts(bundle, corpus, PLAN), PLAN, lines.append, [0.5], [0.8])
    assert [one.attribute for one in tries[4::2]] == list(ATTRIBUTES)
    assert [one.attribute for one in tries[:3]] == [NONE, EVERY, EVERY]
    assert [one.sampling for one in tries[1:3]] == [Sampling(0.5), Sampling(top_p=0.8)]
    assert len(lines) == len(tries) == 1 + 2 * (1 + len(ATTRIBUTES))
    defaults, *every = (one.distances for one in tries[:3])
    assert defaults not in every


@pytest.fixture
def command(bundle, corpus, tmp_path, monkeypatch, capsys):
    """Run `evaluate` into `tmp_path / "out"`; give its status and what it printed."""
    monkeypatch.setenv("CHOPIN_STUDIO_HOME", str(bundle.folder.parents[1]))

    def run(*words):
        places = ["--corpus", corpus, "--out", tmp_path / "out", "--work", tmp_path / "work"]
        asked = ["--model", "expressive-16", "--excerpts", 2, "--processes", 1, *words]
        status = main([str(word) for word in ("evaluate", *places, *asked)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.mark.usefixtures("short")
def test_the_command_writes_the_report_with_every_figure_beside_it(command, tmp_path):
    status, out, err = command("--notes", NOTES, "--json")
    assert status == 0
    assert "expressive-16: 2 excerpts of 40 notes" in err
    found = json.loads(out)
    folder = tmp_path / "out"
    names = [
        "evaluation-expressive.md",
        "evaluation-expressive.csv",
        "evaluation-expressive-classes.csv",
        "evaluation-expressive-controls.csv",
        "evaluation-expressive-plans.csv",
        "plots/expressive-16-beside-chopin.png",
    ]
    assert found["files"] == [str(folder / name) for name in names]
    rows = {row["name"]: row for row in found["expressive"]}
    assert rows["notes_a_bar"]["real"] == 8
    assert rows["quoted"]["real"] == 0.5
    tables = [list(csv.DictReader((folder / name).open())) for name in names[1:5]]
    assert [row["name"] for row in tables[0]] == [*STATISTICS, *TRAITS, "quoted"]
    assert sum(float(row["real"]) for row in tables[1] if row["attribute"] == "hand") == 1
    assert [row["control"] for row in tables[2]] == [row["control"] for row in found["controls"]]
    assert [row["measure"] for row in tables[3]] == [row["measure"] for row in found["plans"]]
    planned = {row["measure"]: row for row in found["plans"]}
    assert planned["rhythm"]["made"] == rows["share_rhythm_repeated"]["made"]
    assert planned["returning"]["made_takes"] == 2
    assert planned["returning"]["real"] > 0
    report = (folder / names[0]).read_text()
    assert "| Notes a bar | " in report
    assert "| 8.00 ± 0.00 | " in report
    lines = report.splitlines()
    for one, other in pairwise(line for line in lines if line.startswith("|")):
        if lines[lines.index(one) + 1] == other:
            assert one.count("|") == other.count("|")
    colours = Image.open(folder / names[5]).convert("RGB").getcolors()
    assert len(colours) > 20


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--notes", 39], "too few to compare"),
        (["--excerpts", 0], "nothing to compare"),
        (["--processes", 0], "Request at least one"),
        (["--notes", 30_000], "Length in notes must be"),
        (["--model", "expressive-17"], "no model named expressive-17"),
        (["--sweep", "--model", "expressive-16"], "one expressive model"),
    ],
)
def test_what_cannot_be_evaluated_is_said_before_any_work(command, tmp_path, words, sentence):
    status, out, err = command(*words)
    assert (status, out) == (1, "")
    assert sentence in err.splitlines()[-1]
    assert not (tmp_path / "out").exists()
