"""An engraved page as plain values: what is drawn where, and where the notes are."""

from dataclasses import dataclass

from chopin_studio.export.outline import Outline


@dataclass(frozen=True, slots=True)
class Matrix:
    """Turns a point into (scale_x * x + x0, scale_y * y + y0)."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    x0: float = 0.0
    y0: float = 0.0

    def after(self, inner: "Matrix") -> "Matrix":
        """Give the matrix that applies `inner` first, then this."""
        return Matrix(
            self.scale_x * inner.scale_x,
            self.scale_y * inner.scale_y,
            self.scale_x * inner.x0 + self.x0,
            self.scale_y * inner.y0 + self.y0,
        )


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline at its place, filled or drawn with a line of `line_width` or both.

    `note` is the name of the note whose head it is, empty for anything else.
    """

    outline: Outline
    matrix: Matrix
    is_filled: bool
    line_width: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Some text in one face, or a sign of the music font, which has an `outline` instead.

    `size` is the height of a letter's em; of a sign, `advance` says how much room it takes.
    """

    text: str
    size: float
    is_bold: bool = False
    is_italic: bool = False
    outline: Outline | None = None
    advance: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """Runs on one line of writing that begins, ends or has its middle (`anchor`) at x, y."""

    x: float
    y: float
    anchor: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """The middle of a notehead, and the system of the page that it stands in."""

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
    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    heads: tuple[Head, ...]
    systems: tuple[System, ...]
