"""How a draw is leaned towards the density, the register and the loudness asked for."""

import numpy as np
import pytest

from chopin_studio.engine.expressive.attributes import DELTA_ONSETS
from chopin_studio.engine.expressive.character_balance import character_lean, level_middle
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.character import DENSITY_BOUNDS, LOUDNESS_BOUNDS, REGISTER_BOUNDS

ANY = (0, 0, 0)


def played(count=24, pitch=60, velocity=50, wait=240):
    return [Note(pitch, velocity, wait * k, wait, Hand.RIGHT) for k in range(count)]


def test_what_is_left_open_leans_to_nothing():
    for attribute in ("delta_onset", "pitch", "velocity"):
        assert character_lean(attribute, ANY, played()) is None


@pytest.mark.parametrize("attribute", ["duration", "hand", "pedal", "tempo"])
def test_no_other_attribute_leans(attribute):
    assert character_lean(attribute, (7, 7, 7), played()) is None


def test_a_few_notes_tell_nothing():
    assert character_lean("velocity", (0, 0, 7), played(5)) is None
    assert character_lean("velocity", (0, 0, 7), played(6)) is not None


def test_of_long_music_the_last_notes_tell():
    soft_then_loud = [*played(100, velocity=10), *played(24, velocity=50)]
    lean = character_lean("velocity", (0, 0, 3), soft_then_loud)
    assert (lean == character_lean("velocity", (0, 0, 3), played(24, velocity=50))).all()


def test_louder_classes_are_raised_where_it_is_too_soft_and_lowered_where_too_loud():
    soft = character_lean("velocity", (0, 0, 7), played(velocity=40))
    loud = character_lean("velocity", (0, 0, 1), played(velocity=80))
    assert (np.diff(soft) > 0).all()
    assert (np.diff(loud) < 0).all()


def test_normal_values_move_by_the_distance():
    """Of a normal distribution around what was heard, the mean moves to the target."""
    velocities = 4 * (np.arange(32) + 0.5)
    before = np.exp(-(((velocities - 50) / 10) ** 2) / 2)
    after = before * np.exp(character_lean("velocity", (0, 0, 5), played(velocity=50)))
    assert (after * velocities).sum() / after.sum() == pytest.approx(
        level_middle("loudness", 5), abs=0.2
    )


def test_a_great_distance_counts_no_more_than_two_deviations():
    far, further = (character_lean("pitch", (0, 7, 0), played(pitch=p)) for p in (45, 30))
    assert np.diff(far) == pytest.approx(np.diff(further))
    assert np.diff(far)[0] == pytest.approx(2 / 12)


def test_shorter_waits_are_raised_where_onsets_are_too_few_but_no_chords():
    lean = character_lean("delta_onset", (7, 0, 0), played(wait=960))
    half, whole = (lean[DELTA_ONSETS.index(wait)] for wait in (12, 24))
    assert half > whole > lean[-1]
    assert lean[0] == 0


def test_notes_that_begin_together_tell_of_one_onset():
    chords = [note for note in played(12) for _ in range(2)]
    assert character_lean("delta_onset", (1, 0, 0), [played(8)[0]] * 8) is None
    one = character_lean("delta_onset", (1, 0, 0), played(12))
    assert character_lean("delta_onset", (1, 0, 0), chords) == pytest.approx(one)


@pytest.mark.parametrize(
    ("part", "bounds"),
    [("density", DENSITY_BOUNDS), ("register", REGISTER_BOUNDS), ("loudness", LOUDNESS_BOUNDS)],
)
def test_the_middle_of_a_level_is_within_it(part, bounds):
    for level in range(1, 8):
        assert np.searchsorted(bounds, level_middle(part, level)) == level - 1
