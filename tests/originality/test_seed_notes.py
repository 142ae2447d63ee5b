"""What returns from the seed by a take's plan is the seed's; all else is quoted as before."""

from dataclasses import replace

import pytest

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.plan.plan import Likeness, Plan, PlannedBar
from chopin_studio.music.plan.seed_returns import seed_returns
from chopin_studio.originality.report import Verdict, report_on
from chopin_studio.originality.report_text import report_text, report_to_json
from tests.originality.music import BAR, between, changed, excerpt, piece, with_others

FIRST = piece(1)
LEAD = 4
NEW = PlannedBar(Likeness.NEW)


@pytest.fixture(scope="module")
def index():
    return with_others(First=FIRST, Second=piece(2))


def returning(first, count=4, shift=0, likeness=Likeness.EXACT):
    return tuple(PlannedBar(likeness, first + k, shift) for k in range(count))


def take(*parts):
    """Return music after a seed of FIRST's first bars: parts of four bars each."""
    notes = list(between(FIRST, 1, LEAD).notes)
    for place, part in enumerate(parts, 1):
        notes += [replace(n, onset_tick=n.onset_tick + place * 4 * BAR) for n in part.notes]
    return replace(excerpt(notes), seed_end_tick=LEAD * BAR)


def plan_of(*parts):
    return Plan((*[NEW] * LEAD, *(bar for part in parts for bar in part)))


OWN = between(piece(50), 1, 4)
SEED = between(FIRST, 1, 4)
BEYOND = between(FIRST, 5, 8)


def test_a_planned_return_of_the_seed_is_the_seed_s(index):
    music = take(OWN, SEED)
    report = report_on(music, index, plan=plan_of([NEW] * 4, returning(0)))
    assert (report.quoted_notes, report.quotations) == (0, ())
    assert report.verdict is Verdict.ORIGINAL
    assert report.seed_notes == len(SEED.notes)
    assert report.notes == len(OWN.notes)


def test_without_a_plan_or_without_its_return_it_is_quoted(index):
    music = take(OWN, SEED)
    for plan in (Plan(), plan_of([NEW] * 8)):
        report = report_on(music, index, plan=plan)
        assert report == report_on(music, index)
        assert report.quoted_notes == len(SEED.notes)
        assert report.seed_notes == 0


@pytest.mark.parametrize("likeness", [Likeness.VARIED, Likeness.LOOSE])
def test_a_varied_and_transposed_return_is_the_seed_s_as_well(index, likeness):
    varied = changed(SEED, semitones=5, every=7)
    plan = plan_of([NEW] * 4, returning(0, shift=5, likeness=likeness))
    report = report_on(take(OWN, varied), index, plan=plan)
    assert report.quoted_notes == 0
    assert report.seed_notes == len(SEED.notes)


def test_a_return_of_a_return_is_the_seed_s(index):
    plan = plan_of(returning(0), returning(4))
    assert report_on(take(SEED, SEED), index, plan=plan).seed_notes == 2 * len(SEED.notes)
    assert seed_returns(plan, LEAD) == set(range(4, 12))


def test_a_return_in_rhythm_alone_is_no_return_of_the_seed_s_notes():
    assert seed_returns(plan_of(returning(0, likeness=Likeness.RHYTHM)), LEAD) == frozenset()


def test_bars_of_the_piece_beyond_the_seed_are_quoted_whatever_was_planned(index):
    for plan in (plan_of([NEW] * 4, returning(0)), plan_of([NEW] * 8)):
        report = report_on(take(OWN, BEYOND), index, plan=plan)
        assert report.quoted_notes == len(BEYOND.notes)
        assert report.seed_notes == 0


def test_a_return_that_goes_on_as_the_piece_does_quotes_what_is_beyond_the_seed(index):
    report = report_on(take(SEED, BEYOND), index, plan=plan_of(returning(0), [NEW] * 4))
    (quotation,) = report.quotations
    assert (quotation.take_bars, quotation.piece_bars) == ((9, 12), (5, 8))
    assert quotation.notes == report.quoted_notes == report.notes == len(BEYOND.notes)
    assert report.seed_notes == len(SEED.notes)


def test_a_return_in_another_meter_is_the_seed_s(index):
    """The bars are longer there, so that none agrees with its source as a whole."""
    longer = [n for bar in range(4) for n in between(FIRST, bar + 1, bar + 1).notes]
    bars = [bar for bar in range(4) for _ in between(FIRST, bar + 1, bar + 1).notes]
    notes = [
        replace(n, onset_tick=n.onset_tick + 4 * BAR + bar * (BAR + 960))
        for n, bar in zip(longer, bars, strict=True)
    ]
    music = replace(
        excerpt([*SEED.notes, *notes]),
        seed_end_tick=LEAD * BAR,
        meters=MeterMap((MeterChange(0, 4, 4), MeterChange(4 * BAR, 6, 4))),
    )
    report = report_on(music, index, plan=plan_of(returning(0)))
    assert report.quoted_notes == 0
    assert report.seed_notes == len(SEED.notes)


def test_a_bar_that_is_planned_to_return_and_does_not_is_the_take_s_own(index):
    report = report_on(take(OWN), index, plan=plan_of(returning(0)))
    assert (report.notes, report.seed_notes) == (len(OWN.notes), 0)


def test_what_stands_between_two_returns_is_no_quotation(index):
    """A match goes on across a few notes that are others; these are the take's own."""
    own = [Note(50 + 7 * k % 12, 80, 4 * BAR + BAR + 200 * k, 190) for k in range(8)]
    kept = [n for n in SEED.notes if not BAR <= n.onset_tick < 2 * BAR]
    bars = excerpt([*kept, *(replace(n, onset_tick=n.onset_tick - 4 * BAR) for n in own)])
    first, _, *rest = returning(0)
    report = report_on(take(bars), index, plan=plan_of((first, NEW, *rest)))
    assert report.quoted_notes == 0
    assert report.notes == len(own)


def test_the_report_says_seed_of_what_returns(index):
    report = report_on(take(OWN, SEED), index, plan=plan_of([NEW] * 4, returning(0)))
    assert f"{len(SEED.notes)} notes return from the seed" in report_text(report)
    assert report_to_json(report)["seed_notes"] == len(SEED.notes)
    assert "seed" not in report_text(report_on(take(OWN, SEED), index))
