"""Write a study's report as files: one in the format of its extension, or all into a folder.

Qt is imported by the formats that it draws.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError
from chopin_studio.files import make_folder, write_bytes
from chopin_studio.study.report.chart import charts
from chopin_studio.study.report.chart_svg import chart_svg
from chopin_studio.study.report.csv_table import csv_table
from chopin_studio.study.report.document import document
from chopin_studio.study.report.html import html_page
from chopin_studio.study.report.markdown import Translate, markdown
from chopin_studio.study.report.report_json import report_to_json
from chopin_studio.study.report.study_report import StudyReport
from chopin_studio.texts import translatable

_NAME = "report"


@dataclass(frozen=True, slots=True)
class ReportWriter:
    """Writes reports in one language: its code, and what translates a text into it."""

    language: str = "en"
    translate: Translate = str

    def write(self, report: StudyReport, path: Path) -> tuple[Path, ...]:
        """Write a report to a file with a known extension, or all formats into a folder.

        What has no extension is a folder. Returns the files. Raises StudioError for another
        extension, FileWriteError where nothing can be written.
        """
        if path.suffix and not path.is_dir():
            return (self._write_file(report, path),)
        make_folder(path)
        return (*self._write_all(report, path), *self._write_charts(report, path))

    def _write_file(self, report: StudyReport, path: Path) -> Path:
        content = self._formats.get(path.suffix.lower())
        if content is None:
            raise StudioError(
                translatable(
                    "The file name “{name}” has no known extension. Use one of {known}, or the "
                    "name of a folder for all of them.",
                    name=path.name,
                    known=", ".join(self._formats),
                )
            )
        write_bytes(path, content(report))
        return path

    def _write_all(self, report: StudyReport, folder: Path) -> list[Path]:
        contents = {**self._formats, ".md": self._markdown_with_figures}
        del contents[".png"]  # each chart has one of its own
        return [
            self._written(folder / f"{_NAME}{extension}", content(report))
            for extension, content in contents.items()
        ]

    def _write_charts(self, report: StudyReport, folder: Path) -> list[Path]:
        from chopin_studio.ui.study.report_pictures import charts_png

        files = []
        for chart in charts(report):
            svg = chart_svg(chart, self.translate).encode()
            files.append(self._written(folder / f"{chart.name}.svg", svg))
            png = charts_png([chart], self.translate)
            files.append(self._written(folder / f"{chart.name}.png", png))
        return files

    @staticmethod
    def _written(path: Path, content: bytes) -> Path:
        write_bytes(path, content)
        return path

    @property
    def _formats(self) -> Mapping[str, Callable[[StudyReport], bytes]]:
        """What makes a file's content, by its extension."""
        return {
            ".md": self._markdown,
            ".html": self._html,
            ".pdf": self._pdf,
            ".png": self._png,
            ".csv": self._csv,
            ".json": self._json,
        }

    def _markdown(self, report: StudyReport) -> bytes:
        return markdown(document(report), self.translate, with_figures=False).encode()

    def _markdown_with_figures(self, report: StudyReport) -> bytes:
        return markdown(document(report), self.translate).encode()

    def _html(self, report: StudyReport) -> bytes:
        return html_page(document(report), self.translate, self.language).encode()

    def _pdf(self, report: StudyReport) -> bytes:
        from chopin_studio.ui.study.report_pictures import document_pdf

        return document_pdf(document(report), self.translate)

    def _png(self, report: StudyReport) -> bytes:
        from chopin_studio.ui.study.report_pictures import charts_png

        return charts_png(charts(report), self.translate)

    def _csv(self, report: StudyReport) -> bytes:
        return csv_table(report).encode("utf-8-sig")  # by which spreadsheets know the encoding

    def _json(self, report: StudyReport) -> bytes:
        return (json.dumps(report_to_json(report), indent=2, ensure_ascii=False) + "\n").encode()
