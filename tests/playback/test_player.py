"""The rules of playback, tested by telling the player the time: nothing here sleeps."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import TICKS_PER_QUARTER as QUARTER
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.tempo import TempoChange
from chopin_studio.playback.player import PlaybackState, Player
from chopin_studio.playback.timeline import Timeline
from tests.fakes import NOTE_ON, RecordingOutput, is_note_off, open_notes

PLAYING, PAUSED = PlaybackState.PLAYING, PlaybackState.PAUSED
STOPPED, WAITING = PlaybackState.STOPPED, PlaybackState.WAITING
BEAT_SEC = 0.5  # a quarter note at the default tempo


def scale(count: int = 4, duration_tick: int = QUARTER) -> tuple[Note, ...]:
    """A note a beat, upwards from middle C."""
    return tuple(Note(60 + i, 80, i * QUARTER, duration_tick) for i in range(count))


def player_of(
    notes: Iterable[Note] = (), pedals: tuple[PedalChange, ...] = (), complete: bool = True
) -> tuple[Player, RecordingOutput, Timeline]:
    output = RecordingOutput()
    player = Player(output)
    timeline = Timeline(Excerpt(notes=tuple(notes), pedals=pedals), complete)
    player.load(timeline)
    output.messages.clear()
    return player, output, timeline


def run(player: Player, start: float, until: float) -> None:
    """Advance the player from event to event, as the transport's thread does."""
    now: float | None = start
    while now is not None and now <= until:
        now = player.advance(now)
    player.advance(until)


def test_each_note_sounds_at_its_time():
    player, output, _ = player_of(scale(3))
    player.play(10.0)
    struck = []
    moment = player.advance(10.0)
    while moment is not None:
        before = len(output.note_ons)
        moments = moment
        moment = player.advance(moment)
        if len(output.note_ons) > before:
            struck.append(moments)
    assert struck == [10.5, 11.0]  # the first one sounded at once, at 10.0
    assert output.note_ons == [60, 61, 62]
    assert output.note_offs == [60, 61, 62]


@pytest.mark.parametrize("start", [0.0, 1000.0])
def test_a_machine_that_slept_goes_on_where_it_was_and_a_short_delay_is_caught_up(start):
    """What comes a little late is played at once, so that the beat holds."""
    player, output, _ = player_of(scale(4))
    player.play(start)
    player.advance(start)
    assert player.advance(start + 0.6) == start + 1.0  # the second note came 0.1 s late
    assert output.note_ons == [60, 61]
    assert player.advance(start + 9.0) == start + 9.5  # the third 8 s, as after a sleep
    assert output.note_ons == [60, 61, 62]


def test_at_the_end_it_stops_at_the_start_again():
    player, output, _ = player_of(scale(2))
    player.play(0.0)
    run(player, 0.0, 1.0)
    assert player.state is STOPPED
    assert player.position_tick(5.0) == 0
    assert not output.open_notes


def test_playing_nothing_stays_stopped():
    player, _, _ = player_of()
    player.play(0.0)
    assert player.state is STOPPED


def test_the_position_follows_the_clock_and_the_speed():
    player, _, _ = player_of(scale(8))
    player.set_speed(0.5, 0.0)
    player.play(0.0)
    run(player, 0.0, 1.0)
    assert player.position_sec(1.0) == pytest.approx(0.5)
    player.set_speed(2.0, 1.0)
    run(player, 1.0, 1.25)
    assert player.position_tick(1.25) == pytest.approx(2 * QUARTER)


@pytest.mark.parametrize("factor", [0.2, 2.1, 0.0, -1.0])
def test_a_speed_out_of_range_is_refused(factor):
    player, _, _ = player_of(scale())
    with pytest.raises(ValueError, match="speed"):
        player.set_speed(factor, 0.0)


def test_pause_in_mid_note_silences_and_play_goes_on_with_the_next_note():
    player, output, _ = player_of(scale(3))
    player.play(0.0)
    run(player, 0.0, 0.7)
    player.pause(0.7)
    assert player.state is PAUSED
    assert not output.open_notes
    assert player.position_sec(99.0) == pytest.approx(0.7)
    player.play(100.0)
    run(player, 100.0, 100.29)
    assert output.note_ons == [60, 61]
    run(player, 100.29, 100.31)
    assert output.note_ons == [60, 61, 62]


def test_stop_in_mid_note_silences_and_returns_to_the_start():
    player, output, _ = player_of(scale(3), pedals=(PedalChange(0, 127),))
    player.play(0.0)
    run(player, 0.0, 0.7)
    assert output.open_notes
    player.stop()
    assert not output.open_notes
    assert output.pedal == 0
    assert output.silences >= 1
    assert player.position_tick(1.0) == 0


def test_panic_pauses_and_silences_even_when_stopped():
    player, output, _ = player_of(scale(3))
    player.panic(0.0)
    assert output.panics == 1
    player.play(0.0)
    run(player, 0.0, 0.1)
    player.panic(0.1)
    assert player.state is PAUSED
    assert not output.open_notes


def test_seek_while_playing_goes_on_from_there_with_the_pedal_as_it_is_there():
    pedals = (PedalChange(100, 127), PedalChange(3 * QUARTER, 0))
    player, output, _ = player_of(scale(4), pedals)
    player.play(0.0)
    run(player, 0.0, 0.05)
    player.seek(1.5 * QUARTER, 0.05)
    assert not output.open_notes
    assert output.pedal == 127
    run(player, 0.05, 0.35)
    assert output.note_ons == [60, 62]
    run(player, 0.35, 0.85)
    assert output.pedal == 0


def test_seek_to_an_onset_sounds_that_note():
    player, output, _ = player_of(scale(4))
    player.seek(player.position_tick(0.0) + 2 * QUARTER, 0.0)
    player.play(0.0)
    player.advance(0.0)
    assert output.note_ons == [62]


def test_seek_beyond_the_end_is_seek_to_the_end_and_play_starts_over():
    player, output, _ = player_of(scale(2))
    player.seek(1e9, 0.0)
    assert player.position_tick(0.0) == pytest.approx(2 * QUARTER)
    player.play(0.0)
    player.advance(0.0)
    assert output.note_ons == [60]


def test_a_loop_repeats_exactly_and_silences_what_hangs_over():
    player, output, _ = player_of(scale(4, duration_tick=3 * QUARTER))
    player.set_loop(QUARTER, 3 * QUARTER)
    player.play(0.0)
    run(player, 0.0, 3.4)
    assert output.note_ons == [60, 61, 62, 61, 62, 61, 62]
    assert player.position_sec(3.4) == pytest.approx(1.4)
    player.stop()
    assert not output.open_notes
    assert player.position_tick(9.0) == QUARTER


def test_beyond_the_loop_it_plays_to_the_end():
    player, output, _ = player_of(scale(4))
    player.set_loop(0, QUARTER)
    player.seek(2 * QUARTER, 0.0)
    player.play(0.0)
    run(player, 0.0, 5.0)
    assert output.note_ons == [62, 63]
    assert player.state is STOPPED


def test_clearing_the_loop_plays_on():
    player, output, _ = player_of(scale(4))
    player.set_loop(0, QUARTER)
    player.play(0.0)
    run(player, 0.0, 0.7)
    player.clear_loop()
    run(player, 0.7, 9.0)
    assert output.note_ons == [60, 60, 61, 62, 63]


@pytest.mark.parametrize("loop", [(5, 5), (10, 5), (-1, 5)])
def test_a_loop_that_does_not_run_forwards_is_refused(loop):
    player, _, _ = player_of(scale())
    with pytest.raises(ValueError, match="loop"):
        player.set_loop(*loop)


def test_a_passage_ends_at_its_last_tick_and_pauses_there():
    player, output, _ = player_of(scale(4, duration_tick=3 * QUARTER), (PedalChange(0, 127),))
    player.set_loop(0, QUARTER)
    player.seek(QUARTER, 0.0)
    player.set_passage(QUARTER, 3 * QUARTER)
    player.play(0.0)
    run(player, 0.0, 0.999)
    assert player.state is PLAYING
    assert sorted(output.open_notes) == [61, 62]
    run(player, 0.999, 1.0)
    assert player.state is PAUSED
    assert player.position_tick(7.0) == 3 * QUARTER
    assert output.note_ons == [61, 62]
    assert not output.open_notes
    assert output.pedal == 0
    player.play(8.0)
    run(player, 8.0, 8.1)
    assert output.note_ons == [61, 62, 63]
    assert player.state is PLAYING


@pytest.mark.parametrize("speed", [0.25, 1.0, 2.0])
def test_a_passage_ends_in_time_at_any_speed(speed):
    player, output, _ = player_of(scale(4))
    player.set_speed(speed, 0.0)
    player.set_passage(0, 2 * QUARTER)
    player.play(0.0)
    moment, last = player.advance(0.0), 0.0
    while moment is not None:
        last = moment
        moment = player.advance(moment)
    assert last == pytest.approx(2 * BEAT_SEC / speed)
    assert output.note_ons == [60, 61]


@pytest.mark.parametrize(
    "lead_out",
    [
        lambda player: player.seek(0, 0.2),
        lambda player: player.seek(3 * QUARTER, 0.2),
        lambda player: (player.pause(0.2), player.play(0.2)),
        lambda player: (player.stop(), player.play(0.2)),
        lambda player: (player.set_loop(0, 9 * QUARTER), player.clear_loop()),
    ],
)
def test_whoever_leads_the_music_out_of_a_passage_hears_it_to_the_end(lead_out):
    player, output, _ = player_of(scale(5))
    player.seek(QUARTER, 0.0)
    player.set_passage(QUARTER, 3 * QUARTER)
    player.play(0.0)
    run(player, 0.0, 0.1)
    lead_out(player)
    assert player.passage is None
    run(player, 0.2, 9.0)
    assert output.note_ons[-1] == 64
    assert player.state is STOPPED


def test_within_a_passage_a_seek_leaves_its_end_where_it_is():
    player, output, _ = player_of(scale(4))
    player.set_passage(0, 2 * QUARTER)
    player.play(0.0)
    player.seek(QUARTER, 0.0)
    run(player, 0.0, 9.0)
    assert output.note_ons[-1] == 61
    assert player.state is PAUSED


def test_a_passage_waits_for_music_that_is_still_made_and_ends_with_it():
    player, output, timeline = player_of(scale(1), complete=False)
    player.set_passage(0, 3 * QUARTER)
    player.play(0.0)
    run(player, 0.0, 2.0)
    assert player.state is WAITING
    timeline.append(scale(2)[1:])
    timeline.finish()
    run(player, 2.0, 9.0)
    assert output.note_ons == [60, 61]
    assert player.state is PAUSED
    assert player.position_tick(9.0) == 2 * QUARTER
    player.play(10.0)
    assert player.position_tick(10.0) == 0


@pytest.mark.parametrize("passage", [(5, 5), (10, 5), (-1, 5)])
def test_a_passage_that_does_not_run_forwards_is_refused(passage):
    player, _, _ = player_of(scale())
    with pytest.raises(ValueError, match="passage"):
        player.set_passage(*passage)


def test_having_caught_up_it_waits_and_goes_on_by_itself():
    player, output, timeline = player_of(scale(2), complete=False)
    player.play(0.0)
    run(player, 0.0, 2.0)
    assert player.state is WAITING
    assert output.note_ons == [60]  # the last chord known may still get more notes
    assert not output.open_notes
    assert player.position_tick(2.0) == pytest.approx(QUARTER)
    timeline.append([Note(70, 80, QUARTER, QUARTER), Note(62, 80, 2 * QUARTER, QUARTER)])
    run(player, 2.0, 2.0)
    assert player.state is PLAYING
    assert output.note_ons == [60, 61, 70]
    timeline.finish()
    run(player, 2.0, 2.6)
    assert output.note_ons == [60, 61, 70, 62]
    run(player, 2.6, 4.0)
    assert player.state is STOPPED
    assert not output.open_notes


def test_while_it_waits_notes_end_at_their_time_and_the_pedal_comes_up_after_them():
    held = (Note(60, 80, 0, 4 * QUARTER), Note(61, 80, QUARTER, QUARTER))
    player, output, timeline = player_of(held, (PedalChange(0, 127),), complete=False)
    player.play(0.0)
    run(player, 0.0, 1.9)
    assert (player.state, output.pedal) == (WAITING, 127)
    assert dict(output.open_notes) == {60: 1}
    run(player, 1.9, 2.1)
    assert (output.pedal, output.open_notes.total()) == (0, 0)
    timeline.finish()
    player.advance(3.0)
    assert output.pedal == 127  # as it is written there
    assert dict(output.open_notes) == {61: 1}


def test_notes_that_come_in_time_are_played_in_time():
    player, output, timeline = player_of(scale(2), complete=False)
    player.play(0.0)
    run(player, 0.0, 0.4)
    timeline.append([Note(62, 80, 2 * QUARTER, QUARTER)])
    run(player, 0.4, 0.5)
    assert player.state is PLAYING
    assert output.note_ons == [60, 61]


def test_a_timeline_that_ends_while_waiting_is_played_out():
    player, output, timeline = player_of(complete=False)
    player.play(0.0)
    run(player, 0.0, 1.0)
    assert player.state is WAITING
    timeline.finish()
    run(player, 1.0, 2.0)
    assert player.state is STOPPED
    assert output.note_ons == []


def test_pause_and_play_while_waiting_lose_no_note():
    player, output, timeline = player_of(scale(2), complete=False)
    player.play(0.0)
    run(player, 0.0, 3.0)
    timeline.append(list(scale(4)[2:]))
    player.pause(3.0)  # before the player has looked
    player.play(4.0)
    timeline.finish()
    run(player, 4.0, 9.0)
    assert output.note_ons == [60, 61, 62, 63]


def test_seek_while_growing_stays_within_what_is_known():
    player, _, _ = player_of(scale(3), complete=False)
    player.seek(100 * QUARTER, 0.0)
    assert player.position_tick(0.0) == pytest.approx(2 * QUARTER)


def test_a_failing_output_pauses_with_a_sentence_and_can_be_replaced():
    player, output, _ = player_of(scale(4))
    player.play(0.0)
    run(player, 0.0, 0.1)
    output.broken = True
    run(player, 0.1, 0.6)
    assert player.state is PAUSED
    assert player.problem == "Recording is gone: choose another output."
    spare = RecordingOutput("Spare")
    assert player.set_output(spare) is output
    player.play(10.0)
    run(player, 10.0, 20.0)
    assert spare.note_ons == [61, 62, 63]
    assert not spare.open_notes


def test_changing_the_output_silences_the_old_and_prepares_the_new_in_mid_play():
    player, output, _ = player_of(scale(3), (PedalChange(0, 127),))
    player.set_volume(90)
    player.play(0.0)
    run(player, 0.0, 0.1)
    spare = RecordingOutput("Spare")
    player.set_output(spare)
    assert not output.open_notes
    assert output.pedal == 0
    assert spare.messages == [(0xB0, 7, 90), (0xB0, 64, 127)]
    assert not output.closed


def test_loading_silences_and_forgets_the_loop():
    player, output, _ = player_of(scale(3))
    player.set_loop(QUARTER, 2 * QUARTER)
    player.play(0.0)
    run(player, 0.0, 0.1)
    player.load(None)
    assert player.state is STOPPED
    assert player.loop is None
    assert not output.open_notes
    player.play(1.0)
    assert player.state is STOPPED


def test_what_has_ended_by_itself_dies_away_into_the_music_that_follows():
    player, output, _ = player_of(scale(2), (PedalChange(0, 127),))
    player.play(0.0)
    run(player, 0.0, 2.0)
    assert player.state is STOPPED
    following = Timeline(Excerpt(notes=scale(3)))
    player.load(following)
    player.seek(QUARTER, 2.0)
    player.play(2.0)
    run(player, 2.0, 2.1)
    assert output.silences == 0
    assert output.note_ons == [60, 61, 61]
    assert output.open_notes == {61: 1}


def test_a_machine_that_slept_goes_on_where_it_was():
    player, output, _ = player_of(scale(4))
    player.play(0.0)
    player.advance(0.0)
    player.advance(1000.0)
    assert output.note_ons == [60, 61]
    assert player.position_tick(1000.0) == pytest.approx(QUARTER)


def test_playing_again_while_playing_changes_nothing():
    player, output, _ = player_of(scale(2))
    player.play(0.0)
    run(player, 0.0, 0.2)
    player.play(0.2)
    run(player, 0.2, 3.0)
    assert output.note_ons == [60, 61]


@pytest.mark.parametrize("volume", [-1, 128])
def test_a_volume_out_of_range_is_refused(volume):
    player, _, _ = player_of(scale())
    with pytest.raises(ValueError, match="volume"):
        player.set_volume(volume)


notes_in_a_small_space = st.lists(
    st.builds(
        Note,
        pitch=st.integers(60, 63),
        velocity=st.integers(1, 127),
        onset_tick=st.integers(0, 40).map(lambda n: n * 60),
        duration_tick=st.integers(1, 1000),
    ),
    max_size=20,
)
operations = st.lists(
    st.one_of(
        st.sampled_from(["play", "pause", "stop", "panic", "output", "load", "clear", "finish"]),
        st.tuples(st.just("seek"), st.integers(-10, 3000)),
        st.tuples(st.sampled_from(["loop", "passage"]), st.integers(0, 2000), st.integers(1, 800)),
        st.tuples(st.just("speed"), st.sampled_from([0.25, 1.0, 2.0])),
        st.tuples(st.just("append"), st.integers(0, 600), st.integers(60, 63)),
        st.tuples(st.just("run"), st.floats(0.0, 1.5)),
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(notes_in_a_small_space, st.booleans(), operations)
def test_whatever_is_done_no_note_hangs_and_none_is_released_twice(notes, complete, steps):
    outputs = [RecordingOutput()]
    player = Player(outputs[0])
    timeline = Timeline(Excerpt(notes=tuple(sorted(notes, key=score_order))), complete)
    player.load(timeline)
    now = 0.0
    for step in steps:
        match step:
            case "play":
                player.play(now)
            case "pause":
                player.pause(now)
            case "stop":
                player.stop()
            case "panic":
                player.panic(now)
            case "output":
                outputs.append(RecordingOutput())
                player.set_output(outputs[-1])
            case "load":
                player.load(timeline)
            case "clear":
                player.clear_loop()
            case "finish":
                timeline.finish()
            case "seek", tick:
                player.seek(tick, now)
            case "loop", start, length:
                player.set_loop(start, start + length)
            case "passage", start, length:
                player.set_passage(start, start + length)
            case "speed", factor:
                player.set_speed(factor, now)
            case "append", delay, pitch:
                if not timeline.complete:
                    onset = timeline.state.last_onset_tick + delay
                    timeline.append([Note(pitch, 80, onset, 500)])
            case "run", seconds:
                run(player, now, now + seconds)
                now += seconds
        for output in outputs:
            held = open_notes(output.messages)
            assert not held or (output is outputs[-1] and player.is_running)
        if not player.is_running:
            assert outputs[-1].pedal == 0
    player.stop()
    assert not open_notes(outputs[-1].messages)


@given(notes_in_a_small_space)
def test_played_through_it_sends_every_strike_once(notes):
    player, output, _ = player_of(sorted(notes, key=score_order))
    player.play(0.0)
    run(player, 0.0, 100.0)
    kinds = [is_note_off(message) for message in output.messages if message[0] < 0xB0]
    strikes = {(note.pitch, note.onset_tick) for note in notes}
    assert kinds.count(False) == kinds.count(True) == len(strikes)
    assert [m[0] for m in output.messages].count(NOTE_ON) == len(strikes)


def test_tempi_that_come_with_the_notes_are_followed():
    player, output, timeline = player_of(scale(1), complete=False)
    player.play(0.0)
    timeline.append(scale(2)[1:])
    run(player, 0.0, 0.1)  # on its way at the first tempo
    timeline.append([Note(62, 80, 2 * QUARTER, QUARTER)], (), TempoChange(QUARTER, 1_000_000))
    run(player, 0.1, 0.5)
    # The second beat lasts a whole second.
    assert player.position_tick(1.0) == pytest.approx(1.5 * QUARTER)
    timeline.append([Note(64, 80, 3 * QUARTER, QUARTER)])
    timeline.finish()
    run(player, 0.5, 1.4)
    assert output.note_ons == [60, 61]
    run(player, 1.4, 1.5)
    assert output.note_ons == [60, 61, 62]
    run(player, 1.5, 2.5)
    assert output.note_ons[-1] == 64


def test_a_first_note_can_set_the_tempo_from_the_start():
    player, output, timeline = player_of(complete=False)
    player.play(0.0)
    run(player, 0.0, 1.0)
    assert player.state is WAITING
    first, second = Note(60, 80, QUARTER, QUARTER), Note(61, 80, 2 * QUARTER, QUARTER)
    timeline.append([first], (), TempoChange(0, 2_000_000))
    timeline.append([second])
    run(player, 1.0, 2.9)
    assert output.note_ons == [60]  # at once, without the rest that it begins with
    timeline.finish()
    run(player, 2.9, 3.0)
    assert output.note_ons == [60, 61]


def test_pedals_that_come_with_the_notes_are_played_and_lifted_at_the_end():
    player, output, timeline = player_of(scale(1), complete=False)
    player.play(0.0)
    timeline.append(scale(2)[1:], (PedalChange(QUARTER, 0), PedalChange(QUARTER + 10, 127)))
    run(player, 0.0, 0.5)
    assert output.pedal == 0
    timeline.append(scale(3)[2:])
    run(player, 0.5, 0.9)
    assert output.pedal == 127
    timeline.finish()
    run(player, 0.9, 10.0)
    assert player.state is STOPPED
    assert output.pedal == 0
    assert not output.open_notes


def test_edited_notes_sound_at_the_next_pass_and_what_was_struck_is_released():
    player, output, timeline = player_of(scale(2))
    player.set_loop(0, 2 * QUARTER)
    player.play(0.0)
    run(player, 0.0, 0.1)
    timeline.put_notes((Note(72, 80, 0, QUARTER), Note(74, 80, QUARTER, QUARTER)))
    run(player, 0.1, 1.6)
    assert output.note_ons == [60, 74, 72, 74]
    assert output.note_offs[0] == 60
    player.stop()
    assert not output.open_notes


def test_music_whose_end_is_edited_away_under_the_playhead_comes_to_its_end():
    player, output, timeline = player_of(scale(4))
    player.play(0.0)
    run(player, 0.0, 1.2)
    timeline.put_notes(scale(1))
    run(player, 1.2, 1.7)
    assert player.state is STOPPED
    assert not output.open_notes


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(0.01, 0.6),
            st.lists(
                st.builds(
                    Note,
                    st.integers(60, 64),
                    st.just(80),
                    st.integers(0, 1500),
                    st.integers(1, 700),
                ),
                max_size=12,
            ),
        ),
        max_size=8,
    )
)
def test_no_edit_while_playing_leaves_a_note_hanging(edits: list[tuple[float, list[Note]]]):
    player, output, timeline = player_of(scale(4))
    player.play(0.0)
    now = 0.0
    for later_sec, notes in edits:
        run(player, now, now + later_sec)
        now += later_sec
        timeline.put_notes(tuple(sorted(notes, key=score_order)))
    run(player, now, now + 10)
    assert player.state is STOPPED
    assert not output.open_notes
