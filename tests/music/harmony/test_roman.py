"""Degrees in Roman numerals, read and written."""

import pytest

from chopin_studio.music.harmony.chord import CHORD_NUMBERS, numbered_chord
from chopin_studio.music.harmony.roman import is_roman, parse_roman, read_roman, roman
from chopin_studio.music.harmony.suffixes import ChordError
from chopin_studio.music.harmony.symbols import parse_chord
from chopin_studio.music.key import Key

C_MAJOR, C_MINOR = Key(0), Key(-3, "minor")


@pytest.mark.parametrize(
    ("degrees", "symbols"),
    [
        ("I ii iii IV V vi viio", "C Dm Em F G Am Bdim"),
        ("V7 ii7 viiø7 viio7 Imaj7 IVmaj7", "G7 Dm7 Bø Bdim7 Cmaj7 Fmaj7"),
        ("I7 IV7 II7", "C7 F7 D7"),
        ("bVI ♭VI bVII bIII bII N N6", "Ab Ab Bb Eb Db Db Db"),
        ("#ivo7 ♯iv°7 V+ iv", "F#dim7 F#dim7 Gaug Fm"),
        ("V7/ii V/V V7/V V65/V viio7/V V7/IV V/V/V", "A7 D D7 D7 F#dim7 C7 A"),
        ("I6 I64 V65 V6/5 V43 V42 V2 IV65 ii65", "C C G7 G7 G7 G7 G7 Fmaj7 Dm7"),
        ("IIm7 VIm IIIm7b5 ii7b5", "Dm7 Am Eø Dø"),
        ("Ger65 It6 Fr43", "Ab7 Ab7 Ab7"),
        ("vii vii7 viim", "Bdim Bø Bm"),
    ],
)
def test_degrees_of_a_major_key(degrees: str, symbols: str) -> None:
    found = [parse_roman(degree, C_MAJOR) for degree in degrees.split()]
    assert found == [parse_chord(symbol) for symbol in symbols.split()]


@pytest.mark.parametrize(
    ("degrees", "symbols"),
    [
        ("i iio III iv v V VI VII", "Cm Ddim Eb Fm Gm G Ab Bb"),
        ("viio viio7 vii #viio7 vio ii ii7 iim7", "Bdim Bdim7 Bdim Bdim7 Adim Ddim Dø Dm7"),
        ("bVI bVII bIII bII N6", "Ab Bb Eb Db Db"),
        ("#iv°7 V7/iv V7/III V65/VI VI65", "F#dim7 C7 Bb7 Eb7 Abmaj7"),
    ],
)
def test_degrees_of_a_minor_key(degrees: str, symbols: str) -> None:
    found = [parse_roman(degree, C_MINOR) for degree in degrees.split()]
    assert found == [parse_chord(symbol) for symbol in symbols.split()]


@pytest.mark.parametrize("degree", ["I6", "V65", "V9", "Vsus4", "It6", "Fr43", "I64"])
def test_what_a_chord_does_not_hold_is_said(degree: str) -> None:
    assert not read_roman(degree, C_MAJOR).exact


@pytest.mark.parametrize("degree", ["I", "V7", "V7/ii", "bVI", "viio7", "N6", "Ger65"])
def test_what_a_chord_holds_is_exact(degree: str) -> None:
    assert read_roman(degree, C_MAJOR).exact


@pytest.mark.parametrize("mode", ["major", "minor"])
@pytest.mark.parametrize("fifths", [-7, -3, 0, 4, 7])
def test_each_chord_is_written_as_a_degree_that_is_read_as_the_same(fifths: int, mode: str) -> None:
    key = Key(fifths, mode)
    for number in range(1, CHORD_NUMBERS):
        chord = numbered_chord(number)
        assert parse_roman(roman(chord, key), key) == chord


@pytest.mark.parametrize(
    ("key", "symbols", "degrees"),
    [
        (C_MAJOR, "C Am Dm7 G7 A7 F#dim7 Ab Db", "I vi ii7 V7 V7/ii vii°7/V ♭VI ♭II"),
        (C_MAJOR, "Bdim Cmaj7 F7 Fm", "vii° Imaj7 IV7 iv"),
        (C_MINOR, "Cm Fm G7 Ab Bdim7 Dm7b5 C7", "i iv V7 VI vii°7 iiø7 V7/iv"),
    ],
)
def test_degrees_are_written_as_in_textbooks(key: Key, symbols: str, degrees: str) -> None:
    assert [roman(parse_chord(symbol), key) for symbol in symbols.split()] == degrees.split()


@pytest.mark.parametrize("text", ["VIII", "IVI", "V7/", "V7/x", "Q", "V7/ii/", "Vxyz", "iI"])
def test_what_is_no_degree_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(ChordError, match="Write"):
        parse_roman(text, C_MAJOR)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("I", True), ("bVI", True), ("♯iv°7", True), ("N6", True), ("Bb", False), ("C", False)],
)
def test_a_degree_is_told_from_a_note(text: str, expected: bool) -> None:
    assert is_roman(text) is expected
