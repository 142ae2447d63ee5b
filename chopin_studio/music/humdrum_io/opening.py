"""Open a Humdrum score as music to play: with its repeats, dynamics and tempi."""

from collections.abc import Collection, Iterator
from pathlib import Path

from chopin_studio.music.humdrum_io.kern_reader import read_written
from chopin_studio.music.humdrum_io.marks import (
    dynamic_marks,
    fermatas,
    hairpins,
    with_articulations,
)
from chopin_studio.music.humdrum_io.parts import hands_of, kern_parts
from chopin_studio.music.humdrum_io.reading import KernError, kern_text
from chopin_studio.music.opened_music import OpenedMusic, Part
from chopin_studio.music.written_score.dynamics import with_velocities
from chopin_studio.music.written_score.part_choice import about_parts, chosen_parts
from chopin_studio.music.written_score.played_score import PlayedScore, TooLongError, played_score
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.music.written_score.tempo_plan import tempo_plan
from chopin_studio.music.written_score.written import WrittenScore
from chopin_studio.texts import Text, plural, translatable

MOST_NOTES = 200_000
_MOST_TOKENS = 1_000_000
"""Several times those of a concerto."""


def open_humdrum(
    path: Path, parts: Collection[int] | None = None, repeats: Repeats = Repeats.WRITTEN_OUT
) -> OpenedMusic:
    """Read the score at `path`; see `music_from_text`."""
    path = Path(path)
    return music_from_text(kern_text(path), path.name, repeats, parts)


def music_from_text(
    text: str,
    name: str,
    repeats: Repeats = Repeats.WRITTEN_OUT,
    chosen: Collection[int] | None = None,
) -> OpenedMusic:
    """Read the text of a Humdrum file, called `name` in errors.

    `chosen` are the indices of the parts to take, None for those of the piano, or for all where
    there are none. Raises KernError where it has no notes to play.
    """
    if text.count("\t") + text.count("\n") > _MOST_TOKENS:
        raise _too_long(name)
    written = read_written(text)
    parts = kern_parts(written)
    choice = chosen_parts([part.summary for part in parts], chosen)
    written.hands = hands_of(parts, choice.taken)
    written.notes = [item for item in written.notes if item.staff in written.hands]
    written.marks = dynamic_marks(written.dynamics)
    written.hairpins = hairpins(written.dynamics)
    written.fermatas = fermatas(written.notes)
    written.notes = with_articulations(written.notes)
    written.notes = with_velocities(written)
    written.printed_marks = tempo_plan(written)
    played = _played(written, repeats, name)
    if not played.excerpt.notes:
        raise KernError(
            translatable("{name} has no notes to play. Choose another score.", name=name)
        )
    listed = tuple(
        Part(index, part.name, "", part.note_count, index in choice.taken)
        for index, part in enumerate(parts)
    )
    said = about_parts([part.name for part in parts], choice)
    return OpenedMusic(played.excerpt, listed, (*said, *_notices(written, played)))


def _played(written: WrittenScore, repeats: Repeats, name: str) -> PlayedScore:
    for attempt in dict.fromkeys((repeats, Repeats.ONCE)):
        try:
            return played_score(written, attempt, MOST_NOTES)
        except TooLongError:
            continue
    raise _too_long(name)


def _too_long(name: str) -> KernError:
    return KernError(
        translatable(
            "{name} has more than {most:,} notes. Export its piano part alone.",
            name=name,
            most=MOST_NOTES,
        )
    )


def _notices(written: WrittenScore, played: PlayedScore) -> Iterator[Text]:
    """Yield a sentence for each thing that was left out or passed over."""
    if unreadable := written.unreadable_tokens:
        yield plural(
            "{n:,} notes without a readable pitch or length were left out.",
            "{n} note without a readable pitch or length was left out.",
            unreadable,
        )
    if beyond := played.beyond_piano:
        yield plural(
            "{n:,} notes that no piano has were left out.",
            "{n} note that no piano has was left out.",
            beyond,
        )
    if written.broken_lines:
        yield plural(
            "{n:,} damaged lines were left out.",
            "{n} damaged line was left out.",
            written.broken_lines,
        )
    if not written.is_terminated:
        yield translatable("The file is damaged: its end is missing.")
    if irregular := played.irregular_bars:
        yield plural(
            "{n:,} bars are shorter or longer than their meter.",
            "{n} bar is shorter or longer than its meter.",
            irregular,
        )
