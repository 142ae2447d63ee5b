from chopin_studio.export.notation.ornaments import Struck, gather
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note


def gathered(*notes: Note) -> list[Struck]:
    return gather(sorted(notes, key=lambda note: (note.onset_tick, note.pitch)), MeterMap())


def test_a_short_note_before_the_beat_is_a_grace_note() -> None:
    before, grace, main = Note(72, 64, 0, 480), Note(77, 64, 930, 30), Note(76, 64, 960, 480)
    assert gathered(before, grace, main) == [Struck((before,)), Struck((main,), ((77,),))]


def test_grace_notes_on_the_beat_leave_it_to_the_main_note() -> None:
    run = [Note(76 + i, 64, 960 + 20 * i, 20) for i in range(3)]
    main = Note(79, 64, 1020, 420)
    (struck,) = gathered(*run, main)
    assert (struck.onset_tick, struck.graces) == (960, ((76,), (77,), (78,)))
    assert struck.notes[0].end_tick == main.end_tick


def test_grace_notes_a_little_off_the_beat_leave_the_beat_to_the_main_note() -> None:
    before = Note(72, 64, 0, 480)
    run = [Note(76 + i, 64, 950 + 20 * i, 20) for i in range(2)]
    struck = gathered(before, *run, Note(79, 64, 990, 420))[-1]
    assert (struck.onset_tick, struck.graces) == (960, ((76,), (77,)))


def test_a_run_of_short_notes_is_no_ornament() -> None:
    run = [Note(60 + i, 64, 60 * i, 60) for i in range(16)]
    assert gathered(*run) == [Struck((note,)) for note in run]


def test_a_turn_that_fills_an_eighth_is_no_ornament() -> None:
    before = Note(74, 64, 0, 240)
    turn = [Note(76 + i % 2, 64, 240 + 60 * i, 60) for i in range(4)]
    assert not any(struck.graces for struck in gathered(before, *turn, Note(74, 64, 480, 480)))


def test_a_chord_struck_from_the_bottom_up_and_held_is_rolled() -> None:
    notes = [Note(60 + 4 * i, 64, 20 * i, 480 - 20 * i) for i in range(4)]
    (struck,) = gathered(*notes)
    assert (struck.onset_tick, struck.is_rolled) == (0, True)
    assert [note.pitch for note in struck.notes] == [60, 64, 68, 72]
    assert {note.end_tick for note in struck.notes} == {480}


def test_a_roll_before_the_beat_ends_on_it() -> None:
    notes = [Note(60 + 4 * i, 64, 420 + 30 * i, 400) for i in range(3)]
    assert gathered(*notes)[0].onset_tick == 480


def test_a_broken_chord_whose_notes_are_let_go_is_not_rolled() -> None:
    notes = [Note(60 + 4 * i, 64, 40 * i, 40) for i in range(6)]
    assert not any(struck.is_rolled or struck.graces for struck in gathered(*notes))
