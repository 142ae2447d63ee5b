"""Quotations in takes, whose returns are no quotations by themselves."""

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.originality.index import CorpusIndex, Source
from chopin_studio.training.expressive.evaluation.plans.quotation import quoted, quoted_new
from chopin_studio.training.expressive.evaluation.plans.takes import MadeTake

BAR = 1920
NEW = PlannedBar(Likeness.NEW)


def melody(random_state, bars):
    """Return bars of eighth notes that nobody else has."""
    pitches = np.random.default_rng(random_state).integers(55, 80, 8 * bars)
    return [int(pitch) for pitch in pitches]


def music(*parts, seed_bars=0):
    pitches = [pitch for part in parts for pitch in part]
    notes = tuple(Note(pitch, 70, 240 * k, 240, Hand.RIGHT) for k, pitch in enumerate(pitches))
    return Excerpt(notes, seed_end_tick=seed_bars * BAR)


PIECE, OWN, OTHER = melody(1, 8), melody(2, 4), melody(3, 4)


@pytest.fixture(scope="module")
def index():
    others = [Source(f"Other {number}", music(melody(number, 8))) for number in range(10, 16)]
    return CorpusIndex.of([Source("A piece", music(PIECE)), *others])


def test_what_returns_within_a_take_is_no_quotation(index):
    plan = Plan((*[NEW] * 4, *(PlannedBar(Likeness.EXACT, k) for k in range(4)), *[NEW] * 4))
    take = MadeTake(music(OWN, OWN, OTHER, OWN), plan)
    assert quoted([take], index).value == 0


def test_what_is_in_a_piece_is_quoted(index):
    take = MadeTake(music(OWN, PIECE[:32]), Plan())
    assert quoted([take], index).value == pytest.approx(0.5, abs=0.05)
    assert quoted_new([take], index).value == pytest.approx(0.5, abs=0.05)


def test_what_returns_to_a_seed_is_told_apart_from_what_the_model_quotes(index):
    returns = (PlannedBar(Likeness.EXACT, k) for k in range(4))
    again = (PlannedBar(Likeness.EXACT, 8 + k) for k in range(4))
    plan = Plan((*[NEW] * 8, *returns, *again, *[NEW] * 4))
    seed = PIECE[:32]
    take = MadeTake(music(seed, OWN, seed, seed, OTHER, seed_bars=4), plan)
    assert quoted([take], index).value == pytest.approx(0.5, abs=0.05)
    assert quoted_new([take], index).value == 0


def test_a_bar_in_the_rhythm_of_the_seed_is_the_model_s_own(index):
    plan = Plan((*[NEW] * 4, *(PlannedBar(Likeness.RHYTHM, k) for k in range(4))))
    take = MadeTake(music(OWN, PIECE[:32], seed_bars=4), plan)
    assert quoted_new([take], index).value == pytest.approx(1, abs=0.1)
