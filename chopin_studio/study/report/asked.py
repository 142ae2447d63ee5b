"""The answers to a study as arrays, one for each question."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from chopin_studio.study.analysis.ratings import Ratings, feature_average
from chopin_studio.study.answers import Answers
from chopin_studio.study.definition import Study
from chopin_studio.study.questions import FEATURES, RANKING, SCALE, YES_NO, Question
from chopin_studio.study.report.question_names import NAMES, name_of
from chopin_studio.study.report.study_report import AVERAGE


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A question with its `ratings` [listeners, models]; the rest is as in `QuestionResult`."""

    key: str
    name: str
    kind: str
    lowest: float
    highest: float
    ratings: Ratings


def asked_questions(study: Study, answers: Sequence[Answers]) -> tuple[Asked, ...]:
    """Return the answers to each question of a study, in the order in which they were asked.

    The average of the features comes after the last of them, where more than one was asked, and
    the ranking at the end.
    """
    asked = [_rated(question, study, answers) for question in study.rating_questions]
    features = [each for each in asked if each.key in FEATURES and each.kind == SCALE]
    if len(features) > 1:
        asked.insert(asked.index(features[-1]) + 1, _average(features))
    return (*asked, *_ranked(study, answers))


def _rated(question: Question, study: Study, answers: Iterable[Answers]) -> Asked:
    lowest, highest = (0, 1) if question.kind == YES_NO else (question.lowest, question.highest)
    rows = [each.ratings[question.key] for each in answers]
    ratings = _array(rows, study)
    return Asked(question.key, name_of(question), question.kind, lowest, highest, ratings)


def _average(features: Sequence[Asked]) -> Asked:
    return Asked(
        AVERAGE,
        NAMES[AVERAGE],
        SCALE,
        min(each.lowest for each in features),
        max(each.highest for each in features),
        feature_average([each.ratings for each in features]),
    )


def _ranked(study: Study, answers: Iterable[Answers]) -> Iterator[Asked]:
    question = study.ranking_question
    if question is not None:
        ranks = _array([each.ranking for each in answers], study)
        yield Asked(question.key, name_of(question), RANKING, 1, len(study.models), ranks)


def _array(rows: Sequence[Sequence[float | None]], study: Study) -> Ratings:
    """Return rows of answers as an array [listeners, models], None as NaN."""
    return np.array(rows, float).reshape(len(rows), len(study.models))
