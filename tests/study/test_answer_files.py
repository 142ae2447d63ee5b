"""Files of answers: whole, damaged, foreign, of another version, double and half done."""

import copy
import json
import os
from dataclasses import replace

import numpy as np
import pytest

from chopin_studio.study.answer_files import (
    import_answers,
    kept_answers,
    read_all_answers,
    read_answers,
)
from chopin_studio.study.answer_json import answers_to_json
from chopin_studio.study.answers import Listener
from chopin_studio.study.errors import StudyError
from chopin_studio.study.study_folder import write_study
from tests.study.studies import MODELS, answers, excerpt, study

STUDY = study()
WHOLE = answers(STUDY)


def write(folder, what, name="answers.json"):
    found = what if isinstance(what, dict) else answers_to_json(what, STUDY)
    path = folder / name
    path.write_text(json.dumps(found), "utf-8")
    return path


@pytest.fixture
def study_folder(tmp_path):
    write_study(tmp_path / "study", STUDY, {})
    return tmp_path / "study"


def test_answers_are_read_as_they_were_written(tmp_path):
    assert read_answers(write(tmp_path, WHOLE), STUDY) == WHOLE


def test_answers_come_under_the_models_that_the_numbers_stand_for(tmp_path):
    found = answers_to_json(WHOLE, STUDY)
    # Listeners know the first of the three models as number 3.
    found["models"] = {"3": {"melody": 9, "classical": True, "comment": "A waltz?"}}
    found["ranking"] = {"3": 1}
    found["order"] = [3, 1, 2]
    read = read_answers(write(tmp_path, found), STUDY)
    assert read.ratings["melody"] == (9.0, None, None)
    assert read.ratings["classical"] == (1.0, None, None)
    assert read.comments == ("A waltz?", "", "")
    assert read.ranking == (1, None, None)
    assert read.order == (0, 1, 2)


def test_a_listener_who_stops_half_way_counts_for_what_was_answered(tmp_path):
    found = answers_to_json(WHOLE, STUDY) | {"finished": False, "ranking": {}}
    del found["models"]["2"]
    read = read_answers(write(tmp_path, found), STUDY)
    assert not read.finished
    assert read.ratings["rhythm"] == (1.0, 2.0, None)
    assert read.ranking == (None, None, None)
    assert not read.is_empty


def test_a_listener_may_leave_out_everything(tmp_path):
    found = answers_to_json(WHOLE, STUDY) | {"models": {}, "ranking": {}, "order": []}
    found["listener"] = {"id": "ab" * 16}
    read = read_answers(write(tmp_path, found), STUDY)
    assert read.is_empty
    assert read.listener == Listener("", None)


def test_answers_to_another_study_are_told(tmp_path):
    other = replace(STUDY, id="f" * 16)
    path = write(tmp_path, answers_to_json(answers(other), other))
    with pytest.raises(StudyError, match=r"another study\. Import it there"):
        read_answers(path, STUDY)


def test_answers_to_another_version_are_told_and_the_rest_counts(tmp_path):
    changed = tuple(excerpt(model, n, "1" * 64) for model in MODELS for n in (1, 2))
    second = replace(STUDY, excerpts=changed)
    old = write(tmp_path, answers(STUDY, "aa" * 16), "old.json")
    new = write(tmp_path, answers_to_json(answers(second, "bb" * 16), second), "new.json")
    read = read_all_answers([old, new], second)
    assert [each.listener_id for each in read.answers] == ["bb" * 16]
    assert [problem.split()[0] for problem in read.problems] == ["old.json"]
    assert "another version" in read.problems[0]


def test_answers_may_be_imported_twice_and_count_once(study_folder, tmp_path):
    path = write(tmp_path, WHOLE)
    assert import_answers(study_folder, STUDY, [path]).answers == (WHOLE,)
    again = import_answers(study_folder, STUDY, [path])
    assert again.answers == ()
    assert again.problems == ()
    assert again.notices == ("answers.json has the same answers as a file read before.",)
    assert kept_answers(study_folder, STUDY).answers == (WHOLE,)


def test_other_answers_of_one_listener_are_left_out(study_folder, tmp_path):
    first = write(tmp_path, WHOLE, "first.json")
    second = write(tmp_path, replace(WHOLE, comments=("", "", "")), "second.json")
    read = import_answers(study_folder, STUDY, [first, second])
    assert read.answers == (WHOLE,)
    assert read.notices[0].startswith("second.json is left out")


def test_finished_answers_replace_those_sent_half_way(study_folder, tmp_path):
    half = write(tmp_path, replace(WHOLE, finished=False, ranking=(None,) * 3), "half.json")
    import_answers(study_folder, STUDY, [half])
    read = import_answers(study_folder, STUDY, [write(tmp_path, WHOLE, "whole.json")])
    assert read.notices == ("whole.json replaces answers that the same listener had not finished.",)
    assert kept_answers(study_folder, STUDY).answers == (WHOLE,)
    late = import_answers(study_folder, STUDY, [half])
    assert late.answers == ()
    assert "left out" in late.notices[0]


def test_a_bad_file_among_good_ones_is_one_sentence(study_folder, tmp_path):
    good = [write(tmp_path, answers(STUDY, f"{n:032x}"), f"{n}.json") for n in range(3)]
    bad = tmp_path / "bad.json"
    bad.write_bytes(b"\xff\xfe{")
    read = import_answers(study_folder, STUDY, [good[0], bad, tmp_path / "gone.json", *good[1:]])
    assert len(read.answers) == 3
    assert [problem.split()[0] for problem in read.problems] == ["bad.json", "gone.json"]
    assert len(list((study_folder / "answers").iterdir())) == 3


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_kept_answers_are_private(study_folder, tmp_path):
    import_answers(study_folder, STUDY, [write(tmp_path, WHOLE)])
    (kept,) = (study_folder / "answers").iterdir()
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("format",), "chopin-studio-study"),
        (("format_version",), 2),
        (("study",), 5),
        (("version",), "x"),
        (("listener",), []),
        (("listener", "id"), "../../study"),
        (("listener", "id"), "ab" * 40),
        (("listener", "kind"), "critic"),
        (("listener", "years"), -1),
        (("listener", "years"), 121),
        (("listener", "years"), 1.5),
        (("order",), [1, 2]),
        (("order",), [1, 1, 2]),
        (("order",), "123"),
        (("models",), []),
        (("models", "4"), {}),
        (("models", "1", "melody"), 0),
        (("models", "1", "melody"), 11),
        (("models", "1", "melody"), 5.5),
        (("models", "1", "melody"), True),
        (("models", "1", "melody"), "5"),
        (("models", "1", "classical"), 1),
        (("models", "1", "loudness"), 5),
        (("models", "1", "comment"), "x" * 4001),
        (("models", "1", "comment"), 5),
        (("ranking",), [1, 2, 3]),
        (("ranking", "1"), 0),
        (("ranking", "1"), 4),
        (("ranking", "1"), 1),
        (("ranking", "9"), 1),
        (("finished",), 1),
    ],
)
def test_every_field_is_checked(place, value, tmp_path):
    found = copy.deepcopy(answers_to_json(WHOLE, STUDY))
    *above, last = place
    part = found
    for step in above:
        part = part[step]
    part[last] = value
    with pytest.raises(StudyError, match=r"answers\.json .*\.$"):
        read_answers(write(tmp_path, found), STUDY)


@pytest.mark.parametrize("field", sorted(answers_to_json(WHOLE, STUDY)))
def test_every_field_is_needed(field, tmp_path):
    found = answers_to_json(WHOLE, STUDY)
    del found[field]
    with pytest.raises(StudyError, match="damaged or not a file of answers"):
        read_answers(write(tmp_path, found), STUDY)


def test_what_a_listener_wrote_stays_text(tmp_path):
    wild = "<script>alert(1)</script> {x} %s \u202e ' \" \\ 🎹"
    path = write(tmp_path, replace(WHOLE, comments=(wild, "two\nlines\x1b[2J", "")))
    assert read_answers(path, STUDY).comments == (wild, "two lines [2J", "")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b'{"format": "chopin-studio-answers", "format_version": ' + b"9" * 10_000 + b"}",
        b'{"a": NaN}',
        b" " * 1_000_001,
        b"null",
    ],
)
def test_files_that_are_no_answers_are_refused(data, tmp_path):
    path = tmp_path / "answers.json"
    path.write_bytes(data)
    with pytest.raises(StudyError, match="damaged or not a file of answers"):
        read_answers(path, STUDY)


def test_a_folder_and_a_name_with_controls_are_told_on_one_line(tmp_path):
    folder = tmp_path / "two\nlines.json"
    folder.mkdir()
    with pytest.raises(StudyError) as error:
        read_answers(folder, STUDY)
    assert "\n" not in str(error.value)


def test_five_hundred_damaged_files_leave_the_rest_as_it_was(study_folder, tmp_path):
    """Bytes are changed, left out, doubled or cut off; what still reads has only legal values."""
    whole = json.dumps(answers_to_json(WHOLE, STUDY)).encode()
    good = write(tmp_path, answers(STUDY, "cd" * 16), "good.json")
    rng = np.random.default_rng(500)
    paths = []
    for number in range(500):
        paths.append(tmp_path / f"damaged-{number:03}.json")
        paths[-1].write_bytes(damaged(whole, rng))
    read = import_answers(study_folder, STUDY, [*paths, good])
    told = {problem.split()[0] for problem in (*read.problems, *read.notices)}
    assert len(told) > 300
    assert told <= {path.name for path in paths}
    assert answers(STUDY, "cd" * 16) in read.answers
    for each in read.answers:
        assert set(each.ratings) == set(WHOLE.ratings)
        scores = [value for row in each.ratings.values() for value in row if value is not None]
        assert all(0 <= value <= 10 for value in scores)
        assert all(len(row) == len(MODELS) for row in (*each.ratings.values(), each.ranking))
    kept = kept_answers(study_folder, STUDY)
    assert kept.problems == ()
    assert {each.listener_id for each in kept.answers} == {e.listener_id for e in read.answers}


def damaged(whole, rng):
    """Return bytes with one to four places changed, left out, doubled, or the end cut off."""
    data = bytearray(whole)
    for _ in range(rng.integers(1, 5)):
        place = int(rng.integers(len(data)))
        kind = rng.integers(5)
        if kind <= 1:
            data[place] = rng.integers(256)
        elif kind == 2:
            del data[place : place + int(rng.integers(1, 20))]
        elif kind == 3:
            data[place:place] = data[place : place + int(rng.integers(1, 200))]
        elif rng.random() < 0.3:
            del data[max(1, place) :]
    return bytes(data) if bytes(data) != whole else b"{"
