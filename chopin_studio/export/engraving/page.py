"""An engraved page as plain values: what is drawn where, and where the notes are."""

from dataclasses import dataclass
from math import sqrt

from chopin_studio.export.engraving.outline import Outline


@dataclass(frozen=True, slots=True)
class Matrix:
    """Turns x, y into a * x + c * y + x0, b * x + d * y + y0: SVG 1.1, section 7.5."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    x0: float = 0.0
    y0: float = 0.0

    @property
    def size(self) -> float:
        """The factor by which it enlarges."""
        return sqrt(abs(self.a * self.d - self.b * self.c))

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point is mapped to."""
        return self.a * x + self.c * y + self.x0, self.b * x + self.d * y + self.y0

    def after(self, inner: "Matrix") -> "Matrix":
        """Return the matrix that applies `inner` first, then this."""
        x0, y0 = self.point(inner.x0, inner.y0)
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            x0,
            y0,
        )


@dataclass(frozen=True, slots=True)
class DrawnShape:
    """An outline at its place, filled or drawn with a line of `line_width` or both.

    `note` is the name of the note whose head it is, empty for anything else.
    """

    outline: Outline
    matrix: Matrix
    is_filled: bool
    line_width: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class TextRun:
    """Some text in one face, or a sign of the music font, which has an `outline` instead.

    `size` is the height of an em; of a sign, `advance` is its width.
    """

    text: str
    size: float
    is_bold: bool = False
    is_italic: bool = False
    outline: Outline | None = None
    advance: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one line of text that begins, ends or has its middle (`anchor`) at x, y."""

    x: float
    y: float
    anchor: str
    runs: tuple[TextRun, ...]


@dataclass(frozen=True, slots=True)
class Notehead:
    """The middle of a notehead, and the system of the page that it is in."""

    name: str
    x: float
    y: float
    system: int


@dataclass(frozen=True, slots=True)
class System:
    """The rectangle that the staves of a system fill."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page, in hundredths of a millimetre."""

    width: float
    height: float
    shapes: tuple[DrawnShape, ...]
    lines: tuple[Line, ...]
    heads: tuple[Notehead, ...]
    systems: tuple[System, ...]
