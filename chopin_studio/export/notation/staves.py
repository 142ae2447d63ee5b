"""Write what each hand plays: bar by bar, in one or two voices, in written note values."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from typing import Literal

from chopin_studio.export.notation.clef_changes import with_clef_changes
from chopin_studio.export.notation.markings import Clef, PedalSpan, clefs
from chopin_studio.export.notation.ornaments import Struck, gather
from chopin_studio.export.notation.rhythm import WrittenSpan, cut_to_pieces
from chopin_studio.export.notation.score import Event, StaffBar
from chopin_studio.export.notation.spelling import SpelledPitch, Speller
from chopin_studio.export.notation.voices import Chord, Tone, split_voices
from chopin_studio.music.meter import Bar, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note
from chopin_studio.music.performance.beat_divisions import BeatDivision, Grid

_REST_COST = 1.3
_SPLIT_REST_COST = 4.0
_EXACT_WEIGHT = 3.0
"""How much more the lengths of a beat and more count in a file that was written, not played."""

_SYNCOPATION_COST = 2.0
_EXACT_SHARE = 0.6
_EXACT_TICKS = 6
_EXACT_UNITS = (60, 80)
_LEAST_GAP_TICKS = 30
_LONGEST_OVERHANG_TICKS = 120
_VALUES = (1920, 1440, 960, 720, 480, 360, 320, 240, 180, 160, 120, 80, 60, 40, 30)
_REST_VALUES = (480, 320, 240, 160, 120, 80, 60, 40, 30)
_LONGEST_STACCATO_TICKS = 240

_Tie = Literal["start", "continue", "stop"]


def write_staff(
    notes: Sequence[Note],
    hand: Hand,
    meters: MeterMap,
    bars: Sequence[Bar],
    speller: Speller,
    pedals: Sequence[PedalSpan],
) -> list[StaffBar]:
    """Write what `hand` plays of `notes`, which are in score order, bar by bar.

    Notes released early are staccato, unless `pedals`, which are in order, let them ring.
    """
    played_notes = [note for note in notes if note.hand is hand]
    weight = _EXACT_WEIGHT if _are_exact(played_notes) else 1.0
    struck = gather(played_notes, meters)
    grid = Grid(bars, (each.onset_tick for each in struck))
    ornaments = _Ornaments(struck, grid)
    played = {_onset_slot(each, grid): each.onset_tick for each in reversed(struck)}
    beats = [
        tick for bar in bars for tick in range(bar.start_tick, bar.end_tick, TICKS_PER_QUARTER)
    ]
    grids, voices = [], []
    for voice in split_voices(_chords(struck, grid)):
        grids.append(Grid(bars, (played[chord.onset_tick] for chord in voice)))
        spans = _written(voice, played, grids[-1], bars[-1].end_tick, pedals, beats, weight)
        voices.append(_by_bar(spans, bars))
    usual = Clef.TREBLE if hand is Hand.RIGHT else Clef.BASS
    by_bar = list(zip(*voices, strict=True))
    bar_clefs = clefs(
        ([p for voice in both for span in voice for p in span.pitches] for both in by_bar), usual
    )
    writer = _Writer(grids, speller, ornaments)
    return with_clef_changes(
        [
            StaffBar(clef, writer.voices(bar, both))
            for bar, clef, both in zip(bars, bar_clefs, by_bar, strict=True)
        ]
    )


class _Ornaments:
    """What belongs to the notes on a slot, whichever voice they are in."""

    def __init__(self, struck: Sequence[Struck], grid: Grid) -> None:
        self._graces: dict[tuple[int, int], tuple[tuple[int, ...], ...]] = {}
        self._rolled: dict[int, set[int]] = {}
        for each in struck:
            slot = _onset_slot(each, grid)
            if each.graces:
                self._graces[slot, max(note.pitch for note in each.notes)] = each.graces
            if each.is_rolled:
                self._rolled[slot] = {note.pitch for note in each.notes}

    def take_graces(self, slot: int, pitches: Sequence[int]) -> tuple[tuple[int, ...], ...]:
        """Return the grace notes before the chord of `pitches` on `slot`, to one voice only."""
        found = (self._graces.pop((slot, p)) for p in pitches if (slot, p) in self._graces)
        return next(found, ())

    def are_rolled(self, slot: int, pitches: Sequence[int]) -> bool:
        """Whether a chord of `pitches` on `slot` is rolled."""
        return len(self._rolled.get(slot, set()).intersection(pitches)) > 1


def _onset_slot(struck: Struck, grid: Grid) -> int:
    return min(grid.nearest_onset(struck.onset_tick), grid.slots[-2])


def _chords(struck: Sequence[Struck], grid: Grid) -> list[Chord]:
    """Group notes by the slot on which they begin.

    Two notes of one pitch on a slot become a note with two stems, unless they are equal.
    """
    placed: dict[int, dict[int, list[int]]] = {}
    known: set[tuple[int, int, int, int]] = set()
    for each in struck:
        onset = _onset_slot(each, grid)
        tones = placed.setdefault(onset, {})
        for note in each.notes:
            end = grid.nearest_end(note.end_tick, onset)
            if (onset, note.pitch, note.velocity, end) not in known:
                known.add((onset, note.pitch, note.velocity, end))
                tones.setdefault(note.pitch, []).append(end)
    _release_before_struck_anew(placed)
    return [Chord(onset, _tones(tones)) for onset, tones in sorted(placed.items())]


def _tones(ends_of: Mapping[int, Sequence[int]]) -> tuple[Tone, ...]:
    """Return the tones of a chord; a pitch that two voices share is there twice."""
    doubled = next((pitch for pitch, ends in sorted(ends_of.items()) if len(ends) > 1), None)
    return tuple(
        Tone(pitch, end)
        for pitch, ends in sorted(ends_of.items())
        for end in sorted(ends)[-2 if pitch == doubled else -1 :]
    )


def _release_before_struck_anew(placed: dict[int, dict[int, list[int]]]) -> None:
    """End the tones of `placed` (slot, pitch, ends) where their own key is struck again."""
    latest: dict[int, int] = {}
    for onset in sorted(placed):
        for pitch in placed[onset]:
            if pitch in latest:
                before = placed[latest[pitch]]
                before[pitch] = [min(end, onset) for end in before[pitch]]
            latest[pitch] = onset


@dataclass(frozen=True, slots=True)
class _Span:
    """A chord with its written extent; `whole` is that of the chord it was cut from.

    `slot` is where it was struck in the grid of its staff.
    """

    start_tick: int
    end_tick: int
    pitches: tuple[int, ...]
    whole: tuple[int, int]
    slot: int
    is_staccato: bool


def _written(
    voice: Sequence[Chord],
    played: Mapping[int, int],
    grid: Grid,
    end_of_score: int,
    pedals: Sequence[PedalSpan],
    beats: Sequence[int],
    weight: float,
) -> list[_Span]:
    """Put a voice on a grid of its own, and find the written end of each chord.

    A triplet in one voice causes none in the other. `played` maps slots to onsets.
    """
    onsets = [min(grid.nearest_onset(played[chord.onset_tick]), grid.slots[-2]) for chord in voice]
    spans = []
    for index, chord in enumerate(voice):
        onset = onsets[index]
        next_onset = onsets[index + 1] if index + 1 < len(voice) else end_of_score
        if next_onset > onset:
            released = max(chord.end_tick, onset + 1)
            is_long = released - onset >= TICKS_PER_QUARTER
            weighs = weight if is_long else 1.0
            stronger = _stronger_place(onset, beats)
            if chord.end_tick in played:  # the tune goes on in the other voice
                stronger = chord.end_tick
            end = _written_end(onset, released, next_onset, grid, stronger, weighs)
            is_short = released - onset <= min((end - onset) / 2, _LONGEST_STACCATO_TICKS)
            end = _without_overhang(onset, end, beats)
            is_staccato = is_short and not _is_held(released, pedals)
            whole = (onset, end)
            spans.append(_Span(onset, end, chord.pitches, whole, chord.onset_tick, is_staccato))
    return spans


def _is_held(tick: int, pedals: Sequence[PedalSpan]) -> bool:
    """Return whether the pedal is down at `tick`, or pressed just then."""
    place = bisect_right(pedals, tick, key=lambda span: span.start_tick) - 1
    return place >= 0 and tick < pedals[place].end_tick


def _are_exact(notes: Sequence[Note]) -> bool:
    """Return whether the lengths of most notes that end before the next onset are note values."""
    onsets = sorted({note.onset_tick for note in notes})
    gaps = exact = 0
    for note in notes:
        place = bisect_right(onsets, note.onset_tick)
        if place < len(onsets) and onsets[place] - note.end_tick >= _LEAST_GAP_TICKS:
            gaps += 1
            exact += any(
                (note.duration_tick + _EXACT_TICKS) % unit <= 2 * _EXACT_TICKS
                for unit in _EXACT_UNITS
            )
    return exact >= _EXACT_SHARE * gaps


def _written_end(
    onset: int, released: int, next_onset: int, grid: Grid, stronger: int | None, weight: float
) -> int:
    """Choose an end that is close and needs few signs: a staccato quarter becomes a quarter.

    The more `weight`, the closer. A note is not made longer over a `stronger` place than its own.
    """
    end = min(released, next_onset)
    if end == next_onset:
        return end

    # Rests have no dots; but the end of a longer note need not be that exact.
    rest_values = _REST_VALUES if next_onset - onset <= TICKS_PER_QUARTER else _VALUES

    def cost(candidate: int) -> float:
        off = abs(log2((candidate - onset) / (end - onset)))
        off += abs(candidate - end) / (2 * TICKS_PER_QUARTER)
        rests = _rough_signs(candidate, next_onset, rest_values)
        cost = weight * off + _rough_signs(onset, candidate) + _REST_COST * rests
        if stronger is not None and end <= stronger < candidate:
            cost += _SYNCOPATION_COST
        return cost + _SPLIT_REST_COST * _is_split(candidate, next_onset)

    horizon = min(next_onset, end + 2 * TICKS_PER_QUARTER)
    candidates = [slot for slot in grid.ends_between(onset, horizon) if slot >= (onset + end) / 2]
    return min(candidates, key=cost)


def _stronger_place(onset: int, beats: Sequence[int]) -> int | None:
    """Return the next place in the bar that is stronger than `onset`; None for one on the beat."""
    place = max(bisect_right(beats, onset) - 1, 0)
    after = onset - beats[place]
    if after % TICKS_PER_QUARTER == 0:
        return None
    unit = next((unit for unit in (240, 120, 60) if after % unit == 0), None)
    if unit is None:
        return beats[min(place + 1, len(beats) - 1)]
    return onset + unit


def _without_overhang(onset: int, end: int, beats: Sequence[int]) -> int:
    """Return `end`, or the beat before it where a note begins off the beat and ends just after one.

    It would need two ties, the second one for a sixteenth or less: a finger that was held.
    """
    first, last = bisect_right(beats, onset), bisect_right(beats, end - 1) - 1
    is_off_beat = first > 0 and beats[first - 1] != onset
    if is_off_beat and first < last and end - beats[last] <= _LONGEST_OVERHANG_TICKS:
        return beats[last]
    return end


def _is_split(start: int, end: int) -> bool:
    """Return whether a rest of a plain value less than a beat would begin off its own place."""
    length = end - start
    return length in (120, 240) and start % length != 0


def _rough_signs(start: int, end: int, values: Sequence[int] = _VALUES) -> int:
    """Return about how many of `values` write the span, ignoring bars."""
    signs, left = 0, end - start
    for ticks in values:
        while left >= ticks and signs < 8:
            signs, left = signs + 1, left - ticks
    return signs


def _by_bar(voice: Sequence[_Span], bars: Sequence[Bar]) -> list[list[_Span]]:
    """Return for each of `bars` the parts of `voice` that lie in it."""
    starts = [bar.start_tick for bar in bars]
    parts: list[list[_Span]] = [[] for _ in bars]
    for span in voice:
        place = max(bisect_right(starts, span.start_tick) - 1, 0)
        while place < len(bars) and starts[place] < span.end_tick:
            start = max(span.start_tick, starts[place])
            end = min(span.end_tick, bars[place].end_tick)
            parts[place].append(replace(span, start_tick=start, end_tick=end))
            place += 1
    return parts


@dataclass(frozen=True, slots=True)
class _Writer:
    """Turns the spans of a staff's two voices into events, by the grid of each."""

    grids: Sequence[Grid]
    speller: Speller
    ornaments: _Ornaments

    def voices(self, bar: Bar, voices: Sequence[Sequence[_Span]]) -> tuple[tuple[Event, ...], ...]:
        """Write the voices of one bar; an empty second voice is left out."""
        (upper, lower), grids = voices, list(self.grids)
        if (
            lower
            and not upper
            and all(span.whole == (span.start_tick, span.end_tick) for span in lower)
        ):
            upper, lower = lower, upper
            grids.reverse()
        used = [upper, lower] if lower else [upper]
        return tuple(
            tuple(self._events(bar, spans, grid)) for spans, grid in zip(used, grids, strict=False)
        )

    def _events(self, bar: Bar, spans: Sequence[_Span], grid: Grid) -> Iterable[Event]:
        """Write one voice of one bar without a gap."""
        inner = [tick for span in spans for tick in (span.start_tick, span.end_tick)]
        tuplets = grid.tuplet_windows(
            tick for tick in inner if bar.start_tick < tick < bar.end_tick
        )
        position = bar.start_tick
        for span in spans:
            if span.start_tick > position:
                yield from _rests(position, span.start_tick, bar, tuplets)
            pieces = cut_to_pieces(span.start_tick, span.end_tick, bar, tuplets, is_rest=False)
            yield from (self._event(piece, span) for piece in pieces)
            position = span.end_tick
        if position < bar.end_tick:
            yield from _rests(position, bar.end_tick, bar, tuplets)

    def _event(self, piece: WrittenSpan, span: _Span) -> Event:
        onset = span.slot
        is_first = piece.start_tick == span.whole[0]
        graces = self.ornaments.take_graces(onset, span.pitches) if is_first else ()
        return Event(
            piece.start_tick,
            piece.end_tick,
            self._spelled(span.pitches, onset),
            piece.symbol,
            piece.tuplet_edge,
            _tie(piece, span.whole),
            tuple(self._spelled(chord, onset) for chord in graces),
            is_first and self.ornaments.are_rolled(onset, span.pitches),
            span.is_staccato and span.whole == (piece.start_tick, piece.end_tick),
        )

    def _spelled(self, pitches: Sequence[int], tick: int) -> tuple[SpelledPitch, ...]:
        return tuple(self.speller.spell(pitch, tick) for pitch in pitches)


def _rests(start: int, end: int, bar: Bar, tuplets: Sequence[BeatDivision]) -> Iterable[Event]:
    for piece in cut_to_pieces(start, end, bar, tuplets, is_rest=True):
        yield Event(piece.start_tick, piece.end_tick, (), piece.symbol, piece.tuplet_edge)


def _tie(piece: WrittenSpan, whole: tuple[int, int]) -> _Tie | None:
    comes, goes = piece.start_tick > whole[0], piece.end_tick < whole[1]
    if comes and goes:
        return "continue"
    if comes:
        return "stop"
    return "start" if goes else None
