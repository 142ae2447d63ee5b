"""How much takes quote, apart from what they return to on purpose."""

from collections.abc import Sequence
from dataclasses import replace

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.seed_returns import seed_returns
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.report import report_on
from chopin_studio.training.expressive.evaluation.estimates import Estimate, Tally, estimate
from chopin_studio.training.expressive.evaluation.plans.takes import MadeTake


def quoted(takes: Sequence[MadeTake], index: CorpusIndex) -> Estimate:
    """Return the share of the generated notes of takes that are quoted.

    What returns to an earlier bar of its own take is no quotation by that alone: the index has
    pieces only.
    """
    return estimate(_tally(take.music, index) for take in takes)


def quoted_new(takes: Sequence[MadeTake], index: CorpusIndex) -> Estimate:
    """Return the same without the bars that are planned to return to bars of the seed."""
    return estimate(_tally(without_seed_returns(take), index) for take in takes)


def without_seed_returns(take: MadeTake) -> Excerpt:
    """Return the music of a take without the bars that return to the seed, directly or not.

    A library seed is by Chopin, so that its returns are found in his piece.
    """
    music, gone = take.music, seed_returns(take.plan, take.lead_bars)
    return replace(
        music,
        notes=tuple(
            note
            for note in music.notes
            if note.onset_tick < music.seed_end_tick
            or music.meters.bar_at(note.onset_tick).number - 1 not in gone
        ),
    )


def _tally(music: Excerpt, index: CorpusIndex) -> Tally:
    report = report_on(music, index)
    return Tally(report.quoted_notes, report.notes)
