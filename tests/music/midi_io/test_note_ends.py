"""Notes end where the file ends them, and where it does not, where a musician would."""

import pytest

from chopin_studio.music.midi_io import opened_from_bytes
from chopin_studio.music.note import Note
from tests.music.midi_io.files import (
    control,
    meta,
    midi,
    note,
    notices,
    off,
    on,
    opened,
    scale,
    track,
)

NO_END = "no end in the file"


def lengths(data: bytes, pitch: int = 60) -> list[int]:
    notes = opened(data).excerpt.notes
    return [note.duration_tick for note in notes if note.pitch == pitch]


@pytest.mark.parametrize("controller", [120, 123, 124, 125, 126, 127])
def test_all_notes_off_ends_all_notes_of_its_channel(controller: int) -> None:
    chord = [on(0, 60), on(0, 64), on(0, 67), on(0, 72, channel=1), off(1920, 72, channel=1)]
    data = midi(track(chord, control(480, controller, 0), note(60, 9600)))
    assert lengths(data) == [480, 480]
    assert lengths(data, 72) == [1920]
    assert notices(data) == ""


def test_all_notes_off_between_the_notes_of_a_piece_harms_none() -> None:
    events = [event for tick in range(0, 9600, 480) for event in (control(tick, 123, 0),)]
    assert (
        opened(midi(track(events, scale()))).excerpt.notes
        == opened(midi(track(scale()))).excerpt.notes
    )


def test_a_note_that_sticks_is_cut_where_the_music_rests() -> None:
    data = midi(track(on(0, 30), note(60, 480), note(62, 960), note(64, 19200)))
    assert lengths(data, 30) == [1440]
    assert NO_END in notices(data)


def test_a_note_that_sticks_lasts_a_whole_note_at_most() -> None:
    assert lengths(midi(track(on(0, 30), scale(60, first_pitch=60))), 30) == [1920]


def test_a_note_that_sticks_ends_where_its_key_is_struck_again() -> None:
    data = midi(track(on(0, 60), note(60, 960), note(60, 2400, 240), scale(9, first_pitch=70)))
    assert lengths(data) == [960, 480, 240]


def test_a_last_note_that_is_never_released_sounds_to_the_end_of_its_track() -> None:
    data = midi(track(note(60, 0), on(480, 62), meta(3360, 0x06, b"the end")))
    assert lengths(data, 62) == [2880]
    data = midi(track(note(60, 0), on(480, 62), meta(960_000, 0x06, b"the tape ran on")))
    assert lengths(data, 62) == [4 * 1920]


def test_where_no_note_ends_each_lasts_until_the_next() -> None:
    data = midi(track(*(on(tick, 60 + tick // 480) for tick in (0, 480, 1440))))
    assert [note.duration_tick for note in opened(data).excerpt.notes] == [480, 960, 480]


def test_a_note_off_in_another_track_of_the_channel_ends_a_note() -> None:
    begun = track(on(0, 60), on(960, 60), note(62, 480, 9600))
    ended = track(off(480, 60), off(1440, 60))
    assert lengths(midi(begun, ended)) == [480, 480]
    assert notices(midi(begun, ended)) == ""


def test_a_note_off_for_another_port_or_channel_ends_no_note() -> None:
    begun = track(on(0, 60), note(62, 0, 1200))
    for other in (
        track(meta(0, 0x21, b"\1"), off(480, 60)),
        track(off(480, 60, channel=1)),
        track(off(480, 61)),
    ):
        assert lengths(midi(begun, other)) == [1200]


def test_a_note_of_no_length_is_as_short_as_can_be() -> None:
    data = midi(track(on(480, 60), off(480, 60), note(60, 960)))
    assert lengths(data) == [1, 480]
    released_first = midi(track(off(480, 60), on(480, 60), note(60, 960)))
    assert lengths(released_first) == [1, 480]


def test_overlapping_notes_of_one_key_end_in_the_order_they_began() -> None:
    data = midi(track(on(0, 60), on(480, 60), off(960, 60), off(1440, 60)))
    assert opened(data).excerpt.notes == (Note(60, 80, 0, 960), Note(60, 80, 480, 960))


def test_many_notes_without_an_end_are_counted_once() -> None:
    sentences = notices(midi(track(*(on(tick, 60) for tick in range(0, 48000, 480)))))
    assert sentences.count(NO_END) == 1
    assert "100 notes" in sentences


def test_a_rest_of_silences_takes_no_time_that_grows_with_its_square() -> None:
    """Messages that end all notes, more of them than notes."""
    events = [control(tick, 123, 0) for tick in range(30_000)]
    data = midi(track(events, *(on(tick, 60 + tick % 12) for tick in range(0, 30_000, 10))))
    assert len(opened_from_bytes(data, "silences.mid").excerpt.notes) == 3000
