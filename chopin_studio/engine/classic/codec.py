"""Convert between music and the tokens of the classic family, which have pitches but no rhythm."""

from collections import defaultdict
from dataclasses import dataclass

from chopin_studio.engine.classic.vocabulary import Chord, Vocabulary
from chopin_studio.engine.seeds import SeedError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note, score_order
from chopin_studio.music.tempo import TempoMap
from chopin_studio.texts import plural, translatable

WINDOW = 100
"""How many notes and chords the network sees; the number of the paper."""

TOKEN_TICKS = TICKS_PER_QUARTER // 2
"""Every note or chord lasts half a beat, as published."""

TOKEN_VELOCITY = 80
"""The velocity of all notes: mezzo-forte."""

_ONSET_GRID_TICKS = TICKS_PER_QUARTER // 12
"""Onsets on the same 12th of a beat are one chord, as the corpus was read."""

_HAND_ORDER = {Hand.RIGHT: 0, Hand.LEFT: 1, None: 2}
"""At one onset the right hand comes first, as the corpus was read."""


@dataclass(frozen=True, slots=True)
class ClassicEncoding:
    """Music as token ids, and notices on what the model cannot see of it."""

    tokens: tuple[int, ...]
    replaced: int
    notices: tuple[str, ...]


def encode(excerpt: Excerpt, vocabulary: Vocabulary, limit: int) -> ClassicEncoding:
    """Read the first `limit` notes and chords of `excerpt` as tokens.

    A chord that is not in the vocabulary is replaced by the nearest that is. Raises SeedError
    where there are no notes.
    """
    chords = _chords(excerpt)
    if not chords:
        raise SeedError(
            translatable(
                "There are no notes in this music. Choose a file with at least a few bars."
            )
        )
    found = [vocabulary.nearest(chord) for chord in chords[:limit]]
    tokens = tuple(token for token, _ in found)
    replaced = sum(not exact for _, exact in found)
    notices = []
    if any(note.duration_tick != TOKEN_TICKS for note in excerpt.notes):
        notices.append(
            plural(
                "This model has no rhythm: it reads your music as {n} notes and chords of half a "
                "beat each.",
                "This model has no rhythm: it reads your music as {n} note or chord of half a "
                "beat.",
                len(tokens),
            )
        )
    if len(chords) > limit:
        notices.append(
            translatable(
                "Your music has {total} notes and chords, but the model reads only {read}: its "
                "opening is the seed.",
                total=len(chords),
                read=limit,
            )
        )
    if replaced:
        notices.append(
            plural(
                "{n} chords are not in the model's vocabulary and were replaced by the nearest "
                "ones.",
                "{n} chord is not in the model's vocabulary and was replaced by the nearest one.",
                replaced,
            )
        )
    return ClassicEncoding(tokens, replaced, tuple(notices))


def decode(chord: Chord, place: int) -> tuple[Note, ...]:
    """Return the notes of the token at `place` (counted from 0), bottom up."""
    onset = place * TOKEN_TICKS
    return tuple(Note(pitch, TOKEN_VELOCITY, onset, TOKEN_TICKS) for pitch in sorted(set(chord)))


def opening_excerpt(
    tokens: tuple[int, ...], vocabulary: Vocabulary, bpm: float, title: str, key: Key | None = None
) -> Excerpt:
    """Return the seed as the model reads it: one tempo, in 4/4, in its `key` if that is known."""
    notes = tuple(
        note
        for place, token in enumerate(tokens)
        for note in decode(vocabulary.chords[token], place)
    )
    return Excerpt(
        notes=notes,
        tempo_map=TempoMap.constant(bpm),
        keys=() if key is None else (KeyChange(0, key),),
        title=title,
        seed_end_tick=len(tokens) * TOKEN_TICKS,
    )


def _chords(excerpt: Excerpt) -> list[Chord]:
    """Group the notes of each hand that begin together, in order of time."""
    groups: dict[tuple[int, int], set[int]] = defaultdict(set)
    for note in sorted(excerpt.notes, key=score_order):
        onset = round(note.onset_tick / _ONSET_GRID_TICKS)
        groups[onset, _HAND_ORDER[note.hand]].add(note.pitch)
    return [tuple(sorted(groups[place])) for place in sorted(groups)]
