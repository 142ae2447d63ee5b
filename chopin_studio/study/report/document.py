"""A report as a document: headings, paragraphs, tables, figures and what listeners wrote.

Every text is a `Text`, which can be translated, or what somebody wrote. Neither is ever markup: it
is for the writers to say so in their format.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from chopin_studio.study.report import sentences, tables
from chopin_studio.study.report.chart import Chart, charts
from chopin_studio.study.report.study_report import StudyReport
from chopin_studio.study.report.tables import Table
from chopin_studio.texts import translatable


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the first level, which is the title, or of the second."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with a sentence below it."""

    chart: Chart
    caption: str


@dataclass(frozen=True, slots=True)
class Comments:
    """What listeners wrote about one model."""

    model: str
    texts: tuple[str, ...]


Block = Heading | Paragraph | Bullets | Table | Figure | Comments

_CAPTION = translatable("Bars are means, and lines their 95% intervals.")
_CAPTION_WITH_PAPER = translatable(
    "Bars are means, and lines their 95% intervals. Diamonds are the means of the paper."
)

_METHODS = (
    translatable(
        "Means are of all who answered for a model. Their intervals come from drawing listeners "
        "anew (bootstrap, expanded percentiles), those of yes and no are Wilson's."
    ),
    translatable(
        "All models are compared by Friedman's test with correction for ties, which for yes and no "
        "is Cochran's Q, for two models by Wilcoxon's signed-rank test. Listeners who left one "
        "of the models out are left out of it. p is the share of arrangements of each listener's "
        "answers that lead to as large a statistic, and is adjusted for the number of questions "
        "(Westfall and Young, step-down)."
    ),
    translatable(
        "Two models are compared by Wilcoxon's signed-rank test of those who answered for both, "
        "exact with ties, zeros after Pratt. p is adjusted for the number of pairs (Holm). A "
        "difference counts as found where both tests have an adjusted p of at most 0.05. Where no "
        "models differ, that finds any in 5 of 100 studies; where some do, two others are taken "
        "to differ in 5 of 100 cases at most in each question, and so more often in any of them."
    ),
    translatable(
        "W is Kendall's coefficient of concordance, corrected for ties. What can be found is by "
        "how much one model must be better than all others for both tests to show it beside "
        "another one with a power of 80%, in simulated studies with ratings as spread as these."
    ),
)


def document(report: StudyReport) -> tuple[Block, ...]:
    """Return a report as a document."""
    return tuple(_blocks(report))


def _blocks(report: StudyReport) -> Iterator[Block]:
    yield Heading(report.title, level=1)
    yield Paragraph(sentences.who_answered(report))
    if report.listeners:
        yield from _summary(report)
        yield from _figures(report)
        yield from _tables(report)
        yield from _comments(report)
        yield Heading(translatable("How this was calculated"))
        yield from map(Paragraph, _METHODS)


def _summary(report: StudyReport) -> Iterator[Block]:
    found = sentences.findings(report)
    if found:
        yield Heading(translatable("What was found"))
        yield Bullets(found)
    yield Heading(translatable("What this can and cannot tell"))
    more = (sentences.agreement(report), sentences.controls(report))
    yield Bullets((*sentences.limits(report), *(text for text in more if text is not None)))


def _figures(report: StudyReport) -> Iterator[Block]:
    yield Heading(translatable("Figures"))
    for chart in charts(report):
        yield Figure(chart, _CAPTION_WITH_PAPER if chart.has_published else _CAPTION)


def _tables(report: StudyReport) -> Iterator[Block]:
    yield Heading(translatable("Tables"))
    yield tables.means(report)
    if report.source:
        yield Paragraph(translatable("The paper: {source}.", source=report.source))
    yield tables.intervals(report)
    if report.compared > 1:
        yield tables.tests(report)
    pairs = tables.pairs(report)
    if pairs.rows:
        yield pairs
    yield tables.models(report)


def _comments(report: StudyReport) -> Iterator[Block]:
    if report.comments:
        yield Heading(translatable("Comments"))
    for place, model in enumerate(report.models):
        texts = tuple(comment.text for comment in report.comments if comment.model == place)
        if texts:
            yield Comments(model.label, texts)
