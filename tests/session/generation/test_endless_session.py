"""When the next part of endless music is generated, and when it is due. No window, no sound."""

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.playback.timeline import Timeline
from chopin_studio.session.generation.endless import Pace
from tests.ui.fakes import note_at

NOTE_SEC = 0.25


def started(qtbot, models):
    """Begin endless music of parts of six notes, and wait until the second lies ready."""
    models.generation.generate([models.request(pace=Pace())])
    qtbot.waitUntil(lambda: len(models.generator.calls) == 2 and models.generation.is_waiting)


def test_one_part_lies_ready_and_is_due_once_the_one_before_has_ended(qtbot, models, collect):
    due = collect(models.endless.part_due)
    started(qtbot, models)
    assert due == []
    models.playback.ended.emit()
    ((second,),) = due
    assert second.timeline is models.playback.timeline
    qtbot.waitUntil(lambda: len(models.generator.calls) == 3 and models.generation.is_waiting)
    assert len(due) == 1


def test_a_part_that_is_not_there_yet_is_due_as_soon_as_it_begins(qtbot, models, collect):
    due = collect(models.endless.part_due)
    models.generation.draft_started.connect(lambda draft: models.playback.ended.emit())
    models.generation.generate([models.request(pace=Pace())])
    qtbot.waitUntil(lambda: len(due) == 1)


def test_the_end_of_other_music_calls_for_no_part(qtbot, models, collect):
    due = collect(models.endless.part_due)
    started(qtbot, models)
    models.playback.load(Timeline(Excerpt((note_at(0),))))
    models.playback.ended.emit()
    assert due == []
    models.playback.stopped.emit()
    assert models.generation.is_generating


def test_stopping_endless_music_ends_its_generation(qtbot, models):
    started(qtbot, models)
    models.playback.stopped.emit()
    assert not models.generation.is_generating
    qtbot.waitUntil(lambda: len(models.library.takes) == 2)


def test_a_part_that_fails_before_its_first_note_is_never_due(qtbot, models, collect):
    due = collect(models.endless.part_due)
    models.generator.error, models.generator.fails_after = OSError("no memory"), 6
    models.generation.generate([models.request(pace=Pace())])
    qtbot.waitUntil(
        lambda: len(models.generator.calls) == 2 and not models.generation.is_generating
    )
    models.playback.ended.emit()
    assert due == []


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_music_lies_ahead_by_the_seconds_that_it_lasts_at_the_speed(
    qtbot, models, monkeypatch, speed
):
    ahead: list[float] = []
    monkeypatch.setattr(Pace, "keep", lambda self, ahead_sec: ahead.append(ahead_sec))
    models.playback.set_speed(speed)
    started(qtbot, models)
    assert max(ahead) == pytest.approx(6 * NOTE_SEC / speed)
