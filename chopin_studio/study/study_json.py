"""A study as JSON: a file that people read, and translate or reword the questions in."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError
from chopin_studio.study.definition import (
    FORMAT_VERSION,
    HowMade,
    ListenerKind,
    Study,
    StudyExcerpt,
    StudyModel,
)
from chopin_studio.study.questions import Question
from chopin_studio.study.texts import LONGEST_LABEL, page_texts
from chopin_studio.texts import translatable

FORMAT = "chopin-studio-study"
MOST_MODELS, MOST_EXCERPTS, MOST_QUESTIONS, MOST_KINDS = 20, 400, 60, 40
LONGEST_TITLE = 200
LARGEST_SCORE = 100
_MOST_ORDERS = 1000
_LONGEST_SEC = 3600.0
_LARGEST = 2**53


def study_to_json(study: Study) -> dict[str, Any]:
    """Return the JSON value that `study_from_json` reads."""
    numbered = zip(study.models, study.numbers, strict=True)
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "id": study.id,
        "title": study.title,
        "language": study.language,
        "models": [{**asdict(model), "number": number} for model, number in numbered],
        "orders": [[study.numbers[place] for place in order] for order in study.orders],
        "questions": [asdict(question) for question in study.questions],
        "listener_kinds": {kind.key: kind.text for kind in study.listener_kinds},
        "excerpts": [_excerpt_to_json(excerpt) for excerpt in study.excerpts],
        "texts": dict(study.texts),
    }


def study_from_json(value: object) -> Study:
    """Read a study; raises DataError, KeyError or ValueError where it is not one.

    Of a newer version all is read that this one understands.
    """
    found = check.fields(value)
    if found.get("format") != FORMAT:
        raise DataError(translatable("is not the file of a study"))
    check.whole(found["format_version"], 1, _LARGEST)
    models = [check.fields(each) for each in check.items(found["models"], MOST_MODELS, least=1)]
    numbers = tuple(check.whole(model["number"], 1, len(models)) for model in models)
    kinds = check.fields(found["listener_kinds"])
    check.items(list(kinds), MOST_KINDS)
    return Study(
        id=check.identifier(found["id"]),
        title=check.line(found["title"], LONGEST_TITLE),
        language=check.identifier(found["language"]),
        models=tuple(map(_model, models)),
        numbers=numbers,
        excerpts=tuple(map(_excerpt, check.items(found["excerpts"], MOST_EXCERPTS))),
        questions=tuple(map(_question, check.items(found["questions"], MOST_QUESTIONS, least=1))),
        orders=tuple(_order(each, numbers) for each in check.items(found["orders"], _MOST_ORDERS)),
        listener_kinds=tuple(
            ListenerKind(check.identifier(key), check.line(text, LONGEST_LABEL, least=1))
            for key, text in kinds.items()
        ),
        texts=page_texts(found.get("texts", {})),
    )


def _excerpt_to_json(excerpt: StudyExcerpt) -> dict[str, Any]:
    """Return an excerpt without what does not apply to how it was made."""
    empty = asdict(HowMade())
    made = {name: value for name, value in asdict(excerpt.made).items() if value != empty[name]}
    return {**asdict(excerpt), "made": made}


def _model(found: Mapping[str, Any]) -> StudyModel:
    units = found.get("hidden_units")
    bundle_id = found.get("bundle_id", "")
    return StudyModel(
        key=check.identifier(found["key"]),
        label=check.line(found["label"], LONGEST_LABEL, least=1),
        kind=check.line(found["kind"], check.LONGEST_ID),
        bundle_id=bundle_id and check.identifier(bundle_id),
        hidden_units=None if units is None else check.whole(units, 1, _LARGEST),
    )


def _order(value: object, numbers: tuple[int, ...]) -> tuple[int, ...]:
    """Return an order of numbers as one of the models' places."""
    order = check.items(value, len(numbers), least=len(numbers))
    return tuple(numbers.index(check.whole(number, 1, len(numbers))) for number in order)


def _question(value: object) -> Question:
    found = check.fields(value)
    return Question(
        key=check.identifier(found["key"]),
        text=check.line(found["text"], LONGEST_LABEL, least=1),
        kind=check.line(found["kind"], check.LONGEST_ID),
        lowest=check.whole(found.get("lowest", 1), 0, LARGEST_SCORE),
        highest=check.whole(found.get("highest", 10), 0, LARGEST_SCORE),
        lowest_text=check.line(found.get("lowest_text", ""), LONGEST_LABEL),
        highest_text=check.line(found.get("highest_text", ""), LONGEST_LABEL),
    )


def _excerpt(value: object) -> StudyExcerpt:
    found = check.fields(value)
    return StudyExcerpt(
        model=check.identifier(found["model"]),
        number=check.whole(found["number"], 1, MOST_EXCERPTS),
        music=_file(found["music"]),
        audio=_file(found["audio"]),
        audio_sha256=check.sha256(found["audio_sha256"]),
        duration_sec=check.number(found["duration_sec"], 0, _LONGEST_SEC),
        made=_how_made(check.fields(found.get("made", {}))),
    )


def _how_made(found: Mapping[str, Any]) -> HowMade:
    """Read how an excerpt was made; what is missing did not apply."""
    return HowMade(
        bundle_id=check.line(found.get("bundle_id", ""), LONGEST_LABEL),
        weights_sha256=check.line(found.get("weights_sha256", ""), LONGEST_LABEL),
        seed=check.line(found.get("seed", ""), LONGEST_LABEL),
        random_state=_count(found.get("random_state")),
        temperature=None
        if "temperature" not in found
        else check.number(found["temperature"], 0, 9),
        notes=_count(found.get("notes")),
        bars=_count(found.get("bars")),
        sampler=_count(found.get("sampler")),
        tries=check.whole(found.get("tries", 1), 1, _LARGEST),
        source=check.line(found.get("source", ""), LONGEST_LABEL),
    )


def _optional_number(value: object) -> float | None:
    return None if value is None else check.number(value, 0, _LARGEST)


def _count(value: object) -> int | None:
    return None if value is None else check.whole(value, 0, _LARGEST)


def _file(value: object) -> str:
    """Return the name of a file in one of the study's folders: `folder/name`, and no other path."""
    name = check.line(value, 2 * check.LONGEST_ID)
    folder, _, file = name.partition("/")
    return f"{check.identifier(folder)}/{check.identifier(file)}"
