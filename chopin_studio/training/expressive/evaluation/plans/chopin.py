"""The measures of planned music for Chopin's own pieces, to stand beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.engine.planning.progression_files import read_change_model
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.measures import ChangeModel
from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.plan.returns import returns_in
from chopin_studio.originality.report import report_on
from chopin_studio.originality.reporter import Reporter
from chopin_studio.paths import originality_index, resources
from chopin_studio.training.classic.corpus import chopin_pieces
from chopin_studio.training.corpora.titles import listed_titles
from chopin_studio.training.expressive.evaluation.estimates import (
    UNKNOWN,
    Estimate,
    Tally,
    estimate,
)
from chopin_studio.training.expressive.evaluation.plans.music_measures import (
    first_bars,
    music_tallies,
)

BARS = 64
"""Returns and harmony are measured in takes of so many bars, and in as many of each piece."""

_LEAST_BARS = 16
"""Shorter pieces have no room for a form."""


@dataclass(frozen=True, slots=True)
class ChopinFigures:
    """Chopin's own figures by names in MEASURES, and the share of returns in `whole` pieces."""

    figures: Mapping[str, Estimate]
    whole: Estimate

    def beside(self, measure: str) -> Estimate:
        """Return his figure for a measure, unknown where there is none."""
        return self.figures.get(measure, UNKNOWN)


def shipped_changes() -> ChangeModel:
    """Return the model of chord changes by which harmony is measured."""
    return read_change_model(resources() / "planning" / "chord-changes.json")


def chopin_figures(corpus: Path) -> ChopinFigures:
    """Measure the first BARS bars of each of Chopin's pieces in a corpus."""
    changes = shipped_changes()
    reporter = Reporter(originality_index())
    titles = listed_titles()
    rows: list[Mapping[str, Tally]] = []
    whole = []
    for piece in chopin_pieces(corpus):
        music = read_midi(piece.path)
        returns = returns_in(music)
        if returns.bars < _LEAST_BARS:
            continue
        whole.append(Tally(len(returns.distances), returns.bars))
        beginning = first_bars(music, BARS)
        quoted = _quoted(beginning, titles.get(piece.path.stem), reporter)
        rows.append({**music_tallies(beginning, 0, changes), "quoted": quoted})
    names = rows[0] if rows else ()
    return ChopinFigures(
        {name: estimate(row[name] for row in rows) for name in names}, estimate(whole)
    )


def _quoted(beginning: Excerpt, title: str | None, reporter: Reporter) -> Tally:
    """Return how much of a piece's beginning is in other pieces of the index."""
    index = reporter.index
    report = report_on(beginning, index.without([title]) if title is not None else index)
    return Tally(report.quoted_notes, report.notes)
