"""Bars of music, cut out to start a take from."""

from dataclasses import dataclass, replace

from chopin_studio.library.titles import plain_title
from chopin_studio.music.bar_order import bar_count, in_bar_order
from chopin_studio.music.excerpt import Excerpt


@dataclass(frozen=True, slots=True)
class BarRange:
    """Bars from `first` to `last`, both counted from 1 and included."""

    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last:
            raise ValueError(f"there are no bars {self.first} to {self.last}")


def bars_touched(music: Excerpt, start_tick: int, end_tick: int) -> BarRange | None:
    """Return the bars with notes that a range touches; None where it holds none."""
    last = min(music.meters.bar_at(max(end_tick - 1, start_tick)).number, bar_count(music))
    first = music.meters.bar_at(start_tick).number
    return BarRange(first, last) if first <= last else None


def seed_of(music: Excerpt, bars: BarRange | None = None) -> Excerpt:
    """Return bars of music as music of its own, the whole of it for None, to start a take from.

    Notes that ring beyond the last bar end with it, and what sounded before the first is left out.
    The title says which bars they are, so that a take made of them does. Raises ValueError where
    the music has no such bars.
    """
    title = plain_title(music.title)
    if bars is None or bars == BarRange(1, max(bar_count(music), 1)):
        return replace(music, title=title, seed_end_tick=0)
    chosen = in_bar_order(music, range(bars.first - 1, bars.last))
    which = f"bars {bars.first}–{bars.last}" if bars.last > bars.first else f"bar {bars.first}"
    return replace(chosen, title=f"{title}, {which}" if title else which, seed_end_tick=0)
