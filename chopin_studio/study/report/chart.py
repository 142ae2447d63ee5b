"""Charts as values: bars in groups, on one or several panels beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from chopin_studio.study.questions import FEATURES, RANKING, YES_NO
from chopin_studio.study.report.study_report import ModelResult, QuestionResult, StudyReport
from chopin_studio.texts import Text, translatable

_MOST_TICKS = 10


@dataclass(frozen=True, slots=True)
class Bar:
    """A mean with the interval around it and what was published, None where there is none."""

    mean: float | None
    interval: tuple[float, float] | None
    published: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """Bars side by side, one for each model, above a name."""

    name: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Groups on one scale; `ticks` are values and what stands beside them.

    Bars stand on the value `base` and reach up to `top`, the better end of the scale, which is the
    smaller one for ranks.
    """

    groups: tuple[Group, ...]
    base: float
    top: float
    ticks: tuple[tuple[float, str], ...]
    title: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure: a `name` for files, a title, and panels with bars of the same models."""

    name: str
    title: str
    models: tuple[str, ...]
    panels: tuple[Panel, ...]

    @property
    def has_published(self) -> bool:
        """Whether anything that was published is shown."""
        bars = (bar for panel in self.panels for group in panel.groups for bar in group.bars)
        return any(bar.published is not None for bar in bars)


def charts(report: StudyReport) -> tuple[Chart, ...]:
    """Return the figures of a report; one for which nothing was asked is left out.

    They show what the paper's figures 6 and 7 do: features, and all other questions.
    """
    features = [each for each in report.questions if each.key in FEATURES]
    others = [each for each in report.questions if each.key not in FEATURES]
    labels = tuple(model.label for model in report.models)
    found = (
        Chart("features", translatable("Features of the music"), labels, _panels(features)),
        Chart("overall", translatable("Overall judgements"), labels, _panels(others)),
    )
    return tuple(chart for chart in found if chart.panels)


def _panels(questions: Sequence[QuestionResult]) -> tuple[Panel, ...]:
    """Return a panel for each scale, in the order in which the scales occur."""
    by_scale: dict[tuple[str, float, float], list[QuestionResult]] = {}
    for question in questions:
        scale = (question.kind, question.lowest, question.highest)
        by_scale.setdefault(scale, []).append(question)
    return tuple(_panel(*scale, asked) for scale, asked in by_scale.items())


def _panel(kind: str, lowest: float, highest: float, asked: Sequence[QuestionResult]) -> Panel:
    groups = (Group(each.name, tuple(map(_bar, each.models))) for each in asked)
    if kind == YES_NO:
        ticks = tuple(
            (percent / 100, translatable("{percent:.0f}%", percent=percent))
            for percent in range(0, 101, 20)
        )
        return Panel(tuple(groups), 0.0, 1.0, ticks, translatable("Share of listeners"))
    step = -(-int(highest - lowest) // _MOST_TICKS) or 1
    values = range(int(lowest), int(highest) + 1, step)
    ticks = tuple((float(value), Text("{n}", {"n": value})) for value in values)
    if kind == RANKING:
        return Panel(tuple(groups), highest, lowest, ticks, translatable("Mean place (1 is best)"))
    return Panel(tuple(groups), lowest, highest, ticks, translatable("Mean rating"))


def _bar(result: ModelResult) -> Bar:
    published = None if result.published is None else result.published.mean
    return Bar(result.summary.mean, result.summary.interval, published)
