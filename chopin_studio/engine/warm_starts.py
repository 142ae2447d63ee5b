"""Caches for what takes begin with, for the next one that begins in the same way."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class WarmStart(Generic[T]):
    """Caches one value, the latest, by its key.

    Of several threads that need the same value, one computes it and the others wait.
    """

    def __init__(self) -> None:
        self._entry: _Entry[T] | None = None
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of `key`: the cached one, or what `make` returns."""
        with self._lock:
            entry = self._entry
            if entry is None or entry.key != key:
                entry = self._entry = _Entry(key)
        return entry.value(make)


class Slot(Generic[T]):
    """The identity of one kind of cached value, such as the networks of a family.

    Each is a constant of the module that caches something under it; no two are equal.
    """

    def __init__(self, what: str) -> None:
        self.what = what

    def __repr__(self) -> str:
        return f"Slot({self.what!r})"


class WarmStarts:
    """Caches the latest value of each slot.

    So each family caches the latest network and the state after the latest seed, which may take
    half a second: it can be computed before the user generates, and only once for all the
    variations of a passage.
    """

    def __init__(self) -> None:
        self._kept: dict[Slot[Any], WarmStart[Any]] = {}
        self._lock = Lock()

    def get(self, slot: Slot[T], key: Hashable, make: Callable[[], T]) -> T:
        """Return the value of `key` in `slot`: the cached one, or what `make` returns."""
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
