import threading

import pytest

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoChange
from chopin_studio.playback.timeline import Timeline
from tests.waiting import ended

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
    assert ended(*threads)
    assert len(timeline.excerpt.notes) == 400


def test_pedals_and_tempi_grow_with_the_notes():
    timeline = Timeline(Excerpt(notes=(FIRST,), pedals=(PedalChange(10, 127),)), complete=False)
    timeline.append(
        [SECOND], (PedalChange(100, 0), PedalChange(110, 127)), TempoChange(100, 250_000)
    )
    timeline.append([THIRD])
    assert timeline.pedals == (PedalChange(10, 127), PedalChange(100, 0), PedalChange(110, 127))
    assert timeline.tempo_map.changes == (TempoChange(0, 500_000), TempoChange(100, 250_000))
    whole = timeline.excerpt
    assert (whole.pedals, whole.tempo_map) == (timeline.pedals, timeline.tempo_map)
    assert whole.notes == (FIRST, SECOND, THIRD)


def test_a_state_read_before_keeps_its_pedals_and_tempo():
    timeline = Timeline(Excerpt(notes=(FIRST,)), complete=False)
    before = timeline.state
    timeline.append([SECOND], (PedalChange(100, 127),), TempoChange(0, 250_000))
    assert before.pedals == ()
    assert before.tempo_map.bpm_at(0) == 120


def test_what_ends_with_the_pedal_down_has_it_lifted():
    timeline = Timeline(Excerpt(), complete=False)
    timeline.append([FIRST], (PedalChange(10, 127),))
    timeline.finish()
    timeline.finish()
    assert timeline.pedals == (PedalChange(10, 127), PedalChange(FIRST.end_tick, 0))
    assert timeline.excerpt.pedals == timeline.pedals


def test_music_that_is_whole_keeps_the_pedal_it_has():
    timeline = Timeline(Excerpt(notes=(FIRST,), pedals=(PedalChange(10, 127),)))
    timeline.finish()
    assert timeline.pedals == (PedalChange(10, 127),)


def test_other_notes_take_the_place_of_those_known():
    heard: list[int] = []
    pedal = PedalChange(90, 127)
    timeline = Timeline(Excerpt(notes=(FIRST, SECOND), pedals=(pedal,), title="A take"))
    timeline.subscribe(lambda: heard.append(timeline.end_tick))
    timeline.put_notes((FIRST, SECOND, THIRD))
    assert timeline.excerpt == Excerpt((FIRST, SECOND, THIRD), pedals=(pedal,), title="A take")
    timeline.put_notes(())
    assert heard == [THIRD.end_tick, 0]


def test_the_notes_of_what_still_grows_stay():
    timeline = Timeline(Excerpt(notes=(FIRST,)), complete=False)
    with pytest.raises(ValueError, match="grows"):
        timeline.put_notes((SECOND,))
    assert timeline.state.notes == (FIRST,)
