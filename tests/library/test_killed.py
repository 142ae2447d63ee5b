"""No take that was reported as kept is ever lost, whenever the program is killed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from chopin_studio.library.store import TakeStore
from tests.expressive_models import write_expressive_model
from tests.library.takes import MUSIC, RECORD
from tests.waiting import running

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the killed ones are forked")

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 25
LONGEST_SEC = 0.2
MOST_EVENTS = 150
"""Some more than keeping a take and changing it three times has."""


@pytest.fixture
def victims(tmp_path):
    write_expressive_model(tmp_path / "tiny")
    words = ["-m", "tests.library.store_to_kill", tmp_path / "takes", tmp_path / "tiny"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with running([sys.executable, *words], cwd=ROOT, **pipes) as process:
        yield process


def lines_of_a_round(victims, work, moment, seed=1):
    """Have one killed; return what it said, and see that it was killed."""
    print(work, seed, moment, file=victims.stdin, flush=True)
    said = []
    for line in victims.stdout:
        word, _, take = line.partition(" ")
        if word == "dead":
            assert json.loads(take)["signal"] in (signal.SIGKILL, signal.SIGPROF)
            return said
        said.append((word, json.loads(take)))
    raise AssertionError("the program ended by itself")


def found_in(folder):
    """List the takes as a program does that is started anew; all can be read and played."""
    store = TakeStore(folder)
    listed = store.takes()
    assert listed.problems == ()
    found = {}
    for take in listed.takes:
        store.excerpt(take.id)
        marks = take.marks
        found[take.id] = {
            "id": take.id, "title": take.title, "stars": marks.stars, "notes": take.note_count
        }  # fmt: skip
    return found


def half_made(folder):
    return [path for path in folder.rglob(".*") if path.name != ".lock"]


def test_kill_9_at_50_moments_loses_nothing_that_was_kept_or_shown(victims, tmp_path):
    rng = np.random.default_rng(7)
    rounds = [("generate", moment) for moment in rng.uniform(0, LONGEST_SEC, ROUNDS)]
    rounds += [("change", int(event)) for event in rng.integers(1, MOST_EVENTS, ROUNDS)]
    takes, kept, rescued = tmp_path / "takes", {}, 0
    takes.mkdir()
    for seed, number in enumerate(rng.permutation(len(rounds))):
        shown, trying = {}, {}
        for word, take in lines_of_a_round(victims, *rounds[number], seed):
            shown = take if word == "shown" else {}
            trying = take if word == "trying" else {}
            if word == "done":
                kept[take["id"]] = take
        saved = TakeStore(takes).rescue()
        assert TakeStore(takes).rescue() == ()
        found = found_in(takes)
        for take_id, take in kept.items():
            assert found[take_id] in (take, trying)
        if shown:
            assert found[shown["id"]]["notes"] >= shown["notes"]
        rescued += len(saved)
        kept = found
    # The moments were such that something could have been lost.
    assert rescued > ROUNDS // 3
    assert half_made(takes)  # few, since a file in the making has no name on most systems


def test_what_the_killed_ones_left_goes_after_a_day(victims, tmp_path):
    takes = tmp_path / "takes"
    for event in range(2, 20, 3):
        lines_of_a_round(victims, "change", event)
    assert half_made(takes)
    for path in half_made(takes):
        os.utime(path, (0, 0))
    TakeStore(takes).add(MUSIC, RECORD)
    assert half_made(takes) == []
