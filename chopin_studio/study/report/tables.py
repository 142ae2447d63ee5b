"""The tables of a report, like those of the paper, with texts in their cells."""

from collections.abc import Iterator
from dataclasses import dataclass

from chopin_studio.study.questions import RANKING, YES_NO
from chopin_studio.study.report.study_report import ModelResult, QuestionResult, StudyReport
from chopin_studio.texts import Text, translatable

NOTHING = Text("–")
_SMALLEST_P = 0.001
_RANGE = "{low}\N{NO-BREAK SPACE}–\N{WORD JOINER}\N{NO-BREAK SPACE}{high}"
"""Two ends on one line, which could otherwise be divided after the dash."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: a caption, the heads of its columns, and rows of as many cells."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def means(report: StudyReport) -> Table:
    """Return the mean of each question and model, and what the paper has below it."""
    rows: list[tuple[str, ...]] = []
    for question in report.questions:
        share = question.kind == YES_NO
        rows.append((question.name, *(_mean(each, share) for each in question.models)))
        if any(each.published for each in question.models):
            published = (_published(each, share) for each in question.models)
            rows.append((translatable("in the paper"), *published))
    caption = translatable("Means, and standard deviations after ±")
    return Table(caption, _heads(report), tuple(rows))


def intervals(report: StudyReport) -> Table:
    """Return the 95 % interval of each mean."""
    rows = (
        (question.name, *(_interval(each, question.kind == YES_NO) for each in question.models))
        for question in report.questions
    )
    return Table(translatable("95% intervals of the means"), _heads(report), tuple(rows))


def tests(report: StudyReport) -> Table:
    """Return the test of all models in each question, agreement, and what could be found."""
    head = (
        translatable("Question"),
        translatable("Listeners"),
        Text("χ²"),
        Text("W"),
        Text("p"),
        translatable("p, adjusted"),
        translatable("Can be found from"),
    )
    rows = (_test(question) for question in report.questions)
    return Table(translatable("All models compared"), head, tuple(rows))


def pairs(report: StudyReport) -> Table:
    """Return all pairs of models in the questions in which listeners tell the models apart."""
    head = (
        translatable("Question"),
        translatable("Model"),
        translatable("Other model"),
        translatable("Listeners"),
        translatable("Difference"),
        Text("p"),
        translatable("p, adjusted"),
    )
    rows = (row for each in report.questions for row in _pairs(each, report))
    caption = translatable("Pairs of models, for questions in which models are told apart")
    return Table(caption, head, tuple(rows))


def models(report: StudyReport) -> Table:
    """Return which model listeners knew by which number."""
    head = (translatable("Model"), translatable("Number for listeners"))
    rows = ((model.label, Text("{n}", {"n": model.number})) for model in report.models)
    return Table(translatable("Models"), head, tuple(rows))


def _heads(report: StudyReport) -> tuple[str, ...]:
    return (translatable("Question"), *(model.label for model in report.models))


def _mean(result: ModelResult, share: bool) -> Text:
    found = result.summary
    return _with_deviation(found.mean, found.standard_deviation, share)


def _published(result: ModelResult, share: bool) -> Text:
    found = result.published
    return (
        NOTHING if found is None else _with_deviation(found.mean, found.standard_deviation, share)
    )


def _with_deviation(mean: float | None, deviation: float | None, share: bool) -> Text:
    if mean is None:
        return NOTHING
    if share:
        return _percent(mean)
    if deviation is None:
        return _decimal(mean)
    return Text(
        "{mean:.2f}\N{NO-BREAK SPACE}±\N{NO-BREAK SPACE}{deviation:.2f}",
        {"mean": mean, "deviation": deviation},
    )


def _interval(result: ModelResult, share: bool) -> Text:
    if result.summary.interval is None:
        return NOTHING
    low, high = result.summary.interval
    ends = (_percent(low), _percent(high)) if share else (_decimal(low), _decimal(high))
    return Text(
        _RANGE,
        dict(zip(("low", "high"), ends, strict=True)),
    )


def _test(question: QuestionResult) -> tuple[str, ...]:
    test = question.comparison.overall
    if test is None:
        return (question.name, *[NOTHING] * 6)
    return (
        question.name,
        Text("{n}", {"n": test.listeners}),
        _decimal(test.statistic),
        NOTHING if test.agreement is None else _decimal(test.agreement),
        _p(test.p),
        _p(test.adjusted_p),
        NOTHING if question.detectable is None else _size(question.detectable, question),
    )


def _pairs(question: QuestionResult, report: StudyReport) -> Iterator[tuple[str, ...]]:
    if not question.comparison.is_found:
        return
    for pair in question.comparison.pairs:
        yield (
            question.name,
            report.models[pair.first].label,
            report.models[pair.second].label,
            Text("{n}", {"n": pair.listeners}),
            NOTHING if pair.difference is None else _size(pair.difference, question),
            _p(pair.p),
            _p(pair.adjusted_p),
        )


def _size(difference: float, question: QuestionResult) -> Text:
    """Return a difference in the unit of its question; one that rounds to 0 has no sign."""
    difference = round(difference, 2 if question.kind == YES_NO else 1) + 0.0
    if question.kind == YES_NO:
        return translatable("{points:.0f} percentage points", points=100 * difference)
    if question.kind == RANKING:
        return translatable("{places:.1f} places", places=difference)
    return translatable("{points:.1f} points", points=difference)


def _decimal(value: float) -> Text:
    return Text("{value:.2f}", {"value": value})


def _percent(share: float) -> Text:
    return translatable("{percent:.0f}%", percent=100 * share)


def _p(value: float) -> Text:
    if value < _SMALLEST_P:
        return Text("< {value:.3f}", {"value": _SMALLEST_P})
    return Text("{value:.3f}", {"value": value})
