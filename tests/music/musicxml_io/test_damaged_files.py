"""Files that are damaged, or made to do harm."""

import io
import zipfile

import pytest

from chopin_studio.music.musicxml_io import MusicXmlError, reading
from chopin_studio.music.musicxml_io.reading import music_from_bytes, open_musicxml
from tests.music.musicxml_io.scores import (
    COMMON_TIME,
    backup,
    document,
    note,
    notes,
    opened,
    pitches,
    sounding,
    words,
)

PLAIN = document(COMMON_TIME + notes("C4 D4 E4 F4"), note("G4", 4))


def archive(files, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as writer:
        for name, content in files.items():
            writer.writestr(name, content)
    return buffer.getvalue()


def container(path):
    return f'<container><rootfiles><rootfile full-path="{path}"/></rootfiles></container>'


def read(data):
    return music_from_bytes(data, "x.musicxml")


def refusal(data):
    with pytest.raises(MusicXmlError) as refused:
        read(data)
    return str(refused.value)


def test_a_compressed_score_is_the_one_that_its_container_names():
    other = document(COMMON_TIME + note("C2", 4))
    files = {
        "a.xml": other,
        "META-INF/container.xml": container("b/score.xml"),
        "b/score.xml": PLAIN,
    }

    assert pitches(read(archive(files)).excerpt) == [60, 62, 64, 65, 67]


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "", "nothing.xml"])
def test_a_container_that_names_no_file_of_the_archive_is_passed_over(path):
    files = {"META-INF/container.xml": container(path), "score.xml": PLAIN}

    assert len(read(archive(files)).excerpt.notes) == 5


def test_a_damaged_container_is_passed_over():
    files = {"META-INF/container.xml": "<container", "score.musicxml": PLAIN}

    assert len(read(archive(files)).excerpt.notes) == 5


def test_an_archive_that_would_unpack_to_gigabytes_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_SCORE_BYTES", 10_000_000)
    bomb = archive({"score.xml": b"<score-partwise>" + b" " * 40_000_000})

    assert len(bomb) < 100_000
    assert "Export its piano part alone" in refusal(bomb)


def test_archives_that_are_none():
    assert "cannot be unpacked" in refusal(archive({"score.xml": PLAIN})[:200])
    assert "without a score" in refusal(archive({"readme.txt": "x"}))
    assert "MusicXML does not have" in refusal(archive({"s.xml": PLAIN}, zipfile.ZIP_BZIP2))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_may_be_in_any_encoding(encoding):
    head = "<work><work-title>Prélude</work-title></work>"
    text = document(COMMON_TIME + note("C4", 4), head=head).decode()
    text = text.replace('encoding="UTF-8"', f'encoding="{encoding}"')

    assert read(text.encode(encoding)).excerpt.title == "Prélude"


def test_text_that_is_not_in_the_encoding_it_claims_is_read():
    head = "<work><work-title>Prélude</work-title></work>"
    data = document(COMMON_TIME + note("C4", 4), head=head).decode().encode("latin-1")

    assert read(data).excerpt.title.startswith("Pr")


def test_the_document_type_that_programs_write_is_not_fetched():
    assert b"<!DOCTYPE" in PLAIN
    assert len(read(PLAIN).excerpt.notes) == 5


@pytest.mark.parametrize(
    "declaration",
    [
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY a SYSTEM "file:///etc/passwd">',
        '<!ENTITY % a SYSTEM "http://localhost/x.dtd"> %a;',
    ],
)
def test_entities_are_refused(declaration):
    data = PLAIN.decode().replace(
        '"http://www.musicxml.org/dtds/partwise.dtd"',
        f'"http://www.musicxml.org/dtds/partwise.dtd" [{declaration}]',
    )

    assert "XML that no score has" in refusal(data.encode())


def test_elements_in_absurd_depth_are_refused():
    deep = "<a>" * 5000 + "</a>" * 5000

    assert "XML that no score has" in refusal(document(deep + note("C4", 4)))


def test_a_file_cut_short_is_read_as_far_as_it_goes():
    found = read(PLAIN[: PLAIN.index(b"<step>G")])

    assert pitches(found.excerpt) == [60, 62, 64, 65]
    assert found.notices == ("The file is damaged: what follows bar 1 was lost.",)


def test_other_files_are_refused_with_what_to_do():
    assert "without a score" in refusal(b"<html><body/></html>")
    assert "Export it again" in refusal(b"<score-partwise><part")
    assert "no notes to play" in refusal(document(COMMON_TIME + note("r", 4)))


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(MusicXmlError, match=r"Choose a MusicXML file\.$"):
        open_musicxml(tmp_path / "nothing.mxl")


def test_too_many_notes_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_NOTES", 4)

    assert "more than 4 notes" in refusal(PLAIN)


def test_more_signs_than_any_score_has_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_SIGNS", 1)

    assert "longer than any score" in refusal(document(COMMON_TIME + words("dolce") + note("C4")))


def test_divisions_without_common_measure_are_read_in_bounded_time():
    bars = [
        f"<attributes><divisions>{divisions}</divisions></attributes>" + note("C4", 1000)
        for divisions in range(10_001, 12_000, 2)
    ]

    assert len(read(document(*bars)).excerpt.notes) == len(bars)


def test_a_performance_that_would_be_too_long_is_played_once(monkeypatch):
    monkeypatch.setattr(reading, "MOST_NOTES", 7)
    back = '<barline location="right"><repeat direction="backward"/></barline>'
    found = opened(COMMON_TIME + notes("C4 D4 E4 F4") + back, note("G4", 4))

    assert len(found.excerpt.notes) == 5
    assert found.notices[0].startswith("Repeats are played once")


def test_impossible_values_are_passed_over_with_a_sentence():
    broken = (
        note("C4").replace("<duration>12", "<duration>-12")
        + note("D4").replace("<step>D</step>", "")
        + backup(40)
        + note("E4", 4).replace("<octave>4", "<octave>77")
    )
    found = opened(COMMON_TIME + broken, note("F4", 4))

    assert sounding(found.excerpt) == [(65, 4, 4)]
    assert found.notices == (
        "3 notes without a readable pitch or length were left out.",
        "Some note lengths or positions in this file are wrong.",
    )


def test_without_divisions_a_quarter_is_one():
    found = opened(note("C4", 1 / 12) + note("D4", 1 / 12))

    assert sounding(found.excerpt) == [(60, 0, 1), (62, 1, 1)]
    assert found.notices == ("Some note lengths or positions in this file are wrong.",)
