"""Manners of composers, told by the statistics of passages."""

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.plan import Plan
from chopin_studio.training.expressive.evaluation.plans.manners import (
    NOTES,
    manner_figures,
    real_manners,
)
from chopin_studio.training.expressive.evaluation.plans.takes import MadeTake
from chopin_studio.training.expressive.evaluation.plans.trials import Trials


def piece(pitch, velocity, ticks, random_state, notes=2 * NOTES):
    """Return notes about a pitch, a velocity and a time from one to the next."""
    rng = np.random.default_rng(random_state)
    return Excerpt(
        tuple(
            Note(
                pitch + int(rng.integers(-5, 6)),
                velocity + int(rng.integers(-8, 9)),
                ticks * k,
                ticks,
                Hand(("left", "right")[k % 2]),
            )
            for k in range(notes)
        )
    )


LOUD, SOFT = (45, 100, 120), (75, 40, 480)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    """Three pieces each by a loud, quick, low composer and a soft, slow, high one."""
    folder = tmp_path_factory.mktemp("corpus")
    for composer, kind in (("Liszt", LOUD), ("Chopin", SOFT)):
        (folder / composer).mkdir()
        for number in range(3):
            write_midi(piece(*kind, number), folder / composer / f"{number}.mid")
    return folder


class FakeModel:
    """Writes in the manner that is asked for, or in one whatever is asked for."""

    controls = frozenset({"form"})
    seeds = ()

    def __init__(self, **manners):
        self.manners = manners

    def take(self, settings):
        kind = self.manners.get(settings.composer, SOFT)
        return MadeTake(piece(*kind, 50 + settings.random_state, NOTES), Plan())

    def figures(self, manners):
        trials = Trials(self, lambda asked: [self.take(one) for one in asked], 4)
        return {
            (each.measure, each.case): (each.made.value, each.real.value)
            for each in manner_figures(trials, manners)
        }


def test_pieces_are_recognised_by_the_composer_s_others(corpus):
    figures = FakeModel().figures(real_manners(corpus))
    assert figures["manner_nearest", "Liszt"][1] == 1
    assert figures["manner_nearest", "Chopin"][1] == 1


def test_a_manner_that_is_followed_is_nearer_to_the_composer_s(corpus):
    manners = real_manners(corpus)
    followed, ignored = FakeModel(Liszt=LOUD).figures(manners), FakeModel().figures(manners)
    assert followed["manner_nearer", "Liszt"][0] == 1
    assert followed["manner_nearest", "Liszt"][0] == 1
    assert ignored["manner_nearer", "Liszt"][0] == 0
    assert ignored["manner_nearest", "Liszt"][0] == 0
    assert ("manner_nearer", "Chopin") not in followed


def test_without_composers_there_are_no_manners(tmp_path):
    write_midi(piece(*SOFT, 0), tmp_path / "alone.mid")
    assert real_manners(tmp_path) is None
