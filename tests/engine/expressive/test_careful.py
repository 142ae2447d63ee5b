"""Takes of careful quality: phrases chosen by the critic and by the plan."""

from dataclasses import replace
from itertools import takewhile

import numpy as np
import pytest

from chopin_studio.engine.events import Tried, whole_take
from chopin_studio.engine.expressive.generate import generate_expressive
from chopin_studio.engine.expressive.phrase_choice import PHRASE_BARS, TRIES
from chopin_studio.engine.expressive.phrase_score import CHORD_WEIGHT, RETURN_WEIGHT, PhraseScore
from chopin_studio.engine.expressive.samplings import SAMPLINGS
from chopin_studio.engine.generator import Opening, generate
from chopin_studio.engine.planning.critic import Critic
from chopin_studio.engine.planning.critic_files import loaded_critic
from chopin_studio.engine.planning.features.features import feature_names
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage
from chopin_studio.engine.settings import CAREFUL, GenerationSettings
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Note
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.settings.definition import SettingsError
from tests.engine.expressive.takes import made
from tests.expressive_models import write_expressive_model

SETTINGS = {"start": LibraryStart("waltz"), "bars": 6, "random_state": 5}
BAR = 4 * TICKS_PER_QUARTER
WALTZ_BAR = 3 * TICKS_PER_QUARTER
C, F = Chord(0), Chord(5)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16", version=2)


@pytest.fixture(scope="module")
def careful(bundle):
    return made(bundle, quality=CAREFUL, **SETTINGS)


def indifferent_critic():
    """Return a critic to whom all music is alike."""
    names = feature_names()
    none = np.zeros(len(names))
    return Critic(names, none, np.ones(len(names)), none[:, None], np.zeros(1), np.zeros(1), 0.0)


def bar(pitches, number=0):
    """Return the quarter notes of a bar, from bar `number` on."""
    beats = enumerate(pitches, 4 * number)
    return [Note(pitch, 64, k * TICKS_PER_QUARTER, TICKS_PER_QUARTER) for k, pitch in beats]


def score_of(*bars):
    return PhraseScore(indifferent_critic(), Plan(bars), MeterMap())


def test_a_careful_take_is_another_than_a_quick_one_and_the_same_each_time(bundle, careful):
    ((_, quick),) = made(bundle, **SETTINGS)
    ((_, steps),) = careful
    assert steps != quick
    assert made(bundle, quality=CAREFUL, **SETTINGS) == careful


def test_a_careful_take_has_the_length_and_the_plan_that_a_quick_one_has(bundle, careful):
    ((quick_opening, _),) = made(bundle, **SETTINGS)
    ((opening, steps),) = careful
    assert replace(opening, notices=()) == replace(quick_opening, notices=())
    meters = opening.excerpt.meters
    bars = [meters.bar_at(step.notes[0].onset_tick).number for step in steps]
    assert bars == sorted(bars)
    assert bars[-1] == len(opening.plan.bars)


def test_a_careful_take_says_which_critic_chose_its_phrases(bundle, careful):
    ((opening, _),) = careful
    assert opening.notices[-1].endswith(f"(critic {loaded_critic(WarmStarts()).id}).")
    ((quick, _),) = made(bundle, **SETTINGS)
    assert quick.notices == opening.notices[:-1]


def test_a_careful_take_is_made_again_from_its_plan(bundle, careful):
    ((opening, _),) = careful
    again = made(bundle, quality=CAREFUL, plan=opening.plan, **SETTINGS)
    assert again == careful


def test_a_careful_take_is_the_same_alone_as_among_others(bundle, careful):
    two = made(bundle, quality=CAREFUL, takes=2, **SETTINGS)
    assert two[0][1] == careful[0][1]
    assert two[1][1] != two[0][1]


def test_a_take_comes_phrase_by_phrase_after_its_tries(bundle):
    settings = GenerationSettings(quality=CAREFUL, **SETTINGS)
    events = generate_expressive(bundle, settings, SAMPLINGS)
    opening = next(events)
    assert isinstance(opening, Opening)
    tried = list(takewhile(lambda event: isinstance(event, Tried), events))
    assert len(tried) > 2 * TRIES
    assert {event.take for event in tried} == {0}
    bar_at = opening.excerpt.meters.bar_at
    ends = [
        bar_at(event.tick).number - bar_at(opening.excerpt.seed_end_tick).number for event in tried
    ]
    assert ends[0] == 0
    assert 0 < ends[-1] <= PHRASE_BARS
    assert next(events).notes
    events.close()


def test_what_is_tried_of_a_passage_is_told_in_its_place(bundle, careful):
    ((opening, steps),) = careful
    music = replace(whole_take([opening, *steps]), seed_end_tick=0)
    start, end = 3 * WALTZ_BAR, 5 * WALTZ_BAR
    passage = ExcerptStart(music, Passage(start, end))
    asked = GenerationSettings(passage, quality=CAREFUL, random_state=5)
    events = generate(bundle, asked)
    next(events)
    tried = list(takewhile(lambda event: isinstance(event, Tried), events))
    events.close()
    assert all(start <= event.tick <= end for event in tried)
    assert tried[-1].tick > start


def test_a_model_without_plans_has_no_careful_takes(tmp_path):
    old = write_expressive_model(tmp_path / "expressive-16")
    with pytest.raises(SettingsError):
        next(generate(old, GenerationSettings(quality=CAREFUL, **SETTINGS)))


def test_notes_of_the_planned_chord_are_worth_more():
    score = score_of(PlannedBar(Likeness.NEW, chords=(C, C, F, F)))
    assert score([], bar([60, 64, 65, 69])) == CHORD_WEIGHT
    assert score([], bar([60, 65, 65, 69])) == pytest.approx(CHORD_WEIGHT * 3 / 4)
    assert score_of(PlannedBar())([], bar([60, 65, 65, 69])) == 0


def test_an_exact_return_is_worth_what_it_agrees_with_its_source_transposed():
    score = score_of(PlannedBar(Likeness.NEW), PlannedBar(Likeness.EXACT, 0, 2))
    before = bar([60, 62, 64, 65])
    assert score(before, bar([62, 64, 66, 67], 1)) == RETURN_WEIGHT
    assert score(before, bar([62, 64, 66, 72], 1)) == pytest.approx(RETURN_WEIGHT * 3 / 4)
    assert score(before, bar([60, 62, 64, 65], 1)) == 0


def test_a_varied_return_is_to_be_neither_the_same_nor_another():
    score = score_of(PlannedBar(Likeness.NEW), PlannedBar(Likeness.VARIED, 0))
    before = bar([60, 62, 64, 65])
    same, varied, other = (
        score(before, bar(pitches, 1))
        for pitches in ([60, 62, 64, 65], [60, 62, 64, 67], [61, 63, 66, 68])
    )
    assert varied == RETURN_WEIGHT
    assert other < same < varied


def test_new_and_loose_bars_are_worth_the_same_whatever_they_return_to():
    score = score_of(PlannedBar(Likeness.NEW), PlannedBar(Likeness.LOOSE, 0))
    before = bar([60, 62, 64, 65])
    assert score(before, bar([60, 62, 64, 65], 1)) == score(before, bar([61, 63, 66, 68], 1)) == 0


def test_no_phrase_is_worse_than_any():
    assert score_of(PlannedBar())(bar([60]), []) == -np.inf
