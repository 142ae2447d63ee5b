"""Number the bars of a piece as they are printed: a pickup is bar 0, and a bar has one number."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.kern_reader import read_written
from chopin_studio.music.written_score.bars import played_bars
from chopin_studio.music.written_score.play_order import play_order
from chopin_studio.music.written_score.repeats import Repeats, Span

_PICKUP_RESTS = 0.5
"""The first bar of a MIDI file is a pickup if it begins with a rest of this share of it or more."""


def printed_in_score(text: str) -> tuple[int, ...]:
    """Return the printed number of each bar of a Humdrum score whose repeats are played once.

    That differs from counting after a first ending, and where a repeat sign cuts a bar in two.
    """
    written = read_written(text)
    spans = play_order(written, Repeats.ONCE)
    bars = played_bars(written, spans)
    lines = sorted(line.time for line in written.bar_lines if line.is_numbered)
    begins_plain = bool(bars) and not bars[0].is_partial and bool(lines) and lines[0] > 0
    return tuple(
        bisect_right(lines, _written_time(bar.start, spans)) + begins_plain for bar in bars
    )


def printed_in_midi(music: Excerpt) -> tuple[int, ...]:
    """Return the printed numbers of bars that a MIDI file counts with its pickup as the first.

    Repeats that are written out are counted as they are played: no file says where they are.
    """
    if not music.notes:
        return ()
    first = music.meters.bar_at(0)
    rest = (music.notes[0].onset_tick - first.start_tick) / (first.end_tick - first.start_tick)
    if not _PICKUP_RESTS <= rest < 1:
        return ()
    return tuple(range(music.meters.bar_at(music.notes[-1].onset_tick).number))


def _written_time(played: Fraction, spans: Sequence[Span]) -> Fraction:
    """Return the written time at which the bar begins that is played at `played`."""
    ends = list(accumulate((span.end - span.start for span in spans), initial=Fraction(0)))
    number = min(bisect_right(ends, played) - 1, len(spans) - 1)
    return spans[number].start + played - ends[number]
