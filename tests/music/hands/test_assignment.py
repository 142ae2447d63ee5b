from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import WIDEST_SPAN, assign_hands
from chopin_studio.music.hands.assignment import FINGERS, playable_hands
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.music.tempo import TempoMap
from chopin_studio.training.corpora.pieces import is_validation_file
from tests.music.strategies import notes


def hands_of(*chords: tuple[int, ...]) -> list[str]:
    """Return a letter a note, bottom up, a word a chord of eighths."""
    struck = [
        Note(pitch, 64, place * 240, 240)
        for place, chord in enumerate(chords)
        for pitch in sorted(chord)
    ]
    assigned = assign_hands(Excerpt(tuple(struck))).notes
    letters = {Hand.RIGHT: "R", Hand.LEFT: "L"}
    return [
        "".join(letters[note.hand] for note in assigned if note.onset_tick == place * 240)
        for place in range(len(chords))
    ]


def test_a_bass_and_a_tune_are_told_apart() -> None:
    assert hands_of((36, 72), (43, 76), (48, 79)) == ["LR", "LR", "LR"]


def test_a_chord_beyond_a_tenth_needs_both_hands() -> None:
    for low in (40, 62, 70):
        assert set(hands_of((low, low + 7, low + WIDEST_SPAN + 4))[0]) == {"L", "R"}


def test_a_line_below_middle_c_is_the_left_hands() -> None:
    assert hands_of((48,), (50,), (52,), (53,)) == ["L"] * 4


def test_a_hand_goes_on_with_the_line_it_began() -> None:
    assert hands_of((72,), (69,), (65,), (62,), (60,), (58,), (62,), (69,)) == ["R"] * 8


def test_known_hands_stay() -> None:
    crossed = (Note(40, 64, 0, 480, Hand.RIGHT), Note(80, 64, 0, 480, Hand.LEFT))
    assert assign_hands(Excerpt(crossed)).notes == crossed


def test_music_without_notes_stays_empty() -> None:
    assert assign_hands(Excerpt(title="x")) == Excerpt(title="x")


def test_a_hundred_notes_at_once_are_dealt_out() -> None:
    assigned = assign_hands(Excerpt(tuple(Note(pitch, 64, 0, 480) for pitch in range(128))))
    assert Counter(note.hand for note in assigned.notes).keys() == {Hand.LEFT, Hand.RIGHT}


@given(st.lists(notes, max_size=25))
@settings(max_examples=40, deadline=None)
def test_only_unknown_hands_change(drawn: list[Note]) -> None:
    excerpt = Excerpt(tuple(sorted(drawn, key=score_order)))
    assigned = assign_hands(excerpt).notes
    assert None not in {note.hand for note in assigned}
    for hand in Hand:
        known = Counter(note for note in excerpt.notes if note.hand is hand)
        assert known <= Counter(assigned)
    assert Counter(replace(n, hand=None) for n in assigned) == Counter(
        replace(n, hand=None) for n in drawn
    )


def test_a_hand_gets_no_more_notes_than_it_has_fingers() -> None:
    hands = hands_of(tuple(range(48, 48 + 2 * FINGERS)))[0]
    assert hands == "L" * FINGERS + "R" * FINGERS


def test_known_hands_are_told_apart_by_no_split() -> None:
    pitch = np.array([40, 45, 60, 75])
    odds = np.array([np.inf, 1.0, 2.0, -np.inf], np.float32)
    assert playable_hands(np.zeros(4, np.intp), pitch, odds)[[0, 3]].tolist() == [True, False]


def test_chords_that_can_be_held_stay_as_they_are_likeliest() -> None:
    pitch, odds = np.array([60, 64, 62]), np.array([3.0, -1.0, 2.0], np.float32)
    found = playable_hands(np.array([0, 0, 1]), pitch, odds)
    assert found.tolist() == [True, False, True]


def test_long_music_is_read_in_parts_as_if_it_were_one(monkeypatch: pytest.MonkeyPatch) -> None:
    waltz = [(40 + step % 3, 64 + step % 3, 67, 76 + step % 7) for step in range(150)]
    whole = hands_of(*waltz)
    monkeypatch.setattr("chopin_studio.music.hands.assignment._PART_NOTES", 200)
    monkeypatch.setattr("chopin_studio.music.hands.assignment._CONTEXT_NOTES", 300)
    assert hands_of(*waltz) == whole


def test_hands_do_not_depend_on_the_tempo_that_ticks_are_read_at() -> None:
    chords = [(40, 55, 59, 64 + step % 5) for step in range(24)]
    notes = [
        Note(pitch, 64, place * 240, 240) for place, chord in enumerate(chords) for pitch in chord
    ]
    slow, fast = (
        assign_hands(Excerpt(tuple(notes), TempoMap.constant(bpm))).notes for bpm in (60, 160)
    )
    assert slow == fast


def test_the_true_hands_of_pieces_it_has_not_learned_from_are_found(corpus_dir: Path) -> None:
    right = total = 0
    for path in sorted((corpus_dir / "midis" / "Chopin").glob("*.mid")):
        if not is_validation_file(path.stem):
            continue
        true = [note for note in read_midi(path).notes if note.hand is not None]
        hidden = sorted((replace(note, hand=None) for note in true), key=score_order)
        found = assign_hands(Excerpt(tuple(hidden))).notes
        right += (Counter(true) & Counter(found)).total()
        total += len(true)
    assert right / total > 0.9
