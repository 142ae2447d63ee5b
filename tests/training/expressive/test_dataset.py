"""Windows of notes: cut, varied and drawn as the recipe says."""

import numpy as np
import pytest

from chopin_studio.engine.expressive.attributes import END, LOOKBACK_BARS, START_POSITION, START_ROW
from chopin_studio.engine.expressive.encoder import encode
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Hand, Note
from chopin_studio.training.expressive.corpus import EncodedPiece
from chopin_studio.training.expressive.dataset import RandomWindows, as_batch, cut, whole_pieces
from tests.training.expressive.music import random_rows

PITCH, VELOCITY, KEY = 1, 3, 1


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def test_a_window_carries_the_note_before_it(rng):
    rows = random_rows(30, rng)
    window = cut(rows, 10, 5)
    np.testing.assert_array_equal(window.attributes, rows.attributes[9:15])
    np.testing.assert_array_equal(window.positions, rows.positions[9:15])
    np.testing.assert_array_equal(window.conditions, rows.conditions[10:15])
    np.testing.assert_array_equal(window.lookback, rows.lookback[10:15])
    assert window.counts.all()


def test_a_window_at_the_start_carries_the_start_row(rng):
    rows = random_rows(30, rng)
    window = cut(rows, 0, 5)
    assert tuple(window.attributes[0]) == START_ROW
    assert window.positions[0] == START_POSITION
    np.testing.assert_array_equal(window.attributes[1:], rows.attributes[:5])


def test_a_window_past_the_last_note_ends_with_the_end_and_what_is_known_before_it(rng):
    rows = random_rows(30, rng)
    window = cut(rows, 26, 10)
    assert len(window) == 5
    np.testing.assert_array_equal(window.attributes[:-1], rows.attributes[25:])
    assert window.attributes[-1, 0] == END
    np.testing.assert_array_equal(window.conditions, rows.conditions[26:])
    np.testing.assert_array_equal(window.lookback, rows.lookback[26:])
    # Of the end, nothing but its Δonset is to be foretold.
    assert window.counts[-1].tolist() == [1, 0, 0, 0, 0, 0, 0]
    assert window.counts[:-1].all()


def test_a_window_that_the_piece_just_fills_and_one_without_end_have_none(rng):
    rows = random_rows(30, rng)
    for window in (cut(rows, 26, 4), cut(rows, 26, 10, with_end=False)):
        assert len(window) == 4
        np.testing.assert_array_equal(window.attributes, rows.attributes[25:])
        assert window.counts.all()


def test_the_end_is_never_moved(rng):
    window = cut(random_rows(30, rng), 26, 10)
    moved = window.transposed(3).louder(-2)
    np.testing.assert_array_equal(moved.attributes[-1], window.attributes[-1])
    assert (moved.attributes[:-1, PITCH] == window.attributes[:-1, PITCH] + 3).all()


@pytest.mark.parametrize("semitones", [-6, -1, 1, 5, 6])
def test_transposed_rows_are_those_of_transposed_music(semitones):
    def rows_in(key, by):
        notes = tuple(Note(60 + by + k, 80, 480 * k, 480, Hand.RIGHT) for k in range(8))
        return encode(Excerpt(notes, keys=(KeyChange(0, key),)))

    home = Key(2, "major")
    # Seven fifths are a semitone; 12 of them are the same key in another spelling.
    fifths = (home.fifths + 7 * semitones + 5) % 12 - 5
    moved = cut(rows_in(home, 0), 0, 8).transposed(semitones)
    expected = cut(rows_in(Key(fifths, "major"), semitones), 0, 8)
    np.testing.assert_array_equal(moved.attributes, expected.attributes)
    np.testing.assert_array_equal(moved.conditions, expected.conditions)
    np.testing.assert_array_equal(moved.lookback, expected.lookback)
    assert (moved.lookback[6:, PITCH] < START_ROW[PITCH]).all()
    assert (moved.attributes[1:, PITCH] != cut(rows_in(home, 0), 0, 8).attributes[1:, PITCH]).all()


def test_the_start_row_is_never_moved(rng):
    window = cut(random_rows(30, rng), 0, 5)
    assert tuple(window.transposed(3).attributes[0]) == START_ROW
    assert tuple(window.louder(-2).attributes[0]) == START_ROW
    assert (window.transposed(3).lookback[:3] == START_ROW * len(LOOKBACK_BARS)).all()


def test_variation_keeps_intervals_and_stays_within_the_classes(rng):
    rows = random_rows(30, rng)
    rows.attributes[0, PITCH] = 2
    rows.attributes[1, VELOCITY] = 30
    window = cut(rows, 0, 30)
    moves = set()
    for _ in range(200):
        varied = window.varied(rng)
        pitches = varied.attributes[1:, PITCH] - window.attributes[1:, PITCH]
        velocities = varied.attributes[1:, VELOCITY] - window.attributes[1:, VELOCITY]
        assert len(set(pitches)) == len(set(velocities)) == 1
        key = (varied.conditions[:, KEY] - window.conditions[:, KEY]) % 12
        assert set(key) == {7 * pitches[0] % 12}
        assert ((varied.conditions[:, KEY] < 12) == (window.conditions[:, KEY] < 12)).all()
        heard = varied.lookback[3:] - window.lookback[3:]
        move = [0, pitches[0], 0, velocities[0], 0, 0, 0]
        assert (heard == move * len(LOOKBACK_BARS)).all()
        moves.add((int(pitches[0]), int(velocities[0])))
    assert {pitch for pitch, _ in moves} == set(range(-2, 7))
    assert {velocity for _, velocity in moves} == {-3, -2, -1, 0, 1}


def test_inputs_and_targets_of_a_batch_are_one_note_apart(rng):
    rows = random_rows(30, rng)
    batch = as_batch([cut(rows, 4, 10), cut(rows, 0, 10)], 10)
    inputs = batch.inputs
    np.testing.assert_array_equal(inputs["previous"][:, 1:], inputs["attributes"][:, :-1])
    np.testing.assert_array_equal(inputs["previous_position"][:, 1:], inputs["position"][:, :-1])
    np.testing.assert_array_equal(inputs["attributes"][0], rows.attributes[4:14])
    assert batch.counts.all()
    assert batch.notes == 20


def test_short_windows_are_padded_and_marked(rng):
    pieces = [EncodedPiece(str(n), "Chopin", random_rows(n, rng)) for n in (3, 8)]
    batch = whole_pieces(pieces)
    assert batch.notes == 11
    assert batch.counts[0].all(1).tolist() == [1, 1, 1, 0, 0, 0, 0, 0]
    assert not batch.counts[0, 3:].any()
    np.testing.assert_array_equal(batch.inputs["attributes"][1], pieces[1].rows.attributes)
    assert not batch.inputs["attributes"][0, 3:].any()


def pieces_of_two(rng):
    """Make a short piece of Chopin's and a long one of Bach's, told apart by their tempo."""
    pieces = []
    for composer, notes, tempo in (("Chopin", 1000, 3), ("Bach", 9000, 20)):
        rows = random_rows(notes, rng)
        rows.attributes[:, 6] = tempo
        pieces.append(EncodedPiece(composer, composer, rows))
    return pieces


@pytest.mark.parametrize("share", [0.1, 0.4])
def test_chopins_share_of_the_windows_is_the_one_asked_for(rng, share):
    windows = RandomWindows(pieces_of_two(rng))
    assert windows.chopin_share == 0.1
    batch = windows.batch(rng, 1000, 4, share)
    drawn = (batch.inputs["attributes"][:, 0, 6] == 3).mean()
    assert drawn == pytest.approx(share, abs=0.04)


def test_one_window_in_ten_begins_with_the_start_of_its_piece(rng):
    batch = RandomWindows(pieces_of_two(rng)).batch(rng, 1000, 4, 0.1)
    begins = (batch.inputs["previous"][:, 0] == START_ROW).all(1)
    assert begins.mean() == pytest.approx(0.1, abs=0.03)


def test_one_window_in_twenty_ends_with_the_end_of_its_piece(rng):
    batch = RandomWindows(pieces_of_two(rng)).batch(rng, 2000, 4, 0.1)
    ends = batch.inputs["attributes"][:, -1, 0] == END
    assert ends.mean() == pytest.approx(0.05, abs=0.015)
    assert (batch.counts[~ends] == 1).all()
    assert (batch.counts[ends].sum(1) == [4, 3, 3, 3, 3, 3, 3]).all()


def test_a_piece_shorter_than_the_window_is_drawn_whole_with_its_end(rng):
    pieces = [EncodedPiece("short", "Bach", random_rows(6, rng))]
    batch = RandomWindows(pieces).batch(rng, 5, 10, 0.4)
    assert batch.notes == 30
    assert (batch.counts[:, :6] == 1).all()
    assert (batch.inputs["attributes"][:, 6, 0] == END).all()
    assert not batch.counts[:, 7:].any()


def test_the_same_random_state_draws_the_same_windows(rng):
    windows = RandomWindows(pieces_of_two(rng))
    one, same, other = (
        windows.batch(np.random.default_rng(seed), 8, 16, 0.2).inputs for seed in (1, 1, 2)
    )
    for name in one:
        np.testing.assert_array_equal(one[name], same[name])
    assert (one["attributes"] != other["attributes"]).any()
