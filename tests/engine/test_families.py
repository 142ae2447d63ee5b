"""A family is an object that whoever opens bundles may add to: here a toy, as a third."""

from collections import Counter

import pytest

from chopin_studio.engine.bundle import Bundle, first_choice, list_bundles
from chopin_studio.engine.events import Opening, whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.engine.join_score import score_continuation
from chopin_studio.engine.manifest import BundleError
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage, RandomStart
from chopin_studio.engine.settings import GenerationSettings, SettingsError
from chopin_studio.music.splicing import without
from chopin_studio.paths import bundled_models
from tests.classic_models import write_classic_model
from tests.engine.toy_family import NOTICE, STEPS, THREE_FAMILIES, write_toy_model
from tests.expressive_models import write_expressive_model


def test_names_and_first_choices_are_each_of_one_family():
    assert max(Counter(family.name for family in THREE_FAMILIES).values()) == 1
    bundles = list_bundles([bundled_models()]).bundles
    chosen = [one for one in bundles if one.manifest.id == one.family.first_choice]
    assert chosen == [first_choice(bundles)]
    assert first_choice(bundles).manifest.id == "expressive-512"


def test_where_no_family_s_first_choice_is_there_the_first_model_is_chosen(tmp_path):
    for name in ("b", "a"):
        write_classic_model(tmp_path / name)
    bundles = list_bundles([tmp_path]).bundles
    assert first_choice(bundles) is bundles[0]


@pytest.fixture
def toy(tmp_path) -> Bundle:
    return write_toy_model(tmp_path / "models" / "toy-1")


def test_a_third_family_s_models_are_listed_where_the_family_is_known(tmp_path, toy):
    write_expressive_model(tmp_path / "models" / "b")
    write_classic_model(tmp_path / "models" / "c")
    found = list_bundles([tmp_path / "models"], THREE_FAMILIES)
    assert [(one.manifest.id, one.family.name) for one in found.bundles] == [
        ("c", "classic"),
        ("b", "expressive"),
        ("toy-1", "toy"),
    ]
    assert found.problems == ()
    assert [seed.title for seed in found.find("toy-1").seeds] == ["Triad"]
    (problem,) = list_bundles([tmp_path / "models"]).problems
    assert "toy-1 is of the family toy, which this version does not support" in problem


@pytest.mark.parametrize("start", [RandomStart(), LibraryStart("triad")])
def test_it_makes_music_that_comes_out_the_same_again(toy, start):
    settings = GenerationSettings(start, notes=30, takes=2, random_state=5)
    events = list(generate(toy, settings))
    assert events == list(generate(toy, settings))
    opening = events[0]
    assert isinstance(opening, Opening)
    assert opening.notices == (NOTICE,)
    assert len(events) == 2 + 2 * 30
    with pytest.raises(BundleError, match="no seed named moonlight"):
        list(generate(toy, GenerationSettings(LibraryStart("moonlight"))))


def test_it_is_refused_what_it_does_not_follow_and_given_what_it_does(toy):
    events = generate(toy, GenerationSettings(meter="3/4", notes=1))
    assert next(events).excerpt.meters.changes[0].numerator == 3
    with pytest.raises(SettingsError, match="This model does not follow the setting “Key”"):
        next(generate(toy, GenerationSettings(key="C major")))


def test_it_continues_music_and_varies_a_passage_whose_joins_it_scores(toy):
    music = whole_take(generate(toy, GenerationSettings(LibraryStart("triad"), notes=29)))
    continued = ExcerptStart(music, Passage(music.end_tick))
    longer = whole_take(generate(toy, GenerationSettings(continued, notes=8, random_state=2)))
    assert longer.notes[:32] == music.notes
    assert [note.onset_tick for note in longer.notes[32:]] == [480 * k for k in range(32, 40)]
    assert longer.notes[32].pitch - music.notes[-1].pitch in STEPS

    start, end = 4 * 1920, 5 * 1920
    varied = ExcerptStart(without(music, start, end), Passage(start, end))
    scores = {}
    for state in range(8):
        other = whole_take(generate(toy, GenerationSettings(varied, random_state=state)))
        assert [n for n in other.notes if not start <= n.onset_tick < end] == [
            n for n in music.notes if not start <= n.onset_tick < end
        ]
        scores[other.notes[19].pitch] = score_continuation(toy, other, end)
    assert len(set(scores.values())) > 1
