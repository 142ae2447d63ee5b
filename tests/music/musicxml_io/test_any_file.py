"""Whatever bytes a file has, it is read or refused in a sentence."""

import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chopin_studio.music.musicxml_io import MusicXmlError
from chopin_studio.music.musicxml_io.reading import music_from_bytes
from tests.music.musicxml_io.scores import (
    COMMON_TIME,
    backup,
    chord,
    direction,
    document,
    grace,
    note,
    notes,
    repeat,
    words,
)

TIE = '<tie type="start"/>'
SCORE = document(
    COMMON_TIME
    + direction("<dynamics><p/></dynamics>", '<sound dynamics="50"/>')
    + words("rit.")
    + notes("C4 D#4", 1, TIE)
    + grace("E4")
    + chord("F4 A4 C5", 2)
    + backup(4)
    + direction('<wedge type="crescendo"/>')
    + note("C3", 4, "<staff>2</staff>"),
    repeat("forward") + note("G4", 4) + direction('<pedal type="start"/>') + repeat("backward"),
    "@implicit='yes'@" + note("r", 1) + words("D.C. al Fine", '<sound dacapo="yes"/>'),
    head="<work><work-title>Prelude</work-title></work>",
)
EDITS = st.lists(
    st.tuples(
        st.integers(0, len(SCORE)),
        st.integers(0, 40),
        st.binary(max_size=12)
        | st.sampled_from(
            [b"<", b">", b"</note>", b"<chord/>", b"<grace/>", b"-1", b"0", b"999999999", b"&a;"]
        ),
    ),
    max_size=6,
)
NUMBERS = st.sampled_from(
    ["", "0", "-1", "1e9", "0.0001", "999999999", "99999999999999999999", "NaN", "1/3", "12", "7"]
)
TAGS = (
    "duration", "divisions", "beats", "beat-type", "octave", "alter", "staff", "step", "fifths",
)  # fmt: skip


def read_or_refuse(data: bytes) -> None:
    try:
        found = music_from_bytes(data, "any.musicxml")
    except MusicXmlError:
        return
    assert found.excerpt.notes
    assert sum(part.note_count for part in found.parts) > 0


@given(st.binary(max_size=400))
@example(b"PK\x03\x04")
@example(b"\xff\xfe<\0")
def test_any_bytes(data: bytes) -> None:
    read_or_refuse(data)


@given(EDITS)
def test_a_score_with_bytes_changed(edits: list[tuple[int, int, bytes]]) -> None:
    data = SCORE
    for place, length, inserted in edits:
        data = data[:place] + inserted + data[place + length :]
    read_or_refuse(data)


@given(st.dictionaries(st.sampled_from(TAGS), NUMBERS, min_size=1), st.data())
def test_a_score_with_any_numbers(values: dict[str, str], data: st.DataObject) -> None:
    text = SCORE.decode()
    for tag, value in values.items():
        pieces = text.split(f"<{tag}>")
        for place in range(1, len(pieces)):
            if data.draw(st.booleans()):
                pieces[place] = value + "<" + pieces[place].partition("<")[2]
        text = f"<{tag}>".join(pieces)
    read_or_refuse(text.encode())


@given(st.lists(st.sampled_from(["note", "backup", "forward", "grace", "chord"]), max_size=30))
def test_anything_in_any_order(kinds: list[str]) -> None:
    content = {
        "note": note("C4", 1, TIE),
        "backup": backup(3),
        "forward": backup(2).replace("backup", "forward"),
        "grace": grace("D4"),
        "chord": note("E4", 2, before="<chord/>"),
    }
    read_or_refuse(document(COMMON_TIME + "".join(content[kind] for kind in kinds)))


@given(st.binary(max_size=200), st.integers(0, 400), st.integers(0, 255))
def test_any_archive(content: bytes, place: int, value: int) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/container.xml", content)
        archive.writestr("score.xml", SCORE)
    data = bytearray(buffer.getvalue())
    data[place % len(data)] = value
    read_or_refuse(bytes(data))


@pytest.mark.parametrize("sign", [repeat("backward"), words("D.S.", '<sound dalsegno="a"/>')])
def test_signs_without_number_are_followed_in_bounded_time(sign: str) -> None:
    """Thousands of bars with a sign each are played, or played once."""
    bars = [direction("<segno/>") + note("C4", 1) + sign] * 2000
    read_or_refuse(document(COMMON_TIME + bars[0], *bars))
