import pytest

from chopin_studio.music.musicxml_io.reading import music_from_bytes
from chopin_studio.music.note import Hand
from tests.music.musicxml_io.scores import (
    COMMON_TIME,
    backup,
    chord,
    document,
    forward,
    grace,
    music,
    note,
    notes,
    opened,
    sounding,
)

START, STOP = '<tie type="start"/>', '<tie type="stop"/>'


def test_notes_follow_each_other_and_chords_sound_together():
    excerpt = music(COMMON_TIME + notes("C4 D4") + chord("E4 G4 C5", 2))

    assert sounding(excerpt) == [(60, 0, 1), (62, 1, 1), (64, 2, 2), (67, 2, 2), (72, 2, 2)]


def test_voices_are_written_after_each_other_and_sound_together():
    excerpt = music(COMMON_TIME + notes("C5", 4) + backup(4) + forward(1) + notes("E4 F4 G4"))

    assert sounding(excerpt) == [(72, 0, 4), (64, 1, 1), (65, 2, 1), (67, 3, 1)]


def test_divisions_may_change_within_a_bar():
    half = "<attributes><divisions>24</divisions></attributes>"
    excerpt = music(COMMON_TIME + note("C4") + half + note("D4", 2) + note("E4", 2) + note("F4", 2))

    assert sounding(excerpt) == [(60, 0, 1), (62, 1, 1), (64, 2, 1), (65, 3, 1)]


def test_triplets_are_exact():
    excerpt = music(COMMON_TIME + notes("C4 D4 E4", 1 / 3) + note("F4", 3))

    assert [n.onset_tick for n in excerpt.notes] == [0, 160, 320, 480]


def test_a_length_that_is_not_stated_is_that_of_the_printed_note():
    tuplet = (
        "<time-modification><actual-notes>3</actual-notes><normal-notes>2</normal-notes>"
        "</time-modification>"
    )
    dotted = note("C4").replace("<duration>12</duration>", "<type>quarter</type><dot/>")
    third = note("D4").replace("<duration>12</duration>", f"<type>eighth</type>{tuplet}")

    excerpt = music(COMMON_TIME + dotted + third + note("E4", 2))

    assert [n.onset_tick for n in excerpt.notes] == [0, 720, 880]


@pytest.mark.parametrize(
    ("accidental", "pitch"), [("F#4", 66), ("Fb4", 64), ("F##4", 67), ("Fbb4", 63)]
)
def test_accidentals_are_stated_with_the_pitch(accidental, pitch):
    assert sounding(music(COMMON_TIME + note(accidental, 4))) == [(pitch, 0, 4)]


def test_tied_notes_are_struck_once_over_bars_in_chords_and_other_voices():
    excerpt = music(
        COMMON_TIME + notes("r", 3) + note("C4", 1, START) + note("E4", 1, START, "<chord/>"),
        note("C4", 1, STOP + START) + note("r", 3) + backup(4) + note("E4", 4, STOP),
        note("C4", 2, STOP) + note("C4", 2),
    )

    assert sounding(excerpt) == [(60, 3, 7), (64, 3, 5), (60, 10, 2)]


def test_ties_may_stand_in_the_notations_alone():
    start = '<notations><tied type="start"/></notations>'
    stop = '<notations><tied type="stop"/></notations>'

    assert sounding(music(COMMON_TIME + note("C4", 2, start) + note("C4", 2, stop))) == [(60, 0, 4)]


def test_a_tie_of_which_only_the_beginning_is_stated_leads_to_the_next_note():
    excerpt = music(COMMON_TIME + note("C4", 2, START) + note("C4", 1) + note("C4", 1))

    assert sounding(excerpt) == [(60, 0, 3), (60, 3, 1)]


def test_staves_are_hands_whatever_crosses_over_to_them():
    one, two = "<staff>1</staff>", "<staff>2</staff>"
    staves = "<attributes><staves>2</staves></attributes>"
    crossing = note("C3", 1, two) + note("G3", 1, two) + note("E5", 1, one) + note("C5", 1, one)

    excerpt = music(COMMON_TIME + staves + crossing + backup(4) + note("C2", 4, two))

    assert {n.pitch: n.hand for n in excerpt.notes} == {
        48: Hand.LEFT,
        55: Hand.LEFT,
        76: Hand.RIGHT,
        72: Hand.RIGHT,
        36: Hand.LEFT,
    }


def test_grace_notes_sound_just_before_their_note_and_none_is_lost():
    excerpt = music(COMMON_TIME + note("C4", 2) + grace("D4") + grace("E4") + note("F4", 2))

    assert sounding(excerpt) == [(60, 0, 2), (62, 1.75, 0.125), (64, 1.875, 0.125), (65, 2, 2)]


def test_however_many_grace_notes_there_are_none_is_lost():
    many = "".join(grace(f"{step}{octave}") for octave in (5, 6) for step in "CDEFGAB")
    excerpt = music(COMMON_TIME + note("C4", 1 / 12) + many * 3 + note("F4", 2))

    assert len(excerpt.notes) == 2 + 3 * 14


def test_grace_notes_at_the_beginning_of_a_piece_take_the_time_of_their_note():
    excerpt = music(COMMON_TIME + grace("D4") + note("C4", 4))

    assert sounding(excerpt) == [(62, 0, 0.125), (60, 0.125, 3.875)]


def test_grace_notes_that_end_a_voice_sound_at_the_end_of_its_last_note():
    excerpt = music(COMMON_TIME + note("C4", 4) + grace("B3") + grace("C4") + backup(4), note("D4"))

    assert [(n.pitch, n.onset_tick) for n in excerpt.notes] == [
        (60, 0),
        (59, 1800),
        (60, 1860),
        (62, 1920),
    ]


def test_chords_of_grace_notes_sound_together():
    excerpt = music(
        COMMON_TIME + note("C4", 2) + grace("D4") + grace("F4", before="<chord/>") + note("E4", 2)
    )

    assert [(n.pitch, n.onset_tick) for n in excerpt.notes] == [
        (60, 0),
        (62, 900),
        (65, 900),
        (64, 960),
    ]


def test_cue_notes_and_percussion_are_left_out_with_a_sentence_and_keep_their_time():
    drum = note("C4", 1).replace("pitch>", "unpitched>")
    found = opened(COMMON_TIME + note("C4", 1, before="<cue/>") + drum + note("D4", 2))

    assert sounding(found.excerpt) == [(62, 2, 2)]
    assert found.notices == (
        "1 percussion note was left out.",
        "1 cue note was left out.",
    )


def test_transposing_instruments_sound_where_they_sound():
    clarinet = (
        "<attributes><key><fifths>2</fifths></key>"
        "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose></attributes>"
    )
    excerpt = music(COMMON_TIME + clarinet + note("D5", 4))

    assert sounding(excerpt) == [(72, 0, 4)]
    assert excerpt.keys[0].key.fifths == 0


def test_octave_lines_are_on_paper_only():
    line = '<direction><direction-type><octave-shift type="down"/></direction-type></direction>'

    assert sounding(music(COMMON_TIME + line + note("C6", 4))) == [(84, 0, 4)]


def test_staccato_is_short_and_an_accent_loud():
    def marked(sign):
        return f"<notations><articulations>{sign}</articulations></notations>"

    excerpt = music(
        COMMON_TIME
        + note("C4", 1, marked("<staccato/>"))
        + note("D4", 1, marked("<staccato/><tenuto/>"))
        + note("E4", 2, marked("<accent/>"))
    )

    assert sounding(excerpt) == [(60, 0, 0.4), (62, 1, 0.75), (64, 2, 2)]
    first, _, accented = excerpt.notes
    assert accented.velocity > first.velocity


def test_a_dot_at_one_note_of_a_chord_is_for_all():
    dot = "<notations><articulations><staccato/></articulations></notations>"
    excerpt = music(COMMON_TIME + note("C4", 1, dot) + note("E4", 1, before="<chord/>"))

    assert sounding(excerpt) == [(60, 0, 0.4), (64, 0, 0.4)]


def test_rolled_chords_are_struck_together():
    rolled = "<notations><arpeggiate/></notations>"

    assert [n.onset_tick for n in music(COMMON_TIME + chord("C4 E4 G4", 4, rolled)).notes] == [
        0
    ] * 3


def test_bars_that_repeat_the_one_before_are_played():
    sign = "<attributes><measure-style><measure-repeat type='{}'>1</measure-repeat></measure-style>"
    start, stop = (sign.format(kind) + "</attributes>" for kind in ("start", "stop"))

    excerpt = music(COMMON_TIME + note("C4", 4), start + note("r", 4), stop + note("D4", 4))

    assert sounding(excerpt) == [(60, 0, 4), (60, 4, 4), (62, 8, 4)]


def test_a_score_by_measures_is_read_like_one_by_parts():
    parts = {"P1": (COMMON_TIME + note("C4", 4), note("D4", 4)), "P2": (note("E3", 4), "")}
    by_parts = document(parts=parts).decode()
    head = by_parts.partition("</part-list>")[0]
    by_measures = (
        head.replace("score-partwise", "score-timewise")
        + "</part-list>"
        + f'<measure number="1"><part id="P1">{parts["P1"][0]}</part></measure>'
        + f'<measure number="2"><part id="P1">{parts["P1"][1]}</part>'
        + f'<part id="P2">{COMMON_TIME}{note("E3", 4)}</part></measure></score-timewise>'
    )
    excerpt = music_from_bytes(by_measures.encode(), "x.xml").excerpt
    assert sounding(excerpt) == [(60, 0, 4), (52, 4, 4), (62, 4, 4)]
