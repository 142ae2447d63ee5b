"""Real and made music alike: as the expressive family codes it, and cut into windows of bars.

Real music goes through the family's encoder and decoder, since what a model makes comes out of that
decoder: neither the grid of time nor the steps of velocity must tell them apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chopin_studio.engine.expressive.decoder import decode
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.planning.features.window import notes_between
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.meter import Bar
from chopin_studio.music.note import Note
from chopin_studio.training.planning.made_music import NamedMusic


@dataclass(frozen=True, slots=True)
class CodedMusic:
    """Music behind its seed, as the expressive family codes it; `bars` are those of it."""

    name: str
    excerpt: Excerpt
    bars: tuple[Bar, ...]

    def windows(self, length: int, step: int, least: int) -> Iterator[tuple[int, int]]:
        """Yield the first and end ticks of windows that end after each `step` bars.

        They have up to `length` bars, as many as there are before, and at least `least`; those with
        fewer than two notes are passed over.
        """
        for end in range(step, len(self.bars) + 1, step):
            bars = self.bars[max(end - length, 0) : end]
            ticks = bars[0].start_tick, bars[-1].end_tick
            if len(bars) >= least and len(self.notes(*ticks)) > 1:
                yield ticks

    def notes(self, begin_tick: int, end_tick: int) -> Sequence[Note]:
        """Return the notes that begin from one tick up to another."""
        return notes_between(self.excerpt.notes, begin_tick, end_tick)


def coded(music: NamedMusic) -> CodedMusic:
    """Return music as the expressive family codes it; SeedError where it has no piano notes."""
    encoding = read(music.excerpt)
    excerpt = decode(encoding.rows, encoding.frame)
    meters = music.excerpt.meters
    # Empty bars before the music are dropped in the code.
    dropped = meters.bar_at(music.excerpt.notes[0].onset_tick).number - 1
    begin_tick = music.excerpt.seed_end_tick
    first = meters.bar_at(begin_tick).number - 1
    first += meters.bar_at(begin_tick).start_tick < begin_tick
    bars = excerpt.meters.bars(0, excerpt.notes[-1].onset_tick + 1)
    return CodedMusic(music.name, excerpt, tuple(bars)[max(first - dropped, 0) :])
