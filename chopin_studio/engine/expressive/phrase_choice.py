"""Write each phrase of a take several times, and keep the best."""

from collections.abc import Callable, Generator, Iterator, Sequence
from typing import NamedTuple

from chopin_studio.engine.expressive.constraints import TakeConstraints
from chopin_studio.engine.expressive.loop_guard import AcceptedNote, BarWriter, PhraseTried
from chopin_studio.engine.expressive.note_sampler import ExpressiveTake
from chopin_studio.music.note import Note

TRIES = 6
"""How many times a phrase is written."""

PHRASE_BARS = 4
"""A phrase is so long, or ends with its section: long enough to be heard as music, and short
enough that playback need not wait for it."""

Score = Callable[[Sequence[Note], Sequence[Note]], float]
"""How good a phrase is, given the notes before it and its own: the higher the better."""


class _Try(NamedTuple):
    notes: tuple[AcceptedNote, ...]
    writer: BarWriter
    score: float


def chosen_phrases(
    take: ExpressiveTake, score: Score, can_heat: bool, tries: int = TRIES
) -> Iterator[AcceptedNote | PhraseTried]:
    """Yield the notes of a take to its end, each phrase as soon as the best try is known.

    Before a phrase come, with each bar of each of its tries, news of how far that is.
    """
    writer = BarWriter(take, can_heat)
    heard: list[Note] = [played.note for played in take.seed_notes]
    while not writer.is_done:
        end_tick = _phrase_end(take.constraints, int(writer.next_tick))
        news = _News(len(heard) - len(take.seed_notes), int(writer.next_tick), end_tick, tries)
        tried = []
        for _ in range(tries):
            tried.append((yield from _written(writer.copy(), end_tick, heard, score, news)))
        best = max(tried, key=lambda each: each.score)
        writer = best.writer
        heard.extend(note.played.note for note in best.notes)
        yield from best.notes


class _News:
    """Tells how far a phrase is, on average over all its tries."""

    def __init__(self, notes: int, start_tick: int, end_tick: int, tries: int) -> None:
        self._before = notes
        self._start_tick = start_tick
        self._end_tick = end_tick
        self._tries = tries
        self._notes = self._ticks = 0

    def after(self, notes: int, before_tick: float, tick: float) -> PhraseTried:
        """Return how far it is after more notes of a try, which lead from one tick to another."""
        self._notes += notes
        self._ticks += int(min(tick, self._end_tick) - before_tick)
        return PhraseTried(
            self._before + self._notes // self._tries, self._start_tick + self._ticks // self._tries
        )


def _written(
    writer: BarWriter, end_tick: int, heard: Sequence[Note], score: Score, news: _News
) -> Generator[PhraseTried, None, _Try]:
    notes: list[AcceptedNote] = []
    while (tick := writer.next_tick) < end_tick:
        bar = writer.write()
        notes.extend(bar)
        yield news.after(len(bar), tick, writer.next_tick)
    return _Try(tuple(notes), writer, score(heard, [note.played.note for note in notes]))


def _phrase_end(constraints: TakeConstraints, tick: int) -> int:
    """Return the bar line at which the phrase that holds `tick` ends."""
    meters, plan = constraints.frame.meters, constraints.plan
    number = meters.bar_at(tick).number - 1
    end = number + PHRASE_BARS
    for begin, section in plan.placed_sections():
        if begin <= number < begin + section.bars:
            within = (number - begin) // PHRASE_BARS * PHRASE_BARS
            end = min(begin + within + PHRASE_BARS, begin + section.bars)
    return meters.numbered_bar(end + 1).start_tick
