"""Draws engraved pages, on whatever Qt paints: a screen, a picture, a PDF file."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from chopin_studio.export.engraving.outline import Outline
from chopin_studio.export.engraving.page import Line, Matrix, Page, TextRun

SERIFS = ("Times New Roman", "Tinos", "Liberation Serif", "FreeSerif", "Times", "serif")
"""What scores are lettered in; the first that the system has."""

_STEM_WIDTH = 18
_LEAST_PIXELS = 0.85
_SIGN_SPACE = 0.05
"""What a music sign within text keeps free on both sides, in ems."""

_MEASURED_SIZE = 100
"""Letters are measured at this size, in pixels, and enlarged: few systems do so exactly at any."""


class ScorePainter:
    """Paints pages in hundredths of a millimetre, and keeps the paths it made of their outlines."""

    def __init__(self) -> None:
        self._paths: dict[Outline, QPainterPath] = {}

    def paint(self, painter: QPainter, page: Page, ink: QColor, line_factor: float = 1.0) -> None:
        """Draw all of `page` in one colour, its top left corner at the painter's origin.

        Lines are drawn `line_factor` times as wide as engraved, see `line_factor`.
        """
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        before = painter.transform()
        for shape in page.shapes:
            painter.setPen(_pen(ink, line_factor * shape.line_width / shape.matrix.size))
            painter.setBrush(ink if shape.is_filled else Qt.BrushStyle.NoBrush)
            painter.setTransform(transform_of(shape.matrix) * before)
            painter.drawPath(self.path_of(shape.outline))
        painter.setTransform(before)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for line in page.lines:
            painter.drawPath(text_path(line))
        painter.restore()

    def paint_heads(
        self, painter: QPainter, page: Page, names: Collection[str], colour: QColor
    ) -> None:
        """Draw the heads of some notes anew, in a colour of their own, with a glow around."""
        glow = QColor(colour)
        glow.setAlpha(70)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        before = painter.transform()
        for shape in page.shapes:
            if shape.note not in names:
                continue
            path = self.path_of(shape.outline)
            placed = transform_of(shape.matrix)
            painter.setTransform(before)
            painter.setBrush(glow)
            painter.drawEllipse(placed.mapRect(path.boundingRect()).adjusted(-90, -90, 90, 90))
            painter.setBrush(colour)
            painter.setTransform(placed * before)
            painter.drawPath(path)
        painter.restore()

    def path_of(self, outline: Outline) -> QPainterPath:
        """Return the path of an outline, made once."""
        path = self._paths.get(outline)
        if path is None:
            path = self._paths[outline] = _made(outline)
        return path

    def forget(self) -> None:
        """Let go of the paths of pages that are not shown any more."""
        self._paths.clear()


def line_factor(scale: float) -> float:
    """Say how much wider lines must be, so that stems are seen at `scale` pixels to a unit."""
    return max(1.0, _LEAST_PIXELS / (_STEM_WIDTH * scale))


def transform_of(matrix: Matrix) -> QTransform:
    """Return a matrix in Qt's terms."""
    return QTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.x0, matrix.y0)


def text_path(line: Line) -> QPainterPath:
    """Return the outlines of a line of writing, at its place."""
    path = QPainterPath()
    x = 0.0
    for run in line.runs:
        part, advance = _run_path(run)
        space = _SIGN_SPACE * run.size if run.outline is not None else 0.0
        path.addPath(QTransform.fromTranslate(x + space, 0).map(part))
        x += advance + 2 * space
    left = {"end": line.x - x, "middle": line.x - x / 2}.get(line.anchor, line.x)
    return QTransform.fromTranslate(left, line.y).map(path)


def _run_path(run: TextRun) -> tuple[QPainterPath, float]:
    """Return the outlines of a run that begins at the origin, and how far it goes."""
    if run.outline is not None:
        scale = run.size / 1000
        return QTransform.fromScale(scale, scale).map(_made(run.outline)), run.advance
    font = QFont()
    font.setFamilies(SERIFS)
    font.setPixelSize(_MEASURED_SIZE)
    font.setBold(run.is_bold)
    font.setItalic(run.is_italic)
    path = QPainterPath()
    path.addText(QPointF(0, 0), font, run.text)
    path.setFillRule(Qt.FillRule.WindingFill)
    scale = run.size / _MEASURED_SIZE
    advance = QFontMetricsF(font).horizontalAdvance(run.text) * scale
    return QTransform.fromScale(scale, scale).map(path), advance


def _made(outline: Outline) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for verb, ends in outline.segments:
        if verb == "move":
            path.moveTo(*ends)
        elif verb == "line":
            path.lineTo(*ends)
        elif verb == "curve":
            path.cubicTo(*ends)
        else:
            path.closeSubpath()
    return path


def _pen(ink: QColor, width: float) -> QPen | Qt.PenStyle:
    if width <= 0:
        return Qt.PenStyle.NoPen
    return QPen(
        ink, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin
    )
