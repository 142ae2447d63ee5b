from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.playback.scheduler import Scheduler
from chopin_studio.playback.timeline import Timeline

LOW, HIGH, LATE = Note(48, 80, 0, 480), Note(72, 80, 0, 240), Note(60, 80, 480, 240)
DOWN, UP = PedalChange(0, 127), PedalChange(470, 0)
EXCERPT = Excerpt(notes=(LOW, HIGH, LATE), pedals=(DOWN, UP))


def test_events_of_a_stretch_come_in_order_with_the_pedal_before_the_notes():
    scheduler = Scheduler(Timeline(EXCERPT))
    assert scheduler.events_between(0, 480) == [DOWN, LOW, HIGH, UP]
    assert scheduler.events_between(480, 481) == [LATE]
    assert scheduler.events_between(1, 470) == []


def test_adjoining_stretches_give_every_event_once():
    scheduler = Scheduler(Timeline(EXCERPT))
    events = [
        event for start in range(0, 600, 7) for event in scheduler.events_between(start, start + 7)
    ]
    assert events == [DOWN, LOW, HIGH, UP, LATE]


def test_the_next_tick_is_that_of_the_first_event_from_there_on():
    scheduler = Scheduler(Timeline(EXCERPT))
    assert [scheduler.next_tick(tick) for tick in (0, 1, 471, 481)] == [0, 470, 480, None]


def test_the_state_at_a_tick_is_the_pedal_before_what_happens_there():
    scheduler = Scheduler(Timeline(EXCERPT))
    assert [scheduler.state_at(tick)[64] for tick in (0, 1, 470, 471)] == [0, 127, 127, 0]


def test_a_growing_timeline_is_known_up_to_its_last_onset():
    timeline = Timeline(EXCERPT, complete=False)
    assert Scheduler(timeline).horizon_tick == 480
    timeline.finish()
    assert Scheduler(timeline).horizon_tick is None


def test_the_end_is_that_of_the_last_note_or_pedal():
    assert Scheduler(Timeline(EXCERPT)).end_tick == 720
    assert Scheduler(Timeline(Excerpt(pedals=(PedalChange(900, 0),)))).end_tick == 901
    assert Scheduler(Timeline(Excerpt())).end_tick == 0


def test_answers_agree_with_each_other_while_the_timeline_grows():
    timeline = Timeline(EXCERPT, complete=False)
    scheduler = Scheduler(timeline)
    timeline.append([Note(61, 80, 490, 10)])
    timeline.finish()
    assert scheduler.horizon_tick == 480
    assert scheduler.next_tick(481) is None
