"""The context of a model that continues music: the end of what comes before."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from itertools import groupby

from chopin_studio.engine.family import Family
from chopin_studio.engine.seeds import ExcerptStart, Passage, SeedError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.music.tail import tail
from chopin_studio.texts import translatable

MOST_FOLLOWING = 16
"""By so many notes, as a family counts them, it is scored how well music joins to what follows."""


def heard_before(
    family: Family, music: Excerpt, tick: int, most: int, keeps_pickup: bool = False
) -> ExcerptStart:
    """Return the end of what comes before `tick`, as the context for a model of a family.

    It begins at a bar line and has at most `most` notes, as the family distinguishes them, unless
    its last chord alone has more. Its passage begins where `tick` is. Where all of the music is
    heard, its first bar is left out if it is not full, unless `keeps_pickup`.

    Raises SeedError where there are no notes before `tick`.
    """
    before = tuple(note for note in music.notes if note.onset_tick < tick)
    if not before:
        raise SeedError(
            translatable(
                "There is no music before this bar to continue. Go to a later bar and try again."
            )
        )
    onsets = _last_onsets(before, most, family.told_apart)
    if keeps_pickup and onsets == len({note.onset_tick for note in before}):
        onsets += 1
    end = tail(replace(music, notes=before), onsets)
    origin_tick = before[-1].onset_tick - end.notes[-1].onset_tick
    return ExcerptStart(end, Passage(tick - origin_tick))


def _last_onsets(notes: tuple[Note, ...], most: int, kind: Callable[[Note], Hashable]) -> int:
    """Count the last onsets at which no more than `most` different kinds of notes begin; 1 or more.

    `notes` are in score order.
    """
    onsets, heard = 0, 0
    for _, together in groupby(reversed(notes), lambda note: note.onset_tick):
        heard += len({kind(note) for note in together})
        if heard > most:
            break
        onsets += 1
    return max(onsets, 1)
