"""Lay a report out on pages: texts and tables by Qt's rich text, charts as drawings."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QByteArray, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPdfWriter, QTextDocument, QTextOption
from PySide6.QtSvg import QSvgRenderer

from chopin_studio.study.report.chart_svg import chart_svg
from chopin_studio.study.report.document import (
    Block,
    Bullets,
    Comments,
    Figure,
    Heading,
    Paragraph,
)
from chopin_studio.study.report.html import html_part
from chopin_studio.study.report.markdown import Translate
from chopin_studio.study.report.tables import Table
from chopin_studio.texts import Text

UNITS_PER_INCH = 600
_MARGIN, _GAP, _FOOT = (round(UNITS_PER_INCH * mm / 25.4) for mm in (18, 3, 8))
_POINTS, _FOOT_POINTS = 9, 8
_STYLE = """
h1 { font-size: 17pt; } h2 { font-size: 13pt; } h3 { font-size: 10pt; }
.caption { font-weight: bold; }
td, th { padding: 2px 5px; border-bottom: 1px solid #cccccc; }
"""


class ReportPages:
    """Draws a document on the pages of a PDF writer whose resolution is UNITS_PER_INCH."""

    def __init__(self, painter: QPainter, writer: QPdfWriter, translate: Translate) -> None:
        self._painter, self._writer, self._translate = painter, writer, translate
        self._width = writer.width() - 2 * _MARGIN
        self._bottom = writer.height() - _MARGIN
        self._y = float(_MARGIN)
        self._page = 1

    def draw(self, blocks: Sequence[Block]) -> None:
        """Draw a document from the top of the first page; a heading stays with what follows it."""
        headings = ""
        for block in blocks:
            if isinstance(block, Heading):
                headings += html_part(block, self._translate)
            elif isinstance(block, Figure):
                self._draw_figure(block, headings)
                headings = ""
            else:
                self._draw_text(block, headings)
                headings = ""
        self._number_page()

    def _draw_text(self, block: Block, headings: str) -> None:
        """Draw a text or table where there is room for it, in parts where no page has that."""
        text = self._text(headings + html_part(block, self._translate))
        height = self._height(text)
        parts = _halves(block)
        if height > self._bottom - _MARGIN and parts is not None:
            self._draw_text(parts[0], headings)
            self._draw_text(parts[1], "")
            return
        self._make_room(height)
        self._place(text)

    def _draw_figure(self, figure: Figure, headings: str) -> None:
        drawing = QSvgRenderer(QByteArray(chart_svg(figure.chart, self._translate).encode()))
        size = QSizeF(drawing.defaultSize())
        height = self._width * size.height() / size.width()
        heading = self._text(headings)
        caption = self._text(html_part(Paragraph(figure.caption), self._translate))
        above = self._height(heading) if headings else 0
        self._make_room(above + height + self._height(caption))
        if headings:
            self._place(heading)
        drawing.render(self._painter, QRectF(_MARGIN, self._y, self._width, height))
        self._y += height
        self._place(caption)

    def _text(self, html: str) -> QTextDocument:
        text = QTextDocument()
        text.documentLayout().setPaintDevice(self._writer)
        text.setDocumentMargin(0)
        text.setDefaultFont(QFont(self._painter.font().family(), _POINTS))
        text.setDefaultStyleSheet(_STYLE)
        wrapping = text.defaultTextOption()
        wrapping.setWrapMode(QTextOption.WrapMode.WordWrap)
        text.setDefaultTextOption(wrapping)
        text.setHtml(html)
        text.setTextWidth(self._width)
        return text

    def _scale(self, text: QTextDocument) -> float:
        """Return by how much a text must shrink: a table of many models may be too wide."""
        return min(1.0, self._width / text.size().width())

    def _height(self, text: QTextDocument) -> float:
        return text.size().height() * self._scale(text)

    def _place(self, text: QTextDocument) -> None:
        self._painter.save()
        self._painter.translate(_MARGIN, self._y)
        self._painter.scale(self._scale(text), self._scale(text))
        text.drawContents(self._painter)
        self._painter.restore()
        self._y += self._height(text) + _GAP

    def _make_room(self, height: float) -> None:
        """Begin a new page where this one has too little room, unless it is empty."""
        if self._y + height > self._bottom and self._y > _MARGIN:
            self._number_page()
            self._writer.newPage()
            self._page += 1
            self._y = float(_MARGIN)

    def _number_page(self) -> None:
        self._painter.setFont(QFont(self._painter.font().family(), _FOOT_POINTS))
        number = self._translate(Text("{page}", {"page": self._page}))
        foot = QRectF(_MARGIN, self._bottom, self._width, _FOOT)
        self._painter.drawText(foot, Qt.AlignmentFlag.AlignCenter, number)


def _halves(block: Block) -> tuple[Block, Block] | None:
    """Return a block as two of half its length, None where it is one piece."""
    match block:
        case Table() if len(block.rows) > 1:
            middle = len(block.rows) // 2
            rows = block.rows
            return replace(block, rows=rows[:middle]), replace(block, rows=rows[middle:])
        case Bullets() if len(block.items) > 1:
            middle = len(block.items) // 2
            return Bullets(block.items[:middle]), Bullets(block.items[middle:])
        case Comments() if len(block.texts) > 1:
            middle = len(block.texts) // 2
            texts = block.texts
            return replace(block, texts=texts[:middle]), replace(block, texts=texts[middle:])
    return None
