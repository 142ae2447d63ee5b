"""Read a score in Humdrum `**kern` as music."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_bounded
from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io.kern_reader import read_written
from chopin_studio.music.note import HIGHEST_PIANO_PITCH, LOWEST_PIANO_PITCH
from chopin_studio.music.written_score.bars import (
    PlayedBar,
    irregular_bars,
    pickup_rest,
    played_bars,
)
from chopin_studio.music.written_score.build_excerpt import build_excerpt
from chopin_studio.music.written_score.grace_notes import place_grace_notes
from chopin_studio.music.written_score.play_order import play_order, played_notes
from chopin_studio.music.written_score.repeats import Repeats, Span
from chopin_studio.music.written_score.ties import join_ties
from chopin_studio.music.written_score.written import WrittenNote, WrittenScore
from chopin_studio.texts import translatable

MOST_BYTES = 16 * 2**20
"""Ten times the largest score of a concerto; a larger file is no piano piece."""

PEDAL_MARKS_A_BAR = 0.5
"""An edition with fewer marks of the pedal leaves much to the pianist."""


class KernError(StudioError):
    """A file cannot be read as a Humdrum score."""


@dataclass(frozen=True, slots=True)
class Losses:
    """What was left out of a score, or is uncertain in it, in numbers.

    Left out are notes that cannot be read (`unreadable`), notes `beyond_piano`, grace notes without
    room (`crowded_graces`), notes in first endings and other passages that aren't played
    (`unplayed`), and of two voices that strike the same key at once the shorter note (`doubled`).
    `broken_lines` don't have as many columns as the file has there, and are left out whole. The
    rest is read, with a doubt: `loose_ties` lead from no note, at `lines_out_of_step` the voices
    disagree about the time, and `irregular_bars` aren't as long as their meter says. `is_cut_short`
    says that the file doesn't end as it should.
    """

    unreadable: int = 0
    beyond_piano: int = 0
    crowded_graces: int = 0
    unplayed: int = 0
    doubled: int = 0
    broken_lines: int = 0
    loose_ties: int = 0
    lines_out_of_step: int = 0
    irregular_bars: int = 0
    is_cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """A score as music.

    `tempo_known` says whether the edition prints a metronome mark at its beginning; else the tempo
    is what the encoders state, or a plain one. `pedals_known` says whether the edition marks the
    pedal throughout, in every other bar at least; the marks there are stand in the excerpt in any
    case. Velocities are never known: all are the same. `written_notes` counts the notes of
    the file, played once or not, tied ones as one, and `grace_notes` those of them that are grace
    notes; `bars` counts the bars as played.
    """

    excerpt: Excerpt
    written_notes: int
    grace_notes: int
    bars: int
    losses: Losses
    tempo_known: bool = False
    pedals_known: bool = False
    velocities_known: bool = False


def read_kern(path: Path, repeats: Repeats = Repeats.ONCE) -> Score:
    """Read the score at `path`; see `score_from_text`. Raises KernError."""
    path = Path(path)
    return score_from_text(kern_text(path), path.name, repeats)


def kern_text(path: Path) -> str:
    """Return the text of a Humdrum file; raises KernError where it cannot be read."""
    try:
        data = read_bounded(path, MOST_BYTES)
    except (DataError, OSError) as error:
        reason = getattr(error, "strerror", None) or error
        raise KernError(
            translatable(
                "{name} cannot be read: {reason}. Choose a Humdrum file.",
                name=path,
                reason=reason,
            )
        ) from error
    # Bytes that aren't UTF-8 stand in comments, or make one token unreadable.
    return data.decode("utf-8", "replace")


def score_from_text(text: str, name: str, repeats: Repeats = Repeats.ONCE) -> Score:
    """Read the text of a Humdrum file, called `name` in errors.

    Raises KernError where it has no notes.
    """
    written = read_written(text)
    spans = play_order(written, repeats)
    bars = played_bars(written, spans)
    joined = join_ties(played_notes(written.notes, spans))
    sounding = place_grace_notes(joined.notes, -pickup_rest(bars))
    on_piano = [
        note for note in sounding if LOWEST_PIANO_PITCH <= note.pitch <= HIGHEST_PIANO_PITCH
    ]
    if not on_piano:
        raise KernError(
            translatable(
                "{name} has no notes in Humdrum **kern. Choose another file, or download it again.",
                name=name,
            )
        )
    excerpt = build_excerpt(written, spans, bars, on_piano)
    losses = Losses(
        unreadable=written.unreadable_tokens,
        beyond_piano=len(sounding) - len(on_piano),
        crowded_graces=len(joined.notes) - len(sounding),
        unplayed=sum(not _is_played(note, spans) for note in written.notes),
        doubled=len(on_piano) - len(excerpt.notes),
        broken_lines=written.broken_lines,
        loose_ties=joined.loose_ties,
        lines_out_of_step=written.lines_out_of_step,
        irregular_bars=irregular_bars(bars),
        is_cut_short=not written.is_terminated,
    )
    struck = [note for note in written.notes if not note.note.continues]
    return Score(
        excerpt,
        len(struck),
        sum(note.note.is_grace for note in struck),
        len(bars),
        losses,
        tempo_known=any(mark.time == 0 for mark in written.printed_marks),
        pedals_known=_marks_pedal_throughout(written, spans, bars),
    )


def _is_played(note: WrittenNote, spans: Iterable[Span]) -> bool:
    return note.note.continues or any(span.start <= note.onset < span.end for span in spans)


def _marks_pedal_throughout(
    written: WrittenScore, spans: Sequence[Span], bars: Sequence[PlayedBar]
) -> bool:
    marks = sum(
        mark.is_down and any(span.start <= mark.time < span.end for span in spans)
        for mark in written.pedal_marks
    )
    return bool(bars) and marks >= PEDAL_MARKS_A_BAR * len({bar.start for bar in bars})
