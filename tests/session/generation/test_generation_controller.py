"""What the generation controller tells, and what it has kept."""

from dataclasses import replace
from threading import Event

from chopin_studio.engine.events import Opening, Tried
from chopin_studio.session.drafts.progress import BARS
from chopin_studio.session.generation.endless import Pace
from tests.ui.fakes import seed_excerpt


def test_the_first_draft_is_told_of_and_every_take_is_kept(qtbot, models, collect):
    generation = models.generation
    started, running = collect(generation.draft_started), collect(generation.generating_changed)
    added = collect(generation.notes_added)
    generation.generate([models.request(notes=6, takes=2)])
    qtbot.waitUntil(lambda: len(models.library.takes) == 2)
    assert len(started) == 1
    assert running == [(True,), (False,)]
    drafts = {draft for draft, _ in added}
    assert started[0][0] in drafts
    assert [sum(len(notes) for one, notes in added if one is draft) for draft in drafts] == [6, 6]
    assert generation.drafts == ()


def test_nothing_begins_while_takes_are_generated(qtbot, models):
    models.generation.generate([models.request()])
    models.generation.generate([models.request()])
    qtbot.waitUntil(lambda: not models.generation.is_generating and models.library.takes != ())
    assert len(models.generator.calls) == 1


def test_a_draft_without_a_note_is_discarded_and_said(qtbot, models, collect):
    models.generator.error, models.generator.fails_after = OSError("no memory"), 0
    discarded = collect(models.generation.draft_discarded)
    messages = collect(models.generation.message)
    with qtbot.waitSignal(models.generation.draft_discarded):
        models.generation.generate([models.request()])
    qtbot.waitUntil(lambda: not models.generation.is_generating)
    assert len(discarded) == len(messages) == 1
    assert models.generation.drafts == models.library.takes == ()


def test_what_was_generated_before_an_error_is_kept(qtbot, models):
    models.generator.error, models.generator.fails_after = OSError("no memory"), 4
    models.generation.generate([models.request(notes=6)])
    qtbot.waitUntil(lambda: len(models.library.takes) == 1)
    (take,) = models.library.takes
    assert take.note_count == 8 + 4, "the seed and what came"
    assert not take.record.complete


def test_a_generation_goes_on_only_where_a_part_waits(qtbot, models):
    generation, calls = models.generation, models.generator.calls
    generation.continue_with(models.request())
    assert not generation.is_generating
    generation.generate([models.request(pace=Pace())])
    generation.continue_with(models.request())
    qtbot.waitUntil(lambda: generation.is_waiting and len(calls) == 2)  # the second lies ready
    generation.continue_with(models.request(pace=Pace()))
    assert not generation.is_waiting
    qtbot.waitUntil(lambda: generation.is_waiting and len(calls) == 3)
    generation.cancel()
    assert not generation.is_generating


def test_no_model_is_warmed_up_while_takes_are_generated(qtbot, models):
    bundle, start = models.generation.services.bundles[1], models.request().settings.start
    models.generation.generate([models.request()])
    models.generation.warm_up(bundle, start)
    qtbot.waitUntil(lambda: not models.generation.is_generating)
    assert models.generator.warmed_up == []
    models.generation.warm_up(bundle, start)
    qtbot.waitUntil(lambda: models.generator.warmed_up == [("classic-512", start)])


def test_tries_move_the_progress_and_are_no_notes(qtbot, models, collect):
    """As a model does that writes a phrase several times; it is cancelled between two bars."""
    may_go, has_ended = Event(), Event()
    settings = replace(models.request().settings, bars=8)
    opening = Opening(0, seed_excerpt(settings), 0)
    told = []

    def careful(bundle, settings):
        try:
            yield opening
            for bar in range(1, 100):
                told.append(bar)
                yield Tried(0, bar, opening.excerpt.seed_end_tick + bar * 4 * 480)
                if bar == 3:
                    may_go.wait(10)
        finally:
            has_ended.set()

    generation = models.generation
    generation.services = replace(generation.services, generate=careful)
    progress, discarded = collect(generation.progress_changed), collect(generation.draft_discarded)
    generation.generate([replace(models.request(), settings=settings)])
    qtbot.waitUntil(lambda: progress != [] and progress[-1] == (3, 8, BARS))
    generation.cancel()
    assert len(discarded) == 1
    may_go.set()
    assert not generation.is_generating
    assert has_ended.wait(10)
    assert told[-1] <= 4
