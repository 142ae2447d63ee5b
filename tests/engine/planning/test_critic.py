"""The critic of phrases, and its file."""

import json

import numpy as np
import pytest

from chopin_studio.engine.planning.critic import Critic, last_bars
from chopin_studio.engine.planning.critic_files import (
    MOST_BYTES,
    CriticError,
    critic_json,
    loaded_critic,
    read_critic,
)
from chopin_studio.engine.planning.features.features import feature_names
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.paths import critic
from tests.engine.planning.music import COMMON, hymn

BAR = 4 * BEAT


def small_critic(**weights):
    """Return a critic of one unit, which looks at the named features alone."""
    names = feature_names()
    hidden = np.array([[weights.get(name.replace(" ", "_"), 0.0)] for name in names])
    return Critic(
        names, np.zeros(len(names)), np.ones(len(names)), hidden, np.zeros(1), np.ones(1), 0.5
    )


def written(folder, **changes):
    path = folder / "critic.json"
    path.write_text(json.dumps({**critic_json(small_critic(loudness=0.1), "nobody"), **changes}))
    return path


def test_the_log_odds_are_those_of_the_standardised_features():
    odds = small_critic(chord_tones=2.0).log_odds(np.zeros((3, len(feature_names()))))
    assert odds.tolist() == [0.5, 0.5, 0.5]
    assert small_critic(chord_tones=2.0).judge(hymn(), COMMON) == pytest.approx(0.5 + np.tanh(2.0))


def test_features_far_out_count_no_more_than_far_ones():
    features = np.full((1, len(feature_names())), 1e9)
    assert small_critic(density=0.1).log_odds(features)[0] == pytest.approx(0.5 + np.tanh(0.4))


def test_the_last_bars_are_judged_and_no_others():
    assert last_bars(COMMON, 20 * BAR + 5) == (13 * BAR, 21 * BAR)
    assert last_bars(COMMON, 2 * BAR) == (0, 3 * BAR)
    late, quiet = hymn(16, velocity=80), hymn(8, velocity=20)
    louder_later = quiet + [note for note in late if note.onset_tick >= 8 * BAR]
    one = small_critic(loudness=0.02)
    assert one.judge(louder_later, COMMON) == one.judge(late, COMMON)


def test_a_critic_is_read_as_it_was_written(tmp_path):
    critic = read_critic(written(tmp_path))
    assert critic.names == feature_names()
    assert critic.judge(hymn(), COMMON) == small_critic(loudness=0.1).judge(hymn(), COMMON)
    assert len(critic.id) == 8
    assert read_critic(written(tmp_path, credit="somebody")).id != critic.id


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 2},
        {"names": ["loudness"]},
        {"names": [*feature_names()[:-1], "beauty"]},
        {"means": [0.0]},
        {"scales": [0.0] * len(feature_names())},
        {"hidden": [0.0]},
        {"hidden_bias": []},
        {"out": [0.0, 0.0]},
        {"out_bias": "0"},
        {"means": [1e300] * len(feature_names())},
    ],
)
def test_a_damaged_critic_is_refused_in_a_sentence(tmp_path, changes):
    with pytest.raises(CriticError, match=r"cannot be read\. Install Chopin Studio again"):
        read_critic(written(tmp_path, **changes))


def test_a_missing_or_endless_file_is_refused(tmp_path):
    with pytest.raises(CriticError):
        read_critic(tmp_path / "none.json")
    (tmp_path / "long.json").write_text(" " * (MOST_BYTES + 1))
    with pytest.raises(CriticError):
        read_critic(tmp_path / "long.json")


def test_the_critic_that_ships_is_loaded_once():
    ready = WarmStarts()
    assert loaded_critic(ready) is loaded_critic(ready)
    assert critic().stat().st_size < MOST_BYTES
    assert "piano-midi.de" in json.loads(critic().read_text("utf-8"))["credit"]
