"""From one list of rows to another in few steps, as Qt's models want to tell them. No Qt."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""The first and the last of some rows that stand together."""


@dataclass(frozen=True, slots=True)
class ListDiff:
    """What to do, in this order, to come from one list of different keys to another.

    `removed` are spans of the list before, the last first; then the rest comes into another order
    where `is_moved`; `inserted` are spans of the list after, the first first.
    """

    removed: tuple[Span, ...]
    is_moved: bool
    inserted: tuple[Span, ...]

    @property
    def steps(self) -> int:
        """How many things are to be done."""
        return len(self.removed) + self.is_moved + len(self.inserted)


def row_changes(before: Sequence[Hashable], after: Sequence[Hashable]) -> ListDiff:
    """Find out how to come from the keys `before` to those `after`."""
    old, new = set(before), set(after)
    kept = [key for key in before if key in new]
    return ListDiff(
        removed=tuple(reversed(_spans([n for n, key in enumerate(before) if key not in new]))),
        is_moved=kept != [key for key in after if key in old],
        inserted=tuple(_spans([n for n, key in enumerate(after) if key not in old])),
    )


def _spans(numbers: Sequence[int]) -> list[Span]:
    """Put rising numbers that follow each other together."""
    spans: list[Span] = []
    for number in numbers:
        if spans and spans[-1][1] == number - 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    return spans
