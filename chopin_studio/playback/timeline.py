"""The music being played, which may still be growing."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.tempo import TempoChange, TempoMap


@dataclass(frozen=True, slots=True)
class TimelineState:
    """Everything that changes in a timeline, as one value: a reader never sees half an append."""

    notes: tuple[Note, ...]
    pedals: tuple[PedalChange, ...]
    tempo_map: TempoMap
    end_tick: int
    complete: bool
    seed_end_tick: int = 0

    @property
    def last_onset_tick(self) -> int:
        """The onset of the last note; 0 for no notes."""
        return self.notes[-1].onset_tick if self.notes else 0

    @property
    def horizon_tick(self) -> int | None:
        """The tick from which on more may still come; None where all is known.

        It is the last known onset, since a generator may be about to add to that very chord, but
        not before the end of the seed: nothing is ever added to that.
        """
        return None if self.complete else max(self.last_onset_tick, self.seed_end_tick)


class Timeline:
    """An excerpt that one thread may extend while others read it.

    `append`, `put_notes` and `finish` may be called from any thread; reading needs no lock, since
    the state is one immutable value that is replaced whole.
    """

    def __init__(self, excerpt: Excerpt, complete: bool = True) -> None:
        self._excerpt = excerpt
        self._state = TimelineState(
            excerpt.notes,
            excerpt.pedals,
            excerpt.tempo_map,
            excerpt.end_tick,
            complete,
            excerpt.seed_end_tick,
        )
        self._listeners: tuple[Callable[[], None], ...] = ()
        self._lock = threading.RLock()

    @property
    def state(self) -> TimelineState:
        """The notes, pedals and tempi, the end, and whether more may come, of one moment."""
        return self._state

    @property
    def complete(self) -> bool:
        """Whether the last note is known."""
        return self._state.complete

    @property
    def end_tick(self) -> int:
        """The tick at which the last known note is released."""
        return self._state.end_tick

    @property
    def tempo_map(self) -> TempoMap:
        """The tempo as far as it is known; it can still change after the last onset."""
        return self._state.tempo_map

    @property
    def meters(self) -> MeterMap:
        """The bars, which stay as they were at the beginning."""
        return self._excerpt.meters

    @property
    def pedals(self) -> tuple[PedalChange, ...]:
        """The pedal changes that are known."""
        return self._state.pedals

    @property
    def excerpt(self) -> Excerpt:
        """Everything known at this moment, as an excerpt; costs a pass over the notes."""
        with self._lock:
            state = self._state
            if self._excerpt.notes is not state.notes or self._excerpt.pedals is not state.pedals:
                self._excerpt = replace(
                    self._excerpt,
                    notes=state.notes,
                    pedals=state.pedals,
                    tempo_map=state.tempo_map,
                )
            return self._excerpt

    def append(
        self,
        notes: Sequence[Note],
        pedals: tuple[PedalChange, ...] = (),
        tempo: TempoChange | None = None,
    ) -> None:
        """Add notes, none of which may begin before the last one known, and tell the listeners.

        A note that does begin earlier is kept, but a player that has passed its onset skips it.
        `pedals` and `tempo` are the changes that come with the notes: not before their onset, and
        after any change known; at tick 0 the tempo may be another than was thought. Raises
        ValueError where the timeline is complete.
        """
        if not notes:
            return
        with self._lock:
            state = self._state
            if state.complete:
                raise ValueError("a complete timeline takes no more notes")
            merged = state.notes + tuple(sorted(notes, key=score_order))
            if state.notes and score_order(merged[len(state.notes)]) < score_order(state.notes[-1]):
                merged = tuple(sorted(merged, key=score_order))
            self._state = TimelineState(
                merged,
                state.pedals + pedals,
                state.tempo_map if tempo is None else state.tempo_map.with_change(tempo),
                max(state.end_tick, *(note.end_tick for note in notes)),
                complete=False,
                seed_end_tick=state.seed_end_tick,
            )
        self._notify()

    def put_notes(self, notes: tuple[Note, ...]) -> None:
        """Play other notes from now on, in score order, and tell the listeners.

        What a player has struck already it releases as it was to. Raises ValueError where the
        timeline is not complete: what is still being made cannot be changed.
        """
        with self._lock:
            if not self._state.complete:
                raise ValueError("a timeline that grows keeps its notes")
            end_tick = max((note.end_tick for note in notes), default=0)
            self._state = replace(self._state, notes=notes, end_tick=end_tick)
        self._notify()

    def finish(self) -> None:
        """Mark the timeline as complete, and lift a pedal that is still down; idempotent."""
        with self._lock:
            pedals = self._state.pedals
            if not self._state.complete and pedals:
                pedals = self.excerpt.with_pedal_lifted().pedals
            self._state = replace(self._state, pedals=pedals, complete=True)
        self._notify()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change, on the thread that made it; return the undoing."""
        with self._lock:
            self._listeners = (*self._listeners, listener)

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = tuple(kept for kept in self._listeners if kept is not listener)

        return unsubscribe

    def _notify(self) -> None:
        # Outside the lock: a listener takes its own lock and may read the timeline under it.
        for listener in self._listeners:
            listener()
