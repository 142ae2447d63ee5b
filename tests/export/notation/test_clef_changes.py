"""Clefs that change within a bar."""

from chopin_studio.export.musicxml.document import musicxml
from chopin_studio.export.notation.build_score import build_score
from chopin_studio.export.notation.markings import Clef
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.training.notation.own_page import page_of
from tests.export.schema import parsed

RUN = (72, 74, 76, 79, 81, 84, 86, 88)


def run_in_the_left_hand() -> Excerpt:
    """Return a bar with a run from the bass to high notes, and one that comes down again."""
    left = [Note(36, 64, 0, 480, Hand.LEFT), Note(48, 64, 480, 480, Hand.LEFT)]
    left += [Note(p, 64, 960 + 120 * i, 120, Hand.LEFT) for i, p in enumerate(RUN)]
    left += [Note(91, 64, 1920, 960, Hand.LEFT), Note(48, 64, 2880, 960, Hand.LEFT)]
    right = [Note(64, 64, bar * 1920, 1920, Hand.RIGHT) for bar in (0, 1)]
    return Excerpt(tuple(sorted((*left, *right), key=score_order)))


def test_a_run_beyond_four_ledger_lines_changes_the_clef_and_changes_it_back() -> None:
    first, second = (bar.left for bar in build_score(run_in_the_left_hand()).bars)
    assert (first.clef, first.clef_changes) == (Clef.BASS, ((960, Clef.TREBLE),))
    assert (second.clef, second.clef_changes) == (Clef.TREBLE, ((2880, Clef.BASS),))
    in_force = [first.clef_at(tick) for tick in (0, 959, 960, 1800)]
    assert in_force == [Clef.BASS, Clef.BASS, Clef.TREBLE, Clef.TREBLE]
    assert page_of(build_score(run_in_the_left_hand())).far_notes == 0


def test_the_clef_is_written_before_the_note_that_needs_it() -> None:
    part = parsed(musicxml(run_in_the_left_hand())).find("part")
    found = []
    for element in (element for measure in part.findall("measure") for element in measure):
        if element.tag == "attributes":
            clefs = element.findall("clef")
            found += [f"clef {clef.get('number')} {clef.findtext('sign')}" for clef in clefs]
        elif element.tag == "note" and element.findtext("staff") == "2":
            found.append(element.findtext("pitch/step") + element.findtext("pitch/octave"))
    assert found == [
        *["clef 1 G", "clef 2 F", "C2", "C3", "clef 2 G"],
        *["C5", "D5", "E5", "G5", "A5", "C6", "D6", "E6"],
        *["G6", "clef 2 F", "C3"],
    ]


def test_one_high_chord_alone_changes_no_clef() -> None:
    notes = [Note(p, 64, 480 * i, 480, Hand.LEFT) for i, p in enumerate((48, 76, 48, 50))]
    (bar,) = build_score(Excerpt(tuple(notes))).bars
    assert bar.left.clef_changes == ()
