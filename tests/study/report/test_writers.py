"""What listeners, titles and labels say is text in every format, and the figures are right."""

import csv
import io
import json
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from chopin_studio.study.definition import StudyModel
from chopin_studio.study.report.chart import charts
from chopin_studio.study.report.chart_svg import chart_svg
from chopin_studio.study.report.csv_table import as_text, csv_table
from chopin_studio.study.report.document import document
from chopin_studio.study.report.html import html_page
from chopin_studio.study.report.markdown import markdown
from chopin_studio.study.report.report_json import report_to_json
from tests.study.report.examples import (
    MODELS,
    clear_study,
    report_of,
    small_answers,
    small_study,
    with_comments,
)

NASTY = ("<img src=x onerror=alert(1)>", "| x | *y* |", "=1+1")
LABELS = ("<b>one</b>", "a | b", '@SUM("x")')
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def nasty():
    """Return a report whose title, labels and comments look like markup and formulas."""
    models = tuple(StudyModel(str(place), label, "files") for place, label in enumerate(LABELS))
    of = replace(small_study(models), title="<script>alert(1)</script> | =1+1")
    first, *others = small_answers(of)
    return report_of(of, [with_comments(first, *NASTY), *others])


@pytest.fixture(scope="module")
def report():
    return report_of(small_study(), small_answers(small_study()))


@pytest.fixture(scope="module")
def rows(nasty) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_table(nasty))))


class Tags(HTMLParser):
    """Collects the elements and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.add(tag)

    def handle_data(self, data) -> None:
        self.words.append(data)


def figures(table: str, *names: str) -> float:
    """Return the value of the one row of a CSV table with these names."""
    (value,) = [row[4] for row in csv.reader(io.StringIO(table)) if tuple(row[:4]) == names]
    return float(value)


def test_a_page_has_what_was_written_as_text_alone(nasty):
    page = Tags()
    page.feed(html_page(document(nasty), language="en"))

    assert not page.tags & {"img", "script", "b"}
    for text in (*NASTY, *LABELS, nasty.title):
        assert text in page.words


def test_a_page_says_its_language_and_needs_no_other_file(nasty):
    page = html_page(document(nasty), language="de")

    assert '<html lang="de">' in page
    assert page.count("<svg") == 2
    assert "href" not in page
    assert "src=x" not in page.replace("&lt;img src=x", "")


def test_no_cell_of_the_table_is_a_formula(rows):
    assert all(not cell.startswith(("=", "+", "@")) for row in rows for cell in row)
    assert ["comment", '\'@SUM("x")', "", "text", "'=1+1"] in rows
    assert ["comment", "<b>one</b>", "", "text", NASTY[0]] in rows


@pytest.mark.parametrize("words", ["=1", "+1", "-1", "@x", "\t=1", "  =1", "＝1"])
def test_what_could_be_a_formula_begins_with_an_apostrophe(words: str):
    assert as_text(words) == f"'{words}"


def test_other_words_stay_as_they_are():
    assert as_text("a=b") == "a=b"
    assert as_text("") == ""


def test_negative_numbers_stay_numbers():
    of, answers = clear_study()
    table = csv_table(report_of(of, answers))

    assert figures(table, "ranking", "256 units", "384 units", "difference") == -1.0


def test_the_table_has_all_figures(report):
    table = csv_table(report)

    assert figures(table, "melody", "256 units", "", "mean") == 7.0
    assert figures(table, "melody", "256 units", "", "answers") == 5
    assert figures(table, "melody", "256 units", "", "standard_deviation") == pytest.approx(
        2.5**0.5
    )
    assert figures(table, "melody", "512 units", "", "paper_mean") == 6.529
    assert figures(table, "melody", "", "", "chi_square") == pytest.approx(6.0)
    assert figures(table, "melody", "", "", "kendalls_w") == pytest.approx(0.6)
    assert figures(table, "melody", "256 units", "512 units", "p") == pytest.approx(1 / 16)
    assert figures(table, "melody", "256 units", "512 units", "adjusted_p") == pytest.approx(3 / 16)


def test_unknown_figures_are_left_out_of_the_table():
    table = csv_table(report_of(small_study(), []))

    measures = {row[3] for row in csv.reader(io.StringIO(table))}
    assert measures == {"measure", "answers", "listeners", "p", "adjusted_p"} | {"paper_mean"} | {
        "paper_standard_deviation"
    }


def test_markdown_is_a_table_with_the_paper_below_each_question(report):
    lines = markdown(document(report)).splitlines()

    place = next(n for n, line in enumerate(lines) if line.startswith("| Melody"))
    nbsp = "\N{NO-BREAK SPACE}"
    assert lines[place].replace(nbsp, " ") == (
        "| Melody | 7.00 ± 1.58 | 5.40 ± 1.14 | 3.60 ± 1.52 |"
    )
    assert lines[place + 1].replace(nbsp, " ") == (
        "| in the paper | 3.82 ± 1.91 | 3.29 ± 2.14 | 6.53 ± 1.70 |"
    )
    assert "| Taken for classical music | 100% | 40% | 20% |" in lines


def test_every_row_of_a_markdown_table_has_as_many_cells(nasty):
    tables = [part for part in markdown(document(nasty)).split("\n\n") if part.startswith("|")]

    assert len(tables) >= 4
    for table in tables:
        cells = {line.replace("\\|", "").count("|") for line in table.splitlines()}
        assert len(cells) == 1


def test_figures_can_be_left_out_of_markdown(report):
    assert "features.svg" in markdown(document(report))
    assert "features.svg" not in markdown(document(report), with_figures=False)


def test_a_report_without_answers_says_so_and_nothing_else():
    text = markdown(document(report_of(small_study(), [])))

    assert text == "# Which do you like best?\n\nNobody has answered yet.\n"


def test_pairs_are_listed_where_models_are_told_apart_and_only_there():
    two = report_of(small_study(), small_answers(small_study(), 2))

    assert "Pairs of models" not in markdown(document(two))
    assert "| Melody | 256 units | 384 units | 10 | 6.0 points |" in markdown(
        document(report_of(*clear_study()))
    )


def test_json_has_all_figures(report):
    found = json.loads(json.dumps(report_to_json(report), allow_nan=False))

    melody = found["questions"][0]
    assert melody["key"] == "melody"
    assert [each["mean"] for each in melody["models"]] == pytest.approx([7.0, 5.4, 3.6])
    assert melody["models"][2]["published"]["mean"] == 6.529
    assert melody["overall"]["statistic"] == pytest.approx(6.0)
    assert len(melody["pairs"]) == 3
    assert found["models"][0] == {"label": "256 units", "number": 1, "is_control": False}


def bars(svg: str) -> list[ElementTree.Element]:
    """Return the rectangles of a drawing but for its background and the legend's."""
    found = ElementTree.fromstring(svg).findall(f"{SVG}rect")[1:]
    return [bar for bar in found if bar.get("width") != "12"]


def test_bars_are_as_high_as_the_means(report):
    features, _ = charts(report)

    heights = [float(bar.get("height", "")) for bar in bars(chart_svg(features))]

    # Means 7, 5.4, 3.6 of melody and 6.6, 5.4, 3.2 of rhythm, above the least score of 1.
    expected = [(mean - 1) / 9 for mean in (7.0, 5.4, 3.6, 6.6, 5.4, 3.2)]
    assert [height / 250 for height in heights] == pytest.approx(expected, abs=0.001)


def test_the_better_place_has_the_longer_bar(report):
    _, overall = charts(report)

    *_, first, second, third = (float(bar.get("height", "")) for bar in bars(chart_svg(overall)))

    # Mean places 1.2, 2 and 2.8 of three.
    assert [first / 250, second / 250, third / 250] == pytest.approx([0.9, 0.5, 0.1], abs=0.001)


def test_charts_show_what_the_paper_has(report, nasty):
    assert chart_svg(charts(report)[0]).count("<polygon") == 2 * 3 + 1  # and the legend
    assert "<polygon" not in chart_svg(charts(nasty)[0])


def test_a_chart_has_labels_as_text(nasty):
    root = ElementTree.fromstring(chart_svg(charts(nasty)[0]))

    texts = [element.text for element in root.findall(f"{SVG}text")]
    assert {tag.tag for tag in root.iter()} <= {
        f"{SVG}{name}" for name in ("svg", "title", "text", "rect", "line", "polygon")
    }
    assert all(label in texts for label in LABELS)


def test_a_long_name_is_shortened_and_stays_on_the_drawing():
    model = StudyModel("a", "A very long label " * 10, "files")
    of = small_study((model, *MODELS[:2]))

    svg = chart_svg(charts(report_of(of, small_answers(of)))[0])

    texts = [element.text or "" for element in ElementTree.fromstring(svg).findall(f"{SVG}text")]
    assert any(text.startswith("A very long label A very long") for text in texts)
    assert max(map(len, texts)) < 40


def test_a_name_with_a_stroke_may_be_divided_there():
    of, answers = clear_study()
    report = report_of(of, answers)
    narrow = replace(
        report,
        questions=tuple(
            replace(question, key="melody", name="Phrasing/structure")
            for question in report.questions[:1]
        )
        * 10,
    )

    texts = [each.text for each in ElementTree.fromstring(chart_svg(charts(narrow)[0])).iter()]

    assert "Phrasing/" in texts
    assert "structure" in texts


def test_what_was_not_answered_has_no_bar():
    of = small_study()

    svg = chart_svg(charts(report_of(of, []))[0])

    assert bars(svg) == []
