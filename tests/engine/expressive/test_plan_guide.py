"""What a take is leaned towards where its plan has exact returns."""

from dataclasses import replace

import pytest

from chopin_studio.engine.expressive.attributes import DELTA_ONSETS
from chopin_studio.engine.expressive.constraints import TakeConstraints
from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.lookback import Lookback
from chopin_studio.engine.expressive.plan_guide import PlanGuide
from chopin_studio.engine.expressive.samplings import PLANNING_SAMPLINGS, SAMPLINGS
from chopin_studio.engine.sampling import SAMPLER
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
    return None if found is None else (found[1] + 21, DELTA_ONSETS[found[0]])


def test_the_next_note_of_an_exact_return_is_leaned_to():
    assert leaned_to((60, 0), (64, BEAT), (60, BAR)) == (64, 24)


@pytest.mark.parametrize("likeness", [Likeness.VARIED, Likeness.LOOSE, Likeness.RHYTHM])
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
