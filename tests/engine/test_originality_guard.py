"""Takes under a guard: none plays what the guard forbids, and music never stalls."""

from dataclasses import replace

import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.originality_guard import LOOKS_BACK, MOST_TRIES, QuotationLimit
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.originality.guard import CorpusGuard
from chopin_studio.originality.report import report_on
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import bundled_models, originality_index
from chopin_studio.settings.definition import SettingsError
from tests.engine.expressive.takes import biased
from tests.expressive_models import write_expressive_model

QUOTING = GenerationSettings(LibraryStart("nocturne-op27-2"), notes=60, temperature=0.0)


class Against:
    """Forbids notes by a rule, and remembers what it was asked."""

    index_id = "rule"

    def __init__(self, rule):
        self.rule = rule
        self.asked = []

    def excess(self, made, following, most):
        self.asked.append((tuple(made), tuple(following), most))
        return self.rule(made, following)


def made(bundle, settings, guard=None):
    """Return the notes of the first take and everything that is said."""
    events = list(generate(bundle, settings, guard=guard))
    notices = [notice for event in events for notice in event.notices]
    steps = [event for event in events if isinstance(event, Step) and event.take == 0]
    return [note for step in steps for note in step.notes], notices


@pytest.fixture(scope="module")
def planless(tmp_path_factory):
    """Write a model that follows no plan, so that no bar is to return from the seed."""
    return write_expressive_model(tmp_path_factory.mktemp("planless") / "expressive-16")


@pytest.fixture(scope="module", params=["classic", "planless"])
def bundle(request, planless):
    if request.param == "planless":
        return planless
    return list_bundles([bundled_models()]).find("classic-256")


def settings_for(bundle, **changes):
    return GenerationSettings(LibraryStart(bundle.seeds[1].name), notes=40, **changes)


def test_a_guard_that_allows_all_changes_no_note(bundle):
    allow = Against(lambda made, following: 0.0)
    free, _ = made(bundle, settings_for(bundle))
    guarded, notices = made(bundle, settings_for(bundle, stay_original=10), allow)
    assert guarded == free
    assert any("no piece for more than 10 notes (index rule)" in notice for notice in notices)


def test_the_guard_hears_of_the_notes_made_and_none_of_the_seed(bundle):
    allow = Against(lambda made, following: 0.0)
    notes, _ = made(bundle, settings_for(bundle, stay_original=12), allow)
    assert allow.asked[0][0] == ()
    assert all(most == 12 for *_, most in allow.asked)
    before, following, _ = allow.asked[-1]
    so_far = [*before, *following]
    assert so_far[: len(notes)] == notes[: len(so_far)]
    assert len(so_far) > 30


def test_what_is_forbidden_is_not_played(bundle):
    def rule(made, following):
        return float(any(note.pitch % 12 in (1, 6) for note in following))

    guard = Against(rule)
    free, _ = made(bundle, settings_for(bundle))
    notes, notices = made(bundle, settings_for(bundle, stay_original=10), guard)
    assert any(note.pitch % 12 in (1, 6) for note in free)
    assert not any(note.pitch % 12 in (1, 6) for note in notes)
    assert not any("nothing else could be played" in notice for notice in notices)


def test_the_same_settings_and_guard_give_the_same_notes_alone_or_among_others(bundle):
    def rule(made, following):
        return float(following[0].pitch % 3 == 0)

    several = settings_for(bundle, stay_original=10, takes=2, random_state=5)
    events = list(generate(bundle, several, guard=Against(rule)))
    second = [note for e in events if isinstance(e, Step) and e.take == 1 for note in e.notes]
    alone = replace(several, takes=1, random_state=6)
    assert made(bundle, alone, Against(rule))[0] == second


def test_where_all_is_forbidden_the_least_evil_is_played_and_told(bundle):
    guard = Against(lambda made, following: 1.0 + abs(following[0].pitch - 60))
    settings = replace(settings_for(bundle, stay_original=10), notes=3)
    notes, notices = made(bundle, settings, guard)
    assert len(notes) >= 3
    assert sum("nothing else could be played" in notice for notice in notices) >= 3
    first_tries = [abs(f[0].pitch - 60) for m, f, _ in guard.asked if m == ()]
    assert len(first_tries) <= MOST_TRIES
    assert abs(notes[0].pitch - 60) == min(first_tries)


def test_at_temperature_0_the_likeliest_that_is_allowed_is_played():
    bundle = list_bundles([bundled_models()]).find("classic-256")
    free, _ = made(bundle, QUOTING)
    forbidden = free[0].pitch

    def rule(made, following):
        return float(not made and following[0].pitch == forbidden)

    guard = Against(rule)
    notes, _ = made(bundle, replace(QUOTING, stay_original=10), guard)
    assert notes[0].pitch != forbidden
    assert len([1 for m, *_ in guard.asked if m == ()]) > 1


def test_without_a_guard_staying_original_is_refused_in_words(bundle):
    with pytest.raises(SettingsError, match="Switch that off"):
        next(generate(bundle, settings_for(bundle, stay_original=10)))


@pytest.mark.parametrize("notes", [7, 100, 0, -1])
def test_lengths_that_make_no_sense_are_refused_in_words(notes):
    with pytest.raises(SettingsError, match="Longest match"):
        GenerationSettings(stay_original=notes)


def test_no_guarding_is_asked_for_by_default():
    assert QuotationLimit.asked(GenerationSettings(), None) is None


def test_a_model_that_copies_is_kept_from_it():
    bundle = list_bundles([bundled_models()]).find("classic-768")
    reporter = Reporter(originality_index())
    settings = GenerationSettings(LibraryStart(bundle.seeds[0].name), notes=60, random_state=1)

    def share(settings):
        events = list(generate(bundle, settings, guard=CorpusGuard(reporter)))
        (opening,) = [event for event in events if isinstance(event, Opening)]
        notes = tuple(n for event in events if isinstance(event, Step) for n in event.notes)
        return report_on(opening.excerpt.with_notes_added(notes), reporter.index).quoted_share

    assert share(settings) > 0.9
    assert share(replace(settings, stay_original=10)) == 0


def test_no_more_is_remembered_than_anybody_looks_back(planless):
    allow = Against(lambda made, following: 0.0)
    settings = replace(settings_for(planless, stay_original=10), notes=LOOKS_BACK + 20)
    made(planless, settings, allow)
    assert max(len(before) for before, *_ in allow.asked) == LOOKS_BACK


@pytest.fixture(scope="module")
def planning(tmp_path_factory):
    """Write a model of quarter notes alone, so that no bar is empty."""
    return biased(tmp_path_factory.mktemp("models"), version=2, delta_onset={24: 50.0})


SEED_S = Plan(
    (
        *[PlannedBar(Likeness.NEW)] * 3,
        PlannedBar(Likeness.VARIED, source=0),
        PlannedBar(Likeness.NEW),
        PlannedBar(Likeness.EXACT, source=2),
        PlannedBar(Likeness.EXACT, source=3, transposition=2),
        PlannedBar(Likeness.NEW),
    )
)
"""After a seed of a bar: of the others, the fourth returns to it, and the seventh to that."""


def planned(**changes):
    return GenerationSettings(
        LibraryStart("waltz"), bars=7, plan=SEED_S, stay_original=10, random_state=2, **changes
    )


def bars_of(calls):
    return [{note.onset_tick // 1440 for note in notes} for notes in calls]


def test_returns_of_the_seed_are_not_guarded_and_others_are(planning):
    allow = Against(lambda made, following: 0.0)
    made(planning, planned(), allow)
    guarded = set().union(*bars_of(following for _, following, _ in allow.asked))
    assert guarded == {1, 2, 4, 5, 7}


def test_the_guard_does_not_hear_of_what_came_before_a_return_of_the_seed(planning):
    """What comes after it is all that can go on from the seed as its piece does."""
    allow = Against(lambda made, following: 0.0)
    made(planning, planned(), allow)
    for before, following, _ in allow.asked:
        (bar,) = bars_of([following])[0]
        began = max(first for first in (0, 4, 7) if first <= bar)
        assert all(heard >= began for heard in bars_of([before])[0])


def test_takes_of_older_versions_are_guarded_in_returns_of_the_seed_too(planning):
    allow = Against(lambda made, following: 0.0)
    made(planning, planned(sampler=3), allow)
    guarded = set().union(*bars_of(following for _, following, _ in allow.asked))
    assert guarded == set(range(1, 8))
    assert len(allow.asked[-1][0]) == len(allow.asked) - 1
