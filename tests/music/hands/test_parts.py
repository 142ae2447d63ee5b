"""Which hand plays each part of a file: from names, programs, channels and order."""

import pytest

from chopin_studio.music.hands import PartClues, hand_named, hands_of_parts
from chopin_studio.music.note import Hand

R, L = Hand.RIGHT, Hand.LEFT
LETTERS = {R: "R", L: "L", None: "-"}


def hands(*names: str, programs: tuple[int | None, ...] = (), pitches: tuple[float, ...] = ()):
    """Return a letter for each part: R, L, or - where the notes must tell."""
    programs = programs or (None,) * len(names)
    pitches = pitches or (42.0, 65.0, 50.0, 70.0, 55.0, 45.0, 60.0)[: len(names)]
    clues = [
        PartClues(name, pitch, program)
        for name, pitch, program in zip(names, pitches, programs, strict=True)
    ]
    return "".join(LETTERS[hand] for hand in hands_of_parts(clues))


@pytest.mark.parametrize(
    ("name", "hand"),
    [
        ("Piano right", R),
        ("Piano left", L),
        ("RIGHT HAND", R),
        ("Piano (L.H.)", L),
        ("rh", R),
        ("linke Hand", L),
        ("main droite", R),
        ("Piano_right", R),
        ("RH1", R),
        ("LH 2", L),
        ("Piano left2", L),
        ("pianoLeft", L),
        ("PianoRH", R),
        ("pianoright", R),
        ("Pno. R.H.", R),
        ("r. H.", R),
        ("Nocturne - right hand", R),
        ("L.H. melody", L),
        ("Rechte Hand", R),
        ("Klavier links", L),
        ("Main Gauche", L),
        ("mano destra", R),
        ("Mano Izquierda", L),
        ("MANO DERECHA", R),
        ("mão esquerda", L),
        ("mao direita", R),
        ("Prawa ręka", R),
        ("lewa reka", L),
        ("Правая рука", R),
        ("ЛЕВАЯ РУКА", L),
        ("фортепиано (правая)", R),
        ("右手", R),
        ("ピアノ左手", L),
        ("みぎて", R),
        ("钢琴 左手 2", L),
        ("left and right", None),
        ("L.H. + R.H.", None),
        ("Copyright", None),
        ("Copyright © 2010", None),
        ("bright piano", None),
        ("Right Here Waiting", None),
        ("Left Alone", None),
        ("The Right Time", None),
        ("What's Left of Me", None),
        ("Right Hand Man", None),
        ("Left Hand Free", None),
        ("右肩の蝶", None),
        ("Bass", None),
        ("upper", None),
        ("Track 1", None),
        ("", None),
    ],
)
def test_a_name_alone_tells_the_hand(name: str, hand: Hand | None) -> None:
    assert hand_named(name) is hand


@pytest.mark.parametrize(
    "names",
    [
        ("Piano_right", "Piano_left"),
        ("RH1", "LH1"),
        ("upper", "lower"),
        ("upper:", "lower:"),
        ("Treble", "Bass"),
        ("Piano treble clef", "Piano bass clef"),
        ("Piano (R)", "Piano (L)"),
        ("PianoR", "PianoL"),
        ("Pno. MD", "Pno. MG"),
        ("M.D.", "M.S."),
        ("Nocturne right", "Nocturne left"),
        ("Right hand melody", "Left hand chords"),
        ("oben", "unten"),
        ("ピアノ 右", "ピアノ 左"),
        ("Верхний", "нижний"),
        ("Inst 1", "left 1"),
        ("right", "Piano"),
        ("Piano", "Piano lower"),
        ("RH", "RH", "LH")[::2],
    ],
)
def test_two_names_tell_the_hands_in_any_order(names: tuple[str, str]) -> None:
    assert hands(*names) == "RL"
    assert hands(*reversed(names)) == "LR"


@pytest.mark.parametrize(
    "names",
    [
        ("", ""),
        ("Piano", "Piano"),
        ("Track 1", "Track 2"),
        ("Staff-1", "Staff-2"),
        ("Right Here Waiting", "Right Here Waiting"),
        ("Nocturne", ""),
        ("Prelude in C", "Fryderyk Chopin"),
        ("Piano 1", "Piano 2"),
        ("What's Left of Me", ""),
    ],
)
def test_of_two_parts_without_hands_the_first_is_the_right_one(names: tuple[str, str]) -> None:
    assert hands(*names) == "RL"


@pytest.mark.parametrize(
    ("names", "programs"),
    [
        (("Bass", "Piano"), (None, None)),
        (("Piano", "Bass"), (0, 32)),
        (("Violin", "Piano"), (None, None)),
        (("", ""), (40, 0)),
        (("", ""), (40, 40)),
        (("Violin I", "Violin II"), (40, 40)),
        (("Melody", "Chords"), (0, 0)),
        (("Primo", "Secondo"), (0, 0)),
        (("Piano (both hands)", "Piano (both hands)"), (None, None)),
        (("Upper", "Lower"), (19, 19)),
        (("Strings L", "Strings R"), (48, 48)),
    ],
)
def test_two_parts_that_are_no_hands_are_left_to_the_notes(names, programs) -> None:
    assert hands(*names, programs=programs) == "--"


def test_two_pianos_are_not_two_hands() -> None:
    assert hands("Piano 1", "Piano 2", pitches=(60.0, 61.0)) == "--"


@pytest.mark.parametrize(
    ("names", "programs", "expected"),
    [
        (("RH 1", "RH 2", "LH 1"), (), "RRL"),
        (("RH 1", "RH 2", "Inst 1"), (), "RRL"),
        (("Flute", "Piano", "Piano"), (73, 0, 0), "-RL"),
        (("Voice", "Piano right", "Piano left"), (), "-RL"),
        (("Violin", "Piano", "Piano LH"), (40, 0, 0), "-RL"),
        (("Piano 1 RH", "Piano 1 LH", "Piano 2 RH", "Piano 2 LH"), (), "RLRL"),
        (("Treble", "Alto", "Tenor", "Bass"), (), "----"),
        (("Upper", "Lower", "Pedal"), (), "---"),
        (("Piano treble", "Piano bass", "Bass"), (0, 0, 33), "RL-"),
        (("Guitar", "Bass", "Strings"), (24, 32, 48), "---"),
        (("", "", ""), (), "---"),
        (("Flute", "Bass", "Strings", "Treble"), (), "----"),
    ],
)
def test_more_parts_are_paired_by_instrument(names, programs, expected) -> None:
    assert hands(*names, programs=programs) == expected


def test_a_part_for_both_hands_is_nobodys_partner() -> None:
    assert hands("Piano left", "Piano (both hands)") == "L-"


def test_four_staves_of_two_pianos_are_two_pairs() -> None:
    clues = [PartClues("Piano", 60.0, 0, channel) for channel in (0, 0, 1, 1)]
    assert hands_of_parts(clues) == (R, L, R, L)


def test_a_part_alone_is_what_its_name_says() -> None:
    assert hands("left hand") == "L"
    assert hands("upper") == hands("Right Here Waiting") == hands("") == "-"


def test_no_parts_have_no_hands() -> None:
    assert hands_of_parts(()) == ()
