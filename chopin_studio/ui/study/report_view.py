"""A study's report as a page to scroll: texts and tables by Qt's rich text, charts as pictures."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QUrl
from PySide6.QtGui import QFont, QImage, QPainter, QTextDocument, QTextOption
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QTextBrowser, QWidget

from chopin_studio.session.support.translation import tr, translated
from chopin_studio.study.report.chart import Chart
from chopin_studio.study.report.chart_svg import chart_svg
from chopin_studio.study.report.document import Block, Figure, Paragraph, document
from chopin_studio.study.report.html import html_part
from chopin_studio.study.report.study_report import StudyReport

_STYLE = """
h1 { font-size: 17pt; } h2 { font-size: 13pt; } h3 { font-size: 10pt; }
.caption { font-weight: bold; }
td, th { padding: 3px 9px; border-bottom: 1px solid #cccccc; }
"""
_CHART_WIDTH = 700
"""Pixels: a chart is as wide as this, or as the page where that is narrower."""

_MARGIN = 24
_POINTS = 10


class ReportView(QTextBrowser):
    """Shows a report as it is printed, black on white in every theme; links lead nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reportPage")
        self.setAccessibleName(tr("Report"))
        self.setOpenLinks(False)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)
        self._report: StudyReport | None = None

    @property
    def report(self) -> StudyReport | None:
        """The report shown."""
        return self._report

    def show_report(self, report: StudyReport) -> None:
        """Show a report from its beginning, unless it is what is shown already."""
        if report == self._report:
            return
        self._report = report
        page = QTextDocument(self)
        page.setDocumentMargin(_MARGIN)
        page.setDefaultFont(QFont(self.font().family(), _POINTS))
        page.setDefaultStyleSheet(_STYLE)
        page.setHtml("\n".join(self._html(block, page) for block in document(report)))
        self.setDocument(page)

    def _html(self, block: Block, page: QTextDocument) -> str:
        if not isinstance(block, Figure):
            return html_part(block, translated)
        address = f"chart:{block.chart.name}"
        picture = _drawn(block.chart, self.devicePixelRatioF())
        page.addResource(QTextDocument.ResourceType.ImageResource, QUrl(address), picture)
        return (
            f'<p><img src="{address}" width="{_CHART_WIDTH}"></p>'
            f"{html_part(Paragraph(block.caption), translated)}"
        )


def _drawn(chart: Chart, ratio: float) -> QImage:
    """Return a chart as a picture, with as many pixels as a screen of this ratio has for it."""
    drawing = QSvgRenderer(QByteArray(chart_svg(chart, translated).encode()))
    size = drawing.defaultSize()
    width = round(_CHART_WIDTH * ratio)
    height = round(width * size.height() / size.width())
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill("white")
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, width, height))
    painter.end()
    return picture
