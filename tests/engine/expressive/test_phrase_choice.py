"""Phrases that are chosen among several tries."""

import numpy as np
import pytest

from chopin_studio.engine.expressive.loop_guard import AcceptedNote, PhraseTried, guarded
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.expressive.note_sampler import ExpressiveTake
from chopin_studio.engine.expressive.phrase_choice import PHRASE_BARS, chosen_phrases
from chopin_studio.engine.expressive.seed_rows import seed_rows
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.plan.plan import Plan
from tests.expressive_models import write_expressive_model

SETTINGS = GenerationSettings(LibraryStart("waltz"), bars=10)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")


def take_of(bundle, random_state=3):
    rng = np.random.default_rng(random_state)
    seed = seed_rows(bundle, SETTINGS, rng)
    network = ExpressiveNetwork.load(bundle)
    constraints = seed.constraints(SETTINGS, Plan())
    take = ExpressiveTake(network, seed.rows, constraints, SETTINGS, rng)
    take.moment.stepper = take.warmed_up()
    return take


def low(_, notes):
    """Score a phrase by how low it lies."""
    return -sum(note.pitch for note in notes) / max(len(notes), 1)


def notes_of(accepted):
    return [each.played.note for each in accepted if isinstance(each, AcceptedNote)]


def test_one_try_is_the_take_as_it_is(bundle):
    plain = notes_of(guarded(take_of(bundle), can_heat=True))
    assert notes_of(chosen_phrases(take_of(bundle), low, True, tries=1)) == plain


def test_the_best_of_several_tries_is_kept(bundle):
    plain = notes_of(guarded(take_of(bundle), can_heat=True))
    chosen = notes_of(chosen_phrases(take_of(bundle), low, True, tries=8))
    assert low(None, chosen) > low(None, plain) + 1
    assert chosen == notes_of(chosen_phrases(take_of(bundle), low, True, tries=8))


def test_a_phrase_is_scored_with_all_that_comes_before_it(bundle):
    take, calls = take_of(bundle), []

    def score(before, notes):
        calls.append((list(before), list(notes)))
        return low(before, notes)

    chosen = notes_of(chosen_phrases(take, score, True, tries=2))
    seed = [played.note for played in take.seed_notes]
    assert len(calls) % 2 == 0
    assert len(calls) > 2
    for (before, notes), (same_before, _) in zip(calls[::2], calls[1::2], strict=True):
        assert before == same_before
        assert before == (seed + chosen)[: len(before)]
        bars = {take.constraints.frame.meters.bar_at(note.onset_tick).number for note in notes}
        assert max(bars) - min(bars) < PHRASE_BARS


def test_the_length_and_the_end_stay_as_they_were_asked_for(bundle):
    take = take_of(bundle)
    chosen = notes_of(chosen_phrases(take, low, True, tries=3))
    meters = take.constraints.frame.meters
    bars = [meters.bar_at(note.onset_tick).number for note in chosen]
    assert bars == sorted(bars)
    assert bars[-1] - bars[0] + 1 == 10


def test_every_bar_of_every_try_is_told_of_before_the_phrase_comes(bundle):
    take, told = take_of(bundle), []
    chosen = chosen_phrases(take, low, True, tries=5)
    while isinstance(news := next(chosen), PhraseTried):
        told.append(news)
    chosen.close()
    assert len(told) > 2 * 5
    assert [(one.notes, one.tick) for one in told] == sorted((one.notes, one.tick) for one in told)
    assert len({one.tick for one in told}) > PHRASE_BARS
    bar = take.constraints.frame.meters.bar_at(news.played.note.onset_tick)
    assert told[-1].tick == bar.start_tick + PHRASE_BARS * (bar.end_tick - bar.start_tick)
    assert told[-1].notes > told[0].notes


def test_what_was_tried_goes_on_from_phrase_to_phrase(bundle):
    events = list(chosen_phrases(take_of(bundle), low, True, tries=3))
    ticks = [event.tick for event in events if isinstance(event, PhraseTried)]
    assert ticks == sorted(ticks)
    whole = [event for event in events if isinstance(event, AcceptedNote)]
    told = [event for event in events if isinstance(event, PhraseTried)]
    # The last phrase's tries have a note more or less than the one that was kept.
    assert abs(told[-1].notes - len(whole)) < len(whole) / 2
