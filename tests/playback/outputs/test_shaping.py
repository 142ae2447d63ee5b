"""Outputs made of outputs: shaped for an instrument, delayed, and several at once."""

import time

import pytest

from chopin_studio.playback.metronome_beats import CLICK_CHANNEL, CLOCK
from chopin_studio.playback.outputs.base import SILENCING, OutputError, on_channel
from chopin_studio.playback.outputs.delayed import DelayedOutput
from chopin_studio.playback.outputs.group import GroupOutput
from chopin_studio.playback.outputs.shaped import PortShaping, ShapedOutput
from tests.fakes import NOTE_OFF, NOTE_ON, FakeClock, RecordingOutput
from tests.waiting import eventually

PEDAL_DOWN = (0xB0, 64, 127)


def test_notes_pedal_and_silence_go_to_the_chosen_channel():
    inner = RecordingOutput()
    output = ShapedOutput(inner, PortShaping(channel=5))
    output.send(NOTE_ON, 60, 80)
    output.send(NOTE_OFF, 60, 0)
    output.send(*PEDAL_DOWN)
    assert inner.messages == [(0x94, 60, 80), (0x84, 60, 0), (0xB4, 64, 127)]
    output.silence()
    assert all(on_channel(message, 4) in inner.messages for message in SILENCING)
    assert inner.silences == 1


def test_the_clock_and_the_clicks_stay_as_they_are():
    inner = RecordingOutput()
    output = ShapedOutput(inner, PortShaping(channel=5, velocity_curve="soft"))
    output.send(CLOCK, 0, 0)
    output.send(NOTE_ON | CLICK_CHANNEL, 76, 110)
    assert inner.messages == [(CLOCK, 0, 0), (0x99, 76, 110)]


def test_a_program_is_sent_first_where_it_is_wanted():
    for wanted, expected in ((True, [(0xC2, 0, 0)]), (False, [])):
        inner = RecordingOutput()
        ShapedOutput(inner, PortShaping(channel=3, sends_program=wanted))
        assert inner.messages == expected


@pytest.mark.parametrize(
    ("curve", "sent"),
    [("soft", (1, 62, 127)), ("linear", (1, 79, 127)), ("loud", (5, 92, 127))],
)
def test_velocity_curves_bend_the_middle_and_keep_the_ends(curve, sent):
    shape = PortShaping(velocity_curve=curve)
    assert tuple(map(shape.velocity, (1, 79, 127))) == sent
    assert shape.velocity(0) == 0  # which releases the key
    bent = [shape.velocity(velocity) for velocity in range(1, 128)]
    assert bent == sorted(bent)


@pytest.mark.parametrize("wrong", [{"channel": 0}, {"channel": 17}, {"velocity_curve": "odd"}])
def test_a_shape_that_is_none_is_refused(wrong):
    with pytest.raises(ValueError, match="must be"):
        PortShaping(**wrong)


def test_panic_sweeps_the_keys_of_the_chosen_channel():
    inner = RecordingOutput()
    output = ShapedOutput(inner, PortShaping(channel=5))
    output.panic()
    assert inner.panics == 1
    assert [m[1] for m in inner.messages if m[0] == 0x84] == list(range(128))
    inner.broken = True
    output.panic()
    output.silence()
    output.close()
    assert inner.closed


def test_messages_come_late_by_the_delay_and_in_order():
    inner, clock = RecordingOutput(), FakeClock()
    output = DelayedOutput(inner, 50, clock)
    output.send(NOTE_ON, 60, 80)
    clock.advance(0.02)
    output.send(NOTE_OFF, 60, 0)
    time.sleep(0.02)
    assert not inner.messages
    clock.advance(0.03)
    output.send(*PEDAL_DOWN)  # wakes it to look at this clock
    assert eventually(lambda: len(inner.messages) == 1)
    clock.advance(1.0)
    assert eventually(lambda: len(inner.messages) == 3)
    assert inner.messages == [(NOTE_ON, 60, 80), (NOTE_OFF, 60, 0), PEDAL_DOWN]
    output.close()


def test_silence_overtakes_what_is_under_way_and_releases_what_sounds():
    inner, clock = RecordingOutput(), FakeClock()
    output = DelayedOutput(inner, 50, clock)
    output.send(NOTE_ON, 60, 80)
    clock.advance(0.06)
    output.send(NOTE_ON, 64, 80)
    assert eventually(lambda: inner.note_ons == [60])
    output.send(NOTE_OFF, 60, 0)  # still under way when silence is asked for
    output.silence()
    assert not inner.open_notes
    clock.advance(9.0)
    time.sleep(0.08)
    assert inner.note_ons == [60]
    assert inner.note_offs == [60]
    output.panic()
    assert inner.panics == 1
    output.close()
    output.close()
    assert inner.closed
    with pytest.raises(OutputError, match="closed"):
        output.send(NOTE_ON, 60, 80)


def test_an_error_under_way_is_told_at_the_next_message():
    inner = RecordingOutput()
    output = DelayedOutput(inner, 1)
    inner.broken = True
    output.send(NOTE_ON, 60, 80)
    told: list[str] = []

    def has_told() -> bool:
        try:
            output.send(NOTE_ON, 62, 80)
        except OutputError as error:
            told.append(str(error))
        return bool(told)

    assert eventually(has_told)
    assert "is gone" in told[0]
    output.silence()
    output.close()


@pytest.mark.parametrize("delay_ms", [0, -1, 501])
def test_a_delay_out_of_range_is_refused(delay_ms):
    with pytest.raises(ValueError, match="delay_ms"):
        DelayedOutput(RecordingOutput(), delay_ms)


def test_a_group_plays_silences_and_closes_all_of_its_members():
    members = [RecordingOutput("Piano"), RecordingOutput("Port")]
    group = GroupOutput(members)
    assert group.name == "Piano + Port"
    group.send(NOTE_ON, 60, 80)
    group.silence()
    group.panic()
    group.close()
    for member in members:
        assert member.note_ons == [60]
        assert member.silences >= 2
        assert member.panics == 1
        assert member.closed


def test_a_member_that_fails_keeps_no_release_from_the_others():
    members = [RecordingOutput("Piano"), RecordingOutput("Port")]
    group = GroupOutput(members)
    group.send(NOTE_ON, 60, 80)
    members[0].broken = True
    with pytest.raises(OutputError, match="Piano is gone"):
        group.send(NOTE_OFF, 60, 0)
    assert not members[1].open_notes
