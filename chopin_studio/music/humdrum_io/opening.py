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
from chopin_studio.music.humdrum_io.reading import KernError, kern_text
from chopin_studio.music.note import Hand
from chopin_studio.music.opened_music import OpenedMusic, Part
from chopin_studio.music.written_score.dynamics import with_velocities
from chopin_studio.music.written_score.played_score import PlayedScore, TooLongError, played_score
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.music.written_score.tempo_plan import tempo_plan
from chopin_studio.music.written_score.written import WrittenScore
from chopin_studio.texts import Text, plural, translatable

MOST_NOTES = 200_000
_STAVES_OF_A_PIANO = (2, 3)


def open_humdrum(
    path: Path, parts: Collection[int] | None = None, repeats: Repeats = Repeats.WRITTEN_OUT
) -> OpenedMusic:
    """Read the score at `path`; its columns are one part, whatever `parts` says.

    Raises KernError where it has no notes to play.
    """
    del parts
    path = Path(path)
    return music_from_text(kern_text(path), path.name, repeats)


def music_from_text(text: str, name: str, repeats: Repeats = Repeats.WRITTEN_OUT) -> OpenedMusic:
    """Read the text of a Humdrum file, called `name` in errors; see `open_humdrum`."""
    written = read_written(text)
    written.hands = _hands(written)
    written.marks = dynamic_marks(written.dynamics)
    written.hairpins = hairpins(written.dynamics)
    written.fermatas = fermatas(written.notes)
    written.notes = with_articulations(written.notes)
    written.notes = with_velocities(written)
    written.printed_marks = tempo_plan(written)
    played = _played(written, repeats, name)
    count = len(played.excerpt.notes)
    if not count:
        raise KernError(
            translatable("{name} has no notes to play. Choose another score.", name=name)
        )
    return OpenedMusic(
        played.excerpt, (Part(0, "", "", count, True),), tuple(_notices(written, played))
    )


def _hands(written: WrittenScore) -> dict[int, Hand | None]:
    """Return the hands of the staves: of a piano's, the upper one is the right hand's."""
    staves = sorted({item.staff for item in written.notes})
    if len(staves) not in _STAVES_OF_A_PIANO:
        return dict.fromkeys(staves)
    return {staff: Hand.RIGHT if staff == staves[0] else Hand.LEFT for staff in staves}


def _played(written: WrittenScore, repeats: Repeats, name: str) -> PlayedScore:
    for attempt in dict.fromkeys((repeats, Repeats.ONCE)):
        try:
            return played_score(written, attempt, MOST_NOTES)
        except TooLongError:
            continue
    raise KernError(
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
