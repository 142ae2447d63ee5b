"""Fit the profiles of keys that spelling goes by: how likely each place is in major and minor.

By turns the keys of all beats are found with the profiles as they are, and the profiles counted in
these keys (hard expectation maximisation). The spelling is known here, which tells keys apart well.
"""

from collections.abc import Sequence

import numpy as np

from chopin_studio.export.notation.spelling_features import (
    FLATTEST_IN_KEY,
    PITCH_CLASSES,
    Floats,
    LocalKeys,
)
from chopin_studio.export.notation.spelling_keys import (
    FLATTEST_PLACE,
    SHARPEST_PLACE,
    Beats,
    KeyProfiles,
    find_keys,
    key_places,
    likeliest_path,
)
from chopin_studio.music.key import PROBE_TONES
from chopin_studio.training.notation.spelling_examples import SpellingExample

_ROUNDS = 3
_UNSEEN = 5.0
_FLOOR = 0.8
_TONICS = {"major": 0, "minor": 3}
"""Where the tonic is on the line of fifths, from the place of the key's signature."""

_RARE = 1e-4


def fit_profiles(examples: Sequence[SpellingExample]) -> KeyProfiles:
    """Return the profiles of keys in `examples`."""
    profiles = _ratings()
    for _ in range(_ROUNDS):
        counts = np.full(profiles.log_likelihoods.shape, _UNSEEN)
        for each in examples:
            keys = written_keys(each, profiles)
            columns = _columns(each.places - keys.fifths)
            np.add.at(counts, (keys.is_minor.astype(int), columns), 1)
        profiles = KeyProfiles(_logarithms(counts))
    return profiles


def written_keys(example: SpellingExample, profiles: KeyProfiles) -> LocalKeys:
    """Return the keys that the spelling of an edition speaks for."""
    beats = Beats(example.notes)
    columns = _columns(example.places[:, None] - key_places())
    scores = np.concatenate([row[columns] for row in profiles.log_likelihoods], axis=1)
    signatures, mode = beats.signatures(example.notes), int(example.notes.modes[0])
    return beats.keys(likeliest_path(beats.spread(scores), signatures, mode))


def nearest_keys(example: SpellingExample, profiles: KeyProfiles) -> LocalKeys:
    """Return the keys that are found without the spelling, but written as the edition has them.

    As one that takes E for F flat learns nothing from notes, what is learned of them is for music
    in keys that are written alike.
    """
    found, written = find_keys(example.notes, profiles), written_keys(example, profiles)
    octaves = np.round((written.fifths - found.fifths) / PITCH_CLASSES).astype(np.int64)
    return LocalKeys(found.fifths + PITCH_CLASSES * octaves, found.is_minor)


def _ratings() -> KeyProfiles:
    """Return the profiles to begin with: probe-tone ratings of the twelve usual places."""
    counts = np.full((2, SHARPEST_PLACE - FLATTEST_PLACE + 1), _RARE)
    usual = np.arange(FLATTEST_IN_KEY, FLATTEST_IN_KEY + PITCH_CLASSES)
    for mode, name in enumerate(PROBE_TONES):
        ratings = np.array(PROBE_TONES[name])
        ratings -= _FLOOR * ratings.min()
        counts[mode, usual - FLATTEST_PLACE] = ratings[7 * (usual - _TONICS[name]) % PITCH_CLASSES]
    return KeyProfiles(_logarithms(counts))


def _logarithms(counts: np.ndarray) -> Floats:
    shares: Floats = np.log(counts / counts.sum(axis=1, keepdims=True)).astype(np.float32)
    return shares


def _columns(places: np.ndarray) -> np.ndarray:
    return (places - FLATTEST_PLACE).clip(0, SHARPEST_PLACE - FLATTEST_PLACE)
