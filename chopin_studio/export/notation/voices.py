"""Divide the notes of one hand into at most two voices.

At each onset the struck notes are split at some pitch: those above go to the upper voice, those
below to the lower. A beam search keeps the cheapest sequences of splits, one for each pair of
chords that the voices may stand at; the cost is what the reader loses: sustained notes cut off,
unequal lengths made equal, crossed and needless voices, tunes under a rest.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from chopin_studio.music.note import TICKS_PER_QUARTER

UPPER, LOWER = 0, 1

_BEAM_WIDTH = 8
_MAX_CUTS = 6
_MAX_LOSS_TICKS = 4 * TICKS_PER_QUARTER
_NEGLIGIBLE_TICKS = 60
_CUT_OFF_COST = 1.0
_EVENED_COST = 0.6
_SECOND_VOICE_COST = 0.05
_ENTRY_COST = 0.7
_CROSSING_COST = 2.0
_REST_ABOVE_COST = 1.5


@dataclass(frozen=True, slots=True)
class Tone:
    """One pitch of a chord and the tick at which it is released."""

    pitch: int
    end_tick: int


@dataclass(frozen=True, slots=True)
class Chord:
    """Tones struck together, bottom up; a pitch twice where it has two stems."""

    onset_tick: int
    tones: tuple[Tone, ...]
    end_tick: int = field(init=False, repr=False, compare=False)
    """The tick at which the longest tone is released."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "end_tick", max(tone.end_tick for tone in self.tones))

    @property
    def pitches(self) -> tuple[int, ...]:
        """The pitches, bottom up."""
        return tuple(tone.pitch for tone in self.tones)


@dataclass(frozen=True, slots=True)
class _History:
    """The chords of each voice, newest first, as a linked list that paths share."""

    voice: int
    chord: Chord
    before: "_History | None"


@dataclass(frozen=True, slots=True)
class _VoicePath:
    cost: float = 0.0
    latest: tuple[Chord | None, Chord | None] = (None, None)
    history: _History | None = None


def split_voices(chords: Sequence[Chord]) -> tuple[list[Chord], list[Chord]]:
    """Return the upper and the lower voice of `chords`, which are in order of onset.

    Tones keep their lengths: the next onset of a voice may come before their end.
    """
    paths = [_VoicePath()]
    for chord, following in zip_longest(chords, chords[1:]):
        splits = list(_splits(chord))
        is_over = following is None or chord.end_tick <= following.onset_tick + _NEGLIGIBLE_TICKS
        extended = [_extended(path, split, is_over) for path in paths for split in splits]
        paths = _cheapest(extended)
    voices: tuple[list[Chord], list[Chord]] = ([], [])
    history = paths[0].history
    while history is not None:
        voices[history.voice].append(history.chord)
        history = history.before
    return voices[UPPER][::-1], voices[LOWER][::-1]


def _cheapest(paths: Iterable[_VoicePath]) -> list[_VoicePath]:
    """Return the best paths, in order, of those whose voices stand at the same chords one alone."""
    best: dict[tuple[int, int], _VoicePath] = {}
    for path in paths:
        upper, lower = path.latest
        known = best.get((id(upper), id(lower)))
        if known is None or path.cost < known.cost:
            best[id(upper), id(lower)] = path
    return sorted(best.values(), key=lambda path: path.cost)[:_BEAM_WIDTH]


_Split = tuple[Chord | None, Chord | None]
"""What the upper and the lower voice strike of a chord."""


def _splits(chord: Chord) -> Iterator[_Split]:
    for cut in _cuts(chord):
        yield (
            Chord(chord.onset_tick, chord.tones[cut:]) if cut < len(chord.tones) else None,
            Chord(chord.onset_tick, chord.tones[:cut]) if cut > 0 else None,
        )


def _extended(path: _VoicePath, split: _Split, is_over: bool) -> _VoicePath:
    """Return the path with one more chord, which may be over when the next one is struck."""
    upper, lower = split
    longer = path
    if upper is not None:
        longer = _with_chord(longer, UPPER, upper)
    if lower is not None:
        longer = _with_chord(longer, LOWER, lower)
        above = longer.latest[UPPER]
        if is_over and (above is None or above.end_tick <= lower.onset_tick):
            longer = replace(longer, cost=longer.cost + _REST_ABOVE_COST)
    return longer


def _cuts(chord: Chord) -> list[int]:
    """Return how many of the lowest tones may form a chord of their own.

    A pitch that is there twice goes to both voices.
    """
    tones = chord.tones
    for place in range(1, len(tones)):
        if tones[place - 1].pitch == tones[place].pitch:
            return [place]
    inner = [
        place
        for place in range(1, len(tones))
        if abs(tones[place].end_tick - tones[place - 1].end_tick) > _NEGLIGIBLE_TICKS
    ]
    return [0, *inner[:_MAX_CUTS], len(tones)]


def _with_chord(path: _VoicePath, voice: int, chord: Chord) -> _VoicePath:
    cost = path.cost + _loss(chord, chord.end_tick)
    before, other = path.latest[voice], path.latest[1 - voice]
    if before is not None:
        cost += _loss(before, chord.onset_tick) - _loss(before, before.end_tick)
    if voice == LOWER:
        cost += _SECOND_VOICE_COST
        idle = before is None or before.end_tick < chord.onset_tick
        cost += _ENTRY_COST * idle
    if other is not None and other.end_tick > chord.onset_tick:
        upper, lower = (chord, other) if voice == UPPER else (other, chord)
        cost += _CROSSING_COST * (upper.pitches[0] < lower.pitches[-1])
    latest = (chord, other) if voice == UPPER else (other, chord)
    return _VoicePath(cost, latest, _History(voice, chord, path.history))


def _loss(chord: Chord, next_onset_tick: int) -> float:
    """Charge what `chord` loses when its voice continues at `next_onset_tick`."""
    written_end = min(chord.end_tick, next_onset_tick)
    cost = 0.0
    for tone in chord.tones:
        cost += _CUT_OFF_COST * _loss_ticks(tone.end_tick - next_onset_tick)
        cost += _EVENED_COST * _loss_ticks(written_end - tone.end_tick)
    return cost / TICKS_PER_QUARTER


def _loss_ticks(ticks: int) -> int:
    return min(ticks, _MAX_LOSS_TICKS) if ticks > _NEGLIGIBLE_TICKS else 0
