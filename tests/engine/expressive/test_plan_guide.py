"""What a take is leaned towards where its plan has returns."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from chopin_studio.engine.attribute_sampling import Sampling
from chopin_studio.engine.expressive.attributes import ATTRIBUTE_SIZES, ATTRIBUTES, DELTA_ONSETS
from chopin_studio.engine.expressive.constraints import TakeConstraints
from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.lookback import Lookback, SourceNote
from chopin_studio.engine.expressive.plan_guide import PlanGuide
from chopin_studio.engine.expressive.samplings import PLANNING_SAMPLINGS, SAMPLINGS
from chopin_studio.engine.expressive.tempo_balance import TempoBalance
from chopin_studio.engine.sampling import SAMPLER, Answer
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from tests.expressive_models import row

FRAME = Frame(60.0, MeterMap((MeterChange(0, 7, 4),)), (KeyChange(0, Key(0)),))
BEAT, BAR = 480, 7 * 480
NEW = PlannedBar(Likeness.NEW)
RETURN = PlannedBar(Likeness.EXACT, source=0)


def leaned_to(*notes, bars=(NEW, RETURN), samplings=PLANNING_SAMPLINGS, sampler=SAMPLER):
    """Return (pitch, 24ths to wait) that the next note leans to, None for none."""
    guide = PlanGuide(TakeConstraints(FRAME, 0, 0, 9, plan=Plan(bars)), samplings, sampler)
    lookback = Lookback(FRAME.meters, guide.planned)
    for pitch, tick in notes:
        lookback.add(row(0, pitch), tick)
    found = guide.source(lookback.recall())
    return None if found is None else (found.row[1] + 21, DELTA_ONSETS[found.row[0]])


def raised(likeness, attribute):
    """Return by how much the class of the source is raised in a return."""
    samplings = {
        name: Sampling(1, 1, toward_source=3, toward_varied=2 if name == "pitch" else 0)
        for name in ATTRIBUTES
    }
    bars = (NEW, replace(RETURN, likeness=likeness))
    guide = PlanGuide(TakeConstraints(FRAME, 0, 0, 9, plan=Plan(bars)), samplings)
    source = SourceNote(row(24, 64), likeness, on_time=True)
    number = ATTRIBUTES.index(attribute)
    even = np.zeros(ATTRIBUTE_SIZES[number])
    answer = Answer(even, lambda: even)
    leaning = guide.lean(
        answer, number, source, None, SimpleNamespace(tempo=TempoBalance(), made=())
    )
    return float(leaning.logits[source.row[number]] - leaning.logits.min())


def test_the_next_note_of_an_exact_return_is_leaned_to():
    assert leaned_to((60, 0), (64, BEAT), (60, BAR)) == (64, 24)


def test_a_varied_return_leans_by_as_much_as_a_bundle_says_of_one():
    bars = (NEW, replace(RETURN, likeness=Likeness.VARIED))
    assert leaned_to((60, 0), (64, BEAT), (60, BAR), bars=bars) == (64, 24)
    assert (raised(Likeness.EXACT, "pitch"), raised(Likeness.VARIED, "pitch")) == (3, 2)
    assert (raised(Likeness.EXACT, "hand"), raised(Likeness.VARIED, "hand")) == (3, 0)


@pytest.mark.parametrize("likeness", [Likeness.LOOSE, Likeness.RHYTHM])
def test_no_other_return_leans(likeness):
    bars = (NEW, replace(RETURN, likeness=likeness))
    assert leaned_to((60, 0), (64, BEAT), (60, BAR), bars=bars) is None


def test_a_bundle_may_lean_to_nothing():
    assert leaned_to((60, 0), (64, BEAT), (60, BAR), samplings=SAMPLINGS) is None


def test_a_note_that_no_single_wait_leads_to_is_not_leaned_to():
    """The nearest wait would put it elsewhere, and then once more in its place."""
    out_of_step = ((60, 0), (64, 3 * BEAT + 20), (60, BAR))
    assert leaned_to(*out_of_step) is None
    assert leaned_to(*out_of_step, sampler=3) == (64, 72)


def test_a_note_after_a_rest_too_long_to_wait_for_is_not_leaned_to():
    """It would come at the longest wait, in another bar than its source."""
    bars = (NEW, NEW, RETURN, PlannedBar(Likeness.EXACT, source=1))
    late = ((60, 0), (64, BAR + 4 * BEAT), (60, 2 * BAR))
    assert leaned_to(*late, bars=bars) is None
    assert leaned_to(*late, bars=bars, sampler=3) == (64, 192)
    assert leaned_to(*late, (62, 2 * BAR + 5 * BEAT), bars=bars) == (64, 6 * 24)
