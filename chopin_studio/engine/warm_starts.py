"""What a take began with, kept for the next one that begins alike."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from chopin_studio.engine.classic.generate import ClassicNetwork, ClassicStepper
    from chopin_studio.engine.expressive.network import ExpressiveNetwork, ExpressiveStepper
    from chopin_studio.engine.lstm import Floats

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


class WarmStarts:
    """Keeps of each family the network that was run last, and the seed that it heard last.

    A classic network needs half a second to hear a seed, which it can do before it is asked
    for music; an expressive one a few tenths for a long one, which is heard once for all the
    variations of a passage.
    """

    def __init__(self) -> None:
        self.network: WarmStart[ClassicNetwork] = WarmStart()
        self.seed: WarmStart[tuple[ClassicStepper, Floats]] = WarmStart()
        self.expressive_network: WarmStart[ExpressiveNetwork] = WarmStart()
        self.expressive_seed: WarmStart[ExpressiveStepper] = WarmStart()


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
