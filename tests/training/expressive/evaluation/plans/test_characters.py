"""Levels that are asked for, and what comes of them."""

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.music.plan.plan import Plan
from chopin_studio.training.expressive.evaluation.plans.characters import (
    character_figures,
    density,
    level_words,
)
from chopin_studio.training.expressive.evaluation.plans.takes import MadeTake
from chopin_studio.training.expressive.evaluation.plans.trials import Trials


class Seed:
    name = "a"


class FakeModel:
    """Becomes denser and louder as it is asked to, and is always in one register."""

    controls = frozenset({"form"})
    seeds = (Seed(),)


def take(settings):
    step = 480 if settings.density == 0 else 3840 // (settings.density * 8)
    notes = [Note(60, 40 + 5 * settings.loudness, tick, 60) for tick in range(0, 3840, step)]
    return MadeTake(Excerpt(tuple(notes)), Plan())


def test_levels_are_in_order_where_the_music_rises_with_them():
    trials = Trials(FakeModel(), lambda asked: [take(one) for one in asked], 3)
    found = {(each.measure, each.case): each.made for each in character_figures(trials)}
    assert found["ordered", "density"].value == 1
    assert found["ordered", "loudness"].value == 1
    assert found["ordered", "register"].value == 0
    assert found["loudness", "level 4"].value == 60
    assert found["density", "level 1"].value == pytest.approx(1)
    assert found["register", "level 7"].value == 60
    assert found["ordered", "density"].takes == 3


def test_density_is_counted_in_onsets_a_quarter_of_what_was_generated():
    chord = [Note(pitch, 70, 480 * k, 480) for k in range(4) for pitch in (60, 64)]
    assert density(Excerpt(tuple(chord))) == 1
    # The second of two bars, in which one more note begins.
    more = (*chord, Note(70, 70, 1920, 480))
    assert density(Excerpt(more, seed_end_tick=1920)) == 0.25


def test_levels_are_told_by_their_bounds():
    assert level_words("density", 1) == "below 1.7"
    assert level_words("density", 4) == "3 to 3.6"
    assert level_words("loudness", 7) == "from 69"
