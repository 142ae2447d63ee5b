"""Takes that a newer version of Chopin Studio wrote: read as far as this one understands them."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

Record = dict[str, Any]


def as_far_as_understood(
    found: Mapping[str, Any], blank: Record, is_readable: Callable[[Record], bool]
) -> Record:
    """Return a record that can be read, with whatever can be read of `found`.

    `blank` is one that stands for a take of which nothing is known: a field of a newer record that
    has another meaning or shape by now is as it is there.
    """
    if is_readable(dict(found)):
        return dict(found)
    understood = deepcopy(blank)
    for name in blank.keys() & found.keys():
        _take_over(understood, name, found[name], lambda: is_readable(understood))
    return understood


def _take_over(holder: Record, name: str, value: object, is_readable: Callable[[], bool]) -> None:
    """Put a value into its place if it can be read there; of a group of values, those that can."""
    before = holder[name]
    holder[name] = value
    if is_readable():
        return
    holder[name] = before
    if isinstance(before, dict) and isinstance(value, Mapping):
        for inner in before.keys() & value.keys():
            _take_over(before, inner, value[inner], is_readable)
