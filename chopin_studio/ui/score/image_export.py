"""Write the engraved score as PDF, SVG or PNG: the same picture, black on white."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPdfWriter

from chopin_studio.export.credits import Credits, plain_text
from chopin_studio.export.engraving.engrave import engrave
from chopin_studio.export.engraving.engraver import Engraver
from chopin_studio.export.engraving.outline import Outline
from chopin_studio.export.engraving.page import Page
from chopin_studio.export.errors import ExportError
from chopin_studio.export.formats import Report
from chopin_studio.files import output_file, write_bytes
from chopin_studio.log import crash_file
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.paths import UserPaths
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.offscreen import drawing_application
from chopin_studio.ui.kit.pdf import pdf_bytes
from chopin_studio.ui.kit.png import png_bytes
from chopin_studio.ui.score.page_painter import ScorePainter, text_path

UNITS_PER_INCH = 2540
PNG_DPI = 200
MAX_PIXELS = 30_000
"""The longest side of a picture: few programs, Qt among them, draw beyond 32,767."""

_ENGRAVED = 0.5
"""The share of the work that is done once the pages are engraved."""

_INK, _PAPER = QColor("black"), QColor("white")


def draw_score(excerpt: Excerpt, path: Path, credits: Credits, report: Report) -> None:
    """Write the score of `excerpt` in the format of the extension of `path`.

    A PDF file has a page for each page; in a drawing or picture they stand below each other, where
    there are very many in columns. Raises ExportError where no score can be made, FileWriteError
    where the file cannot be written.
    """
    output_file(path)  # before the work is done for it
    drawing_application()
    report(0.0)
    with Engraver(crash_file(UserPaths.of_this_user().log)) as engraver:
        pages = engrave(excerpt, engraver, credits).pages
    draw = {".pdf": _pdf, ".svg": _svg, ".png": _png}[path.suffix.lower()]
    write_bytes(path, draw(pages, plain_text(excerpt.title), report))
    report(1.0)


def _pdf(pages: Sequence[Page], title: str, report: Report) -> bytes:
    """Return a PDF file with a page for each page."""

    def draw(painter: QPainter, writer: QPdfWriter) -> None:
        drawing = ScorePainter()
        for number, page in enumerate(pages):
            if number:
                writer.newPage()
            drawing.paint(painter, page, _INK)
            report(_share(number, pages))

    return pdf_bytes(title, UNITS_PER_INCH, draw)


def _png(pages: Sequence[Page], _: str, report: Report) -> bytes:
    scale = PNG_DPI / UNITS_PER_INCH
    places, width, height = arranged(pages, MAX_PIXELS / scale)
    image = QImage(round(width * scale), round(height * scale), QImage.Format.Format_RGB32)
    if image.isNull():
        raise ExportError(tr("The score is too long for one image. Export it as PDF."))
    image.fill(_PAPER)
    dots_per_metre = round(PNG_DPI / 0.0254)
    image.setDotsPerMeterX(dots_per_metre)
    image.setDotsPerMeterY(dots_per_metre)
    painter = QPainter(image)
    try:
        drawing = ScorePainter()
        for number, (page, x, y) in enumerate(places):
            painter.resetTransform()
            painter.scale(scale, scale)
            painter.translate(x, y)
            drawing.paint(painter, page, _INK)
            report(_share(number, pages))
    finally:
        painter.end()
    return png_bytes(image)


def arranged(
    pages: Sequence[Page], longest: float
) -> tuple[list[tuple[Page, float, float]], float, float]:
    """Return each page with its place, one below the other, and the size of all of them."""
    width, height = max(page.width for page in pages), max(page.height for page in pages)
    rows = max(1, min(len(pages), int(longest // height)))
    columns = -(-len(pages) // rows)
    rows = -(-len(pages) // columns)
    places = [
        (page, number // rows * width, number % rows * height) for number, page in enumerate(pages)
    ]
    return places, columns * width, rows * height


def _svg(pages: Sequence[Page], title: str, report: Report) -> bytes:
    places, width, height = arranged(pages, sys.maxsize)
    root = ElementTree.Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "xmlns:xlink": "http://www.w3.org/1999/xlink",
        },
        width=f"{width / 100:g}mm",
        height=f"{height / 100:g}mm",
        viewBox=f"0 0 {width:g} {height:g}",
    )
    ElementTree.SubElement(root, "title").text = title
    definitions = ElementTree.SubElement(root, "defs")
    ElementTree.SubElement(root, "rect", width=f"{width:g}", height=f"{height:g}", fill="white")
    names = _Names(definitions, pages)
    for number, (page, x, y) in enumerate(places):
        group = ElementTree.SubElement(root, "g", transform=f"translate({x:g} {y:g})")
        for element in names.elements(page):
            group.append(element)
        report(_share(number, pages))
    ElementTree.indent(root, " ")
    data: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return data


class _Names:
    """Writes shapes, those that occur often as uses of one definition."""

    def __init__(self, definitions: ElementTree.Element, pages: Sequence[Page]) -> None:
        self._names: dict[Outline, str] = {}
        seen: set[Outline] = set()
        for outline in (shape.outline for page in pages for shape in page.shapes):
            if outline in seen and outline not in self._names:
                name = self._names[outline] = f"sign{len(self._names) + 1}"
                ElementTree.SubElement(definitions, "path", id=name, d=_path_data(outline))
            seen.add(outline)

    def elements(self, page: Page) -> Iterator[ElementTree.Element]:
        """Yield what a page has on it."""
        for shape in page.shapes:
            name = self._names.get(shape.outline)
            if name is None:
                element = ElementTree.Element("path", d=_path_data(shape.outline))
            else:
                element = ElementTree.Element("use", {"xlink:href": f"#{name}"})
            matrix = shape.matrix
            numbers = (matrix.a, matrix.b, matrix.c, matrix.d, matrix.x0, matrix.y0)
            element.set("transform", f"matrix({' '.join(f'{number:g}' for number in numbers)})")
            if not shape.is_filled:
                element.set("fill", "none")
            if shape.line_width:
                element.set("stroke", "black")
                element.set("stroke-width", f"{shape.line_width / matrix.size:g}")
            yield element
        for line in page.lines:
            yield ElementTree.Element("path", d=_qt_path_data(text_path(line)))


def _path_data(outline: Outline) -> str:
    letters = {"move": "M", "line": "L", "curve": "C", "close": "Z"}
    return "".join(
        letters[verb] + " ".join(f"{number:g}" for number in ends)
        for verb, ends in outline.segments
    )


def _qt_path_data(path: QPainterPath) -> str:
    """Return a path of letters as SVG writes it; Qt's curves are three elements each."""
    letters = {
        QPainterPath.ElementType.MoveToElement: "M",
        QPainterPath.ElementType.LineToElement: "L",
        QPainterPath.ElementType.CurveToElement: "C",
        QPainterPath.ElementType.CurveToDataElement: " ",
    }
    elements = (path.elementAt(index) for index in range(path.elementCount()))
    return "".join(f"{letters[each.type]}{each.x:.1f} {each.y:.1f}" for each in elements)


def _share(number: int, pages: Sequence[Page]) -> float:
    return _ENGRAVED + (0.99 - _ENGRAVED) * (number + 1) / len(pages)
