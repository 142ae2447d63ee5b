from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.midi_messages import CONTROL_CHANGE, NOTE_OFF, NOTE_ON, perform
from chopin_studio.music.note import Note, score_order
from tests.fakes import open_notes

notes = st.builds(
    Note,
    pitch=st.integers(58, 61),
    velocity=st.integers(1, 127),
    onset_tick=st.integers(0, 50),
    duration_tick=st.integers(1, 30),
)


def excerpt_of(*some_notes: Note, pedals: tuple[PedalChange, ...] = ()) -> Excerpt:
    return Excerpt(notes=tuple(sorted(some_notes, key=score_order)), pedals=pedals)


def test_a_note_is_struck_and_released():
    assert list(perform(excerpt_of(Note(60, 80, 10, 5)))) == [
        (10, (NOTE_ON, 60, 80)),
        (15, (NOTE_OFF, 60, 0)),
    ]


def test_at_one_tick_keys_come_up_then_the_pedal_moves_then_keys_go_down():
    excerpt = excerpt_of(Note(60, 80, 0, 10), Note(62, 80, 10, 10), pedals=(PedalChange(10, 127),))
    assert [message for tick, message in perform(excerpt) if tick == 10] == [
        (NOTE_OFF, 60, 0),
        (CONTROL_CHANGE, 64, 127),
        (NOTE_ON, 62, 80),
    ]


def test_an_overlapping_note_of_one_pitch_strikes_the_key_anew_and_both_ends_count():
    assert list(perform(excerpt_of(Note(60, 80, 0, 100), Note(60, 50, 40, 20)))) == [
        (0, (NOTE_ON, 60, 80)),
        (40, (NOTE_OFF, 60, 0)),
        (40, (NOTE_ON, 60, 50)),
        (100, (NOTE_OFF, 60, 0)),
    ]


def test_two_equal_onsets_of_one_pitch_are_one_strike_that_lasts_as_long_as_the_longer():
    assert list(perform(excerpt_of(Note(60, 80, 0, 100), Note(60, 80, 0, 20)))) == [
        (0, (NOTE_ON, 60, 80)),
        (100, (NOTE_OFF, 60, 0)),
    ]


@given(st.lists(notes, max_size=30))
def test_every_strike_has_exactly_one_release_and_ticks_never_run_backwards(some_notes):
    performed = list(perform(excerpt_of(*some_notes)))
    assert not open_notes([message for _, message in performed])
    ticks = [tick for tick, _ in performed]
    assert ticks == sorted(ticks)
    assert len([m for _, m in performed if m[0] == NOTE_ON]) == len(
        {(note.pitch, note.onset_tick) for note in some_notes}
    )
