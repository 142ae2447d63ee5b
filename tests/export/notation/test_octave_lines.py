import pytest

from chopin_studio.export.musicxml.document import musicxml
from chopin_studio.export.notation.build_score import build_score
from chopin_studio.export.notation.markings import OctaveShift
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note, score_order
from tests.export.reading import read_score
from tests.export.schema import parsed


def line(hand: Hand, *pitches: int) -> Excerpt:
    return Excerpt(tuple(Note(p, 64, i * 480, 480, hand) for i, p in enumerate(pitches)))


def test_a_run_far_above_the_staff_is_written_an_octave_lower() -> None:
    excerpt = line(Hand.RIGHT, 72, 84, 91, 95, 96, 86, 98, 88, 79, 72)
    assert build_score(excerpt).octaves == (OctaveShift(960, 3840, Hand.RIGHT, is_up=True),)


def test_an_octave_line_goes_on_to_the_end_of_the_beat() -> None:
    pitches = (95, 96, 98, 95, 91, 86, 84, 79, 77, 79)
    notes = tuple(Note(p, 64, i * 120, 120, Hand.RIGHT) for i, p in enumerate(pitches))
    assert build_score(Excerpt(notes)).octaves == (OctaveShift(0, 960, Hand.RIGHT, is_up=True),)


def test_a_run_far_below_the_staff_is_written_an_octave_higher() -> None:
    excerpt = line(Hand.LEFT, 48, 36, 26, 24, 23, 33, 48)
    assert build_score(excerpt).octaves == (OctaveShift(960, 2880, Hand.LEFT, is_up=False),)


@pytest.mark.parametrize(
    "pitches",
    [(72, 96, 98, 72, 72), (95, 72, 96, 72, 98), (84, 86, 88, 91, 93, 91)],
    ids=["two notes", "leaps", "three ledger lines"],
)
def test_what_is_soon_over_or_near_stays_where_it_is(pitches: tuple[int, ...]) -> None:
    assert build_score(line(Hand.RIGHT, *pitches)).octaves == ()


def test_a_chord_that_reaches_down_to_the_staff_ends_an_octave_line() -> None:
    def chords(lowest: int) -> Excerpt:
        high = [Note(p, 64, i * 480, 480, Hand.RIGHT) for i, p in enumerate([96, 98, 96, 98, 96])]
        return Excerpt(
            tuple(sorted((Note(lowest, 64, 1440, 480, Hand.RIGHT), *high), key=score_order))
        )

    assert [o.end_tick for o in build_score(chords(86)).octaves] == [2400]
    assert [o.end_tick for o in build_score(chords(72)).octaves] == [1440]


def test_a_low_note_held_below_allows_no_octave_line() -> None:
    held = Note(60, 64, 0, 3840, Hand.RIGHT)
    high = line(Hand.RIGHT, *[96, 98, 96, 98] * 2).notes
    assert build_score(Excerpt(tuple(sorted((held, *high), key=score_order)))).octaves == ()


def test_an_octave_line_changes_no_pitch_in_the_file() -> None:
    excerpt = line(Hand.RIGHT, 84, 95, 96, 98, 100, 72, 72)
    root = parsed(musicxml(excerpt))
    assert [shift.get("type") for shift in root.iter("octave-shift")] == ["down", "stop"]
    assert [note.pitch for note in read_score(root).notes] == [n.pitch for n in excerpt.notes]


def test_octave_lines_of_both_hands_at_once_have_numbers_of_their_own() -> None:
    high, low = line(Hand.RIGHT, 95, 96, 98, 96).notes, line(Hand.LEFT, 26, 24, 23, 24).notes
    root = parsed(musicxml(Excerpt(tuple(sorted((*high, *low), key=score_order)))))
    lines = {(s.get("number"), s.get("type")) for s in root.iter("octave-shift")}
    assert lines == {("1", "down"), ("1", "stop"), ("2", "up"), ("2", "stop")}
