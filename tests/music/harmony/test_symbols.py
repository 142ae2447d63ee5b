"""Chord symbols, read and written."""

import pytest

from chopin_studio.music.harmony.chord import CHORD_NUMBERS, Chord, Quality, numbered_chord
from chopin_studio.music.harmony.suffixes import ChordError
from chopin_studio.music.harmony.symbols import chord_symbol, parse_chord, read_chord
from chopin_studio.music.key import Key

ALL_CHORDS = [numbered_chord(number) for number in range(1, CHORD_NUMBERS)]


@pytest.mark.parametrize(
    ("symbols", "root", "quality"),
    [
        ("C CM Cmaj C/C", 0, Quality.MAJOR),
        ("Cm C- Cmin Cmi Cminor", 0, Quality.MINOR),
        ("G7", 7, Quality.DOMINANT_SEVENTH),
        ("Cmaj7 CM7 CΔ CΔ7 Cj7 Cma7", 0, Quality.MAJOR_SEVENTH),
        ("Dm7 D-7 Dmin7", 2, Quality.MINOR_SEVENTH),
        ("Cdim C° Co Cmb5", 0, Quality.DIMINISHED),
        ("C°7 Cdim7 Co7", 0, Quality.DIMINISHED_SEVENTH),
        ("F#m7b5 F♯ø F♯m7♭5 F#ø7 Gbm7(b5) F#-7b5 F#m7-5", 6, Quality.HALF_DIMINISHED),
        ("C+ Caug C(#5)", 0, Quality.AUGMENTED),
        ("Bb B♭ A#", 10, Quality.MAJOR),
        ("Cb B", 11, Quality.MAJOR),
        ("B#", 0, Quality.MAJOR),
    ],
)
def test_each_way_of_writing_a_chord_is_read(symbols: str, root: int, quality: Quality) -> None:
    for symbol in symbols.split():
        read = read_chord(symbol)
        assert (read.chord, read.exact) == (Chord(root, quality), True), symbol


@pytest.mark.parametrize(
    ("symbols", "quality"),
    [
        ("C6 C69 C6/9 Csus Csus4 Csus2 Cadd9 C(add9) C2 C(b5) C/E C/Bb", Quality.MAJOR),
        ("Cm6 Cmadd9 CmM7 Cm(maj7) C-Δ7 Cm/G", Quality.MINOR),
        (
            "C9 C11 C13 C7b9 C7(b9) C7#5 C+7 Caug7 C7alt C7sus4 C9sus4 C7/E",
            Quality.DOMINANT_SEVENTH,
        ),
        ("Cmaj9 CM13 Cmaj7#11", Quality.MAJOR_SEVENTH),
        ("Cm9 Cm11 Cm7/Bb", Quality.MINOR_SEVENTH),
        ("Cmaj7#5", Quality.AUGMENTED),
        ("Cdim9", Quality.DIMINISHED_SEVENTH),
    ],
)
def test_what_the_qualities_do_not_have_is_left_out_and_said(
    symbols: str, quality: Quality
) -> None:
    for symbol in symbols.split():
        read = read_chord(symbol)
        assert (read.chord, read.exact) == (Chord(0, quality), False), symbol


@pytest.mark.parametrize(
    ("symbol", "remedy"),
    [
        ("C5", "without the 5"),
        ("H7", "Write B for the German H"),
        ("am", "capital letter"),
        ("X", "Write chords such as C"),
        ("", "Write chords such as C"),
        ("Cmm", "Write chords such as C"),
        ("C7(b9", "Write chords such as C"),
        ("C" + "x" * 10_000, "Write chords such as C"),
    ],
)
def test_what_is_no_chord_is_refused_with_a_remedy(symbol: str, remedy: str) -> None:
    with pytest.raises(ChordError, match=remedy) as caught:
        parse_chord(symbol)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("mode", ["major", "minor"])
@pytest.mark.parametrize("fifths", range(-7, 8))
def test_a_written_symbol_is_read_as_the_same_chord(fifths: int, mode: str) -> None:
    key = Key(fifths, mode)
    for chord in ALL_CHORDS:
        assert parse_chord(chord_symbol(chord, key)) == chord


@pytest.mark.parametrize(
    ("key", "symbols"),
    [
        ("C major", "C D♭ D E♭ E F F♯ G A♭ A B♭ B"),
        ("D-flat major", "C D♭ D E♭ E F G♭ G A♭ A B♭ B"),
        ("G-flat major", "C D♭ D E♭ E F G♭ G A♭ A B♭ C♭"),
        ("E major", "C C♯ D D♯ E F F♯ G G♯ A A♯ B"),
        ("C-sharp major", "B♯ C♯ D D♯ E E♯ F♯ G G♯ A A♯ B"),
        ("A minor", "C C♯ D D♯ E F F♯ G G♯ A B♭ B"),
        ("C minor", "C D♭ D E♭ E F F♯ G A♭ A B♭ B"),
    ],
)
def test_roots_are_spelled_for_the_key(key: str, symbols: str) -> None:
    written = [chord_symbol(Chord(root), Key.named(key)) for root in range(12)]
    assert written == symbols.split()


def test_diminished_sevenths_are_spelled_as_leading_up() -> None:
    quality = Quality.DIMINISHED_SEVENTH
    assert chord_symbol(Chord(1, quality), Key(0)) == "C♯°7"
    assert chord_symbol(Chord(1), Key(0)) == "D♭"
    assert chord_symbol(Chord(6, quality), Key(-3)) == "F♯°7"
