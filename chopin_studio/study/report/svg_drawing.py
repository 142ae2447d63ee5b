"""A drawing in SVG, of the few elements and attributes that Qt understands as well as browsers."""

from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from chopin_studio.export.credits import plain_text

TEXT_COLOUR = "#1a1a1a"


class SvgDrawing:
    """A white drawing of a width and a height in its own units; y grows downwards."""

    def __init__(self, width: float, height: float, title: str) -> None:
        size = {"width": _number(width), "height": _number(height)}
        box = f"0 0 {size['width']} {size['height']}"
        self._root = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", **size}, viewBox=box)
        self._root.set("role", "img")
        SubElement(self._root, "title").text = plain_text(title)
        self.rectangle(0, 0, width, height, "#ffffff")

    def svg(self) -> str:
        """Return the drawing as text."""
        return ElementTree.tostring(self._root, encoding="unicode")

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self._add("rect", {"x": x, "y": y, "width": width, "height": height}, fill=colour)

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1
    ) -> None:
        """Draw a line."""
        ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1], "stroke-width": width}
        self._add("line", ends, stroke=colour)

    def diamond(self, x: float, y: float, size: float) -> None:
        """Draw a white diamond around a point."""
        corners = ((x, y - size), (x + size, y), (x, y + size), (x - size, y))
        points = " ".join(f"{_number(a)},{_number(b)}" for a, b in corners)
        self._add("polygon", {}, points=points, fill="#ffffff", stroke=TEXT_COLOUR)

    def text(self, x: float, y: float, words: str, size: float = 12, anchor: str = "start") -> None:
        """Write words on a line; `anchor` says which part of them is at x: start, middle or end."""
        element = self._add(
            "text",
            {"x": x, "y": y, "font-size": size},
            fill=TEXT_COLOUR,
            **{"font-family": "sans-serif", "text-anchor": anchor},
        )
        element.text = plain_text(words)

    def _add(self, tag: str, numbers: dict[str, float], **attributes: str) -> Element:
        written = {name: _number(value) for name, value in numbers.items()}
        return SubElement(self._root, tag, {**written, **attributes})


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
