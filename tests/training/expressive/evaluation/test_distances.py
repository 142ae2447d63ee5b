"""Distances between passages, by distributions that can be written down."""

import numpy as np
import pytest

from chopin_studio.music.key import Key, KeyChange
from chopin_studio.training.expressive.evaluation.distances import (
    TRAITS,
    distances,
    shares,
    total_variation,
)
from tests.training.expressive.evaluation.passages import melody, passage


def share_of(name, label, *passages):
    return shares(passages, TRAITS[name])[TRAITS[name].labels.index(label)]


def test_total_variation_is_nothing_for_equal_and_one_for_disjoint_shares():
    half, other = np.array([0.5, 0.5, 0, 0]), np.array([0, 0, 0.5, 0.5])
    assert total_variation(half, half) == 0
    assert total_variation(half, other) == 1
    assert total_variation(half, np.full(4, 0.25)) == 0.5


def test_every_attribute_of_a_passage_is_compared():
    one, other = melody(60, 62, 64, 65), melody(60, 62, 64, 65, velocity=40)
    assert distances([one], [one]) == dict.fromkeys(TRAITS, 0)
    assert distances([one], [other]) == dict.fromkeys(TRAITS, 0) | {"velocity": 1}


def test_shares_are_pooled_over_passages_and_sum_to_one():
    found = [melody(60, 62, 64), melody(60, 60, 60, 60, 60, duration=12)]
    assert share_of("duration", "24", *found) == 3 / 8
    assert share_of("duration", "12", *found) == 5 / 8
    for trait in TRAITS.values():
        table = shares(found, trait)
        assert len(table) == len(trait.labels)
        assert table.sum() == pytest.approx(1)


def test_pitch_classes_are_counted_from_the_tonic_in_force():
    keys = (KeyChange(0, Key.named("C major")), KeyChange(480, Key.named("A minor")))
    music = passage((0, {"pitch": 67}), (24, {"pitch": 64}), (48, {"pitch": 69}), keys=keys)
    assert share_of("scale_step", "7", music) == pytest.approx(2 / 3)
    assert share_of("scale_step", "0", music) == pytest.approx(1 / 3)


def test_intervals_are_within_a_hand_and_no_wider_than_two_octaves():
    right, left = {"hand": "right"}, {"hand": "left"}
    music = passage(
        (0, {"pitch": 72, **right}),
        (24, {"pitch": 40, **left}),
        (48, {"pitch": 76, **right}),
        (72, {"pitch": 95, **left}),
        (96, {"pitch": 72, **right}),
    )
    assert share_of("interval", "4", music) == pytest.approx(1 / 3)
    assert share_of("interval", "-4", music) == pytest.approx(1 / 3)
    assert share_of("interval", "24", music) == pytest.approx(1 / 3)


def test_tempo_is_told_against_the_passage_s_own_median_and_once_an_onset():
    slow, fast = (
        passage(*((24 * k, {"tempo": tempo + step}) for k, step in enumerate((0, 0, 1))))
        for tempo in (-5, 3)
    )
    assert distances([slow], [fast])["tempo"] == 0
    assert share_of("tempo", "1", slow, fast) == pytest.approx(1 / 3)
    chord = passage((0, {"tempo": 0}), (0, {"pitch": 64}), (24, {"tempo": 2}), (48, {"tempo": 0}))
    assert share_of("tempo", "2", chord) == pytest.approx(1 / 3)
