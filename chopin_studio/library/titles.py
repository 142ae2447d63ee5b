"""How takes are called, so that no two of a seed or of a parent have one name."""

import re
from collections.abc import Iterable

from chopin_studio.library.take import DONE_WITH_PARENT

_DONE = re.compile(rf"({'|'.join(DONE_WITH_PARENT)})( #[1-9]\d*)?")
_NUMBER = re.compile(r" #([1-9]\d*)")


def numbered(title: str, others: Iterable[str]) -> str:
    """Return a title a number where one of the `others` has it, such as `Nocturne #3`.

    The number follows the highest there is; a title without one counts as the first.
    """
    numbers = [1 if other == title else _number_after(title, other) for other in others]
    highest = max(numbers, default=0)
    return f"{title} #{highest + 1}" if highest else title


def plain_title(title: str) -> str:
    """Return the title that a child has of its parent, without what was done."""
    words = title.split(", ")
    while len(words) > 1 and _DONE.fullmatch(words[-1]):
        words.pop()
    return ", ".join(words)


def without_number(title: str) -> str:
    """Return a title as it was before it was numbered."""
    return re.sub(rf"{_NUMBER.pattern}\Z", "", title)


def _number_after(title: str, other: str) -> int:
    """Return the number of another title that is this one but for it; 0 where it is not."""
    found = _NUMBER.fullmatch(other, len(title)) if other.startswith(title) else None
    return int(found[1]) if found else 0
