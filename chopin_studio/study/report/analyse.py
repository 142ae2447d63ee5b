"""Analyse the answers to a study: everything that a report tells."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from chopin_studio.study.analysis.compare import Comparison, compare
from chopin_studio.study.analysis.detectable import (
    detectable_spreads,
    fewest_listeners,
    spread_of_differences,
)
from chopin_studio.study.analysis.ratings import Ratings, rated_all
from chopin_studio.study.analysis.summary import summarise, summarise_shares
from chopin_studio.study.answers import Answers
from chopin_studio.study.definition import Study
from chopin_studio.study.questions import YES_NO
from chopin_studio.study.report.asked import Asked, asked_questions
from chopin_studio.study.report.published import PublishedStudy
from chopin_studio.study.report.study_report import (
    Comment,
    ModelResult,
    QuestionResult,
    ReportModel,
    StudyReport,
)

_RANDOM_STATE = 17
"""Determines which listeners and arrangements are drawn: the same answers, the same report."""


def analyse(study: Study, answers: Sequence[Answers], published: PublishedStudy) -> StudyReport:
    """Return the report on a study, beside what was published about its models."""
    told = [each for each in answers if not each.is_empty]
    asked = asked_questions(study, told)
    rng = np.random.default_rng(_RANDOM_STATE)
    places = [place for place, model in enumerate(study.models) if not model.is_control]
    comparisons = compare([each.ratings[:, places] for each in asked], rng)
    detectable = _detectable([each.ratings[:, places] for each in asked], rng)
    questions = tuple(
        _result(study, each, _at_places(comparison, places), size, published, rng)
        for each, comparison, size in zip(asked, comparisons, detectable, strict=True)
    )
    has_published = any(result.published for each in questions for result in each.models)
    pairs = len(places) * (len(places) - 1) // 2
    return StudyReport(
        title=study.title,
        models=tuple(
            ReportModel(model.label, number, model.is_control)
            for model, number in zip(study.models, study.numbers, strict=True)
        ),
        listeners=len(told),
        finished=sum(each.finished for each in told),
        questions=questions,
        comments=_comments(told, len(study.models)),
        compared=len(places),
        fewest_listeners=fewest_listeners(pairs) if pairs else 0,
        source=published.source if has_published else "",
    )


def _at_places(comparison: Comparison, places: Sequence[int]) -> Comparison:
    """Return a comparison of the models at these places, by their places among all models."""
    pairs = (
        replace(pair, first=places[pair.first], second=places[pair.second])
        for pair in comparison.pairs
    )
    return replace(comparison, pairs=tuple(pairs))


def _result(
    study: Study,
    asked: Asked,
    comparison: Comparison,
    detectable: float | None,
    published: PublishedStudy,
    rng: np.random.Generator,
) -> QuestionResult:
    shares = asked.kind == YES_NO
    summaries = summarise_shares(asked.ratings) if shares else summarise(asked.ratings, rng)
    return QuestionResult(
        key=asked.key,
        name=asked.name,
        kind=asked.kind,
        lowest=asked.lowest,
        highest=asked.highest,
        models=tuple(
            ModelResult(summary, published.figure(asked.key, model, study))
            for summary, model in zip(summaries, study.models, strict=True)
        ),
        comparison=comparison,
        detectable=None if shares else detectable,
    )


def _detectable(questions: Sequence[Ratings], rng: np.random.Generator) -> list[float | None]:
    """Return how much better than all others a model must be to be found, for each question."""
    listeners = [rated_all(ratings) for ratings in questions]
    in_spreads = {
        number: detectable_spreads(number, questions[0].shape[1], len(questions), rng)
        for number in sorted(set(listeners))
    }
    found: list[float | None] = []
    for ratings, number in zip(questions, listeners, strict=True):
        spread, size = spread_of_differences(ratings), in_spreads[number]
        # Where all listeners see the same difference, their spread says nothing about others.
        found.append(size * spread if size and spread else None)
    return found


def _comments(answers: Sequence[Answers], models: int) -> tuple[Comment, ...]:
    """Return what was written, model by model."""
    return tuple(
        Comment(place, each.comments[place].strip())
        for place in range(models)
        for each in answers
        if each.comments[place].strip()
    )
