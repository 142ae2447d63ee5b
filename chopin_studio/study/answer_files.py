"""Files of answers: read them, tell what is wrong with some, and keep the rest with the study."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.data_fields import shown
from chopin_studio.data_files import read_json
from chopin_studio.files import PRIVATE, make_folder, write_text
from chopin_studio.study.answer_json import (
    ForeignAnswersError,
    OtherVersionError,
    answers_from_json,
    answers_to_json,
)
from chopin_studio.study.answers import Answers
from chopin_studio.study.definition import Study
from chopin_studio.study.errors import StudyError
from chopin_studio.study.study_folder import ANSWERS
from chopin_studio.texts import Text, translatable

_MOST_BYTES = 1_000_000
"""More than every comment of the longest study needs."""


@dataclass(frozen=True, slots=True)
class ReadAnswers:
    """The answers of all listeners whose files could be read.

    `problems` has a sentence on each file that was refused, `notices` one on each that has answers
    of a listener of whom there are answers already.
    """

    answers: tuple[Answers, ...]
    problems: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def read_answers(path: Path, study: Study) -> Answers:
    """Read one file of answers to a study; StudyError, one sentence, where it is not that."""
    name = shown(path.name)
    try:
        return answers_from_json(read_json(path, _MOST_BYTES), study)
    except ForeignAnswersError as error:
        raise StudyError(
            translatable("{name} answers another study. Import it there.", name=name)
        ) from error
    except OtherVersionError as error:
        raise StudyError(
            translatable(
                "{name} answers another version of this study, in which something else was asked "
                "or heard. Import it into that version's folder.",
                name=name,
            )
        ) from error
    except OSError as error:
        raise StudyError(
            translatable(
                "{name} cannot be opened ({reason}). Check its name and permissions.",
                name=name,
                reason=error.strerror or translatable("the system refused"),
            )
        ) from error
    except (KeyError, ValueError) as error:
        raise StudyError(
            translatable(
                "{name} is damaged or not a file of answers. Ask the listener to send it again.",
                name=name,
            )
        ) from error


def read_all_answers(
    paths: Iterable[Path], study: Study, before: Iterable[Answers] = ()
) -> ReadAnswers:
    """Read files of answers, each of which counts but those that have a problem.

    Of two files of one listener, also those read `before`, a finished one counts, else the first.
    """
    by_listener = {answers.listener_id: answers for answers in before}
    problems: list[str] = []
    notices: list[str] = []
    for path in paths:
        try:
            answers = read_answers(path, study)
        except StudyError as error:
            problems.append(str(error))
            continue
        known = by_listener.get(answers.listener_id)
        if known is not None:
            notices.append(_double(shown(path.name), answers, known))
        if known is None or _counts_more(answers, known):
            by_listener[answers.listener_id] = answers
    return ReadAnswers(tuple(by_listener.values()), tuple(problems), tuple(notices))


def kept_answers(folder: Path, study: Study) -> ReadAnswers:
    """Read all answers that are kept with the study in a folder, in the order of their names."""
    return read_all_answers(sorted((folder / ANSWERS).glob("*.json")), study)


def import_answers(folder: Path, study: Study, paths: Iterable[Path]) -> ReadAnswers:
    """Keep the answers in files with the study in a folder; return those that came in.

    Files with a problem change nothing. Raises FileWriteError where answers cannot be kept.
    """
    kept = kept_answers(folder, study).answers
    read = read_all_answers(paths, study, kept)
    new = tuple(answers for answers in read.answers if answers not in kept)
    make_folder(folder / ANSWERS)
    for answers in new:
        text = json.dumps(answers_to_json(answers, study), indent=1, ensure_ascii=False)
        write_text(folder / ANSWERS / f"{answers.listener_id}.json", text + "\n", PRIVATE)
    return ReadAnswers(new, read.problems, read.notices)


def _counts_more(answers: Answers, known: Answers) -> bool:
    return answers.finished and not known.finished


def _double(name: str, answers: Answers, known: Answers) -> Text:
    if answers == known:
        return translatable("{name} has the same answers as a file read before.", name=name)
    if _counts_more(answers, known):
        return translatable(
            "{name} replaces answers that the same listener had not finished.", name=name
        )
    return translatable(
        "{name} is left out: there are other answers of the same listener already.", name=name
    )
