"""Answers as JSON, as the page for listeners writes them: models by the numbers that it shows.

Anybody may have made such a file: every field is checked for its kind, range and length.
"""

import re
from collections.abc import Mapping
from typing import Any

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.study.answers import Answers, Listener
from chopin_studio.study.definition import Study
from chopin_studio.study.questions import SCALE, Question
from chopin_studio.texts import translatable

FORMAT, FORMAT_VERSION = "chopin-studio-answers", 1
MOST_YEARS = 120
LONGEST_COMMENT = 4000
LONGEST_LISTENER_ID = 64
_LISTENER_ID = re.compile(r"[0-9a-f]{8,64}")


class ForeignAnswersError(DataError):
    """Answers are to another study."""


class OtherVersionError(DataError):
    """Answers are to another version of the study: something else was asked or heard."""


def answers_to_json(answers: Answers, study: Study) -> dict[str, Any]:
    """Return answers to a study as its page writes them."""
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "study": answers.study_id,
        "version": answers.version,
        "listener": {
            "id": answers.listener_id,
            "kind": answers.listener.kind,
            "years": answers.listener.years,
        },
        "order": [study.numbers[place] for place in answers.order],
        "models": {
            str(number): _about_model(answers, study, place)
            for place, number in enumerate(study.numbers)
        },
        "ranking": {
            str(study.numbers[place]): rank
            for place, rank in enumerate(answers.ranking)
            if rank is not None
        },
        "finished": answers.finished,
    }


def answers_from_json(value: object, study: Study) -> Answers:
    """Read answers to a study, and put them under the real models.

    Raises ForeignAnswersError or OtherVersionError for answers to another study or version of it,
    DataError or KeyError where they are damaged.
    """
    found = check.fields(value)
    if found.get("format") != FORMAT:
        raise DataError(translatable("is not a file of answers"))
    check.whole(found["format_version"], FORMAT_VERSION, FORMAT_VERSION)
    if check.identifier(found["study"]) != study.id:
        raise ForeignAnswersError(translatable("answers another study"))
    if check.sha256(found["version"]) != study.version:
        raise OtherVersionError(translatable("answers another version of this study"))
    listener = check.fields(found["listener"])
    by_place = _by_place(found["models"], study)
    return Answers(
        study_id=study.id,
        version=study.version,
        listener_id=_listener_id(listener["id"]),
        listener=_listener(listener, study),
        ratings={
            question.key: tuple(_rating(about.get(question.key), question) for about in by_place)
            for question in study.rating_questions
        },
        comments=tuple(_comment(about, study) for about in by_place),
        ranking=_ranking(found["ranking"], study),
        finished=check.flag(found["finished"]),
        order=_order(found["order"], study),
    )


def _about_model(answers: Answers, study: Study, place: int) -> dict[str, Any]:
    """Return what was answered about one model, without what was left out."""
    about: dict[str, Any] = {}
    for question in study.rating_questions:
        value = answers.ratings[question.key][place]
        if value is not None:
            about[question.key] = int(value) if question.kind == SCALE else value > 0
    if study.comment_question is not None and answers.comments[place]:
        about[study.comment_question.key] = answers.comments[place]
    return about


def _by_place(value: object, study: Study) -> list[dict[str, Any]]:
    """Return what was answered about each model, in the order of the models."""
    found = check.fields(value)
    if found.keys() - set(map(str, study.numbers)):
        raise DataError(translatable("has answers about a model that is not there"))
    known = {question.key for question in study.questions}
    models = [check.fields(found.get(str(number), {})) for number in study.numbers]
    if any(about.keys() - known for about in models):
        raise DataError(translatable("has an answer to a question that is not there"))
    return models


def _rating(value: object, question: Question) -> float | None:
    if value is None:
        return None
    if question.kind == SCALE:
        return float(check.whole(value, question.lowest, question.highest))
    return float(check.flag(value))


def _comment(about: Mapping[str, Any], study: Study) -> str:
    """Return a comment on one line, without what could move a terminal's cursor."""
    if study.comment_question is None:
        return ""
    comment = check.text(about.get(study.comment_question.key, ""), LONGEST_COMMENT)
    return check.one_line(comment, LONGEST_COMMENT)


def _ranking(value: object, study: Study) -> tuple[int | None, ...]:
    """Return the rank of each model; no two may have the same."""
    found = check.fields(value)
    if found and study.ranking_question is None:
        raise DataError(translatable("has an answer to a question that is not there"))
    if found.keys() - set(map(str, study.numbers)):
        raise DataError(translatable("has answers about a model that is not there"))
    ranks = {number: check.whole(rank, 1, len(study.models)) for number, rank in found.items()}
    if len(set(ranks.values())) < len(ranks):
        raise DataError(translatable("has the same rank twice"))
    return tuple(ranks.get(str(number)) for number in study.numbers)


def _order(value: object, study: Study) -> tuple[int, ...]:
    """Return the places of the models in the order in which they were heard."""
    order = check.items(value, len(study.models))
    places = tuple(study.numbers.index(check.whole(n, 1, len(study.models))) for n in order)
    if order and len(set(places)) < len(study.models):
        raise DataError(translatable("has an order without one of the models"))
    return places


def _listener(found: Mapping[str, Any], study: Study) -> Listener:
    kind = check.line(found.get("kind", ""), check.LONGEST_ID)
    if kind and kind not in {known.key for known in study.listener_kinds}:
        raise DataError(translatable("has a kind of listener that is not there"))
    years = found.get("years")
    return Listener(kind, None if years is None else check.whole(years, 0, MOST_YEARS))


def _listener_id(value: object) -> str:
    """Return an id that a page has drawn, which is also the name of a file."""
    listener_id = check.line(value, LONGEST_LISTENER_ID)
    if not _LISTENER_ID.fullmatch(listener_id):
        raise DataError(translatable("must have the listener's id, of hexadecimal digits"))
    return listener_id
