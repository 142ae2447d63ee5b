"""Studies as files."""

import copy
import json
from dataclasses import replace

import numpy as np
import pytest

from chopin_studio.files import FileWriteError
from chopin_studio.study.definition import HowMade
from chopin_studio.study.errors import StudyError
from chopin_studio.study.study_folder import read_audio, read_study, write_study
from chopin_studio.study.study_json import study_from_json, study_to_json
from tests.study.studies import excerpt, study

WHOLE = replace(
    study(),
    excerpts=tuple(
        replace(each, made=HowMade("classic-256", "a" * 64, "waltz-op18", 7, 1.0, 400, tries=2))
        for each in study().excerpts
    ),
    texts={"next": "Weiter"},
)


@pytest.fixture
def folder(tmp_path):
    write_study(tmp_path / "study", WHOLE, {"audio/a.mp3": b"sound"})
    return tmp_path / "study"


def test_a_study_is_read_as_it_was_written(folder):
    assert read_study(folder) == WHOLE
    assert read_audio(folder, "audio/a.mp3") == b"sound"


def test_the_file_can_be_read_by_people(folder):
    text = (folder / "study.json").read_text("utf-8")
    assert '"text": "Melody"' in text
    assert '"number": 3' in text


def test_a_question_can_be_reworded_in_the_file(folder):
    path = folder / "study.json"
    path.write_text(path.read_text("utf-8").replace('"Melody"', '"Giai điệu"'), "utf-8")
    assert read_study(folder).questions[0].text == "Giai điệu"


def test_what_a_newer_version_adds_is_ignored():
    found = study_to_json(WHOLE) | {"format_version": 9, "weather": "fine"}
    found["excerpts"][0]["made"]["mood"] = "good"
    assert study_from_json(found) == WHOLE


def test_a_folder_without_a_study_is_told(tmp_path):
    with pytest.raises(StudyError, match=r"There is no study in .*create one there"):
        read_study(tmp_path)


def test_a_study_is_not_written_over_another(folder):
    with pytest.raises(StudyError, match="already"):
        write_study(folder, WHOLE, {})


def test_a_file_is_no_folder_for_a_study(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileWriteError, match="not a folder"):
        write_study(tmp_path / "file", WHOLE, {})


def test_lost_audio_is_told(folder):
    with pytest.raises(StudyError, match=r"audio/b\.mp3 is missing or damaged"):
        read_audio(folder, "audio/b.mp3")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format",), "other"),
        (("format_version",), 0),
        (("id",), "../../etc"),
        (("title",), "two\nlines"),
        (("models",), []),
        (("models", 0, "number"), 2),
        (("models", 0, "key"), "../x"),
        (("models", 0, "kind"), "oracle"),
        (("models", 0, "hidden_units"), "256"),
        (("orders", 0), [1, 1, 2]),
        (("orders", 0, 0), 7),
        (("questions", 0, "lowest"), 10),
        (("questions", 0, "highest"), 10**9),
        (("questions", 0, "key"), "rhythm"),
        (("excerpts", 0, "audio"), "../../etc/passwd"),
        (("excerpts", 0, "audio"), "/etc/passwd"),
        (("excerpts", 0, "music"), "music/../study.json"),
        (("excerpts", 0, "audio_sha256"), "0"),
        (("excerpts", 0, "duration_sec"), -1),
        (("excerpts", 0, "made", "seed"), ["waltz"]),
        (("listener_kinds",), ["student"]),
        (("texts",), {"next": 5}),
    ],
)
def test_nonsense_is_refused_with_one_sentence(place, value, folder):
    found = json.loads((folder / "study.json").read_text("utf-8"))
    *above, last = place
    part = found
    for step in above:
        part = part[step]
    part[last] = value
    (folder / "study.json").write_text(json.dumps(found), "utf-8")
    with pytest.raises(StudyError, match=r"study\.json cannot be read: .*backup\.") as error:
        read_study(folder)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("field", [name for name in study_to_json(WHOLE) if name != "texts"])
def test_every_field_is_needed_but_the_words_of_the_page(field, folder):
    found = copy.deepcopy(study_to_json(WHOLE))
    del found[field]
    (folder / "study.json").write_text(json.dumps(found), "utf-8")
    with pytest.raises(StudyError, match="cannot be read"):
        read_study(folder)


def test_damaged_files_are_refused_or_read_and_never_crash(folder):
    path = folder / "study.json"
    whole = path.read_bytes()
    rng = np.random.default_rng(1)
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        for place in rng.integers(len(data), size=rng.integers(1, 6)):
            data[place] = rng.integers(256)
        path.write_bytes(bytes(data[: rng.integers(len(data))] if rng.random() < 0.2 else data))
        try:
            read_study(folder)
        except StudyError:
            refused += 1
    assert refused > 100


def test_excerpts_need_not_be_sorted_in_the_file():
    shuffled = replace(WHOLE, excerpts=WHOLE.excerpts[::-1])
    assert study_from_json(study_to_json(shuffled)).version == WHOLE.version


def test_an_excerpt_has_a_number(folder):
    with pytest.raises(ValueError, match="counted from 1"):
        replace(excerpt(WHOLE.models[0], 1), number=0)
