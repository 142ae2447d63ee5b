"""Read the pages that verovio draws: its SVG, flattened, with every sign at its place.

Verovio nests an `svg` in another, shares glyphs by `use`, and sets music signs within text in a
font of its own; a Page has none of that.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import cos, radians, sin
from xml.etree.ElementTree import Element, fromstring

from chopin_studio.export.engraving.outline import Outline, ellipse, polygon, read_path
from chopin_studio.export.engraving.page import (
    DrawnShape,
    Line,
    Matrix,
    Notehead,
    Page,
    System,
    TextRun,
)
from chopin_studio.export.musicxml.measures import ticks_of

_SVG = "{http://www.w3.org/2000/svg}"
_LINK = "{http://www.w3.org/1999/xlink}href"
_HIDDEN = {"placeholder", "bounding-box"}
_BOLD = {"ending", "fing", "reh", "tempo"}
_ITALIC = {"dir", "dynam", "mNum"}
"""The classes by which verovio's style sheet sets the face of text."""

_UNITS_PER_EM = 1000


class PictureError(ValueError):
    """Verovio's SVG contains something that is not supported here."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A glyph of the music font: its outline and its advance, in thousandths of an em."""

    outline: Outline
    advance: float


@dataclass(frozen=True, slots=True)
class _Face:
    """The style that text inherits from the elements around it."""

    size: float = 0.0
    is_bold: bool = False
    is_italic: bool = False
    is_music: bool = False


def read_page(svg: str, signs: Mapping[str, Sign]) -> Page:
    """Read a page that verovio drew; `signs` are those of its font, by character."""
    root = fromstring(svg)
    inner = root.find(f"{_SVG}svg")
    if inner is None:
        raise PictureError("verovio's picture lacks its inner svg")
    width, height = (float(part) for part in inner.get("viewBox", "").split()[2:])
    reader = _Reader(_glyphs(root), signs)
    reader.read(inner, Matrix(), _Face())
    return reader.page(width, height)


def signs_of(text: str) -> dict[str, Sign]:
    """Read the signs that `Engraver.signs` returns."""
    return {
        name: Sign(_from_font(data), float(advance))
        for name, (data, advance) in json.loads(text).items()
    }


@cache
def _from_font(data: str) -> Outline:
    """Read a glyph, whose y axis points up; every page has the same few."""
    flipped = tuple(
        (verb, tuple(-n if i % 2 else n for i, n in enumerate(numbers)))
        for verb, numbers in read_path(data).segments
    )
    return Outline(flipped)


def _glyphs(root: Element) -> dict[str, Outline]:
    found = {}
    for group in root.iterfind(f"{_SVG}defs/{_SVG}g"):
        path = group.find(f"{_SVG}path")
        if path is not None:
            found[f"#{group.get('id')}"] = _from_font(path.get("d", ""))
    return found


class _Reader:
    """Collects what is drawn, from the outer elements to the inner ones."""

    def __init__(self, glyphs: Mapping[str, Outline], signs: Mapping[str, Sign]) -> None:
        self._glyphs, self._signs = glyphs, signs
        self._shapes: list[DrawnShape] = []
        self._lines: list[Line] = []
        self._heads: list[Notehead] = []
        self._systems: list[System] = []
        self._staves: list[tuple[float, ...]] = []
        self._note = ""

    def page(self, width: float, height: float) -> Page:
        """Return what was collected."""
        return Page(
            width,
            height,
            tuple(self._shapes),
            tuple(self._lines),
            tuple(self._heads),
            tuple(self._systems),
        )

    def read(self, element: Element, matrix: Matrix, face: _Face) -> None:
        """Read the children of `element`."""
        classes = set(element.get("class", "").split())
        if classes & _HIDDEN:
            return
        matrix = matrix.after(_matrix(element.get("transform", "")))
        face = _face(element, classes, face)
        tag = element.tag.removeprefix(_SVG)
        if tag in ("svg", "g"):
            self._read_group(element, classes, matrix, face)
        elif tag == "text":
            self._read_text(element, matrix, face)
        elif outline := self._outline(element, tag):
            self._add_shape(element, outline, matrix)

    def _read_group(self, element: Element, classes: set[str], matrix: Matrix, face: _Face) -> None:
        name = element.get("id", "")
        before = self._note
        if "note" in classes:
            self._note = name if ticks_of(name) else ""
        elif "notehead" not in classes and "chord" not in classes and "note" not in classes:
            self._note = ""  # a note's stem, dots and accidental are not its head
        if "notehead" in classes:
            self._note = before
        if "system" in classes:
            self._staves = []
        for child in element:
            if "staff" in classes and child.tag == f"{_SVG}path":
                self._note_staff_line(child, matrix)
            self._read_child(child, matrix, face, "notehead" in classes)
        if "system" in classes and self._staves:
            lefts, tops, rights, bottoms = zip(*self._staves, strict=True)
            self._systems.append(System(min(lefts), min(tops), max(rights), max(bottoms)))
        self._note = before

    def _read_child(self, child: Element, matrix: Matrix, face: _Face, is_head: bool) -> None:
        count = len(self._shapes)
        self.read(child, matrix, face)
        if is_head and self._note and len(self._shapes) > count:
            shape = self._shapes[count]
            x, y = shape.matrix.point(_HEAD_WIDTH / 2, 0.0)
            self._shapes[count] = replace(shape, note=self._note)
            self._heads.append(Notehead(self._note, x, y, len(self._systems)))

    def _note_staff_line(self, path: Element, matrix: Matrix) -> None:
        ends = (ends for _, ends in read_path(path.get("d", "")).segments if ends)
        xs, ys = zip(*(matrix.point(*end) for end in ends), strict=True)
        self._staves.append((min(xs), min(ys), max(xs), max(ys)))

    def _outline(self, element: Element, tag: str) -> Outline | None:
        def number(name: str) -> float:
            return float(element.get(name, "0"))

        if tag == "use":
            return self._glyphs.get(element.get(_LINK, ""))
        if tag == "path":
            return read_path(element.get("d", ""))
        if tag == "ellipse":
            return ellipse(number("cx"), number("cy"), number("rx"), number("ry"))
        if tag == "rect":
            left, top = number("x"), number("y")
            right, bottom = left + number("width"), top + number("height")
            return polygon([(left, top), (right, top), (right, bottom), (left, bottom)])
        if tag in ("polygon", "polyline"):
            numbers = [float(n) for n in element.get("points", "").replace(",", " ").split()]
            points = list(zip(numbers[::2], numbers[1::2], strict=True))
            return polygon(points, tag == "polygon") if points else None
        return None

    def _add_shape(self, element: Element, outline: Outline, matrix: Matrix) -> None:
        width = float(element.get("stroke-width", "0")) * matrix.size
        is_filled = element.get("fill") != "none" and any(
            verb in ("curve", "close") for verb, _ in outline.segments
        )
        self._shapes.append(DrawnShape(outline, matrix, is_filled, width))

    def _read_text(self, element: Element, matrix: Matrix, face: _Face) -> None:
        lines = [Line(0.0, 0.0, "start", ())]
        self._read_span(element, face, lines)
        for line in lines:
            if any(run.outline or run.text.strip() for run in line.runs):
                x, y = matrix.point(line.x, line.y)
                self._lines.append(replace(line, x=x, y=y))

    def _read_span(self, element: Element, face: _Face, lines: list[Line]) -> None:
        if element.get("x") is not None or element.get("y") is not None:
            last = lines[-1]
            x = float(element.get("x", last.x))
            y = float(element.get("y", last.y))
            lines.append(Line(x, y, element.get("text-anchor", "start"), ()))
        elif element.get("text-anchor") is not None:
            lines[-1] = replace(lines[-1], anchor=element.get("text-anchor", "start"))
        face = _face(element, set(), face)
        if element.text and "\n" not in element.text:
            lines[-1] = replace(lines[-1], runs=(*lines[-1].runs, *self._runs(element.text, face)))
        for child in element.iterfind(f"{_SVG}tspan"):
            self._read_span(child, face, lines)

    def _runs(self, text: str, face: _Face) -> tuple[TextRun, ...]:
        if not face.is_music:
            return (TextRun(text, face.size, face.is_bold, face.is_italic),)
        found = (self._signs.get(character) for character in text)
        share = face.size / _UNITS_PER_EM
        return tuple(
            TextRun("", face.size, outline=sign.outline, advance=sign.advance * share)
            for sign in found
            if sign is not None
        )


_TRANSFORM = re.compile(r"(\w+)\s*\(([^)]*)\)")

_HEAD_WIDTH = 300
"""The approximate width of a black notehead, in thousandths of an em."""


def _matrix(text: str) -> Matrix:
    """Read `translate`, `scale` and `rotate`, which are all that verovio uses."""
    matrix = Matrix()
    for kind, numbers in _TRANSFORM.findall(text):
        first, *rest = (float(number) for number in numbers.replace(",", " ").split())
        if kind == "translate":
            matrix = matrix.after(Matrix(x0=first, y0=rest[0] if rest else 0.0))
        elif kind == "rotate":
            x, y = rest or (0.0, 0.0)
            across, down = cos(radians(first)), sin(radians(first))
            turned = Matrix(across, down, -down, across)
            matrix = matrix.after(Matrix(x0=x, y0=y)).after(turned).after(Matrix(x0=-x, y0=-y))
        elif kind == "scale":
            matrix = matrix.after(Matrix(a=first, d=rest[0] if rest else first))
        else:
            raise PictureError(f"verovio's picture has a transform {kind!r}, unknown here")
    return matrix


def _face(element: Element, classes: set[str], face: _Face) -> _Face:
    """Return the face of `element`, which inherits `face`."""
    weight, style = element.get("font-weight"), element.get("font-style")
    family = element.get("font-family")
    size = element.get("font-size")
    return _Face(
        float(size.removesuffix("px")) if size else face.size,
        weight == "bold" if weight else face.is_bold or bool(classes & _BOLD),
        style == "italic" if style else face.is_italic or bool(classes & _ITALIC),
        "Leipzig" in family if family else face.is_music,
    )
