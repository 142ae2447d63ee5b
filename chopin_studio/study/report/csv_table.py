"""Write all figures of a report as one long table of comma-separated values.

A row is one figure: `question` and `model` say of what, `other_model` is the second of a pair, and
`measure` names it. Numbers have a point in every language. What people wrote never becomes a
formula, which spreadsheets would calculate: it begins with an apostrophe where it could be one.
"""

import csv
import io
from collections.abc import Iterator

from chopin_studio.study.report.study_report import QuestionResult, StudyReport

_HEAD = ("question", "model", "other_model", "measure", "value")
_BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

Row = tuple[str, str, str, str, float | int | str | None]


def csv_table(report: StudyReport) -> str:
    """Return the figures of a report as the content of a CSV file; unknown ones are left out."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for *names, value in _rows(report):
        if value is not None:
            written = as_text(value) if isinstance(value, str) else value
            writer.writerow([*map(as_text, names), written])
    return text.getvalue()


def as_text(words: str) -> str:
    """Return words that no spreadsheet takes for a formula."""
    return f"'{words}" if words.lstrip(" ").startswith(_BEGINS_FORMULA) else words


def _rows(report: StudyReport) -> Iterator[Row]:
    for question in report.questions:
        yield from _summaries(question, report)
        yield from _tests(question, report)
    for comment in report.comments:
        yield "comment", report.models[comment.model].label, "", "text", comment.text


def _summaries(question: QuestionResult, report: StudyReport) -> Iterator[Row]:
    for model, result in zip(report.models, question.models, strict=True):
        found, published = result.summary, result.published
        low, high = found.interval or (None, None)
        measures: dict[str, float | None] = {
            "answers": found.answers,
            "mean": found.mean,
            "standard_deviation": found.standard_deviation,
            "interval_low": low,
            "interval_high": high,
            "paper_mean": published.mean if published else None,
            "paper_standard_deviation": published.standard_deviation if published else None,
        }
        for measure, value in measures.items():
            yield question.key, model.label, "", measure, value


def _tests(question: QuestionResult, report: StudyReport) -> Iterator[Row]:
    if test := question.comparison.overall:
        for measure, value in (
            ("listeners", test.listeners),
            ("chi_square", test.statistic),
            ("kendalls_w", test.agreement),
            ("p", test.p),
            ("adjusted_p", test.adjusted_p),
            ("detectable_difference", question.detectable),
        ):
            yield question.key, "", "", measure, value
    for pair in question.comparison.pairs:
        first, second = report.models[pair.first].label, report.models[pair.second].label
        for measure, figure in (
            ("listeners", pair.listeners),
            ("difference", pair.difference),
            ("p", pair.p),
            ("adjusted_p", pair.adjusted_p),
        ):
            yield question.key, first, second, measure, figure
