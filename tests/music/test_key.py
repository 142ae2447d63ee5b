import pytest

from chopin_studio.music.key import Key, Mode, estimate_key
from chopin_studio.music.note import Note

MAJOR_NAMES = ["Cb", "Gb", "Db", "Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#"]
MINOR_NAMES = ["Ab", "Eb", "Bb", "F", "C", "G", "D", "A", "E", "B", "F#", "C#", "G#", "D#", "A#"]
STEPS: dict[Mode, tuple[int, ...]] = {
    "major": (0, 2, 4, 5, 7, 9, 11, 12, 7, 4, 0),
    "minor": (0, 2, 3, 5, 7, 8, 11, 12, 7, 3, 0),
}
PITCH_OF = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}


def scale_notes(tonic_pitch: int, mode: Mode) -> list[Note]:
    return [Note(tonic_pitch + step, 64, i * 240, 240) for i, step in enumerate(STEPS[mode])]


def test_all_thirty_keys_have_their_tonics() -> None:
    assert [Key(fifths).tonic for fifths in range(-7, 8)] == MAJOR_NAMES
    assert [Key(fifths, "minor").tonic for fifths in range(-7, 8)] == MINOR_NAMES


def test_a_key_is_named_as_a_musician_writes_it() -> None:
    names = [Key(-5).name, Key(4, "minor").name, Key(0).name]
    assert names == ["D-flat major", "C-sharp minor", "C major"]


@pytest.mark.parametrize("fifths", range(-7, 8))
def test_the_scale_holds_the_tonic_triad(fifths: int) -> None:
    name = Key(fifths).tonic
    root = PITCH_OF[name[0]] + name.count("#") - name.count("b")
    triad = {root % 12, (root + 4) % 12, (root + 7) % 12}
    assert triad <= Key(fifths).pitch_classes
    assert len(Key(fifths).pitch_classes) == 7


@pytest.mark.parametrize("mode", ["major", "minor"])
@pytest.mark.parametrize("pitch", range(60, 72))
def test_a_scale_is_heard_in_its_key(pitch: int, mode: Mode) -> None:
    key = estimate_key(scale_notes(pitch, mode))
    name = key.tonic
    tonic = PITCH_OF[name[0]] + name.count("#") - name.count("b")
    assert (tonic % 12, key.mode) == (pitch % 12, mode)


def test_nothing_and_everything_are_heard_as_c_major() -> None:
    assert estimate_key([]) == Key(0)
    assert estimate_key(Note(60 + i, 64, 0, 480) for i in range(12)) == Key(0)


@pytest.mark.parametrize(("fifths", "mode"), [(8, "major"), (-8, "minor"), (0, "dorian")])
def test_an_unknown_key_is_refused(fifths: int, mode: Mode) -> None:
    with pytest.raises(ValueError, match="must be"):
        Key(fifths, mode)


def test_a_key_is_found_by_its_name():
    for mode in ("major", "minor"):
        for fifths in range(-7, 8):
            key = Key(fifths, mode)
            assert Key.named(key.name) == key
    with pytest.raises(ValueError, match="no key named"):
        Key.named("H major")
