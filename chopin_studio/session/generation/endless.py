"""Endless music: take after take, each of which begins with the end of the one before."""

from __future__ import annotations

from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

from chopin_studio.engine.seeds import AFTER, ExcerptStart
from chopin_studio.music.tail import tail
from chopin_studio.settings.generation import MAX_RANDOM_STATE

if TYPE_CHECKING:
    from chopin_studio.engine.settings import GenerationSettings
    from chopin_studio.music.excerpt import Excerpt

PART_NOTES = 2000
"""How many notes or chords one take of endless music has: some minutes, which can be made again."""

AHEAD_SEC = 20.0
"""How much music is made before it is heard; any more would only take the processor."""

_TAIL_ONSETS = 100
"""How much of a take the next one begins with: what a classic model reads."""


class Pace:
    """Lets the making of music wait for its listener."""

    def __init__(self) -> None:
        self.is_over = False
        self._may_go = Event()
        self._may_go.set()

    def wait(self) -> None:
        """Return once more music is wanted; called between two notes, on the pool thread."""
        self._may_go.wait()

    def keep(self, ahead_sec: float) -> None:
        """Go on where fewer seconds than AHEAD_SEC lie ahead of the listener, else hold."""
        if self.is_over or ahead_sec < AHEAD_SEC:
            self._may_go.set()
        else:
            self._may_go.clear()

    def end(self) -> None:
        """Let go for good."""
        self.is_over = True
        self._may_go.set()


def first_part(settings: GenerationSettings) -> GenerationSettings:
    """Return what to ask of the model first."""
    return replace(settings, notes=PART_NOTES, bars=None, takes=1, ends=False)


def next_part(settings: GenerationSettings, music: Excerpt) -> GenerationSettings:
    """Return what to ask of the model after it has made `music` by `settings`.

    Its plan was that of `music`; the next part gets another one, in the same form.
    """
    end = tail(music, _TAIL_ONSETS)
    return replace(
        settings,
        start=ExcerptStart(replace(end, title=end.title.removeprefix(AFTER))),
        random_state=min(settings.random_state + 1, MAX_RANDOM_STATE),
        plan=None,
    )
