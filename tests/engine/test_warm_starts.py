"""What a take began with is kept for the next one that begins alike, and changes nothing of it."""

from dataclasses import replace
from threading import Event, Thread

import pytest

from chopin_studio.engine.classic.generate import ClassicStepper
from chopin_studio.engine.events import Step
from chopin_studio.engine.expressive.network import ExpressiveStepper
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.engine.warm_starts import WarmStart, WarmStarts
from tests.expressive_models import write_expressive_model

NOCTURNE, OTHER = LibraryStart("nocturne-op27-2"), LibraryStart("prelude-op28-4")


@pytest.fixture
def heard(monkeypatch):
    """Return the tokens that the network has been fed so far."""
    tokens = []
    feed = ClassicStepper.feed

    def counting_feed(stepper, token):
        tokens.append(token)
        return feed(stepper, token)

    monkeypatch.setattr(ClassicStepper, "feed", counting_feed)
    return tokens


def first_step(bundle, ready, start):
    items = generate(bundle, GenerationSettings(start=start, notes=5), ready)
    return next(item for item in items if isinstance(item, Step))


def test_a_seed_is_heard_once_and_another_one_anew(classic_256, heard):
    ready = WarmStarts()
    first_step(classic_256, ready, NOCTURNE)
    assert len(heard) == 100
    first_step(classic_256, ready, NOCTURNE)
    assert len(heard) == 100
    first_step(classic_256, ready, OTHER)
    assert len(heard) == 200


def test_the_music_is_the_same_as_without(classic_256):
    ready, settings = WarmStarts(), GenerationSettings(start=NOCTURNE, notes=10, takes=2)
    without = list(generate(classic_256, settings))
    assert list(generate(classic_256, settings, ready)) == without
    assert list(generate(classic_256, settings, ready)) == without


def test_the_expressive_family_hears_a_seed_once_for_all_takes_and_they_stay_the_same(
    tmp_path, monkeypatch
):
    bundle = write_expressive_model(tmp_path / "expressive-16")
    settings = GenerationSettings(start=LibraryStart("waltz"), notes=10)
    without = list(generate(bundle, settings))
    fed = []
    feed = ExpressiveStepper.feed
    monkeypatch.setattr(ExpressiveStepper, "feed", lambda *told: (fed.append(told), feed(*told))[1])
    ready = WarmStarts()
    assert list(generate(bundle, settings, ready)) == without
    at_first = len(fed)
    assert list(generate(bundle, settings, ready)) == without
    assert at_first - (len(fed) - at_first) == 5  # the notes of the seed
    longer = replace(settings, notes=20)
    assert list(generate(bundle, longer, ready)) == list(generate(bundle, longer))


@pytest.fixture
def slow():
    """Return a value's keeper while a thread makes it, the event that lets it, and the thread."""
    kept: WarmStart[str] = WarmStart()
    begun, may_end = Event(), Event()

    def make():
        begun.set()
        may_end.wait(10)
        return "slow"

    thread = Thread(target=lambda: kept.get(1, make))
    thread.start()
    begun.wait(10)
    yield kept, may_end
    may_end.set()
    thread.join(10)


def test_what_is_being_made_is_waited_for_and_not_made_twice(slow):
    kept, may_end = slow
    given = []
    thread = Thread(target=lambda: given.append(kept.get(1, lambda: "again")))
    thread.start()
    may_end.set()
    thread.join(10)
    assert given == ["slow"]


def test_what_is_being_made_keeps_nobody_from_making_another(slow):
    kept, _ = slow
    assert kept.get(2, lambda: "another") == "another"


def test_what_could_not_be_made_is_tried_again():
    kept: WarmStart[str] = WarmStart()
    with pytest.raises(OSError, match="gone"):
        kept.get(1, lambda: _fail())
    assert kept.get(1, lambda: "there") == "there"


def _fail():
    raise OSError("gone")
