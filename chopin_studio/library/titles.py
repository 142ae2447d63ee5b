"""The titles of takes: no two takes of a seed or of a parent have the same."""

import re
from collections.abc import Iterable

from chopin_studio.library.take import DONE_WITH_PARENT

_DONE = re.compile(rf"({'|'.join(DONE_WITH_PARENT)})( #[1-9]\d*)?")
_NUMBER = re.compile(r" #([1-9]\d*)")


def numbered(title: str, others: Iterable[str]) -> str:
    """Return a title with a number where one of the `others` has it, such as `Nocturne #3`.

    The number follows the highest there is; a title without one counts as number 1.
    """
    numbers = [1 if other == title else _number_after(title, other) for other in others]
    highest = max(numbers, default=0)
    return f"{title} #{highest + 1}" if highest else title


def plain_title(title: str) -> str:
    """Return a title without the words for what was done with the parent."""
    words = title.split(", ")
    while len(words) > 1 and _DONE.fullmatch(words[-1]):
        words.pop()
    return ", ".join(words)


def without_number(title: str) -> str:
    """Return a title without its number."""
    return re.sub(rf"{_NUMBER.pattern}\Z", "", title)


def _number_after(title: str, other: str) -> int:
    """Return the number of another title that is this one with a number; otherwise 0."""
    found = _NUMBER.fullmatch(other, len(title)) if other.startswith(title) else None
    return int(found[1]) if found else 0
