import numpy as np
import pytest

from chopin_studio.engine.expressive.playability import HandReach
from chopin_studio.music.note import Hand, Note

RIGHT, LEFT = 0, 1


def note(pitch, onset=0, duration=480, hand=Hand.LEFT):
    return Note(pitch, 80, onset, duration, hand)


def reached(reach, tick, hand):
    """Return the lowest and the highest pitch that a hand can strike."""
    pitches = np.flatnonzero(reach.keys_at(tick)[hand]) + 21
    assert (np.diff(pitches) == 1).all()
    return pitches[0], pitches[-1]


def test_free_hands_reach_the_whole_piano():
    assert reached(HandReach(), 0, RIGHT) == reached(HandReach(), 0, LEFT) == (21, 108)


def test_a_hand_that_holds_a_key_reaches_a_tenth_to_either_side():
    reach = HandReach()
    reach.strike(note(48))
    assert reached(reach, 479, LEFT) == (32, 64)
    assert reached(reach, 479, RIGHT) == (21, 108)
    assert reached(reach, 480, LEFT) == (21, 108)


def test_every_key_held_counts():
    reach = HandReach()
    reach.strike(note(48))
    reach.strike(note(60, duration=960))
    assert reached(reach, 0, LEFT) == (44, 64)
    reach.strike(note(55, onset=480))
    assert reached(reach, 480, LEFT) == (44, 71)


def test_at_the_ends_of_the_keyboard_the_reach_ends_too():
    reach = HandReach()
    reach.strike(note(21))
    assert reached(reach, 0, LEFT) == (21, 37)
    reach.strike(note(108, hand=Hand.RIGHT))
    assert reached(reach, 0, RIGHT) == (92, 108)


def test_a_hand_reaches_as_far_as_it_did_in_the_seed():
    reach = HandReach()
    for pitch in (40, 60):
        reach.learn(note(pitch))
    assert reached(reach, 0, LEFT) == (40, 60)
    reach.strike(note(50, onset=480))
    assert reached(reach, 480, LEFT) == (30, 70)
    reach.strike(note(80, onset=480, hand=Hand.RIGHT))
    assert reached(reach, 480, RIGHT) == (64, 96)


def test_wide_leaps_in_the_seed_widen_nothing():
    reach = HandReach()
    for k, pitch in enumerate((30, 90, 30)):
        reach.learn(note(pitch, onset=480 * k))
    reach.strike(note(50, onset=2000))
    assert reached(reach, 2000, LEFT) == (34, 66)


def test_a_note_without_a_hand_is_refused():
    with pytest.raises(ValueError, match="hand"):
        HandReach().strike(Note(60, 80, 0, 480))
