"""Draw a study's report: its charts as PNG, and all of it as PDF, black on white."""

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from chopin_studio.study.report.chart import Chart
from chopin_studio.study.report.chart_svg import chart_svg
from chopin_studio.study.report.document import Block, Heading
from chopin_studio.study.report.markdown import Translate
from chopin_studio.ui.kit.offscreen import drawing_application
from chopin_studio.ui.kit.pdf import pdf_bytes
from chopin_studio.ui.kit.png import png_bytes
from chopin_studio.ui.study.report_pages import UNITS_PER_INCH, ReportPages

_PNG_SCALE = 2.5
"""Pixels to a unit of a chart, which make it 2,100 wide."""


def charts_png(charts: Sequence[Chart], translate: Translate) -> bytes:
    """Return charts below each other as a PNG file."""
    drawing_application()
    drawings = [_renderer(chart, translate) for chart in charts]
    sizes = [drawing.defaultSize() * _PNG_SCALE for drawing in drawings]
    image = QImage(
        max((size.width() for size in sizes), default=1),
        max(1, sum(size.height() for size in sizes)),
        QImage.Format.Format_RGB32,
    )
    image.fill("white")
    painter = QPainter(image)
    top = 0
    for drawing, size in zip(drawings, sizes, strict=True):
        drawing.render(painter, QRectF(0, top, size.width(), size.height()))
        top += size.height()
    painter.end()
    return png_bytes(image)


def document_pdf(blocks: Sequence[Block], translate: Translate) -> bytes:
    """Return a document as a PDF file."""
    drawing_application()
    title = next((translate(block.text) for block in blocks if isinstance(block, Heading)), "")

    return pdf_bytes(
        title,
        UNITS_PER_INCH,
        lambda painter, writer: ReportPages(painter, writer, translate).draw(blocks),
    )


def _renderer(chart: Chart, translate: Translate) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(chart_svg(chart, translate).encode()))
