"""What is no MIDI file is refused by what it is."""

from pathlib import Path

import pytest

from chopin_studio.errors import StudioError
from chopin_studio.music.midi_io import MidiFileError
from chopin_studio.music.music_files import open_music
from tests.music.midi_io.files import midi, opened, scale, track


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"SMF2CLIP" + bytes(40), "MIDI 2.0"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"\xef\xbb\xbf\n <HTML><head>", "web page"),
        ("<html>".encode("utf-16"), "web page"),
        (b"PK\x03\x04" + bytes(26) + b"nocturne.mid", "zip archive"),
        (b"\x1f\x8b\x08" + bytes(20), "compressed"),
        (b"Rar!\x1a\x07\x01\x00", "compressed"),
        (b"ID3\x04" + bytes(20), "audio recording"),
        (b"\xff\xfb\x90\x44" + bytes(20), "audio recording"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio recording"),
        (b"RIFF\x24\0\0\0sfbkLIST", "SoundFont"),
        (b"fLaC" + bytes(20), "audio recording"),
        (b"\0\0\0\x20ftypM4A ", "audio or video"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"FORM\0\0\0\x20XDIRINFO", "game"),
        (b"0, 0, Header, 1, 2, 480\n", "midicsv"),
        (b"Hello there,\nno music here.\n", "a text"),
        ("Привет".encode(), "a text"),
    ],
)
def test_a_file_of_another_kind_is_refused_by_its_name(data: bytes, kind: str) -> None:
    with pytest.raises(MidiFileError, match=kind):
        opened(data)


def test_a_midi_file_inside_another_kind_is_not_read_by_accident() -> None:
    with pytest.raises(MidiFileError, match="zip archive"):
        opened(b"PK\x03\x04" + bytes(26) + midi(track(scale())))


def test_a_web_page_is_no_score_either(tmp_path: Path) -> None:
    path = tmp_path / "nocturne.mid"
    path.write_bytes(b"<!DOCTYPE html><html><body>404 Not Found</body></html>")
    with pytest.raises(StudioError, match="web page"):
        open_music(path)


def test_bytes_of_no_known_kind_are_called_no_midi_file() -> None:
    with pytest.raises(MidiFileError, match="is not a MIDI file"):
        opened(bytes(range(1, 100)))
