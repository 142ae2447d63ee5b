import threading

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.playback.timeline import Timeline

FIRST, SECOND, THIRD = (Note(60 + index, 80, index * 100, 250 - index * 50) for index in range(3))


def test_what_is_appended_is_in_the_excerpt_and_moves_the_end():
    timeline = Timeline(Excerpt(notes=(FIRST,), title="A take"), complete=False)
    timeline.append([THIRD, SECOND])
    assert timeline.excerpt == Excerpt(notes=(FIRST, SECOND, THIRD), title="A take")
    assert timeline.end_tick == THIRD.end_tick


def test_a_note_that_begins_earlier_finds_its_place():
    timeline = Timeline(Excerpt(notes=(FIRST, THIRD)), complete=False)
    timeline.append([SECOND])
    assert timeline.excerpt.notes == (FIRST, SECOND, THIRD)


def test_a_finished_timeline_takes_no_more_notes():
    timeline = Timeline(Excerpt(), complete=False)
    timeline.finish()
    timeline.finish()
    assert timeline.complete
    with pytest.raises(ValueError, match="complete"):
        timeline.append([FIRST])


def test_appending_nothing_is_no_change():
    timeline = Timeline(Excerpt(), complete=True)
    timeline.append([])
    assert timeline.excerpt == Excerpt()


def test_listeners_are_told_of_every_change_until_they_unsubscribe():
    timeline, told = Timeline(Excerpt(), complete=False), []
    unsubscribe = timeline.subscribe(lambda: told.append(timeline.end_tick))
    timeline.append([FIRST])
    timeline.append([SECOND])
    unsubscribe()
    timeline.finish()
    assert told == [FIRST.end_tick, max(FIRST.end_tick, SECOND.end_tick)]


def test_a_snapshot_stays_as_it_is():
    timeline = Timeline(Excerpt(notes=(FIRST,)), complete=False)
    before = timeline.excerpt
    timeline.append([SECOND])
    assert before.notes == (FIRST,)


def test_notes_appended_from_several_threads_are_all_there():
    timeline = Timeline(Excerpt(), complete=False)

    def append(pitch: int) -> None:
        for index in range(100):
            timeline.append([Note(pitch, 80, index, 1)])

    threads = [threading.Thread(target=append, args=(pitch,)) for pitch in range(60, 64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(timeline.excerpt.notes) == 400
