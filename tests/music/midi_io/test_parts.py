"""What plays in a file is told, and what a piano can play is taken."""

import pytest

from chopin_studio.music.midi_io import MidiFileError
from chopin_studio.music.note import Hand
from tests.music.midi_io.files import (
    control,
    meta,
    midi,
    name,
    notices,
    opened,
    program,
    scale,
    track,
)

FLUTE, STRINGS, PIANO = 73, 48, 0


def taken(data: bytes) -> list[bool]:
    return [part.is_taken for part in opened(data).parts]


def test_parts_are_named_by_their_tracks_and_instruments() -> None:
    data = midi(
        track(name("Nocturne")),
        track(name("Solo"), program(0, FLUTE), scale(3)),
        track(scale(4, channel=1)),
    )
    found = [
        (part.index, part.name, part.instrument, part.note_count) for part in opened(data).parts
    ]
    assert found == [(0, "Solo", "Flute", 3), (1, "", "", 4)]


def test_in_a_file_of_one_track_the_channels_are_parts() -> None:
    data = midi(
        track(
            name("Nocturne"),
            *(program(0, number, channel) for channel, number in enumerate((PIANO, STRINGS))),
            scale(5, channel=0),
            scale(6, channel=1),
        ),
        kind=0,
    )
    found = [(part.name, part.instrument, part.note_count) for part in opened(data).parts]
    assert found == [("", "Acoustic grand piano", 5), ("", "String ensemble 1", 6)]
    assert opened(data).excerpt.title == "Nocturne"


def test_a_program_may_be_named_in_another_track_of_the_channel() -> None:
    data = midi(track(program(0, FLUTE, 2)), track(scale(channel=2)))
    assert opened(data).parts[0].instrument == "Flute"


def test_of_piano_and_others_the_piano_is_taken_and_the_others_are_named() -> None:
    data = midi(
        track(name("Flute"), program(0, FLUTE), scale()),
        track(program(0, STRINGS, 1), scale(channel=1)),
        track(name("Piano"), program(0, PIANO, 2), scale(7, channel=2)),
    )
    assert taken(data) == [False, False, True]
    assert len(opened(data).excerpt.notes) == 7
    assert "2 parts that are not the piano were left out: Flute, String ensemble 1" in notices(data)


@pytest.mark.parametrize("piano", ["Piano", "Klavier", "pno.", "Right hand", "ピアノ"])
def test_a_piano_is_told_by_its_name_where_no_program_is_stated(piano: str) -> None:
    data = midi(track(name("Violin I"), scale()), track(name(piano), scale(7, channel=1)))
    assert taken(data) == [False, True]


def test_without_a_piano_all_that_has_a_pitch_is_taken_as_piano() -> None:
    data = midi(
        track(program(0, FLUTE), scale()),
        track(program(0, STRINGS, 1), scale(channel=1)),
        track(scale(8, channel=9)),
    )
    assert taken(data) == [True, True, False]
    assert "Taken as piano: Flute, String ensemble 1." in notices(data)
    assert "8 notes of percussion were left out" in notices(data)


def test_nothing_is_said_of_a_file_of_piano_or_of_no_stated_instrument() -> None:
    assert notices(midi(track(program(0, PIANO), scale()), track(scale(channel=1)))) == ""


def test_a_file_of_drums_alone_is_empty_and_says_why() -> None:
    data = midi(track(scale(channel=9)))
    assert opened(data).excerpt.notes == ()
    assert "nothing but percussion" in notices(data)


def test_drums_are_known_by_their_channel_their_name_and_what_synthesizers_are_told() -> None:
    roland = (0, b"\xf0\x0a\x41\x10\x42\x12\x40\x13\x15\x01\x17\xf7")
    yamaha = (0, b"\xf0\x08\x43\x10\x4c\x00\x00\x7e\x00\xf7")
    drums = {
        "channel 10": track(scale(channel=9)),
        "their name": track(name("Drum kit"), scale()),
        "Roland's GS": track(roland, scale(channel=2)),
        "Yamaha's XG": track(yamaha, control(0, 0, 127, channel=5), scale(channel=5)),
        "General MIDI 2": track(control(0, 0, 120, channel=5), scale(channel=5)),
    }
    for how, part in drums.items():
        assert [part.instrument for part in opened(midi(part)).parts] == ["Percussion"], how


def test_channel_10_plays_notes_where_its_track_is_called_a_piano() -> None:
    assert taken(midi(track(name("Piano left"), scale(channel=9)))) == [True]


def test_parts_can_be_chosen_drums_too() -> None:
    data = midi(
        track(scale()), track(program(0, FLUTE, 1), scale(channel=1)), track(scale(3, channel=9))
    )
    assert [part.is_taken for part in opened(data, [1, 2]).parts] == [False, True, True]
    assert len(opened(data, [1, 2]).excerpt.notes) == 23
    assert not any("left out" in notice for notice in opened(data, [0]).notices)


@pytest.mark.parametrize("parts", [[2], [-1]])
def test_a_part_that_there_is_not_is_refused(parts: list[int]) -> None:
    with pytest.raises(MidiFileError, match="has 2 parts"):
        opened(midi(track(scale()), track(scale(channel=1))), parts)


def test_one_hand_chosen_alone_is_still_that_hand() -> None:
    data = midi(
        track(name("Piano"), program(0, PIANO), scale()),
        track(name("Piano"), program(0, PIANO), scale(first_pitch=40)),
    )
    assert {note.hand for note in opened(data, [1]).excerpt.notes} == {Hand.LEFT}


def test_staves_called_treble_and_bass_are_hands_and_a_bass_alone_is_an_instrument() -> None:
    bass = track(name("Bass"), program(0, PIANO), scale(first_pitch=40))
    staves = opened(midi(track(name("Treble"), program(0, PIANO), scale()), bass))
    assert [part.is_taken for part in staves.parts] == [True, True]
    assert {note.hand for note in staves.excerpt.notes} == {Hand.RIGHT, Hand.LEFT}
    band = midi(track(name("Piano"), program(0, PIANO), scale()), bass)
    assert [part.is_taken for part in opened(band).parts] == [True, False]
    assert "left out: Bass" in notices(band)


def test_many_instruments_are_counted_in_one_sentence() -> None:
    tracks = [track(program(0, 40 + place, place), scale(channel=place)) for place in range(9)]
    sentence = next(line for line in opened(midi(*tracks)).notices if "Taken" in line)
    assert sentence.startswith("Taken as piano: Violin, Viola")
    assert "and 3 others" in sentence


def test_pedals_that_are_kept_but_not_played_are_said() -> None:
    assert "soft or sostenuto" in notices(midi(track(control(0, 67, 127), scale())))
    assert notices(midi(track(control(0, 67, 0), scale()))) == ""


def test_bends_and_lyrics_are_counted() -> None:
    bends = [(tick, b"\xe0\x00\x50") for tick in (0, 480)]
    back = [(960, b"\xe0\x00\x40")]
    words = [meta(tick, 0x05, b"la") for tick in (0, 480, 960)]
    sentences = notices(midi(track(bends, back, words, scale())))
    assert "2 pitch bends" in sentences
    assert "3 syllables" in sentences
    assert notices(midi(track(back, scale()))) == ""


def test_the_words_of_a_karaoke_file_are_lyrics() -> None:
    texts = [meta(0, 0x01, text) for text in (b"@KMIDI KARAOKE FILE", b"@TSong", b"La", b" la")]
    assert "2 syllables" in notices(midi(track(texts), track(scale())))
    assert notices(midi(track(texts[2:], scale()))) == ""
