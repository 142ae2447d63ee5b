"""Windows of notes: cut, varied and drawn as the recipe says."""

import numpy as np
import pytest

from chopin_studio.engine.expressive.attributes import (
    CONDITIONS,
    END,
    LOOKBACK_ROWS,
    START_POSITION,
    START_ROW,
    UNKNOWN_ROW,
)
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.plan import Likeness
from chopin_studio.training.expressive.dataset import (
    RandomWindows,
    as_batch,
    cut,
    transposed_chords,
    whole_pieces,
)
from chopin_studio.training.expressive.planned_rows import plan_rows
from chopin_studio.training.expressive.told import Told
from tests.training.expressive.music import piece_of, planned, random_rows

PITCH, VELOCITY, KEY = 1, 3, 1
LIKENESS, CHORD, NEXT_CHORD = map(CONDITIONS.index, ("likeness", "chord", "next_chord"))
OWN = (0.1, 0.9, 0.0, 0.0)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def test_a_window_carries_the_note_before_it(rng):
    rows = random_rows(30, rng)
    window = cut(planned(rows), 10, 5)
    np.testing.assert_array_equal(window.attributes, rows.attributes[9:15])
    np.testing.assert_array_equal(window.places, rows.places[9:15])
    np.testing.assert_array_equal(window.conditions, rows.conditions[10:15])
    np.testing.assert_array_equal(window.lookback, rows.lookback[10:15])
    assert window.counts.all()


def test_a_window_at_the_start_carries_the_start_row(rng):
    rows = random_rows(30, rng)
    window = cut(planned(rows), 0, 5)
    assert tuple(window.attributes[0]) == START_ROW
    assert window.places[0].tolist() == [START_POSITION, 0, 0]
    np.testing.assert_array_equal(window.attributes[1:], rows.attributes[:5])


def test_a_window_past_the_last_note_ends_with_the_end_and_what_is_known_before_it(rng):
    rows = random_rows(30, rng)
    window = cut(planned(rows), 26, 10)
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
    for window in (cut(planned(rows), 26, 4), cut(planned(rows), 26, 10, with_end=False)):
        assert len(window) == 4
        np.testing.assert_array_equal(window.attributes, rows.attributes[25:])
        assert window.counts.all()


def test_the_end_is_never_moved(rng):
    window = cut(planned(random_rows(30, rng)), 26, 10)
    moved = window.transposed(3).louder(-2)
    np.testing.assert_array_equal(moved.attributes[-1], window.attributes[-1])
    assert (moved.attributes[:-1, PITCH] == window.attributes[:-1, PITCH] + 3).all()


@pytest.mark.parametrize("semitones", [-6, -1, 1, 5, 6])
def test_transposed_rows_are_those_of_transposed_music(semitones):
    def rows_in(key, by):
        notes = tuple(Note(60 + by + k, 80, 480 * k, 480, Hand.RIGHT) for k in range(8))
        return plan_rows(Excerpt(notes, keys=(KeyChange(0, key),)), "Chopin")

    home = Key(2, "major")
    # Seven fifths are a semitone; 12 of them are the same key in another spelling.
    fifths = (home.fifths + 7 * semitones + 5) % 12 - 5
    moved = cut(rows_in(home, 0), 0, 8).transposed(semitones)
    expected = cut(rows_in(Key(fifths, "major"), semitones), 0, 8)
    np.testing.assert_array_equal(moved.attributes, expected.attributes)
    np.testing.assert_array_equal(moved.conditions, expected.conditions)
    np.testing.assert_array_equal(moved.places, expected.places)
    np.testing.assert_array_equal(moved.lookback, expected.lookback)
    np.testing.assert_allclose(moved.characters, expected.characters)
    assert (moved.places[1:, 2] > 0).all()
    assert (moved.lookback[6:, PITCH] < START_ROW[PITCH]).all()
    assert (moved.attributes[1:, PITCH] != cut(rows_in(home, 0), 0, 8).attributes[1:, PITCH]).all()


def test_the_start_row_is_never_moved(rng):
    window = cut(planned(random_rows(30, rng)), 0, 5)
    assert tuple(window.transposed(3).attributes[0]) == START_ROW
    assert tuple(window.louder(-2).attributes[0]) == START_ROW
    assert (window.transposed(3).lookback[:3] == START_ROW * len(LOOKBACK_ROWS)).all()


def test_variation_keeps_intervals_and_stays_within_the_classes(rng):
    rows = random_rows(30, rng)
    rows.attributes[0, PITCH] = 2
    rows.attributes[1, VELOCITY] = 30
    window = cut(planned(rows), 0, 30)
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
        assert (heard == move * len(LOOKBACK_ROWS)).all()
        moves.add((int(pitches[0]), int(velocities[0])))
    assert {pitch for pitch, _ in moves} == set(range(-2, 7))
    assert {velocity for _, velocity in moves} == {-3, -2, -1, 0, 1}


def test_inputs_and_targets_of_a_batch_are_one_note_apart(rng):
    rows = random_rows(30, rng)
    batch = as_batch([cut(planned(rows), 4, 10), cut(planned(rows), 0, 10)], 10)
    inputs = batch.inputs
    np.testing.assert_array_equal(inputs["previous"][:, 1:], inputs["attributes"][:, :-1])
    np.testing.assert_array_equal(inputs["previous_position"][:, 1:], inputs["places"][:, :-1, 0])
    np.testing.assert_array_equal(inputs["attributes"][0], rows.attributes[4:14])
    assert batch.counts.all()
    assert batch.notes == 20


def test_short_windows_are_padded_and_marked(rng):
    pieces = [piece_of(str(n), "Chopin", random_rows(n, rng)) for n in (3, 8)]
    batch = whole_pieces(pieces, Told())
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
        pieces.append(piece_of(composer, composer, rows))
    return pieces


@pytest.mark.parametrize("share", [0.1, 0.4])
def test_the_shares_of_the_windows_are_those_asked_for(rng, share):
    windows = RandomWindows(pieces_of_two(rng))
    assert windows.shares == (0.1, 0.9, 0.0, 0.0)
    batch = windows.batch(rng, 1000, 4, (share, 1 - share, 0.0, 0.0))
    drawn = (batch.inputs["attributes"][:, 0, 6] == 3).mean()
    assert drawn == pytest.approx(share, abs=0.04)


def test_one_window_in_ten_begins_with_the_start_of_its_piece(rng):
    batch = RandomWindows(pieces_of_two(rng)).batch(rng, 1000, 4, OWN)
    begins = (batch.inputs["previous"][:, 0] == START_ROW).all(1)
    assert begins.mean() == pytest.approx(0.1, abs=0.03)


def test_one_window_in_twenty_ends_with_the_end_of_its_piece(rng):
    batch = RandomWindows(pieces_of_two(rng)).batch(rng, 2000, 4, OWN)
    ends = batch.inputs["attributes"][:, -1, 0] == END
    assert ends.mean() == pytest.approx(0.05, abs=0.015)
    assert (batch.counts[~ends] == 1).all()
    assert (batch.counts[ends].sum(1) == [4, 3, 3, 3, 3, 3, 3]).all()


def test_a_piece_shorter_than_the_window_is_drawn_whole_with_its_end(rng):
    pieces = [piece_of("short", "Bach", random_rows(6, rng))]
    batch = RandomWindows(pieces).batch(rng, 5, 10, (0.0, 1.0, 0.0, 0.0))
    assert batch.notes == 30
    assert (batch.counts[:, :6] == 1).all()
    assert (batch.inputs["attributes"][:, 6, 0] == END).all()
    assert not batch.counts[:, 7:].any()


def test_the_same_random_state_draws_the_same_windows(rng):
    windows = RandomWindows(pieces_of_two(rng))
    one, same, other = (
        windows.batch(np.random.default_rng(seed), 8, 16, OWN).inputs for seed in (1, 1, 2)
    )
    for name in one:
        np.testing.assert_array_equal(one[name], same[name])
    assert (one["attributes"] != other["attributes"]).any()


def test_transposing_moves_the_chords_and_not_their_absence():
    assert transposed_chords(np.array([0, 1, 9, 100, 108]), 1).tolist() == [0, 10, 18, 1, 9]
    assert transposed_chords(np.array([0, 10]), -1).tolist() == [0, 1]


def a_window(rng):
    """Return a window with a source in each row, one of its rows in rhythm alone."""
    rows = random_rows(30, rng)
    rows.conditions[:, LIKENESS] = rows.places[:, 1] = Likeness.EXACT
    rows.conditions[5, LIKENESS] = rows.places[5, 1] = Likeness.RHYTHM
    rows.lookback[:, -6] = 40
    rows.lookback[5, -6] = START_ROW[PITCH]
    return cut(planned(rows), 0, 30)


def test_what_is_not_told_of_a_plan_is_left_out_everywhere(rng):
    window = a_window(rng).telling(Told())
    assert not window.conditions[:, [LIKENESS, CHORD, NEXT_CHORD]].any()
    assert not window.conditions[:, -3:].any()
    assert not window.places[:, 1:].any()
    assert (window.lookback[:, -7:] == START_ROW).all()


def test_what_is_told_of_a_plan_stays(rng):
    before = a_window(rng)
    window = before.telling(Told(True, True, True, (True, False, True)))
    np.testing.assert_array_equal(window.lookback, before.lookback)
    np.testing.assert_array_equal(window.places, before.places)
    np.testing.assert_array_equal(window.conditions[:, :-3], before.conditions[:, :-3])
    assert np.unique(window.conditions[:, -3:], axis=0).tolist() == [[2, 0, 5]]


def test_a_form_without_rhythms_calls_their_bars_new(rng):
    before = a_window(rng)
    window = before.telling(Told(form=True))
    assert window.conditions[5, LIKENESS] == window.places[6, 1] == Likeness.NEW
    assert tuple(window.lookback[5, -7:]) == START_ROW
    np.testing.assert_array_equal(window.lookback[6:], before.lookback[6:])


def test_windows_are_told_now_this_and_now_that(rng):
    drawn = [Told.drawn(rng) for _ in range(2000)]
    nothing = [told for told in drawn if told == Told()]
    assert len(nothing) / 2000 == pytest.approx(0.15, abs=0.03)
    for alone in ("form", "chords"):
        other = {"form": "chords", "chords": "form"}[alone]
        share = sum(getattr(t, alone) and not getattr(t, other) for t in drawn) / 2000
        assert share == pytest.approx(0.175, abs=0.03)


def test_unknown_attributes_are_not_to_be_foretold_and_never_moved(rng):
    rows = random_rows(30, rng)
    rows.attributes[4:, VELOCITY] = UNKNOWN_ROW[VELOCITY]
    window = cut(planned(rows), 0, 30)
    assert window.counts[:4].all()
    assert not window.counts[4:, VELOCITY].any()
    assert window.counts[4:].sum() == 26 * 6
    assert (window.louder(2).attributes[5:, VELOCITY] == UNKNOWN_ROW[VELOCITY]).all()
