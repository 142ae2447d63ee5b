"""The command `study report`: from a study's folder to the report."""

import json
from pathlib import Path

import pytest

from chopin_studio.cli import main
from chopin_studio.study.answer_json import answers_to_json
from chopin_studio.study.study_folder import ANSWERS, write_study
from tests.study.report.examples import small_answers, small_study


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a study with five listeners."""
    of = small_study()
    folder = tmp_path / "study"
    write_study(folder, of, {})
    for answers in small_answers(of):
        path = folder / ANSWERS / f"{answers.listener_id}.json"
        path.write_text(json.dumps(answers_to_json(answers, of)), "utf-8")
    return folder


@pytest.fixture
def run(capsys):
    """Run the command; return its exit status and what it printed."""

    def command(*words: object) -> tuple[int, str, str]:
        status = main(["study", "report", *map(str, words)])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return command


def test_the_report_is_printed(run, folder):
    status, out, err = run(folder)

    assert status == 0
    assert err == ""
    assert "5 listeners answered, 5 of them to the end." in out
    assert "| Melody |" in out


def test_json_has_the_figures(run, folder):
    status, out, _ = run(folder, "--json")

    found = json.loads(out)
    assert status == 0
    assert found["listeners"] == 5
    assert [each["key"] for each in found["questions"]] == [
        *("melody", "rhythm", "average", "classical", "ranking")
    ]


def test_a_file_is_written_in_its_format_and_named(run, folder, tmp_path):
    out_file = tmp_path / "mine.csv"

    assert run(folder, "-o", out_file) == (0, f"{out_file}\n", "")
    assert out_file.read_text("utf-8-sig").startswith("question,model")


def test_files_and_json_do_not_mix(run, folder, tmp_path):
    out_file = tmp_path / "mine.md"

    status, out, err = run(folder, "-o", out_file, "--json")

    assert status == 0
    assert json.loads(out)["listeners"] == 5
    assert err == f"{out_file}\n"


def test_a_folder_gets_every_format(run, folder, tmp_path):
    pytest.importorskip("PySide6", reason="Qt draws pictures and PDF")

    status, out, _ = run(folder, "-o", tmp_path / "report")

    assert status == 0
    assert {Path(line).suffix for line in out.splitlines()} == {
        *(".md", ".html", ".pdf", ".csv", ".json", ".svg", ".png")
    }


def test_a_damaged_file_of_answers_is_told_and_the_rest_counts(run, folder):
    (folder / ANSWERS / "broken.json").write_text("{", "utf-8")

    status, out, err = run(folder)

    assert status == 0
    assert "broken.json is damaged" in err
    assert "5 listeners answered" in out


def test_no_study_is_one_sentence(run, tmp_path):
    status, out, err = run(tmp_path)

    assert (status, out) == (1, "")
    assert "There is no study in" in err


def test_an_unknown_format_is_one_sentence(run, folder, tmp_path):
    status, _, err = run(folder, "-o", tmp_path / "mine.xlsx")

    assert status == 1
    assert "has no known extension" in err
    assert not (tmp_path / "mine.xlsx").exists()


def test_another_language_is_refused_before_any_work(run, folder):
    with pytest.raises(SystemExit) as ended:
        run(folder, "--language", "xx")

    assert ended.value.code == 2
