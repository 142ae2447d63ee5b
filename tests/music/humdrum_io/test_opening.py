import pytest

from chopin_studio.music.humdrum_io.opening import music_from_text
from chopin_studio.music.humdrum_io.reading import KernError
from chopin_studio.music.note import Hand
from chopin_studio.music.written_score.repeats import Repeats
from tests.music.humdrum_io.kern import kern


def opened(*lines, repeats=Repeats.WRITTEN_OUT):
    return music_from_text(kern(*lines), "test.krn", repeats)


def with_dynamics(*rows):
    """Return the text of a file of one staff and its column of dynamics."""
    lines = ("**kern\t**dynam", "*M4/4\t*M4/4", *("\t".join(row) for row in rows), "*-\t*-", "")
    return "\n".join(lines)


def test_repeats_are_written_out():
    lines = ("*M4/4", "=1", "1C  1c", "=:|!", "1D  1d")

    assert len(opened(*lines).excerpt.notes) == 6
    assert len(opened(*lines, repeats=Repeats.ONCE).excerpt.notes) == 4


def test_two_staves_are_the_hands():
    assert [n.hand for n in opened("1C  1c").excerpt.notes] == [Hand.LEFT, Hand.RIGHT]


def test_four_staves_are_no_hands():
    text = "\n".join(
        ("\t".join(["**kern"] * 4), "\t".join(["1C", "1G", "1e", "1c"]), "\t".join(["*-"] * 4))
    )

    assert {n.hand for n in music_from_text(text + "\n", "x.krn").excerpt.notes} == {None}


def test_dynamics_and_hairpins_are_velocities():
    text = with_dynamics(("4c", "p <"), ("4c", "("), ("4c", "["), ("4c", "f"))

    assert [n.velocity for n in music_from_text(text, "x.krn").excerpt.notes] == [48, 72, 96, 96]


def test_accents_are_louder_and_staccato_is_shorter():
    notes = music_from_text("**kern\n4c\n4d^\n4e'\n4f\n*-\n", "x.krn").excerpt.notes

    assert [n.velocity for n in notes] == [64, 76, 64, 64]
    assert [n.duration_tick for n in notes] == [480, 480, 192, 480]


def test_tempo_words_hold_where_no_number_stands():
    tempo = music_from_text("!!!OMD: Largo.\n**kern\n1c\n*-\n", "x.krn").excerpt.tempo_map
    numbered = music_from_text("!!!OMD: Largo.\n**kern\n*MM63\n1c\n*-\n", "x.krn").excerpt.tempo_map

    assert round(tempo.bpm_at(0)) == 44
    assert round(numbered.bpm_at(0)) == 63


def test_grace_notes_without_room_are_kept():
    notes = opened("*M4/4", "=1", ".  16qd", "1C  1c").excerpt.notes

    assert [n.pitch for n in notes] == [48, 62, 60]


def test_what_was_wrong_is_said():
    found = music_from_text("**kern\n4c\n4d\t4e\n4h\n", "x.krn")

    assert found.notices == (
        "1 note without a readable pitch or length was left out.",
        "1 damaged line was left out.",
        "The file is damaged: its end is missing.",
    )


def test_a_file_without_notes_is_refused():
    with pytest.raises(KernError, match=r"Choose another score\.$"):
        music_from_text("**kern\n4r\n*-\n", "x.krn")


def test_a_file_of_millions_of_tokens_is_refused_before_it_is_read():
    with pytest.raises(KernError, match="more than 200,000 notes"):
        music_from_text("**kern\n" + "4c\n" * 1_000_001, "x.krn")


def columns(*rows):
    """Return the text of a file whose rows have their tokens apart by spaces."""
    return "\n".join("\t".join(row.split()) for row in rows) + "\n"


TRIO = columns(
    "**kern **kern **kern",
    "*part2 *part2 *part1",
    "*staff3 *staff2 *staff1",
    '*I"Piano *I"Piano *I"Violin',
    "1C 1c 1g",
    "*- *- *-",
)


def test_the_piano_is_taken_and_the_others_are_named():
    found = music_from_text(TRIO, "trio.krn")

    assert [(n.pitch, n.hand) for n in found.excerpt.notes] == [(48, Hand.LEFT), (60, Hand.RIGHT)]
    assert [(part.name, part.note_count, part.is_taken) for part in found.parts] == [
        ("Violin", 1, False),
        ("Piano", 2, True),
    ]
    assert found.notices == ("Parts that were left out: Violin.",)


def test_other_parts_can_be_chosen():
    found = music_from_text(TRIO, "trio.krn", chosen=(0,))

    assert [n.pitch for n in found.excerpt.notes] == [67]


def test_the_staves_of_a_piano_may_be_counted_as_parts():
    text = columns("**kern **kern", "*part2 *part1", "*staff2 *staff1", "1C 1c", "*- *-")
    found = music_from_text(text, "x.krn")

    assert [n.hand for n in found.excerpt.notes] == [Hand.LEFT, Hand.RIGHT]
    assert len(found.parts) == 1


def test_a_quartet_is_played_together():
    text = columns(
        "**kern **kern **kern **kern",
        '*I"Bass *I"Tenor *I"Alto *I"Soprano',
        "1C 1G 1e 1cc",
        "*- *- *- *-",
    )
    found = music_from_text(text, "x.krn")

    assert len(found.excerpt.notes) == 4
    (notice,) = found.notices
    assert notice.endswith("These parts are played together: Soprano, Alto, Tenor, Bass.")
