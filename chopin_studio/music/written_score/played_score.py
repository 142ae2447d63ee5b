"""Play a written score: in its order, tied, with its grace notes, as an excerpt."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.written_score.bars import irregular_bars, pickup_rest, played_bars
from chopin_studio.music.written_score.build_excerpt import build_excerpt
from chopin_studio.music.written_score.grace_notes import place_grace_notes
from chopin_studio.music.written_score.play_order import play_order, played_notes
from chopin_studio.music.written_score.repeats import Repeats, Span
from chopin_studio.music.written_score.ties import join_ties
from chopin_studio.music.written_score.written import WrittenScore


class TooLongError(Exception):
    """A score as it is played has more notes than are wanted."""


@dataclass(frozen=True, slots=True)
class PlayedScore:
    """A score as it is played.

    `beyond_piano` counts the notes that no piano has, which are left out, `doubled` those struck on
    a key that another voice strikes at the same time, `loose_ties` the ties that lead from no note,
    and `irregular_bars` those that aren't as long as their meter, pickups and pieces of bars aside.
    """

    excerpt: Excerpt
    beyond_piano: int
    doubled: int
    loose_ties: int
    irregular_bars: int


def played_score(written: WrittenScore, repeats: Repeats, most_notes: int) -> PlayedScore:
    """Return a score as it is played; raises TooLongError beyond `most_notes`."""
    spans = play_order(written, repeats)
    if _note_count(written, spans) > most_notes:
        raise TooLongError
    bars = played_bars(written, spans)
    joined = join_ties(played_notes(written.notes, spans), completes=True)
    sounding = place_grace_notes(joined.notes, -pickup_rest(bars), keeps_all=True)
    on_piano = [
        note for note in sounding if LOWEST_PIANO_PITCH <= note.pitch <= HIGHEST_PIANO_PITCH
    ]
    excerpt = build_excerpt(written, spans, bars, on_piano)
    return PlayedScore(
        excerpt,
        beyond_piano=len(sounding) - len(on_piano),
        doubled=len(on_piano) - len(excerpt.notes),
        loose_ties=joined.loose_ties,
        irregular_bars=irregular_bars(played_bars(written, [Span(Fraction(0), written.end)])),
    )


def _note_count(written: WrittenScore, spans: Sequence[Span]) -> int:
    onsets = sorted(note.onset for note in written.notes)
    return sum(bisect_left(onsets, span.end) - bisect_left(onsets, span.start) for span in spans)
