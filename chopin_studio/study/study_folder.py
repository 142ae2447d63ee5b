"""A study on disk: a folder with its definition, its music, its audio and the answers to it.

study.json      what was asked and heard, and which model is which: the host keeps it
music/          each excerpt as a MIDI file
audio/          each excerpt as listeners hear it
answers/        one JSON file for each listener
"""

import json
from collections.abc import Mapping
from pathlib import Path

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_bounded, read_json
from chopin_studio.files import FileWriteError, make_folder, write_bytes, write_text
from chopin_studio.study.definition import Study
from chopin_studio.study.errors import StudyError
from chopin_studio.study.study_json import study_from_json, study_to_json
from chopin_studio.texts import translatable

STUDY_FILE, MUSIC, AUDIO, ANSWERS = "study.json", "music", "audio", "answers"
_MOST_BYTES = 2_000_000
_MOST_AUDIO_BYTES = 200_000_000


def read_study(folder: Path) -> Study:
    """Read the study in a folder; StudyError where there is none or it is damaged."""
    path = folder / STUDY_FILE
    try:
        return study_from_json(read_json(path, _MOST_BYTES))
    except FileNotFoundError as error:
        raise StudyError(
            translatable(
                "There is no study in {folder}. Choose the folder in which one was created, or "
                "create one there.",
                folder=folder,
            )
        ) from error
    except KeyError as error:
        lacking = translatable("“{field}” is missing", field=error.args[0])
        raise _unreadable(path, lacking) from error
    except OSError as error:
        raise _unreadable(path, error.strerror or translatable("the system refused")) from error
    except DataError as error:
        raise _unreadable(path, translatable("a value {problem}", problem=error)) from error
    except ValueError as error:
        raise _unreadable(path, translatable("its parts do not fit together")) from error


def write_study(folder: Path, study: Study, files: Mapping[str, bytes]) -> None:
    """Write a new study with its `files` of music and audio, by their names in the folder.

    The definition comes last, so that there is a study only where it is whole. Raises
    FileWriteError, and StudyError where there is a study already.
    """
    check_is_free(folder)
    for part in (MUSIC, AUDIO, ANSWERS):
        make_folder(folder / part)
    for name, data in files.items():
        write_bytes(folder / name, data)
    text = json.dumps(study_to_json(study), indent=2, ensure_ascii=False)
    write_text(folder / STUDY_FILE, text + "\n")


def check_is_free(folder: Path) -> None:
    """Raise where a new study cannot come into a folder, before any work is done for it."""
    if (folder / STUDY_FILE).exists():
        raise StudyError(
            translatable("There is a study in {folder} already. Choose another.", folder=folder)
        )
    if folder.exists() and not folder.is_dir():
        raise FileWriteError(
            translatable("{folder} is not a folder. Choose another.", folder=folder)
        )


def read_audio(folder: Path, name: str) -> bytes:
    """Return the content of one of a study's files; StudyError where it cannot be read."""
    path = folder / name
    try:
        return read_bounded(path, _MOST_AUDIO_BYTES)
    except (OSError, ValueError) as error:
        raise StudyError(
            translatable(
                "{path} is missing or damaged. Restore it from a backup, or create the study "
                "again.",
                path=path,
            )
        ) from error


def _unreadable(path: Path, reason: object) -> StudyError:
    return StudyError(
        translatable(
            "{path} cannot be read: {reason}. Undo the last change to it, or restore it from a "
            "backup.",
            path=path,
            reason=reason,
        )
    )
