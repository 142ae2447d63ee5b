"""Files that are not as the standard has them are read as far as they can be understood."""

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chopin_studio.music.midi_io import MidiFileError, open_midi
from chopin_studio.music.note import Note
from tests.music.midi_io.files import (
    END_OF_TRACK,
    body,
    chunk,
    control,
    header,
    meta,
    midi,
    name,
    note,
    notices,
    off,
    on,
    opened,
    scale,
    track,
)

NOTES = opened(midi(track(scale()))).excerpt.notes
WRONG_LENGTH = "wrong length"


def test_the_notes_compared_with_are_those_that_were_built() -> None:
    assert NOTES[:2] == (Note(60, 80, 0, 480), Note(62, 80, 480, 480))
    assert len(NOTES) == 20


# Chunks


@pytest.mark.parametrize("count", [0, 1, 3, 65535])
def test_a_header_that_names_another_number_of_tracks_loses_no_music(count: int) -> None:
    data = header(tracks=count) + track(scale()) + track(scale(first_pitch=30))
    assert len(opened(data).excerpt.notes) == 40
    assert "another number of tracks" in notices(data)


@pytest.mark.parametrize("length", [0, 3, 10, 100, 0x7FFF, 0xFFFFFFFF])
@pytest.mark.parametrize("ends", [b"", END_OF_TRACK])
def test_a_track_with_a_wrong_length_is_read_whole(length: int, ends: bytes) -> None:
    wrong = chunk(body(scale()) + ends, length)
    data = midi(wrong, track(scale(first_pitch=30)))
    assert len(opened(data).excerpt.notes) == 40
    assert WRONG_LENGTH in notices(data)
    assert opened(midi(wrong)).excerpt.notes == NOTES


def test_a_length_that_swallows_the_tracks_after_it_loses_no_music() -> None:
    second = track(scale(first_pitch=30))
    first = body(scale()) + END_OF_TRACK
    data = midi(chunk(first, len(first) + len(second)), second)
    assert len(opened(data).excerpt.notes) == 40


@pytest.mark.parametrize("junk", [b"\0" * 128, b"\r\n", b"Subject: a file\n\n", b"MT", b"\xff" * 5])
def test_what_stands_before_the_header_or_after_the_end_is_passed_over(junk: bytes) -> None:
    for data in (junk + midi(track(scale())), midi(track(scale())) + junk):
        assert opened(data).excerpt.notes == NOTES
        assert "passed over" in notices(data)


def test_bytes_between_tracks_are_passed_over_and_counted() -> None:
    data = midi(track(scale()), b"\1\2\3\4\5\6\7" + track(scale(first_pitch=30)))
    assert len(opened(data).excerpt.notes) == 40
    assert "7 bytes" in notices(data)


def test_chunks_of_other_kinds_are_skipped_without_a_word() -> None:
    data = midi(chunk(b"anything", kind=b"XFIH") + track(scale()), chunk(b"x", kind=b"ABCD"))
    assert opened(header() + data[14:]).excerpt.notes == NOTES
    assert notices(header() + data[14:]) == ""


def test_a_header_longer_than_the_standards_is_understood() -> None:
    longer = chunk(header(tracks=1)[8:] + b"more", kind=b"MThd")
    assert opened(longer + track(scale())).excerpt.notes == NOTES
    wrong = chunk(header(tracks=1)[8:], length=10, kind=b"MThd")
    assert opened(wrong + track(scale())).excerpt.notes == NOTES


def test_tracks_without_a_header_are_read() -> None:
    assert opened(track(scale())).excerpt.notes == NOTES
    assert "no usable header" in notices(track(scale()))


@pytest.mark.parametrize("division", [0, 0xE700])
def test_a_file_that_does_not_say_how_long_its_ticks_are_is_read(division: int) -> None:
    data = midi(track(scale()), division=division)
    assert opened(data).excerpt.notes == NOTES
    assert "how long its ticks are" in notices(data)


def riff(inner: bytes, *, before: bytes = b"", after: bytes = b"", length: int = -1) -> bytes:
    size = len(inner) if length < 0 else length
    content = b"RMID" + before + b"data" + size.to_bytes(4, "little") + inner + after
    return b"RIFF" + len(content).to_bytes(4, "little") + content


@pytest.mark.parametrize("length", [-1, 0, 5, 0xFFFFFFFF])
def test_a_riff_file_is_unwrapped_whatever_else_it_holds(length: int) -> None:
    inner = midi(track(scale()))
    bank = b"RIFF" + (600).to_bytes(4, "little") + b"sfbk" + bytes(range(256)) * 3
    listed = b"LIST" + (12).to_bytes(4, "little") + b"INFOICOP\0\0\0\0"
    for data in (riff(inner, length=length), riff(inner, before=listed, after=bank, length=length)):
        assert opened(data).excerpt.notes == NOTES


def test_one_pattern_is_as_good_as_a_file_of_format_0() -> None:
    data = midi(track(scale()), kind=2)
    assert opened(data).excerpt.notes == NOTES
    assert notices(data) == ""


def test_several_patterns_follow_one_another() -> None:
    data = midi(track(scale(2)), track(note(72, 0), note(74, 480)), kind=2)
    onsets = [(note.pitch, note.onset_tick) for note in opened(data).excerpt.notes]
    assert onsets == [(60, 0), (62, 480), (72, 960), (74, 1440)]
    assert "2 separate patterns" in notices(data)


# Files cut short


def test_a_file_cut_at_any_byte_keeps_the_notes_before_the_cut() -> None:
    first, second = track(name("Étude"), scale(6)), track(scale(6, first_pitch=40))
    whole = midi(first, second)
    kept = 0
    for cut in range(len(header()) + 8, len(whole)):
        notes = opened(whole[:cut]).excerpt.notes
        assert len(notes) >= kept
        kept = len(notes)
        for lowest in (60, 40):
            own = [note for note in notes if lowest <= note.pitch < lowest + 20]
            assert {note.duration_tick for note in own[:-1]} <= {480}
            assert [note.onset_tick for note in own] == [480 * place for place in range(len(own))]
    assert kept == 12


def test_a_cut_file_says_so() -> None:
    data = midi(track(scale()))
    assert "cut short" in notices(data[:-1])
    assert opened(data[:-1]).excerpt.notes == NOTES
    assert "mark of its end" in notices(data[:-4])
    assert opened(data[:-4]).excerpt.notes == NOTES


# Events


@pytest.mark.parametrize("stray", [0xF4, 0xF5, 0xF6, 0xF8, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE])
def test_a_status_that_no_file_should_have_is_passed_over(stray: int) -> None:
    data = midi(track(scale(), (480, bytes([stray])), (960, bytes([stray]))))
    assert opened(data).excerpt.notes == NOTES
    assert "2 bytes" in notices(data)


@pytest.mark.parametrize("common", [b"\xf1\x10", b"\xf2\x10\x20", b"\xf3\x05"])
def test_a_system_common_message_is_passed_over_with_its_data(common: bytes) -> None:
    assert opened(midi(track(scale(), (480, common)))).excerpt.notes == NOTES


def test_real_time_bytes_inside_events_are_passed_over() -> None:
    """As a recorder leaves them that writes down all that comes over its cable."""
    events = [(tick, content[:1] + b"\xfe" + content[1:]) for tick, content in scale()]
    assert opened(midi(track(events))).excerpt.notes == NOTES
    events = [(tick, content[:2] + b"\xf8" + content[2:]) for tick, content in scale()]
    assert opened(midi(track(events))).excerpt.notes == NOTES
    events = [(tick, b"\xfe" + content) for tick, content in scale()]
    assert opened(midi(track(events))).excerpt.notes == NOTES


@pytest.mark.parametrize(
    "wrong", [b"\xb0\xa8\x14", b"\xb0\x07\xa8", b"\xb0\xff\xff", b"\xe0\x80\7"]
)
def test_data_bytes_over_127_harm_no_other_event(wrong: bytes) -> None:
    data = midi(track(scale(), (480, wrong)))
    assert opened(data).excerpt.notes == NOTES
    assert "damaged event" in notices(data)


def test_a_velocity_over_127_is_the_loudest() -> None:
    data = midi(track(on(0, 60, velocity=200), off(480, 60), note(62, 480)))
    assert [note.velocity for note in opened(data).excerpt.notes] == [127, 80]


def test_a_byte_that_was_lost_costs_one_event() -> None:
    whole = body(scale())
    broken = whole.replace(bytes((0x90, 65, 80)), bytes((0x90, 65)), 1)
    assert len(broken) == len(whole) - 1
    found = [note.pitch for note in opened(midi(chunk(broken + END_OF_TRACK))).excerpt.notes]
    assert [pitch for pitch in found if pitch != 65] == [n.pitch for n in NOTES if n.pitch != 65]


def test_running_status_goes_on_after_meta_and_exclusive_events() -> None:
    content = body(on(0, 60)) + body(meta(0, 0x01, b"text")) + bytes((120, 60, 0))
    content += body((0, b"\xf0\x02\x01\xf7")) + bytes((0, 62, 80, 120, 62, 0))
    assert opened(midi(chunk(content + END_OF_TRACK))).excerpt.notes == (
        Note(60, 80, 0, 120),
        Note(62, 80, 120, 120),
    )


def test_data_without_any_status_are_passed_over() -> None:
    content = bytes((0, 60, 80, 10, 60, 0)) + body(scale())
    data = midi(chunk(content + END_OF_TRACK))
    assert [note.pitch for note in opened(data).excerpt.notes] == [note.pitch for note in NOTES]
    assert "belong to no event" in notices(data)


def test_an_exclusive_message_without_a_length_is_passed_over() -> None:
    raw = b"\xf0\x7e\x7f\x09\x01\xf7"
    assert opened(midi(track((0, raw), scale()))).excerpt.notes == NOTES


@pytest.mark.parametrize("kind", [0x01, 0x03, 0x51, 0x58, 0x59, 0x7F])
def test_a_meta_event_longer_than_the_rest_of_its_track_loses_no_notes(kind: int) -> None:
    wrong = bytes((0xFF, kind)) + b"\xff\x7f" + bytes((7, 0xA1, 0x20))
    notes = opened(midi(track((0, wrong), scale()))).excerpt.notes
    assert [note.pitch for note in notes][-19:] == [note.pitch for note in NOTES][-19:]


@pytest.mark.parametrize("payload", [b"", b"\x07", b"\x07\xa1", b"\0\0\0"])
def test_an_impossible_tempo_changes_nothing(payload: bytes) -> None:
    data = midi(track(meta(0, 0x51, payload), scale()))
    assert opened(data).excerpt.tempo_map.bpm_at(0) == 120
    assert opened(data).excerpt.notes == NOTES
    assert "tempo" in notices(data)


@pytest.mark.parametrize("payload", [b"", b"\x03", b"\0\x02\x18\x08", b"\x03\x07\x18\x08"])
def test_an_impossible_meter_changes_nothing(payload: bytes) -> None:
    data = midi(track(meta(0, 0x58, payload), scale()))
    assert not opened(data).excerpt.names_meter
    assert opened(data).excerpt.notes == NOTES
    assert "time signature" in notices(data)


def test_a_meter_of_two_bytes_is_understood() -> None:
    meters = opened(midi(track(meta(0, 0x58, b"\x06\x03"), scale()))).excerpt.meters
    assert (meters.changes[0].numerator, meters.changes[0].denominator) == (6, 8)


@pytest.mark.parametrize("payload", [b"", b"\x08\0", b"\x80\0", b"\x02\x02"])
def test_an_impossible_key_changes_nothing(payload: bytes) -> None:
    data = midi(track(meta(0, 0x59, b"\xfd\1"), meta(960, 0x59, payload), scale()))
    keys = opened(data).excerpt.keys
    assert [(change.tick, change.key.fifths, change.key.mode) for change in keys] == [
        (0, -3, "minor")
    ]
    assert "key signature" in notices(data)


def test_of_two_meters_at_one_place_that_of_one_beat_is_passed_over() -> None:
    """As an editor leaves them that cuts away an empty pickup bar."""
    for payloads in ((b"\4\2", b"\1\2"), (b"\1\2", b"\4\2")):
        data = midi(track(*(meta(0, 0x58, payload) for payload in payloads), scale()))
        assert [m.numerator for m in opened(data).excerpt.meters.changes] == [4]
        assert "Two time signatures" in notices(data)


def test_a_bar_of_one_beat_before_others_stays() -> None:
    data = midi(track(meta(0, 0x58, b"\1\2"), meta(480, 0x58, b"\4\2"), scale()))
    assert [m.numerator for m in opened(data).excerpt.meters.changes] == [1, 4]


@pytest.mark.parametrize("track_number", [0, 1, 2])
def test_tempi_count_in_whatever_track_they_stand(track_number: int) -> None:
    tracks = [[name("one")], [name("two")], scale(6)]
    tracks[track_number] += [meta(0, 0x51, b"\x0f\x42\x40"), meta(1920, 0x51, b"\x07\xa1\x20")]
    music = opened(midi(*(track(events) for events in tracks))).excerpt
    seconds = [music.tempo_map.tick_to_sec(note.onset_tick) for note in music.notes]
    assert seconds == pytest.approx([0, 1, 2, 3, 4, 4.5])


@pytest.mark.parametrize("division", [96, 1000, 384, 25, 10080])
def test_onsets_come_back_within_half_a_tick(division: int) -> None:
    ticks = range(0, 40 * division, 333)
    events = [event for tick in ticks for event in note(60, tick, 100)]
    found = [
        note.onset_tick for note in opened(midi(track(events), division=division)).excerpt.notes
    ]
    assert all(
        abs(tick * 480 / division - onset) <= 0.5 for tick, onset in zip(ticks, found, strict=True)
    )


# Whatever bytes there are


@given(st.binary(max_size=300), st.sampled_from(["alone", "as a file", "as a track"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(data: bytes, place: str) -> None:
    if place != "alone":
        data = header() + (data if place == "as a file" else chunk(data))
    with contextlib.suppress(MidiFileError):
        assert opened(data).excerpt.end_tick < 2**28


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_a_damaged_byte_costs_little(data: st.DataObject) -> None:
    whole = bytearray(midi(track(control(0, 64, 127), scale(40))))
    place = data.draw(st.integers(40, len(whole) - 5))
    whole[place] = data.draw(st.integers(0, 255))
    found = {(note.pitch, note.velocity) for note in opened(bytes(whole)).excerpt.notes}
    wanted = {(note.pitch, note.velocity) for note in opened(midi(track(scale(40)))).excerpt.notes}
    assert len(wanted & found) >= len(wanted) - 2


def test_a_file_is_read_with_a_report_of_progress_and_can_be_cancelled(tmp_path) -> None:
    class CancelledError(Exception):
        pass

    path = tmp_path / "long.mid"
    path.write_bytes(midi(track(scale(20_000))))
    shares: list[float] = []
    open_midi(path, report=shares.append)
    assert shares == sorted(shares)
    assert len(shares) >= 3
    assert shares[-1] == 1

    def cancel(share: float) -> None:
        if share > 0.2:
            raise CancelledError

    with pytest.raises(CancelledError):
        open_midi(path, report=cancel)


@pytest.mark.parametrize(
    "piece",
    [
        b"MTrk\xff\xff\xff\xff",
        b"MTrk\0\0\0\0",
        b"MTrk\0\0\0\x0b\0\xff\x2f\0MTrk",
        b"\0\xf0\xff\xff\xff\x7f",
        b"\0\x90\x3c\x40",
        b"\0\xb0\x7b\0\0\x90\x3c\x40",
        b"\xff",
        b"ABCD\0\0\0\1x",
    ],
)
def test_time_does_not_grow_with_the_square_of_what_is_wrong(piece: bytes) -> None:
    """Half a megabyte of one thing that is wrong again and again."""
    whole = header() + b"MTrk\0\xff\xff\xff" + piece * (2**19 // len(piece))
    shorter = whole[: len(whole) // 4]

    def seconds(data: bytes) -> float:
        began = time.process_time()
        with contextlib.suppress(MidiFileError):
            opened(data)
        return time.process_time() - began

    assert seconds(whole) < 10 * max(seconds(shorter), 0.05)
