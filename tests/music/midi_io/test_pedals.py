"""A piano has one pedal of each kind: those of several parts become one."""

from collections.abc import Iterable

from chopin_studio.music.excerpt import Excerpt
from tests.music.midi_io.files import (
    Event,
    control,
    meta,
    midi,
    notices,
    opened,
    program,
    scale,
    track,
)

ONE_PEDAL = "pedals of their own"


def pedal(*moves: tuple[int, int], channel: int = 0) -> list[Event]:
    return [control(tick, 64, value, channel) for tick, value in moves]


def moves(music: Excerpt) -> list[tuple[int, int]]:
    return [(change.tick, change.value) for change in music.pedals]


def is_down(music: Excerpt, ticks: Iterable[int]) -> bool:
    return all([value for at, value in moves(music) if at <= tick][-1] >= 64 for tick in ticks)


def test_a_pedal_is_down_as_long_as_that_of_any_channel() -> None:
    data = midi(
        track(pedal((0, 127), (480, 0)), scale()),
        track(pedal((0, 127), (9600, 0), channel=1), scale(channel=1)),
    )
    music = opened(data).excerpt
    assert is_down(music, (0, 480, 2400, 9599))
    assert moves(music)[-1] == (9600, 0)
    assert ONE_PEDAL in notices(data)


def test_the_same_pedal_in_several_channels_is_one_without_a_word() -> None:
    own = [(0, 127), (480, 0), (480, 90), (960, 0)]
    data = midi(track(pedal(*own), scale()), track(pedal(*own, channel=1), scale(channel=1)))
    assert moves(opened(data).excerpt) == own
    assert ONE_PEDAL not in notices(data)


def test_the_pedal_of_a_part_that_is_left_out_is_left_out_with_it() -> None:
    data = midi(
        track(program(0, 0), pedal((0, 127), (480, 0)), scale()),
        track(program(0, 48, 1), pedal((0, 127), (9600, 0), channel=1), scale(channel=1)),
    )
    assert moves(opened(data).excerpt) == [(0, 127), (480, 0)]
    assert ONE_PEDAL not in notices(data)


def test_a_pedal_in_a_track_of_its_own_counts() -> None:
    data = midi(track(pedal((0, 127), (480, 0))), track(scale()))
    assert moves(opened(data).excerpt) == [(0, 127), (480, 0)]


def test_a_pedal_of_a_channel_without_notes_counts_where_there_is_no_other() -> None:
    lone = track(pedal((0, 127), (480, 0), channel=3))
    assert moves(opened(midi(lone, track(scale()))).excerpt) == [(0, 127), (480, 0)]
    with_own = track(pedal((0, 100), (960, 0)), scale())
    assert moves(opened(midi(lone, with_own)).excerpt) == [(0, 100), (960, 0)]


def test_a_pedal_lifted_in_another_track_of_the_channel_is_lifted() -> None:
    data = midi(track(pedal((0, 127)), scale()), track(pedal((480, 0)), scale()))
    assert moves(opened(data).excerpt) == [(0, 127), (480, 0)]


def test_two_tracks_of_one_channel_move_one_pedal() -> None:
    """As piano-midi.de has them: a few moves in the right hand's track, the rest in the left's."""
    left = [(0, 127), (480, 0), (960, 127), (1440, 0)]
    data = midi(
        track(pedal((0, 127), (9600, 0)), scale()), track(pedal(*left), scale(first_pitch=30))
    )
    assert moves(opened(data).excerpt) == [*left, (9600, 0)]
    assert ONE_PEDAL not in notices(data)


def test_resetting_all_controllers_lifts_the_pedal() -> None:
    data = midi(track(control(0, 121, 0), pedal((0, 127)), control(960, 121, 0), scale()))
    assert moves(opened(data).excerpt) == [(0, 127), (960, 0)]


def test_a_port_of_its_own_is_an_instrument_of_its_own() -> None:
    data = midi(
        track(pedal((0, 127), (9600, 0)), scale()),
        track(meta(0, 0x21, b"\1"), pedal((0, 127), (480, 0)), scale()),
    )
    assert ONE_PEDAL in notices(data)
