"""Outlines of what is drawn on a page: lines and curves, read from SVG path data."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

Verb = Literal["move", "line", "curve", "close"]
Segment = tuple[Verb, tuple[float, ...]]
"""A command and its end point x, y, for a curve after those of both handles; none to close."""

_TOKENS = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_NUMBERS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "z": 0}
_HANDLE = 4 / 3 * (2**0.5 - 1)
"""The length of the handles of the cubic curve that best fits a quarter of the unit circle."""


class OutlineError(ValueError):
    """Path data has a command that this reader does not support."""


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """Absolute segments; compared by identity, so that drawing code can cache by it."""

    segments: tuple[Segment, ...]


def read_path(data: str) -> Outline:
    """Read the `d` attribute of an SVG path: SVG 1.1, section 8.3, without arcs and quadratics."""
    return Outline(tuple(_Pen().follow(_commands(data))))


def polygon(points: Sequence[tuple[float, float]], is_closed: bool = True) -> Outline:
    """Return straight lines from point to point."""
    verbs: list[Verb] = ["move", *(["line"] * (len(points) - 1))]  # type: ignore[list-item]
    segments: list[Segment] = list(zip(verbs, points, strict=True))
    return Outline((*segments, ("close", ())) if is_closed else tuple(segments))


def ellipse(x: float, y: float, x_radius: float, y_radius: float) -> Outline:
    """Return four curves that approximate the ellipse around `x`, `y`."""

    def place(angle: float, handle: float) -> tuple[float, float]:
        across, down = cos(angle) - handle * sin(angle), sin(angle) + handle * cos(angle)
        return x + x_radius * across, y + y_radius * down

    segments: list[Segment] = [("move", place(0.0, 0.0))]
    for quarter in range(4):
        begin, end = quarter * pi / 2, (quarter + 1) * pi / 2
        curve = (*place(begin, _HANDLE), *place(end, -_HANDLE), *place(end, 0.0))
        segments.append(("curve", curve))
    return Outline((*segments, ("close", ())))


def _commands(data: str) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield each command with the numbers of one use; those after the first of m are of l."""
    tokens = _TOKENS.findall(data)
    index, command = 0, ""
    while index < len(tokens):
        if tokens[index][0].isalpha():
            command, index = tokens[index], index + 1
        elif command in ("m", "M"):
            command = "l" if command == "m" else "L"
        size = _NUMBERS.get(command.lower())
        if size is None or (size == 0 and index < len(tokens) and not tokens[index][0].isalpha()):
            raise OutlineError(f"unknown path data at {data[:40]!r}")
        yield command, tuple(float(token) for token in tokens[index : index + size])
        index += size


class _Pen:
    """The current point of a path."""

    def __init__(self) -> None:
        self._x = self._y = 0.0
        self._begin = (0.0, 0.0)
        self._handle: tuple[float, float] | None = None

    def follow(self, commands: Iterator[tuple[str, tuple[float, ...]]]) -> Iterator[Segment]:
        for command, numbers in commands:
            verb, ends = self._absolute(command, numbers)
            self._handle = (ends[2], ends[3]) if verb == "curve" else None
            self._x, self._y = ends[-2:] if ends else self._begin
            if verb == "move":
                self._begin = (self._x, self._y)
            yield verb, ends

    def _absolute(self, command: str, numbers: tuple[float, ...]) -> Segment:
        kind, is_relative = command.lower(), command.islower()
        across, down = (self._x, self._y) if is_relative else (0.0, 0.0)
        if kind == "z":
            return "close", ()
        if kind == "h":
            return "line", (numbers[0] + across, self._y)
        if kind == "v":
            return "line", (self._x, numbers[0] + down)
        ends = tuple(n + (down if i % 2 else across) for i, n in enumerate(numbers))
        if kind == "s":
            return "curve", (*self._mirrored(), *ends)
        return ("curve" if kind == "c" else "move" if kind == "m" else "line"), ends

    def _mirrored(self) -> tuple[float, float]:
        """Return the handle that continues the curve before smoothly."""
        if self._handle is None:
            return self._x, self._y
        return 2 * self._x - self._handle[0], 2 * self._y - self._handle[1]
