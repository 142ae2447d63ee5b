"""Keep a take from going round in circles: a bar that comes again and again is made anew."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chopin_studio.engine.expressive.decoder import DecodedNote
from chopin_studio.engine.expressive.note_sampler import ExpressiveTake
from chopin_studio.engine.expressive.sampling_state import SamplingState
from chopin_studio.music.meter import Bar
from chopin_studio.music.note import Hand, Note

HEATS = (1.25, 1.5, 1.75, 2.0, 2.25)
"""What the temperature is multiplied by, try after try."""

TIMES_IN_A_ROW = 4
"""Which coming of a bar in a row is one too many."""

PITCHES_IN_A_ROW = 16
"""How many notes of one pitch in a row are too many."""

MOST_HELD = 100
"""How many notes of a bar wait for its end: with more the listener would wait too long."""

_TIMES_WORDS = "had come four times in a row"
_PITCH_WORDS = "brought one pitch to sixteen times in a row"

_Content = tuple[tuple[int, int, int, Hand | None], ...]


@dataclass(frozen=True, slots=True)
class AcceptedNote:
    """A note that stands, and what there is to say of how it came about."""

    played: DecodedNote
    notices: tuple[str, ...] = ()


class LoopWatch:
    """Remembers the bars that were made, and tells whether one more would be one too many."""

    def __init__(self) -> None:
        self._bars: deque[_Content] = deque(maxlen=TIMES_IN_A_ROW - 1)
        self._number = 0
        self._pitch = -1
        self._times = 0

    def trouble(self, bar: Bar, notes: Sequence[Note]) -> str:
        """Say what is wrong with the notes of the next bar; nothing where all is well."""
        is_next = bar.number == self._number + 1
        if is_next and [*self._bars] == (TIMES_IN_A_ROW - 1) * [_content(bar, notes)]:
            return _TIMES_WORDS
        times = [times for _, times in self._runs(notes)]
        return _PITCH_WORDS if max(times, default=0) >= PITCHES_IN_A_ROW else ""

    def take_up(self, bar: Bar, notes: Sequence[Note]) -> None:
        """Remember the notes of the next bar."""
        if bar.number != self._number + 1:
            self._bars.clear()
        self._number = bar.number
        self._bars.append(_content(bar, notes))
        self._pitch, self._times = [(self._pitch, self._times), *self._runs(notes)][-1]

    def _runs(self, notes: Sequence[Note]) -> Iterator[tuple[int, int]]:
        """Yield the pitch of each note, and how many times in a row it has come with it."""
        pitch, times = self._pitch, self._times
        for note in notes:
            times = times + 1 if note.pitch == pitch else 1
            pitch = note.pitch
            yield pitch, times


def guarded(take: ExpressiveTake, can_heat: bool) -> Iterator[AcceptedNote]:
    """Yield the notes of a take to its end, each bar as soon as it is done.

    A bar in trouble is made anew up to five times with more heat, where that `can_heat`; if none
    helps, it stays what it was. What has been yielded is never taken back.
    """
    watch, was_let_be = LoopWatch(), False
    before = take.moment.copy()
    first = take.step()
    while first is not None:
        stretch = _stretch(take, first)
        trouble = watch.trouble(stretch.bar, stretch.notes)
        anew = _made_anew(take, watch, before, stretch.bar) if trouble and can_heat else None
        is_let_be = bool(trouble) and anew is None
        notices: tuple[str, ...] = ()
        if trouble and not (is_let_be and was_let_be):  # else it was said of the bar before
            notices = (_sentence(stretch.bar, trouble, is_let_be),)
        was_let_be = is_let_be
        stretch = anew or stretch
        take.moment = stretch.after
        watch.take_up(stretch.bar, stretch.notes)
        for place, played in enumerate(_played(stretch, take)):
            yield AcceptedNote(played, notices if place == 0 else ())
        before, first = stretch.before_next, stretch.next


@dataclass(frozen=True, slots=True)
class _BarAttempt:
    """The notes of a bar; the note that comes next, and the moments before and after that one."""

    bar: Bar
    played: tuple[DecodedNote, ...]
    before_next: SamplingState
    next: DecodedNote | None
    after: SamplingState

    @property
    def notes(self) -> list[Note]:
        return [played.note for played in self.played]


def _stretch(take: ExpressiveTake, first: DecodedNote, heat: float = 1.0) -> _BarAttempt:
    """Make the rest of the bar that `first` begins, and the note after it."""
    bar = take.plan.frame.meters.bar_at(first.note.onset_tick)
    played = [first]
    while True:
        before = take.moment.copy()
        following = take.step(heat)
        is_in_bar = following is not None and following.note.onset_tick < bar.end_tick
        if following is None or not is_in_bar or len(played) == MOST_HELD:
            return _BarAttempt(bar, tuple(played), before, following, take.moment)
        played.append(following)


def _made_anew(
    take: ExpressiveTake, watch: LoopWatch, before: SamplingState, bar: Bar
) -> _BarAttempt | None:
    """Make a bar again from the moment `before` it, ever hotter; None where nothing helps."""
    for heat in HEATS:
        take.moment = before.copy()
        first = take.step(heat, bar.start_tick)
        if first is None:
            continue
        stretch = _stretch(take, first, heat)
        if not watch.trouble(stretch.bar, stretch.notes):
            return stretch
    return None


def _played(stretch: _BarAttempt, take: ExpressiveTake) -> tuple[DecodedNote, ...]:
    """Return the notes of a stretch; at the take's end the foot comes up with the last."""
    if stretch.next is not None:
        return stretch.played
    *others, last = stretch.played
    return (*others, replace(last, pedals=(*last.pedals, *take.end())))


def _sentence(bar: Bar, trouble: str, is_let_be: bool) -> str:
    if is_let_be:
        return (
            f"Bar {bar.number} {trouble}, and could not be made otherwise. "
            "A higher temperature brings more variety."
        )
    return f"Bar {bar.number} {trouble} and was made anew."


def _content(bar: Bar, notes: Sequence[Note]) -> _Content:
    return tuple(
        (note.onset_tick - bar.start_tick, note.pitch, note.duration_tick, note.hand)
        for note in notes
    )
