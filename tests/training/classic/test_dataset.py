import numpy as np
import pytest

from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.training.classic.dataset import last_note_windows, random_windows

IDS = list(range(250))
SIZE = 250


def test_the_paper_s_windows_are_all_overlapping_ones_with_the_note_that_follows():
    inputs, targets = last_note_windows(IDS, SIZE)
    assert inputs.shape == (150, WINDOW, 1)
    assert targets.tolist() == IDS[WINDOW:]
    assert inputs[3, :, 0] * SIZE == pytest.approx(np.arange(3, 103), abs=1e-3)


def test_random_windows_have_a_target_after_every_position():
    inputs, targets = random_windows(IDS, SIZE, 64, np.random.default_rng(0))
    assert inputs.shape == (64, WINDOW, 1)
    assert targets.shape == (64, WINDOW)
    assert inputs[:, 1:, 0] * SIZE == pytest.approx(targets[:, :-1], abs=1e-3)
    assert len(set(targets[:, 0].tolist())) > 20


def test_too_little_music_is_refused():
    with pytest.raises(ValueError, match="do not fill one window"):
        last_note_windows(IDS[:100], SIZE)
