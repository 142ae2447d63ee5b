"""What a score prints beside pitches and lengths: spelling, voices, rests and dynamics."""

from fractions import Fraction

from chopin_studio.music.humdrum_io.kern_reader import read_written
from chopin_studio.music.written_score.ties import join_ties

TWO_VOICES = "\n".join(
    (
        "**kern\t**kern\t**dynam",
        "*staff2\t*staff1\t*staff1",
        "*M2/4\t*M2/4\t*",
        "=1\t=1\t=1",
        "*\t*^\t*",
        "4C\t[4ee-T\t8r\tp <",
        ".\t.\t8g#'\t.",
        "4ryy\t4ee-]\t4a\t.",
        "*\t*v\t*v\t*",
        "=\t=\t=",
        "*-\t*-\t*-",
    )
)


def test_notes_keep_what_is_printed_and_the_voice_that_they_are_in() -> None:
    notes = read_written(TWO_VOICES).notes
    printed = [(note.note.text, note.staff, note.voice) for note in notes]
    assert printed == [
        ("4C", 2, 0),
        ("[4ee-T", 1, 0),
        ("8g#'", 1, 1),
        ("4ee-]", 1, 0),
        ("4a", 1, 1),
    ]


def test_rests_are_read_with_their_voice_and_whether_they_are_printed() -> None:
    rests = read_written(TWO_VOICES).rests
    assert [(r.onset, r.quarters, r.staff, r.voice, r.is_printed) for r in rests] == [
        (0, Fraction(1, 2), 1, 1, True),
        (1, 1, 2, 0, False),
    ]


def test_dynamics_are_read_where_they_stand() -> None:
    dynamics = read_written(TWO_VOICES).dynamics
    assert [(each.time, each.text) for each in dynamics] == [(0, "p <")]


def test_a_tied_note_knows_the_notes_that_it_is_written_as() -> None:
    joined = join_ties(read_written(TWO_VOICES).notes).notes
    assert [piece.note.text for piece in joined[1].written] == ["[4ee-T", "4ee-]"]
