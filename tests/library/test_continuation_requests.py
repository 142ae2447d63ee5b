"""From a take to what is asked of a model for its children, and which variation is chosen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.generator import generate
from chopin_studio.engine.join_score import score_continuation
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.continuation_requests import (
    bar_before,
    continued,
    cut_tick,
    lacks_music_before,
    lacks_music_from,
    range_in_bars,
    regenerated,
    varied,
)
from chopin_studio.library.reproduce import (
    ReproductionRequest,
    is_same_music,
    reproduce,
    reproduction_request,
)
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Descent, Take, TakeRecord
from chopin_studio.library.variations import TRIES, Candidate, candidates, choose
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.paths import bundled_models
from tests.expressive_models import write_expressive_model

BAR = 3 * 480


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")


@pytest.fixture(scope="module")
def planning(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("planning") / "expressive-16", version=2)


@pytest.fixture(scope="module")
def classic_256():
    return list_bundles([bundled_models()]).find("classic-256")


def made_by(bundle, **settings):
    asked = GenerationSettings(start=LibraryStart("waltz"), random_state=4, **settings)
    music = reproduce(ReproductionRequest(bundle, asked), generate)
    manifest = bundle.manifest
    record = TakeRecord(manifest.id, manifest.weights_sha256, asked)
    count = len(music.notes)
    return Take("t1", "Waltz #1", datetime(2026, 1, 2, tzinfo=UTC), count, record), music


def before(music, tick):
    return tuple(note for note in music.notes if note.onset_tick < tick)


def test_the_cut_is_the_beginning_of_the_bar_that_the_music_is_in(bundle):
    _, music = made_by(bundle, bars=6)
    assert cut_tick(music, 2 * BAR) == 2 * BAR
    assert cut_tick(music, 3 * BAR - 1) == 2 * BAR
    assert range_in_bars(music, BAR + 5, 3 * BAR) == Passage(BAR, 3 * BAR)
    assert lacks_music_before(music, 0)
    assert not lacks_music_before(music, BAR)
    assert lacks_music_from(music, music.end_tick)
    assert not lacks_music_from(music, BAR)
    assert range_in_bars(music, 0, BAR) == Passage(0, BAR)


def test_as_many_bars_are_regenerated_as_there_were_with_an_ending(bundle):
    take, music = made_by(bundle, bars=6)
    last = music.meters.bar_at(music.notes[-1].onset_tick)
    asked = regenerated(take, music, 4 * BAR, bundle, 77)
    assert asked.descent == Descent("t1", "Waltz #1", "regenerated", 5)
    assert asked.settings.random_state == 77
    child = reproduce(ReproductionRequest(bundle, asked.settings), generate)
    assert before(child, 4 * BAR) == before(music, 4 * BAR)
    assert child.notes != music.notes
    assert child.meters.bar_at(child.notes[-1].onset_tick).number == last.number
    assert child.title == "Waltz #1, regenerated"


def test_music_with_a_form_keeps_its_ending(planning):
    take, music = made_by(planning, form="A A", phrase=4)
    last = music.meters.bar_at(music.notes[-1].onset_tick)
    assert last.number == 8
    asked = regenerated(take, music, 4 * BAR, planning, 77)
    assert asked.settings.bars == 4
    child = reproduce(ReproductionRequest(planning, asked.settings), generate)
    assert child.meters.bar_at(child.notes[-1].onset_tick).number == 8
    longer = continued(take, music, GenerationSettings(bars=4), planning, 9)
    assert longer.settings.start.passage == Passage(last.end_tick)


def test_as_many_notes_are_regenerated_as_there_were_as_each_model_counts(bundle, classic_256):
    take, music = made_by(bundle, notes=60)
    notes = [note.onset_tick for note in music.notes if note.onset_tick >= 2 * BAR]
    assert regenerated(take, music, 2 * BAR, bundle, 1).settings.notes == len(notes)
    assert regenerated(take, music, 2 * BAR, classic_256, 1).settings.notes == len(set(notes))


def test_a_classic_model_is_asked_for_nothing_that_it_does_not_follow(bundle, classic_256):
    take, music = made_by(bundle, bars=6, key="A minor", hand_span=12)
    settings = regenerated(take, music, 4 * BAR, classic_256, 1).settings
    assert (settings.bars, settings.key, settings.hand_span) == (None, None, 16)


def test_an_ending_rings_to_its_bar_line_before_the_music_is_continued(bundle):
    take, music = made_by(bundle, bars=6)
    asked = continued(take, music, GenerationSettings(bars=4), bundle, 9)
    start = asked.settings.start
    assert start.passage == Passage(music.meters.bar_at(music.end_tick - 1).end_tick)
    child = reproduce(ReproductionRequest(bundle, asked.settings), generate)
    assert child.notes[: len(music.notes)] == music.notes
    first, end = asked.descent.bar, child.meters.bar_at(child.end_tick - 1).number
    assert (asked.descent.how, end) == ("continued", first + 3)


def test_music_that_only_stops_is_continued_at_once(bundle, classic_256):
    take, music = made_by(bundle, notes=40)
    last_tick = music.notes[-1].onset_tick
    asked = continued(take, music, GenerationSettings(notes=25), bundle, 9)
    assert asked.settings.start.passage == Passage(last_tick + 20)
    child = reproduce(ReproductionRequest(bundle, asked.settings), generate)
    assert child.notes[: len(music.notes)] == music.notes
    assert len(child.notes) >= len(music.notes) + 25
    classic = continued(take, music, GenerationSettings(notes=25), classic_256, 9)
    assert classic.settings.start.passage == Passage(music.end_tick)


def test_a_title_does_not_grow_with_every_generation(bundle):
    take, music = made_by(bundle, notes=40)
    child = replace(take, title="Waltz #1, continued, edited")
    settings = regenerated(child, music, 2 * BAR, bundle, 1).settings
    assert settings.start.title == "Waltz #1, regenerated"


def test_every_child_is_generated_again_from_disk_bit_for_bit(bundle, tmp_path):
    take, music = made_by(bundle, notes=60)
    for asked in (
        regenerated(take, music, 2 * BAR, bundle, 5),
        continued(take, music, GenerationSettings(notes=20), bundle, 5),
        varied(take, music, Passage(2 * BAR, 4 * BAR), bundle, 5),
    ):
        child = reproduce(ReproductionRequest(bundle, asked.settings), generate)
        store = TakeStore(tmp_path / asked.descent.how)
        record = replace(take.record, settings=asked.settings)
        kept = store.add(child, record, asked.descent)
        read = TakeStore(tmp_path / asked.descent.how).takes().takes[0]
        assert read.descent == asked.descent
        assert read.record.settings == asked.settings
        again = reproduce(reproduction_request(read, [bundle]), generate)
        assert is_same_music(store.excerpt(kept.id), again)


def test_the_variation_that_joins_best_is_chosen_and_it_is_said_by_how_much(bundle):
    take, music = made_by(bundle, notes=60)
    passage = Passage(2 * BAR, 4 * BAR)
    asked = varied(take, music, passage, bundle, 100)
    tried = list(candidates(bundle, asked.settings, generate, score_continuation))
    assert len(tried) == TRIES
    assert [each.settings.random_state for each in tried] == list(range(100, 100 + TRIES))
    assert len({each.excerpt.notes for each in tried}) == TRIES
    scores = [score_continuation(bundle, each.excerpt, passage.end_tick) for each in tried]
    choice = choose(tried)
    assert choice.best.score == max(scores)
    assert choice.best is tried[choice.number - 1]
    others = sorted(scores)[:-1]
    assert choice.ahead_of_next == pytest.approx(max(scores) - others[-1])
    assert choice.ahead_of_mean == pytest.approx(max(scores) - sum(others) / len(others))


def test_where_nothing_follows_one_variation_is_all(bundle):
    take, music = made_by(bundle, notes=60)
    last = music.meters.bar_at(music.notes[-1].onset_tick)
    asked = varied(take, music, Passage(last.start_tick, last.end_tick), bundle, 100)
    tried = list(candidates(bundle, asked.settings, generate, score_continuation))
    assert [each.score for each in tried] == [None]
    assert choose(tried).ahead_of_next is None


def test_of_equals_the_first_is_chosen():
    music = Excerpt((Note(60, 80, 0, 480),))
    settings = GenerationSettings(start=ExcerptStart(music))
    tried = [Candidate(settings, music, score) for score in (-5.0, -2.0, -2.0)]
    assert (choose(tried).number, choose(tried).ahead_of_next) == (2, 0.0)


def test_a_variation_is_heard_from_the_bar_before_it():
    meters = MeterMap((MeterChange(0, 4, 4), MeterChange(1920, 3, 4)))
    assert [bar_before(meters, tick) for tick in (0, 1900, 1920, 1920 + 1440, 1920 + 1500)] == [
        0, 0, 0, 1920, 1920
    ]  # fmt: skip
