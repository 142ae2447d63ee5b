"""Which takes are accepted, which are generated again, and what is reported."""

from dataclasses import replace

import pytest

from chopin_studio.engine.events import Opening, Step, Tried
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.distinct_takes import (
    MOST_TRIES,
    ComparisonResult,
    TakeProgress,
    different_takes,
)
from tests.originality.music import BAR, piece


class Dice:
    """Makes the music of `numbers` by random state; any other state has music of its own."""

    def __init__(self, **numbers):
        self.numbers = {int(state[1:]): number for state, number in numbers.items()}
        self.asked = []

    def generate(self, bundle, settings):
        assert settings.takes == 1
        state = settings.random_state
        self.asked.append(state)
        music = piece(self.numbers.get(state, state), 60)
        yield Opening(0, replace(music, notes=()), state, ("As the seed is.",))
        for note in music.notes:
            yield Step(0, (note,))


def screened(dice, takes=3):
    settings = GenerationSettings(takes=takes, random_state=10)
    return list(different_takes(dice.generate, None, settings))


def openings(events):
    return [event for event in events if isinstance(event, Opening)]


def notes(events, take):
    return [event.notes[0] for event in events if isinstance(event, Step) and event.take == take]


def test_takes_that_differ_are_what_they_would_be_without_screening():
    events = screened(Dice())
    assert [(o.take, o.random_state) for o in openings(events)] == [(0, 10), (1, 11), (2, 12)]
    for take in range(3):
        assert notes(events, take) == list(piece(10 + take, 60).notes)
    assert events[-1] == ComparisonResult(0, 0)
    assert events[-1].sentences == ()


def test_a_take_that_is_like_another_is_replaced_by_the_next_dice_that_no_take_has():
    dice = Dice(s11=10, s13=12)
    events = screened(dice, takes=3)
    assert dice.asked == [10, 11, 13, 12, 14]
    assert [(o.take, o.random_state) for o in openings(events)] == [(0, 10), (1, 13), (2, 14)]
    assert openings(events)[1].notices == (
        "As the seed is.",
        "Chosen from 2 tries, to differ from the other takes.",
    )
    assert events[-1] == ComparisonResult(2, 0)
    assert events[-1].sentences == (
        "2 takes were too similar to another and were generated again.",
    )


def test_a_replacement_is_the_same_when_it_is_made_alone():
    dice = Dice(s11=10)
    events = screened(dice, takes=2)
    state = openings(events)[1].random_state
    alone = dice.generate(None, GenerationSettings(random_state=state))
    assert notes(events, 1) == [event.notes[0] for event in alone if isinstance(event, Step)]


def test_there_is_an_end_to_replacing_and_it_is_told():
    dice = Dice(**{f"s{state}": 10 for state in range(10, 30)})
    events = screened(dice, takes=2)
    assert len(dice.asked) == 1 + MOST_TRIES
    assert "It shares 100% of its notes with another take." in openings(events)[1].notices
    assert events[-1] == ComparisonResult(MOST_TRIES - 1, 1)
    assert "1 take is still similar to another" in events[-1].sentences[-1]


def test_the_first_take_comes_as_it_is_made_and_the_others_tell_how_far_they_are():
    dice = Dice()
    settings = GenerationSettings(takes=2, random_state=10)
    events = different_takes(dice.generate, None, settings)
    first = [next(events) for _ in range(3)]
    assert [type(event) for event in first] == [Opening, Step, Step]
    held = [event for event in events if isinstance(event, TakeProgress)]
    assert [event.generated for event in held] == list(range(1, len(piece(11, 60).notes) + 1))
    assert {event.take for event in held} == {1}
    assert (held[0].bars, held[-1].bars) == (0, (piece(11, 60).notes[-1].onset_tick) // BAR)


def test_what_is_tried_of_a_take_counts_for_how_far_it_is():
    class Careful(Dice):
        def generate(self, bundle, settings):
            for event in super().generate(bundle, settings):
                if isinstance(event, Step):
                    yield Tried(0, 3, 2 * BAR)
                yield event

    events = screened(Careful(), takes=2)
    assert sum(isinstance(event, Tried) for event in events) == len(notes(events, 0))
    held = [event for event in events if isinstance(event, TakeProgress)]
    assert held[0] == TakeProgress(1, 3, 2)


def test_an_error_of_the_model_is_passed_on():
    def broken(bundle, settings):
        raise OSError("gone")
        yield

    with pytest.raises(OSError, match="gone"):
        list(different_takes(broken, None, GenerationSettings(takes=2)))
