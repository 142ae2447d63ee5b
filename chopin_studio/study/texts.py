"""The words of a study in the languages that come with the studio: one JSON file for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chopin_studio import data_fields as check
from chopin_studio.data_fields import shown
from chopin_studio.data_files import read_json
from chopin_studio.paths import resources
from chopin_studio.study.definition import ListenerKind
from chopin_studio.study.errors import StudyError
from chopin_studio.study.questions import PAPER_KEYS, Question, kind_of_paper_question
from chopin_studio.texts import translatable

_MOST_BYTES = 100_000
LONGEST_LABEL, LONGEST_TEXT = 300, 4000
"""Characters of a question or a button, and of a paragraph of the page."""

MOST_TEXTS = 200


@dataclass(frozen=True, slots=True)
class StudyTexts:
    """A language's words: the paper's questions, what listeners are, and the page around them.

    `title` is that of a study that has none of its own.
    """

    language: str
    title: str
    questions: tuple[Question, ...]
    listener_kinds: tuple[ListenerKind, ...]
    page: Mapping[str, str]


def study_languages(folder: Path | None = None) -> tuple[str, ...]:
    """Return the codes of the languages that come with the studio, in alphabetical order."""
    return tuple(sorted(path.stem for path in (folder or _shipped()).glob("*.json")))


def study_texts(language: str, folder: Path | None = None) -> StudyTexts:
    """Return the words in a language; StudyError where it does not come with the studio."""
    folder = folder or _shipped()
    known = study_languages(folder)
    if language not in known:
        raise StudyError(
            translatable(
                "There is no study in the language {language}. Choose one of {known}, and "
                "translate the study's file.",
                language=shown(language),
                known=", ".join(known) or translatable("none"),
            )
        )
    path = folder / f"{language}.json"
    try:
        return _texts(check.fields(read_json(path, _MOST_BYTES)))
    except (OSError, KeyError, ValueError) as error:
        raise StudyError(
            translatable("{path} cannot be read. Install Chopin Studio again.", path=path)
        ) from error


def paper_questions(language: str = "en") -> tuple[Question, ...]:
    """Return the paper's questions in a language; raises as `study_texts` does."""
    return study_texts(language).questions


def _shipped() -> Path:
    return resources() / "study"


def _texts(found: dict[str, object]) -> StudyTexts:
    asked, kinds = check.fields(found["questions"]), check.fields(found["listener_kinds"])
    return StudyTexts(
        language=check.identifier(found["language"]),
        title=check.line(found["title"], LONGEST_LABEL, least=1),
        questions=tuple(_question(key, check.fields(asked[key])) for key in PAPER_KEYS),
        listener_kinds=tuple(
            ListenerKind(check.identifier(key), check.line(text, LONGEST_LABEL, least=1))
            for key, text in kinds.items()
        ),
        page=page_texts(found["page"]),
    )


def _question(key: str, found: dict[str, object]) -> Question:
    return Question(
        key,
        check.line(found["text"], LONGEST_LABEL, least=1),
        kind_of_paper_question(key),
        lowest_text=check.line(found.get("lowest", ""), LONGEST_LABEL),
        highest_text=check.line(found.get("highest", ""), LONGEST_LABEL),
    )


def page_texts(found: object) -> dict[str, str]:
    """Return the words of a page by their names, out of a JSON value; DataError for others."""
    words = check.fields(found)
    check.items(list(words), MOST_TEXTS)
    return {check.identifier(name): check.text(text, LONGEST_TEXT) for name, text in words.items()}
