"""What a take began with, kept for the next one that begins alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class WarmStart(Generic[T]):
    """Keeps one value, the newest, by the key of what it was made of.

    Of several threads that want the same, one makes it and the others wait for that.
    """

    def __init__(self) -> None:
        self._entry: _Entry[T] | None = None
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of `key`: the one that is kept, or what `make` gives."""
        with self._lock:
            entry = self._entry
            if entry is None or entry.key != key:
                entry = self._entry = _Entry(key)
        return entry.value(make)


class Slot(Generic[T]):
    """A place for one kind of value, such as a family's networks, by which it is kept apart.

    Each is a constant of the module that keeps something in it; no two are the same.
    """

    def __init__(self, what: str) -> None:
        self.what = what

    def __repr__(self) -> str:
        return f"Slot({self.what!r})"


class WarmStarts:
    """Keeps in each slot what was asked for last.

    So each family keeps the network that was run last and the seed that it heard last, which may
    take half a second: it can be done before music is asked for, and is done once for all the
    variations of a passage.
    """

    def __init__(self) -> None:
        self._kept: dict[Slot[Any], WarmStart[Any]] = {}
        self._lock = Lock()

    def get(self, slot: Slot[T], key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of `key` in `slot`: the one that is kept, or what `make` gives."""
        with self._lock:
            kept: WarmStart[T] = self._kept.setdefault(slot, WarmStart())
        return kept.get(key, make)


class _Entry(Generic[T]):
    def __init__(self, key: Hashable) -> None:
        self.key = key
        self._made: list[T] = []  # one value, none before it is made
        self._lock = Lock()

    def value(self, make: Callable[[], T]) -> T:
        with self._lock:
            if not self._made:
                self._made.append(make())
            return self._made[0]
