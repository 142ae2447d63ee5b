"""Carrying music on: what is kept is kept exactly, and what is new stands in its place."""

from dataclasses import replace

import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.classic.generate import ClassicStepper
from chopin_studio.engine.continuation.heard_music import heard_before
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage, SeedError
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.music.splicing import kept_until, without
from chopin_studio.music.tempo import TempoChange, TempoMap
from chopin_studio.paths import bundled_models
from tests.engine.expressive.takes import biased, made, take
from tests.expressive_models import write_expressive_model

BAR = 3 * 480
PLAYED = Excerpt(
    notes=tuple(
        Note(60 + (7 * k) % 13, 33 + k, k * 480 + (k % 3) * 7, 451 + k, Hand.RIGHT)
        for k in range(18)
    ),
    tempo_map=TempoMap(tuple(TempoChange(k * 480, 500_123 + 77 * k) for k in range(18))),
    meters=MeterMap((MeterChange(0, 3, 4),)),
    keys=(KeyChange(0, Key.named("A minor")),),
    pedals=tuple(PedalChange(k * 480 + 3, 127 * (k % 2)) for k in range(18)),
    title="Played by hand",
    seed_end_tick=BAR,
)
"""Six bars whose times, touches and tempi no model can write."""


@pytest.fixture(scope="module")
def expressive(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")


@pytest.fixture(params=["classic", "expressive"])
def bundle(request, classic_256, expressive):
    return classic_256 if request.param == "classic" else expressive


def regenerated(music, tick):
    return ExcerptStart(kept_until(music, tick), Passage(tick))


def varied(music, start_tick, end_tick):
    return ExcerptStart(without(music, start_tick, end_tick), Passage(start_tick, end_tick))


def notes_between(music, start_tick, end_tick=10**9):
    return tuple(note for note in music.notes if start_tick <= note.onset_tick < end_tick)


def test_what_comes_before_stays_note_for_note_with_its_tempo_and_pedal(bundle):
    cut = 4 * BAR
    child = take(bundle, start=regenerated(PLAYED, cut), notes=30)
    assert notes_between(child, 0, cut) == notes_between(PLAYED, 0, cut)
    tempi = [c for c in child.tempo_map.changes if c.tick < cut]
    assert tempi == [c for c in PLAYED.tempo_map.changes if c.tick < cut]
    assert [c for c in child.pedals if c.tick < cut] == [c for c in PLAYED.pedals if c.tick < cut]
    assert (child.meters, child.keys, child.title) == (PLAYED.meters, PLAYED.keys, PLAYED.title)
    assert child.seed_end_tick == BAR, "what a model made counts as its work still"


def test_the_new_music_begins_at_the_cut_and_goes_on_without_a_gap(bundle):
    cut = 4 * BAR
    child = take(bundle, start=regenerated(PLAYED, cut), notes=40)
    new = notes_between(child, cut)
    assert len({note.onset_tick for note in new}) > 5
    assert len(new) >= 40
    assert cut <= new[0].onset_tick < cut + BAR


def test_classic_music_begins_exactly_at_the_cut(classic_256):
    events = list(generate(classic_256, GenerationSettings(regenerated(PLAYED, 4 * BAR), notes=3)))
    onsets = [event.notes[0].onset_tick for event in events[1:]]
    assert onsets == [4 * BAR, 4 * BAR + 240, 4 * BAR + 480]


def test_bars_asked_for_are_made_after_the_cut_with_an_ending(expressive):
    child = take(expressive, start=regenerated(PLAYED, 4 * BAR), bars=5)
    last = child.meters.bar_at(child.notes[-1].onset_tick)
    assert last.number == 9
    assert child.end_tick <= 9 * BAR


def test_the_same_start_and_state_give_the_same_music(bundle):
    start = regenerated(PLAYED, 2 * BAR)
    first, again, other = (
        take(bundle, start=start, notes=20, random_state=state) for state in (7, 7, 8)
    )
    assert first == again
    assert first != other


def test_each_of_several_takes_is_what_it_would_be_alone(bundle):
    settings = GenerationSettings(varied(PLAYED, BAR, 3 * BAR), takes=3, random_state=5)
    events = list(generate(bundle, settings))
    for number in range(3):
        together = [e.notes for e in events if isinstance(e, Step) and e.take == number]
        alone = generate(bundle, replace(settings, takes=1, random_state=5 + number))
        assert together == [e.notes for e in alone if isinstance(e, Step)]


def test_a_varied_range_keeps_its_length_and_all_around_it(bundle):
    start_tick, end_tick = 2 * BAR, 4 * BAR
    child = take(bundle, start=varied(PLAYED, start_tick, end_tick), random_state=3)
    assert notes_between(child, 0, start_tick) == notes_between(PLAYED, 0, start_tick)
    assert notes_between(child, end_tick) == notes_between(PLAYED, end_tick)
    new = notes_between(child, start_tick, end_tick)
    assert new != notes_between(PLAYED, start_tick, end_tick)
    assert new
    assert all(note.end_tick <= end_tick for note in new)
    assert child.tempo_map == PLAYED.tempo_map


@pytest.mark.parametrize("end_bar", [3, 4, 5])
def test_after_a_varied_range_the_pedal_is_as_it_was(bundle, end_bar):
    end_tick = end_bar * BAR
    child = take(bundle, start=varied(PLAYED, 2 * BAR, end_tick), random_state=3)
    for tick in range(end_tick, 6 * BAR, 60):
        assert pedal_at(child, tick) is pedal_at(PLAYED, tick)


def pedal_at(music, tick):
    return [False, *(c.is_down for c in music.pedals if c.tick <= tick)][-1]


def test_a_pedal_that_is_down_at_the_cut_is_lifted_by_a_model_that_knows_none(classic_256):
    pedals = (PedalChange(10, 127), PedalChange(4 * BAR + 5, 0))
    child = take(classic_256, start=regenerated(replace(PLAYED, pedals=pedals), 4 * BAR), notes=3)
    assert child.pedals == (PedalChange(10, 127), PedalChange(4 * BAR, 0))


def test_a_pedal_lifted_at_the_end_goes_down_where_the_model_believes_it_down(tmp_path):
    held = biased(tmp_path, pedal={1: 50.0})  # the second class: it stays down
    down = replace(PLAYED, pedals=(PedalChange(0, 127),))
    lifted = replace(PLAYED, pedals=(PedalChange(0, 127), PedalChange(6 * BAR, 0)))
    child = take(held, start=regenerated(lifted, 7 * BAR), notes=30, random_state=2)
    same = take(held, start=regenerated(down, 7 * BAR), notes=30, random_state=2)
    assert child.notes == same.notes
    assert same.pedals == (*down.pedals, PedalChange(same.end_tick, 0))
    first_tick = notes_between(child, 7 * BAR)[0].onset_tick
    assert child.pedals == (
        *(*lifted.pedals, PedalChange(first_tick + 10, 127)),
        PedalChange(child.end_tick, 0),
    )


def test_key_meter_and_tempo_are_the_music_s_own(expressive):
    start = regenerated(PLAYED, 4 * BAR)
    plain = take(expressive, start=start, notes=20)
    asked = take(expressive, start=start, notes=20, key="C major", meter="4/4", bpm=40)
    assert asked == plain


def test_music_that_has_no_notes_before_the_passage_cannot_be_carried_on(bundle):
    late = Excerpt((Note(60, 80, 4 * BAR, 480),), meters=PLAYED.meters)
    with pytest.raises(SeedError, match="no music before this bar"):
        take(bundle, start=regenerated(late, BAR), notes=5)


@pytest.mark.parametrize("name", ["classic-256", "expressive-256"])
def test_a_model_is_told_of_the_end_of_long_music(name):
    bundle = list_bundles([bundled_models()]).find(name)
    family = bundle.family
    long = Excerpt(
        tuple(
            Note(pitch, 80, k * 240, 200, hand)
            for k in range(4000)
            for pitch, hand in ((40, Hand.LEFT), (64, Hand.RIGHT))
        )
    )
    most = family.most_heard(bundle, Passage(3200 * 240))
    heard = heard_before(family, long, 3200 * 240, most)
    end = heard.excerpt
    assert most - 2 * 8 < len(end.notes) <= most
    assert heard.passage.start_tick == end.notes[-1].onset_tick + 240
    assert heard.passage.start_tick % 1920 == 3200 * 240 % 1920


@pytest.mark.parametrize(("bars", "heard"), [(2, 84), (6, 52), (16, 50)])
def test_a_short_passage_has_room_in_the_classic_window(classic_256, monkeypatch, bars, heard):
    long = Excerpt(tuple(Note(60 + k % 12, 80, k * 240, 240) for k in range(600)))
    fed = []
    feed = ClassicStepper.feed
    monkeypatch.setattr(
        ClassicStepper, "feed", lambda self, token: (fed.append(token), feed(self, token))[1]
    )
    start_tick = 200 * 240
    events = generate(
        classic_256, GenerationSettings(varied(long, start_tick, start_tick + bars * 1920))
    )
    next(events)
    next(events)
    assert len(fed) <= heard
    assert len(fed) > heard - 8


def test_a_notice_names_the_bar_by_the_number_it_has_in_the_take(tmp_path):
    stuck = biased(tmp_path, pitch={40: 50.0}, delta_onset={24: 50.0})
    start = ExcerptStart(kept_until(PLAYED, 4 * BAR), Passage(4 * BAR))
    events = list(generate(stuck, GenerationSettings(start, notes=30, temperature=0)))
    assert isinstance(events[0], Opening)
    named = [(e.notices[0], e) for e in events[1:] if e.notices]
    assert named
    for notice, event in named:
        number = PLAYED.meters.bar_at(event.notes[0].onset_tick).number
        assert notice.startswith(f"Bar {number} ")


def test_a_passage_is_not_empty_and_has_something_before_it():
    with pytest.raises(ValueError, match="start_tick"):
        Passage(0)
    with pytest.raises(ValueError, match="end_tick"):
        Passage(480, 480)
    assert LibraryStart("x") != ExcerptStart(PLAYED, Passage(480))


def test_the_beginning_of_music_is_written_by_its_plan_without_a_seed(tmp_path):
    """A form's first section can be written anew where it holds no seed."""
    planning = write_expressive_model(tmp_path / "expressive-16", version=2)
    plan = Plan((PlannedBar(Likeness.NEW),) * 6)
    start = varied(replace(PLAYED, seed_end_tick=0), 0, 2 * BAR)
    asked = GenerationSettings(start, plan=plan, random_state=3)
    ((opening, steps),) = made(planning, start=start, plan=plan, random_state=3)
    music = whole_take([opening, *steps])
    assert opening.plan == plan
    assert notes_between(music, 2 * BAR) == notes_between(PLAYED, 2 * BAR)
    assert notes_between(music, 0, 2 * BAR) not in ((), notes_between(PLAYED, 0, 2 * BAR))
    assert (music.meters, music.keys) == (PLAYED.meters, PLAYED.keys)
    assert whole_take(generate(planning, asked)) == music


def test_a_model_without_plans_cannot_begin_music(bundle):
    start = varied(replace(PLAYED, seed_end_tick=0), 0, 2 * BAR)
    with pytest.raises(SeedError, match="no music before this bar"):
        next(generate(bundle, GenerationSettings(start)))


def test_of_music_in_tokens_a_classic_model_has_nothing_to_say(classic_256):
    own = take(classic_256, start=LibraryStart("nocturne-op27-2"), notes=20)
    (opening, _) = generate(classic_256, GenerationSettings(regenerated(own, 102 * 240), notes=1))
    assert opening.notices == ()
    (opening, _) = generate(classic_256, GenerationSettings(regenerated(PLAYED, BAR), notes=1))
    assert "no rhythm" in opening.notices[0]
