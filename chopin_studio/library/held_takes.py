"""Takes that are listed without being on disk: music that was opened, perhaps only to look."""

from collections.abc import Callable
from dataclasses import replace
from threading import Lock

from chopin_studio.library.take import Take
from chopin_studio.music.excerpt import Excerpt


class HeldTakes:
    """Takes in memory, by id, each with its music; any thread may ask.

    They are gone when the program ends, unless somebody has written them to disk before.
    """

    def __init__(self) -> None:
        self._held: dict[str, tuple[Take, Excerpt]] = {}
        self._lock = Lock()

    def takes(self) -> tuple[Take, ...]:
        """Return all of them, in no particular order."""
        with self._lock:
            return tuple(take for take, _ in self._held.values())

    def put(self, take: Take, excerpt: Excerpt) -> Take:
        """Hold a take, and return it as one that is not kept."""
        held = replace(take, is_kept=False)
        with self._lock:
            self._held[take.id] = held, excerpt
        return held

    def find(self, take_id: str) -> tuple[Take, Excerpt] | None:
        """Return a take and its music; None where it is not held."""
        with self._lock:
            return self._held.get(take_id)

    def change(self, take_id: str, changed: Callable[[Take], Take]) -> Take | None:
        """Put what `changed` makes of a take in its place; None where it is not held."""
        with self._lock:
            found = self._held.get(take_id)
            if found is None:
                return None
            take = changed(found[0])
            self._held[take_id] = take, found[1]
            return take

    def release(self, take_id: str) -> tuple[Take, Excerpt] | None:
        """Hold a take no longer; return it with its music, None where it was not held."""
        with self._lock:
            return self._held.pop(take_id, None)
