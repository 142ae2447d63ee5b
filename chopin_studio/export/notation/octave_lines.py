"""Decide where a staff is written an octave nearer, under an octave line (8va, 8vb)."""

from collections.abc import Iterator, Sequence

from chopin_studio.export.notation.markings import Clef, OctaveShift
from chopin_studio.export.notation.score import Event, StaffBar
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand

# Pitches in the treble clef: a line is used where notes need five ledger lines, and extends as long
# as the notes around need three; nothing in it may fall below the staff.
_FAR, _HIGH, _LOWEST = 95, 88, 77
_FEWEST_FAR = 3
_LONGEST_GAP_TICKS = 2 * TICKS_PER_QUARTER
_MIRROR = 121
"""The bass clef mirrored: pitch p needs as many ledger lines below as this minus p needs above."""


def octave_shifts(bars: Sequence[StaffBar], hand: Hand) -> tuple[OctaveShift, ...]:
    """Return the lines over the treble and under the bass of one staff, in order."""
    found = [
        OctaveShift(run[0].start_tick, run[-1].end_tick, hand, clef is Clef.TREBLE)
        for clef in Clef
        for run in _runs(bars, clef)
    ]
    return tuple(sorted(found, key=lambda shift: shift.start_tick))


def _runs(bars: Sequence[StaffBar], clef: Clef) -> Iterator[list[Event]]:
    """Yield the sequences of chords that a line above the staff spans, or below the bass clef."""
    run: list[Event] = []
    near_until = -1
    for bar in bars:
        chords = [event for voice in bar.voices for event in voice if event.pitches]
        for event in sorted(chords, key=lambda event: event.start_tick):
            is_near = (
                bar.clef_at(event.start_tick) is not clef or _heights(event, clef)[0] < _LOWEST
            )
            if is_near:
                near_until = max(near_until, event.end_tick)
            is_apart = bool(run) and event.start_tick - run[-1].end_tick > _LONGEST_GAP_TICKS
            if is_near or is_apart or event.start_tick < near_until:
                yield from _trimmed(run, clef)
                run = []
            if event.start_tick >= near_until:
                run.append(event)
    yield from _trimmed(run, clef)


def _trimmed(run: Sequence[Event], clef: Clef) -> Iterator[list[Event]]:
    """Yield the parts of `run` worth a line: from a high chord to the end of a high chord's beat.

    No tie is broken.
    """
    high = [place for place, event in enumerate(run) if _is_high(event, clef)]
    begins = [place for place in high if run[place].tie in (None, "start")]
    if not begins:
        return
    last_beat = run[high[-1]].start_tick // TICKS_PER_QUARTER
    ends = [
        place
        for place, event in enumerate(run)
        if event.start_tick // TICKS_PER_QUARTER <= last_beat and event.tie in (None, "stop")
    ]
    kept = list(run[begins[0] : ends[-1] + 1]) if ends else []
    far = {event.start_tick for event in kept if _heights(event, clef)[1] >= _FAR}
    if len(far) >= _FEWEST_FAR and kept[-1].end_tick == max(event.end_tick for event in kept):
        yield kept


def _is_high(event: Event, clef: Clef) -> bool:
    return _heights(event, clef)[1] >= _HIGH


def _heights(event: Event, clef: Clef) -> tuple[int, int]:
    """Return the chord's pitches nearest to and farthest from the staff, as in the treble clef."""
    pitches = [p.midi for chord in (event.pitches, *event.graces) for p in chord]
    heights = pitches if clef is Clef.TREBLE else [_MIRROR - pitch for pitch in pitches]
    return min(heights), max(heights)
