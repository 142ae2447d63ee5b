"""A report as JSON values, for scripts."""

from dataclasses import asdict
from typing import Any

from chopin_studio.study.report.study_report import QuestionResult, StudyReport


def report_to_json(report: StudyReport) -> dict[str, Any]:
    """Return all figures of a report as JSON values; models are in the order of `models`."""
    return {
        "title": report.title,
        "listeners": report.listeners,
        "finished": report.finished,
        "fewest_listeners": report.fewest_listeners,
        "models": [asdict(model) for model in report.models],
        "questions": [_question(question) for question in report.questions],
        "comments": [asdict(comment) for comment in report.comments],
        "source": report.source,
    }


def _question(question: QuestionResult) -> dict[str, Any]:
    overall = question.comparison.overall
    return {
        "key": question.key,
        "name": str(question.name),
        "kind": question.kind,
        "lowest": question.lowest,
        "highest": question.highest,
        "models": [
            {**asdict(each.summary), "published": each.published and asdict(each.published)}
            for each in question.models
        ],
        "overall": overall and asdict(overall),
        "pairs": [asdict(pair) for pair in question.comparison.pairs],
        "is_found": question.comparison.is_found,
        "detectable_difference": question.detectable,
    }
