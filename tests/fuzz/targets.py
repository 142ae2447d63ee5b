"""The readers of files that anybody may have made, with small inputs to begin with."""

import json
import tempfile
from pathlib import Path

import chopin_studio
from chopin_studio.library.take_folder import RECORD_FILE, read_take
from chopin_studio.library.take_json import take_to_json
from chopin_studio.music.humdrum_io.opening import open_humdrum
from chopin_studio.music.midi_io import opened_from_bytes
from chopin_studio.music.musicxml_io.reading import music_from_bytes
from tests.fuzz.fuzzing import Target
from tests.library.test_take import TAKE, VERSION_1
from tests.music.humdrum_io.kern import kern
from tests.music.midi_io.files import (
    chunk,
    control,
    header,
    meta,
    midi,
    name,
    note,
    off,
    on,
    program,
    track,
)
from tests.music.musicxml_io.scores import COMMON_TIME, backup, chord, document, grace, repeat
from tests.music.musicxml_io.scores import note as written
from tests.music.musicxml_io.scores import words as directed

_PACKAGE = Path(chopin_studio.__file__).parent
_MUSIC = _PACKAGE / "music"


def _read_midi(data: bytes) -> None:
    parts = opened_from_bytes(data, "fuzz.mid").parts
    if parts and len(data) % 4 == 0:  # the rest is the same, and takes half the time
        opened_from_bytes(data, "fuzz.mid", {len(parts) - 1})


def _read_musicxml(data: bytes) -> None:
    music_from_bytes(data, "fuzz.musicxml")


def _read_humdrum(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "fuzz.krn"
        path.write_bytes(data)
        open_humdrum(path)


def _read_take(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / RECORD_FILE).write_bytes(data)
        read_take(Path(folder))


_TWO_HANDS = midi(
    track(name("Étude"), meta(0, 0x51, b"\7\xa1\x20"), meta(0, 0x58, b"\3\2\x18\x08")),
    track(name("Right"), program(0, 0), control(0, 64, 127), note(60, 0), note(64, 480)),
    track(name("Left"), control(480, 64, 0), note(40, 0, 960, channel=1)),
)
_ODD_EVENTS = midi(
    track(
        meta(0, 0x59, b"\2\0"),
        meta(0, 0x21, b"\1"),
        (0, b"\xf0\x05\x7e\x7f\x09\x01\xf7"),
        (0, b"\xf0\x0a\x41\x10\x42\x12\x40\x13\x15\x01\x17\xf7"),
        [on(0, 60), on(0, 60), off(10, 60), control(20, 123, 0), control(30, 121, 0)],
        (40, b"\xe0\0\x50"),
        (50, b"\xfe"),
        meta(60, 5, b"la"),
        meta(70, 6, b"End of seed"),
        note(36, 0, channel=9),
    )
)
_PATTERNS = midi(track(note(60, 0)), track(note(62, 0)), kind=2)
_RIFF = b"RIFF" + (60).to_bytes(4, "little") + b"RMIDdata" + (40).to_bytes(4, "little")

MIDI = Target(
    "midi",
    _read_midi,
    (
        _TWO_HANDS,
        _ODD_EVENTS,
        _PATTERNS,
        midi(track(note(60, 0)), division=-25 * 256 + 40),
        _RIFF + midi(track(note(60, 0))),
        header() + chunk(b"\0\x90\x3c\x40", 0xFFFFFFFF),
        b"<html></html>",
    ),
    (
        *(b"MThd\0\0\0\6", b"MTrk\0\0\0\4", b"\0\xff\x2f\0", b"\xff\x51\3", b"\xff\x58\4"),
        *(b"\xff\x59\2", b"\xff\3\4Name", b"\xff\x21\1\1", b"\xf0\3\1\2\xf7", b"\xb0\x40\x7f"),
        *(b"\xb0\x7b\0", b"\xb0\x79\0", b"\xe0\0\0", b"\xc0\x20", b"\x83\x60", b"\xff\xff\xff\x7f"),
        *(b"\x99\x24\x40", b"\x90\x3c\x40", b"\x80\x3c\x40", b"\x8f\xff", b"\x82\xb1\x82\xea"),
    ),
    (_MUSIC / "midi_io",),
)

_SCORE = document(
    COMMON_TIME + written("C4", 1) + chord("E4 G4", 1) + grace("D5") + written("r", 2),
    directed("Allegro", '<sound tempo="90"/>') + written("C5", 4) + repeat("backward"),
    written("F#4", 2) + backup(2) + written("Bb3", 4),
)
MUSICXML = Target(
    "musicxml",
    _read_musicxml,
    (_SCORE, document(COMMON_TIME + written("C4", 4, "<tie type='start'/>"), written("C4", 4))),
    (
        *(
            b"<note>",
            b"</note>",
            b"<duration>",
            b"<measure number='0' implicit='yes'>",
            b"<chord/>",
        ),
        *(b"<backup><duration>99</duration></backup>", b"<divisions>0</divisions>", b"<tie/>"),
        *(
            b"<time><beats>0</beats><beat-type>3</beat-type></time>",
            b"<repeat direction='forward'/>",
        ),
        *(
            b"<ending number='1' type='start'/>",
            b"<alter>9</alter>",
            b"-1",
            b"1e999",
            b"&#0;",
            b"\xff",
        ),
        *(b"<sound dacapo='yes'/>", b"<octave-shift type='up' size='8'/>", b"<staves>2</staves>"),
    ),
    (_MUSIC / "musicxml_io", _MUSIC / "written_score"),
)

HUMDRUM = Target(
    "humdrum",
    _read_humdrum,
    (
        kern("*M4/4", "=1", "1C  1c", "=:|!", "1D  1d").encode(),
        kern(
            "*k[b-]", "4.C  8.cc#", "8D  16dd-L", "=", "*^  *", "4E  4r  4e", "*v  *v  *"
        ).encode(),
        b"**kern\t**dynam\n*MM90\t*\n4c\tp <\n[4d\tf\n4d]\t.\n*-\t*-\n",
    ),
    (
        *(b"**kern", b"*-", b"*^", b"*v", b"*+", b"*x", b"=1", b"=:|!", b"*M3/8", b"*MM120"),
        *(b"\t", b"\n", b".", b"4c", b"8.dd#", b"[", b"]", b"_", b"q", b"qq", b"0", b"%3", b"*>A"),
        *(b"*>[A,B]", b"*met(C|)", b"!!!OTL: x", b"*clefG2", b"r", b"999999999", b"3%0c"),
    ),
    (_MUSIC / "humdrum_io", _MUSIC / "written_score"),
)

_TAKE = json.dumps(take_to_json(TAKE)).encode()
TAKES = Target(
    "takes",
    _read_take,
    (_TAKE, json.dumps(VERSION_1).encode()),
    (
        *(b"null", b"true", b"1e999", b"-1", b"0.5", b'""', b"[]", b"{}", b'"a"', b"1" * 400),
        *(b'"format_version": 9', b'"plan": {}', b'"settings": {}', b'"\\ud800"', b"[" * 90, b","),
    ),
    (_PACKAGE / "library", _PACKAGE / "data_fields.py", _PACKAGE / "data_files.py"),
)

TARGETS = (MIDI, TAKES, MUSICXML, HUMDRUM)
