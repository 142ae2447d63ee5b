import os
import struct
from pathlib import Path

import mido
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io import (
    MAX_MIDI_BYTES,
    MidiFileError,
    excerpt_from_bytes,
    open_midi,
    read_midi,
    read_own_midi,
    write_midi,
)
from chopin_studio.music.midi_io.common import TRACK_NAMES
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.tempo import TempoChange, TempoMap
from tests.music.strategies import excerpts

EXCERPT = Excerpt(
    notes=(
        Note(48, 50, 0, 960, Hand.LEFT),
        Note(72, 80, 0, 480, Hand.RIGHT),
        Note(60, 64, 480, 1, None),
    ),
    tempo_map=TempoMap((TempoChange(0, 909_091), TempoChange(480, 800_000))),
    meters=MeterMap((MeterChange(0, 3, 4), MeterChange(480, 6, 8))),
    keys=(KeyChange(0, Key(-5)), KeyChange(480, Key(4, "minor"))),
    pedals=(PedalChange(0, 127), PedalChange(900, 0)),
    title="Nocturne in D♭ major",
    seed_end_tick=480,
)


def midi_file(*tracks: bytes, division: int = 480, kind: int = 1) -> bytes:
    """Make a file of raw tracks, each given its chunk header and its end here."""
    chunks = [struct.pack(">4sIHHh", b"MThd", 6, kind, len(tracks), division)]
    for track in tracks:
        body = track + bytes.fromhex("00ff2f00")
        chunks.append(b"MTrk" + struct.pack(">I", len(body)) + body)
    return b"".join(chunks)


@pytest.fixture
def read_bytes(tmp_path: Path):
    def read(data: bytes) -> Excerpt:
        path = tmp_path / "file.mid"
        path.write_bytes(data)
        return read_midi(path)

    return read


def written(excerpt: Excerpt, folder: Path) -> Excerpt:
    write_midi(excerpt, folder / "written.mid")
    return read_own_midi(folder / "written.mid")


# Both ways


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    assert written(EXCERPT, tmp_path) == EXCERPT


def test_an_empty_excerpt_survives(tmp_path: Path) -> None:
    assert written(Excerpt(), tmp_path) == Excerpt()


@given(excerpts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_excerpt_survives(tmp_path_factory: pytest.TempPathFactory, excerpt: Excerpt) -> None:
    assert written(excerpt, tmp_path_factory.mktemp("midi")) == excerpt


def test_a_corpus_file_survives(corpus_dir: Path, tmp_path: Path) -> None:
    for path in sorted((corpus_dir / "midis").rglob("*.mid"))[::24]:
        excerpt = read_midi(path)
        assert written(excerpt, tmp_path) == excerpt, path.name
        assert any(note.hand for note in excerpt.notes), path.name


def test_the_same_excerpt_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.mid", "b.mid"):
        write_midi(EXCERPT, tmp_path / name)
    assert (tmp_path / "a.mid").read_bytes() == (tmp_path / "b.mid").read_bytes()


def test_a_damaged_file_of_our_own_is_not_taken_for_whole(tmp_path: Path) -> None:
    write_midi(EXCERPT, tmp_path / "a.mid")
    (tmp_path / "a.mid").write_bytes((tmp_path / "a.mid").read_bytes()[:-20])
    with pytest.raises(MidiFileError, match="is damaged"):
        read_own_midi(tmp_path / "a.mid")
    assert read_midi(tmp_path / "a.mid").notes


# Writing


def test_the_written_file_has_a_conductor_track_and_one_track_a_hand(tmp_path: Path) -> None:
    write_midi(EXCERPT, tmp_path / "a.mid")
    file = mido.MidiFile(tmp_path / "a.mid")
    assert (file.type, file.ticks_per_beat) == (1, 480)
    assert [track.name for track in file.tracks[1:]] == list(TRACK_NAMES.values())
    conductor = {message.type for message in file.tracks[0]}
    assert {"set_tempo", "time_signature", "key_signature", "marker"} <= conductor
    pedalled = [any(m.type == "control_change" for m in track) for track in file.tracks]
    assert pedalled == [False, True, True, True]


def test_the_bars_of_the_file_are_those_of_the_excerpt(tmp_path: Path) -> None:
    write_midi(EXCERPT, tmp_path / "a.mid")
    tick, changes = 0, []
    for message in mido.MidiFile(tmp_path / "a.mid").tracks[0]:
        tick += message.time
        if message.type in ("time_signature", "set_tempo", "key_signature"):
            changes.append((tick, message.type))
    assert sorted(changes) == sorted(
        (tick, kind)
        for tick in (0, 480)
        for kind in ("time_signature", "set_tempo", "key_signature")
    )


def test_a_pedal_in_several_tracks_is_one_pedal(read_bytes) -> None:
    right = bytes.fromhex("00903c40 00b0407f 0a3c00 0ab04000")
    left = bytes.fromhex("00903040 00b0407f 0a803000 0ab04000 05b0407f")
    pedals = read_bytes(midi_file(b"", right, left)).pedals
    assert pedals == (PedalChange(0, 127), PedalChange(20, 0), PedalChange(25, 127))


def test_a_pedal_in_the_first_hand_alone_is_kept(read_bytes) -> None:
    right = bytes.fromhex("00903c40 00b0407f 0a3c00 0ab04000")
    left = bytes.fromhex("00903040 0a803000")
    pedals = read_bytes(midi_file(b"", right, left)).pedals
    assert pedals == (PedalChange(0, 127), PedalChange(20, 0))


def test_the_first_name_is_the_title_whatever_the_other_tracks_are_called(read_bytes) -> None:
    names = [
        b"\0\xff\x03" + bytes([len(name)]) + name for name in (b"Nocturne", b"Organ", b"Violin")
    ]
    assert read_bytes(midi_file(*names)).title == "Nocturne"
    assert read_bytes(midi_file(b"\0\xff\x03\x0bPiano right", names[1])).title != "Organ"


def test_a_note_ends_before_the_next_of_its_pitch_begins(tmp_path: Path) -> None:
    notes = (Note(60, 64, 0, 480), Note(60, 64, 480, 480))
    write_midi(Excerpt(notes), tmp_path / "a.mid")
    track = mido.MidiFile(tmp_path / "a.mid").tracks[1]
    kinds = [message.type for message in track if message.type.startswith("note")]
    assert kinds == ["note_on", "note_off", "note_on", "note_off"]


def test_a_note_inside_a_longer_one_of_its_pitch_keeps_its_length(tmp_path: Path) -> None:
    notes = (Note(60, 64, 0, 960, Hand.LEFT), Note(60, 70, 240, 240, Hand.LEFT))
    assert written(Excerpt(notes), tmp_path).notes == notes


def test_control_characters_in_a_title_become_spaces(tmp_path: Path) -> None:
    assert written(Excerpt(title=" a\nb\0"), tmp_path).title == "a b"


def test_writing_into_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match="missing"):
        write_midi(EXCERPT, tmp_path / "missing" / "a.mid")


def test_music_too_long_for_the_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MidiFileError, match="too long"):
        write_midi(Excerpt((Note(60, 64, 2**28, 1),)), tmp_path / "a.mid")
    assert not (tmp_path / "a.mid").exists()


# Reading what others write


def test_running_status_and_velocity_0_are_understood(read_bytes) -> None:
    track = bytes.fromhex("00903c40 783c00 003e40 783e00")
    assert read_bytes(midi_file(track, kind=0)).notes == (
        Note(60, 64, 0, 120),
        Note(62, 64, 120, 120),
    )


def test_overlapping_notes_of_one_pitch_end_in_the_order_they_began(read_bytes) -> None:
    track = bytes.fromhex("00903c40 0a3c50 0a3c00 0a3c00")
    assert read_bytes(midi_file(track)).notes == (Note(60, 64, 0, 20), Note(60, 80, 10, 20))


def test_channels_do_not_end_each_others_notes(read_bytes) -> None:
    track = bytes.fromhex("00903c40 00913c50 0a813c00 0a803c00")
    lengths = {note.velocity: note.duration_tick for note in read_bytes(midi_file(track)).notes}
    assert lengths == {80: 10, 64: 20}


def test_a_note_without_an_end_sounds_to_the_end_of_its_track(read_bytes) -> None:
    track = bytes.fromhex("00903c40 003e40 643e00")
    assert read_bytes(midi_file(track)).notes == (Note(60, 64, 0, 100), Note(62, 64, 0, 100))


def test_a_note_of_no_length_lasts_one_tick(read_bytes) -> None:
    assert read_bytes(midi_file(bytes.fromhex("00903c40 003c00"))).notes == (Note(60, 64, 0, 1),)


def test_a_note_off_alone_means_nothing(read_bytes) -> None:
    assert read_bytes(midi_file(bytes.fromhex("00803c40"))).notes == ()


def test_percussion_is_left_out(read_bytes) -> None:
    assert read_bytes(midi_file(bytes.fromhex("00992440 0a2400"))).notes == ()


def test_other_divisions_are_rescaled(read_bytes) -> None:
    track = bytes.fromhex("60903c40 603c00")
    assert read_bytes(midi_file(track, division=96)).notes == (Note(60, 64, 480, 480),)


def test_smpte_time_keeps_its_seconds(read_bytes) -> None:
    division = -25 * 256 + 40
    track = bytes.fromhex("00ff51030f4240 8768903c40 87683c00")
    excerpt = read_bytes(midi_file(track, division=division))
    assert [note.onset_tick for note in excerpt.notes] == [960]
    assert excerpt.duration_sec == pytest.approx(2.0)


def test_a_riff_wrapping_and_unknown_chunks_are_skipped(read_bytes) -> None:
    inner = midi_file(bytes.fromhex("00903c40 0a3c00"))
    inner = inner[:14] + b"XFIH" + struct.pack(">I", 2) + b"ab" + inner[14:]
    riff = b"RIFF" + struct.pack("<I", len(inner) + 12) + b"RMIDdata"
    assert len(read_bytes(riff + struct.pack("<I", len(inner)) + inner).notes) == 1


def test_of_two_changes_at_one_tick_the_last_counts(read_bytes) -> None:
    track = bytes.fromhex("00ff5103000001 00ff51030f4240 00ff580404021808 00ff580403021808")
    excerpt = read_bytes(midi_file(track))
    assert excerpt.tempo_map.changes == (TempoChange(0, 1_000_000),)
    assert excerpt.meters.changes == (MeterChange(0, 3, 4),)


def test_impossible_meters_and_tempos_are_passed_over(read_bytes) -> None:
    track = bytes.fromhex("00ff5103000000 00ff580400021808 00ff580404ff1808")
    assert read_bytes(midi_file(track)) == Excerpt(names_meter=False)


def test_a_latin_1_title_is_readable(read_bytes) -> None:
    name = "Étude".encode("latin-1")
    assert read_bytes(midi_file(b"\0\xff\x03" + bytes([len(name)]) + name)).title == "Étude"


# Refusals


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "is empty"),
        (bytes(range(1, 99)), "is not a MIDI file"),
        (midi_file(b"")[:-9], "incomplete"),
        (midi_file(b"")[:12], "incomplete"),
        (midi_file(bytes.fromhex("ffffff7f903c40 0a3c00")), "longer than"),
    ],
)
def test_a_bad_file_is_refused_in_a_sentence(read_bytes, data: bytes, complaint: str) -> None:
    with pytest.raises(MidiFileError, match=complaint):
        read_bytes(data)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.mid"
    path.touch()
    os.truncate(path, 100 * 2**20)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("was read"))
    assert path.stat().st_size > MAX_MIDI_BYTES
    with pytest.raises(MidiFileError, match="100 MB"):
        read_midi(path)


def test_a_folder_a_pipe_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.mid"
    paths = {tmp_path: "folder", tmp_path / "none.mid": "does not exist"}
    if hasattr(os, "mkfifo"):
        os.mkfifo(pipe)
        paths[pipe] = "is not a file"
    for path, complaint in paths.items():
        with pytest.raises(MidiFileError, match=complaint):
            read_midi(path)


def test_an_unreadable_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    path = tmp_path / "secret.mid"
    path.write_bytes(midi_file(b""))
    monkeypatch.setattr(Path, "read_bytes", deny)
    with pytest.raises(MidiFileError, match="Permission denied"):
        read_midi(path)


# Damage of every kind


@pytest.fixture(scope="module")
def real_bytes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("real") / "real.mid"
    write_midi(EXCERPT, path)
    return path.read_bytes()


def excerpt_or_refusal(data: bytes) -> Excerpt | MidiFileError:
    try:
        return excerpt_from_bytes(data, "fuzz.mid")
    except MidiFileError as error:
        return error


@given(st.binary(max_size=200), st.booleans())
@settings(max_examples=200, deadline=None)
def test_random_bytes_are_read_or_refused(data: bytes, as_track: bool) -> None:
    result = excerpt_or_refusal(midi_file(data) if as_track else data)
    assert isinstance(result, Excerpt | MidiFileError)


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_mutated_file_is_read_or_refused(real_bytes: bytes, data: st.DataObject) -> None:
    mutated = bytearray(real_bytes)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(mutated) - 1))
        if data.draw(st.booleans()):
            mutated[place] = data.draw(st.integers(0, 255))
        else:
            del mutated[place : place + data.draw(st.integers(1, 10))]
        mutated = mutated or bytearray(b"M")
    assert isinstance(excerpt_or_refusal(bytes(mutated)), Excerpt | MidiFileError)


def test_a_file_without_a_meter_is_told_from_one_in_four_four(tmp_path: Path) -> None:
    bare = excerpt_from_bytes(midi_file(b""), "bare.mid")
    assert not bare.names_meter
    assert bare.meters == MeterMap()
    assert written(bare, tmp_path) == bare
    assert written(Excerpt(), tmp_path).names_meter


def test_the_parts_of_a_file_can_be_chosen(tmp_path: Path) -> None:
    write_midi(EXCERPT, tmp_path / "a.mid")
    opened = open_midi(tmp_path / "a.mid", parts=[1])
    assert [(part.name, part.note_count, part.is_taken) for part in opened.parts] == [
        ("Piano right", 1, False),
        ("Piano left", 1, True),
        ("Piano (both hands)", 1, False),
    ]
    assert [note.pitch for note in opened.excerpt.notes] == [48]
