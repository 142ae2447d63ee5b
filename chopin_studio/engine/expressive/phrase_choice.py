"""Write each phrase of a take several times, and keep the best."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from chopin_studio.engine.expressive.constraints import TakeConstraints, bar_start
from chopin_studio.engine.expressive.loop_guard import AcceptedNote, BarWriter
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
) -> Iterator[AcceptedNote]:
    """Yield the notes of a take to its end, each phrase as soon as the best try is known."""
    writer = BarWriter(take, can_heat)
    heard: list[Note] = [played.note for played in take.seed_notes]
    while not writer.is_done:
        end_tick = _phrase_end(take.constraints, int(writer.next_tick))
        tried = [_written(writer.copy(), end_tick, heard, score) for _ in range(tries)]
        best = max(tried, key=lambda each: each.score)
        writer = best.writer
        heard.extend(note.played.note for note in best.notes)
        yield from best.notes


def _written(writer: BarWriter, end_tick: int, heard: Sequence[Note], score: Score) -> _Try:
    notes: list[AcceptedNote] = []
    while writer.next_tick < end_tick:
        notes.extend(writer.write())
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
    return bar_start(meters, end)
