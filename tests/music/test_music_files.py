import io
import zipfile

import pytest

from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.file_formats import MUSIC_EXTENSIONS, MUSIC_FORMATS
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.music_files import open_music
from chopin_studio.music.note import Note
from chopin_studio.music.written_score.repeats import Repeats
from tests.music.humdrum_io.kern import kern
from tests.music.musicxml_io.scores import COMMON_TIME, document, note, repeat

SCORE = document(COMMON_TIME + note("C4", 4) + repeat("backward"))
KERN = kern("*M4/4", "=1", "1C  1c", "=:|!")


def packed(name, content=b"x"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


def opened(folder, data, name="music.dat", **options):
    path = folder / name
    path.write_bytes(data)
    return open_music(path, **options)


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (SCORE, 2),
        (SCORE.decode().encode("utf-16"), 2),
        (packed("score.xml", SCORE), 2),
        (KERN.encode(), 4),
        (b"!!!COM: Somebody\n" + KERN.encode(), 4),
    ],
)
def test_the_kind_is_told_by_the_content_whatever_the_name(tmp_path, data, count):
    assert len(opened(tmp_path, data).excerpt.notes) == count


def test_midi_files_are_read_by_their_reader(tmp_path):
    write_midi(Excerpt((Note(60, 64, 0, 480),)), tmp_path / "song.xml")

    assert len(open_music(tmp_path / "song.xml").excerpt.notes) == 1


def test_repeats_can_be_left_out(tmp_path):
    for data, count in ((SCORE, 1), (KERN.encode(), 2)):
        assert len(opened(tmp_path, data, repeats=Repeats.ONCE).excerpt.notes) == count


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'<?xml version="1.0"?><museScore version="4.20">', "of MuseScore"),
        (packed("score.mscx"), "of MuseScore"),
        (b"\x0fSIBELIUS\0\0", "of Sibelius"),
        (b"ENIGMA BINARY FILE\0", "of Finale"),
        (packed("score.dat"), "of Finale"),
        (packed("Content/score.gpif"), "of Guitar Pro"),
        (b"<mei xmlns='http://www.music-encoding.org/ns/mei'>", "of MEI"),
        (b"X: 1\nT: Air\nK: C\nCDEF|", "of ABC"),
        (b'\\version "2.24.0"\n\\relative c { c d }', "of LilyPond"),
        (b"%PDF-1.7\n", "a PDF"),
    ],
)
def test_other_formats_are_refused_with_what_to_do(tmp_path, data, words):
    with pytest.raises(StudioError, match=words) as refused:
        opened(tmp_path, data)

    assert "as MusicXML" in str(refused.value)


@pytest.mark.parametrize("name", ["nothing.mid", "."])
def test_what_cannot_be_read_says_why(tmp_path, name):
    with pytest.raises(StudioError):
        open_music(tmp_path / name)


def test_the_formats_have_extensions_of_their_own():
    assert len(set(MUSIC_EXTENSIONS)) == sum(len(one.extensions) for one in MUSIC_FORMATS)
    assert {".mid", ".musicxml", ".mxl", ".xml", ".krn"} <= set(MUSIC_EXTENSIONS)
