"""Keep a take from getting stuck: a bar that repeats too often is generated again."""

from collections import deque
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from enum import Enum, auto
from math import inf
from typing import Self

from chopin_studio.engine.expressive.decoder import DecodedNote
from chopin_studio.engine.expressive.note_sampler import ExpressiveTake
from chopin_studio.engine.expressive.sampling_state import SamplingState
from chopin_studio.music.meter import Bar
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.plan.plan import Likeness
from chopin_studio.texts import Text, translatable

HEATS = (1.25, 1.5, 1.75, 2.0, 2.25)
"""The factors for the temperature, try by try."""

TIMES_IN_A_ROW = 4
"""A bar may not occur so many times in a row."""

PITCHES_IN_A_ROW = 16
"""A pitch may not occur in so many notes in a row."""

MOST_HELD = 100
"""The most notes of a bar that are held back until its end, so that playback need not wait."""

_Content = tuple[tuple[int, int, int, Hand | None], ...]


@dataclass(frozen=True, slots=True)
class AcceptedNote:
    """A note that is final, and notices on how it was generated."""

    played: DecodedNote
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PhraseTried:
    """How far a phrase is that is written several times; see Tried."""

    notes: int
    tick: int


class Loop(Enum):
    """A way to get stuck."""

    BAR = auto()
    PITCH = auto()


class LoopWatch:
    """Remembers the bars of a take, and detects whether the next one would be a loop."""

    def __init__(self) -> None:
        self._bars: deque[_Content] = deque(maxlen=TIMES_IN_A_ROW - 1)
        self._number = 0
        self._pitch = -1
        self._times = 0

    def loop_in(self, bar: Bar, notes: Sequence[Note]) -> Loop | None:
        """Return the kind of loop that the notes of the next bar would be, None for none."""
        is_next = bar.number == self._number + 1
        if is_next and [*self._bars] == (TIMES_IN_A_ROW - 1) * [_content(bar, notes)]:
            return Loop.BAR
        times = [times for _, times in self._runs(notes)]
        return Loop.PITCH if max(times, default=0) >= PITCHES_IN_A_ROW else None

    def add(self, bar: Bar, notes: Sequence[Note]) -> None:
        """Remember the notes of the next bar."""
        if bar.number != self._number + 1:
            self._bars.clear()
        self._number = bar.number
        self._bars.append(_content(bar, notes))
        self._pitch, self._times = [(self._pitch, self._times), *self._runs(notes)][-1]

    def copy(self) -> Self:
        """Return an independent copy."""
        twin = copy(self)
        twin._bars = self._bars.copy()
        return twin

    def _runs(self, notes: Sequence[Note]) -> Iterator[tuple[int, int]]:
        """Yield the pitch of each note, and how many times in a row it has occurred with it."""
        pitch, times = self._pitch, self._times
        for note in notes:
            times = times + 1 if note.pitch == pitch else 1
            pitch = note.pitch
            yield pitch, times


class BarWriter:
    """Generates a take bar by bar, to its end.

    A bar that is a loop is generated again up to five times at higher temperatures, if `can_heat`;
    if none helps, it stays as it was. An exact return that is planned is no loop, however often
    the same bar returns. What has been written is final.
    """

    def __init__(self, take: ExpressiveTake, can_heat: bool) -> None:
        self._take = take
        self._can_heat = can_heat
        self._watch, self._was_left = LoopWatch(), False
        self._before = take.moment.copy()
        self._first = take.step()
        self._moment = take.moment

    @property
    def is_done(self) -> bool:
        """Whether the take has ended."""
        return self._first is None

    @property
    def next_tick(self) -> float:
        """The onset of the next note, infinity where there is none."""
        return inf if self._first is None else self._first.note.onset_tick

    def copy(self) -> Self:
        """Return an independent writer at the same place of the take, to go on differently."""
        twin = copy(self)
        twin._watch = self._watch.copy()
        twin._moment = self._moment.copy()
        return twin

    def write(self) -> tuple[AcceptedNote, ...]:
        """Generate a bar, or as many notes of it as can be held back, and return its notes."""
        assert self._first is not None
        take, watch = self._take, self._watch
        take.moment = self._moment
        stretch = _stretch(take, self._first)
        loop = None if self._is_return(stretch.bar) else watch.loop_in(stretch.bar, stretch.notes)
        can_retry = loop is not None and self._can_heat
        retried = _retried(take, watch, self._before, stretch.bar) if can_retry else None
        is_left = loop is not None and retried is None
        notices: tuple[str, ...] = ()
        if loop and not (is_left and self._was_left):  # else there was a notice on the bar before
            notices = (_notice(stretch.bar, loop, is_left),)
        self._was_left = is_left
        stretch = retried or stretch
        take.moment = self._moment = stretch.after
        watch.add(stretch.bar, stretch.notes)
        played = _played(stretch, take)
        self._before, self._first = stretch.before_next, stretch.next
        return tuple(
            AcceptedNote(each, notices if place == 0 else ()) for place, each in enumerate(played)
        )

    def _is_return(self, bar: Bar) -> bool:
        planned = self._take.constraints.plan.bar(bar.number - 1)
        return planned.likeness is Likeness.EXACT


def guarded(take: ExpressiveTake, can_heat: bool) -> Iterator[AcceptedNote]:
    """Yield the notes of a take to its end, each bar as soon as it is done."""
    writer = BarWriter(take, can_heat)
    while not writer.is_done:
        yield from writer.write()


@dataclass(frozen=True, slots=True)
class _BarAttempt:
    """The notes of a bar, the next note, and the states before and after that one."""

    bar: Bar
    played: tuple[DecodedNote, ...]
    before_next: SamplingState
    next: DecodedNote | None
    after: SamplingState

    @property
    def notes(self) -> list[Note]:
        return [played.note for played in self.played]


def _stretch(take: ExpressiveTake, first: DecodedNote, heat: float = 1.0) -> _BarAttempt:
    """Generate the rest of the bar that `first` begins, and the note after it."""
    bar = take.constraints.frame.meters.bar_at(first.note.onset_tick)
    played = [first]
    while True:
        before = take.moment.copy()
        following = take.step(heat)
        is_in_bar = following is not None and following.note.onset_tick < bar.end_tick
        if following is None or not is_in_bar or len(played) == MOST_HELD:
            return _BarAttempt(bar, tuple(played), before, following, take.moment)
        played.append(following)


def _retried(
    take: ExpressiveTake, watch: LoopWatch, before: SamplingState, bar: Bar
) -> _BarAttempt | None:
    """Generate a bar again from the state `before` it, ever hotter; None if nothing helps."""
    for heat in HEATS:
        take.moment = before.copy()
        first = take.step(heat, bar.start_tick)
        if first is None:
            continue
        stretch = _stretch(take, first, heat)
        if not watch.loop_in(stretch.bar, stretch.notes):
            return stretch
    return None


def _played(stretch: _BarAttempt, take: ExpressiveTake) -> tuple[DecodedNote, ...]:
    """Return the notes of a bar; at the end of the take the pedal is lifted with the last."""
    if stretch.next is not None:
        return stretch.played
    *others, last = stretch.played
    return (*others, replace(last, pedals=(*last.pedals, *take.end())))


def _notice(bar: Bar, loop: Loop, is_left: bool) -> Text:
    if loop is Loop.BAR and is_left:
        return translatable(
            "Bar {bar} came {times} times in a row, and generating it again did not help. "
            "Raise the temperature for more variety.",
            bar=bar.number,
            times=TIMES_IN_A_ROW,
        )
    if loop is Loop.BAR:
        return translatable(
            "Bar {bar} came {times} times in a row and was generated again.",
            bar=bar.number,
            times=TIMES_IN_A_ROW,
        )
    if is_left:
        return translatable(
            "Bar {bar} repeated one pitch {times} times in a row, and generating it again did not "
            "help. Raise the temperature for more variety.",
            bar=bar.number,
            times=PITCHES_IN_A_ROW,
        )
    return translatable(
        "Bar {bar} repeated one pitch {times} times in a row and was generated again.",
        bar=bar.number,
        times=PITCHES_IN_A_ROW,
    )


def _content(bar: Bar, notes: Sequence[Note]) -> _Content:
    return tuple(
        (note.onset_tick - bar.start_tick, note.pitch, note.duration_tick, note.hand)
        for note in notes
    )
