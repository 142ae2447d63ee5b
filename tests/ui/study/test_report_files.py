import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QTextDocument

from chopin_studio.errors import StudioError
from chopin_studio.files import FileWriteError
from chopin_studio.study.definition import StudyModel
from chopin_studio.study.report.chart import charts
from chopin_studio.study.report.document import document
from chopin_studio.study.report.markdown import escaped, markdown
from chopin_studio.ui.study.report_files import ReportWriter
from chopin_studio.ui.study.report_pictures import charts_png, document_pdf
from tests.study.report.examples import (
    MODELS,
    report_of,
    small_answers,
    small_study,
    with_comments,
)

FILES = {
    *("report.md", "report.html", "report.pdf", "report.csv", "report.json"),
    *("features.svg", "features.png", "overall.svg", "overall.png"),
}


@pytest.fixture(scope="module")
def report():
    return report_of(small_study(), small_answers(small_study()))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def read_as_markdown(text: str) -> QTextDocument:
    """Return what Qt's own reader makes of Markdown."""
    read = QTextDocument()
    read.setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    return read


def test_a_folder_gets_every_format(qapp, report, tmp_path: Path):
    files = ReportWriter().write(report, tmp_path / "out")

    assert {path.name for path in files} == FILES
    assert {path.name for path in (tmp_path / "out").iterdir()} == FILES
    assert all(path.stat().st_size > 100 for path in files)


def test_a_folder_with_a_dot_in_its_name_is_a_folder(qapp, report, tmp_path: Path):
    folder = tmp_path / "study.2026"
    folder.mkdir()

    assert {path.name for path in ReportWriter().write(report, folder)} == FILES


@pytest.mark.parametrize("extension", [".md", ".html", ".pdf", ".png", ".csv", ".json", ".PDF"])
def test_a_file_is_written_in_the_format_of_its_extension(
    qapp, report, tmp_path: Path, extension: str
):
    path = tmp_path / f"mine{extension}"

    assert ReportWriter().write(report, path) == (path,)
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == [path.name]


def test_another_extension_is_one_sentence_that_names_those_there_are(report, tmp_path: Path):
    with pytest.raises(StudioError, match=r"“mine\.doc” has no known extension. Use one of \.md"):
        ReportWriter().write(report, tmp_path / "mine.doc")


def test_a_file_that_cannot_be_written_is_one_sentence(report, tmp_path: Path):
    with pytest.raises(FileWriteError):
        ReportWriter().write(report, tmp_path / "missing" / "mine.csv")


def test_the_links_of_the_markdown_are_files_beside_it(qapp, report, tmp_path: Path):
    ReportWriter().write(report, tmp_path)

    links = re.findall(r"\]\((.*?)\)", (tmp_path / "report.md").read_text("utf-8"))

    assert links == ["features.svg", "overall.svg"]
    assert all((tmp_path / link).is_file() for link in links)


def test_csv_and_json_are_read_as_they_were_written(qapp, report, tmp_path: Path):
    ReportWriter().write(report, tmp_path)

    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    found = json.loads((tmp_path / "report.json").read_text("utf-8"))

    assert head == ["question", "model", "other_model", "measure", "value"]
    assert len(rows) > 100
    assert found["listeners"] == 5


def test_the_picture_shows_bars_in_the_colours_of_the_models_on_white(qapp, report):
    image = QImage.fromData(charts_png(charts(report), str))

    assert image.width() == 2100
    assert image.pixelColor(2, 2).name() == "#ffffff"
    across = [image.pixelColor(x, 740).name() for x in range(0, 2100, 3)]  # just above the base
    assert {"#0072b2", "#e69f00", "#009e73"} <= set(across)


def test_the_picture_is_translated(qapp, report):
    english, other = (
        charts_png(charts(report), translate) for translate in (str, lambda words: words.upper())
    )

    assert english != other


def test_a_pdf_has_a_title_and_pages(qapp, report):
    pdf = document_pdf(document(report), str)

    assert pdf.startswith(b"%PDF")
    assert "Which do you like best?".encode("utf-16-be") in pdf
    assert 2 <= pages(pdf) <= 5


def test_a_long_report_goes_on_over_as_many_pages_as_it_needs(qapp, report):
    of = small_study()
    long = "The same figure comes back again and again, and nothing follows from it. " * 40
    answers = [with_comments(each, long, long, long) for each in small_answers(of)] * 8

    pdf = document_pdf(document(report_of(of, answers)), str)

    assert pages(pdf) > pages(document_pdf(document(report), str)) + 20


def test_a_report_on_many_models_can_be_drawn(qapp):
    models = tuple(StudyModel(str(n), f"Model of the number {n}", "files") for n in range(12))
    of = small_study(models)
    row = tuple(float(n % 10 + 1) for n in range(12))
    answers = [
        replace(
            each,
            ratings={"melody": row, "rhythm": row, "classical": (1.0,) * 12},
            ranking=tuple(range(1, 13)),
            comments=("",) * 12,
        )
        for each in small_answers(small_study())
    ]

    assert pages(document_pdf(document(report_of(of, answers)), str)) >= 3


def test_a_report_without_answers_is_one_page(qapp):
    of = small_study()

    assert pages(document_pdf(document(report_of(of, [])), str)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "<img src=x onerror=alert(1)>",
        "| x | y |",
        "*bold* _and_ `code` ~~gone~~",
        "[a](http://b) ![c](d) <http://e> www.f.org http://g.org h@i.org",
        "# no heading",
        "- no list",
        "1. no list",
        "12) no list",
        "+1",
        "=1+1",
        "---",
        "&lt; &amp; \\ $x$",
        "> no quotation",
        "3.5 and -0.2",
    ],
)
def test_markdown_shows_what_was_written_as_it_is(qapp, words: str):
    for around in ("{}", "- {}", "> {}"):
        read = read_as_markdown(around.format(escaped(words)))

        assert read.toPlainText().strip() == words
        assert "<a " not in read.toHtml()
        assert "<img" not in read.toHtml()


def test_comments_in_markdown_are_text(qapp):
    of = small_study()
    first, *others = small_answers(of)
    comments = ("<img src=x>", "| x | y |", "# =1+1")
    report = report_of(of, [with_comments(first, *comments), *others])

    text = read_as_markdown(markdown(document(report), with_figures=False)).toPlainText()

    assert all(comment in text.splitlines() for comment in comments)


def test_labels_of_models_stay_whole_in_a_table_of_markdown(qapp):
    models = (StudyModel("a", "a | b", "files"), *MODELS[:2])
    of = small_study(models)

    text = markdown(document(report_of(of, small_answers(of))), with_figures=False)

    assert "a | b" in read_as_markdown(text).toPlainText().splitlines()
