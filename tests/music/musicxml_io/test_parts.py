from chopin_studio.music.note import Hand
from tests.music.musicxml_io.scores import COMMON_TIME, note, opened, pitches


def listed(**names):
    return "".join(
        f'<score-part id="{key}"><part-name>{name}</part-name></score-part>'
        for key, name in names.items()
    )


SONG = {"P1": (COMMON_TIME + note("C5", 4),), "P2": (COMMON_TIME + note("C3", 4),)}
NAMES = listed(P1="Voice", P2="Piano")


def test_the_piano_is_taken_and_the_others_are_named():
    found = opened(parts=SONG, part_list=NAMES)

    assert pitches(found.excerpt) == [48]
    assert [(part.name, part.note_count, part.is_taken) for part in found.parts] == [
        ("Voice", 1, False),
        ("Piano", 1, True),
    ]
    assert found.notices == ("Parts that were left out: Voice.",)


def test_other_parts_can_be_chosen():
    found = opened(parts=SONG, part_list=NAMES, chosen=(0,))

    assert pitches(found.excerpt) == [72]
    assert found.notices == ()


def test_without_a_piano_all_parts_are_played_together():
    found = opened(parts=SONG, part_list=listed(P1="Soprano", P2=""))

    assert pitches(found.excerpt) == [48, 72]
    assert [n.hand for n in found.excerpt.notes] == [None, None]
    assert found.notices == (
        "This score has no piano part. These parts are played together: Soprano, Part 2.",
    )


def test_parts_that_are_named_for_hands_are_the_hands():
    found = opened(parts=SONG, part_list=listed(P1="Right hand", P2="Left hand"))

    assert [n.hand for n in found.excerpt.notes] == [Hand.LEFT, Hand.RIGHT]
    assert found.notices == ()


def test_a_piano_written_as_two_parts_has_its_upper_part_in_the_right_hand():
    found = opened(parts=SONG, part_list=listed(P1="Piano", P2="Piano"))

    assert [n.hand for n in found.excerpt.notes] == [Hand.LEFT, Hand.RIGHT]


def test_drums_with_pitches_are_left_out_and_counted():
    channel = '<midi-instrument id="I1"><midi-channel>10</midi-channel></midi-instrument>'
    drums = NAMES.replace("Voice</part-name>", f"Drums</part-name>{channel}")
    violin = NAMES.replace("Voice</part-name>", f"Violin</part-name>{channel}")

    assert opened(parts=SONG, part_list=drums).notices == ("1 percussion note was left out.",)
    assert opened(parts=SONG, part_list=violin).notices == ("Parts that were left out: Violin.",)


def test_the_sound_of_an_instrument_tells_a_piano_by_any_name():
    part_list = NAMES.replace("Piano", "Instrument 2").replace(
        '<score-part id="P2"><part-name>Instrument 2</part-name>',
        '<score-part id="P2"><part-name>Instrument 2</part-name><score-instrument id="I2">'
        "<instrument-name>Steinway</instrument-name>"
        "<instrument-sound>keyboard.piano.grand</instrument-sound></score-instrument>",
    )

    found = opened(parts=SONG, part_list=part_list)

    assert pitches(found.excerpt) == [48]
    assert found.parts[1].instrument == "Steinway"
