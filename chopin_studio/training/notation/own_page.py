"""Put one of our own scores into the values that are compared with editions."""

from collections.abc import Iterable, Iterator

from chopin_studio.export.notation.markings import Clef, OctaveShift
from chopin_studio.export.notation.score import Event, Score, StaffBar
from chopin_studio.export.notation.spelling import SpelledPitch
from chopin_studio.music.note import Hand
from chopin_studio.training.notation.page import (
    Page,
    PageHairpin,
    PageMark,
    PageNote,
    PageRest,
    Sign,
    in_order,
)

_LINES = {Clef.TREBLE: (30, 38), Clef.BASS: (18, 26)}
"""The lowest and the highest line of the staff, in steps above C0: E4 to F5, and G2 to A3."""

_STEPS = "CDEFGAB"
_STEPS_IN_OCTAVE = 7
_MOST_LEDGER_LINES = 4


def page_of(score: Score) -> Page:
    """Return what `score` prints."""
    staves = (
        (1, Hand.RIGHT, [bar.right for bar in score.bars]),
        (2, Hand.LEFT, [bar.left for bar in score.bars]),
    )
    return Page(
        in_order(note for number, _, bars in staves for note in _notes(bars, number)),
        tuple(rest for number, _, bars in staves for rest in _rests(bars, number)),
        tuple(PageMark(mark.tick, mark.text) for mark in score.dynamics),
        tuple(
            PageHairpin(each.start_tick, each.end_tick, each.kind == "crescendo")
            for each in score.hairpins
        ),
        sum(
            _far_notes(bars, [s for s in score.octaves if s.hand is hand])
            for _, hand, bars in staves
        ),
    )


def place_on_line(pitch: SpelledPitch) -> int:
    """Return the place of a spelling on the line of fifths, C being 0."""
    return "FCGDAEB".index(pitch.step) - 1 + 7 * pitch.alter


def _events(bars: Iterable[StaffBar]) -> Iterator[tuple[int, Event]]:
    """Yield the events with the number of their voice; a voice alone is the upper one."""
    for bar in bars:
        for voice, events in enumerate(bar.voices):
            for event in events:
                yield voice, event


def _notes(bars: Iterable[StaffBar], staff: int) -> Iterator[PageNote]:
    held: dict[tuple[int, int], PageNote] = {}
    for voice, event in _events(bars):
        for chord in event.graces:
            for pitch in chord:
                place = place_on_line(pitch)
                yield PageNote(
                    event.start_tick, event.start_tick, pitch.midi, place, staff, voice, 1, True
                )
        for pitch in event.pitches:
            begun = held.pop((voice, pitch.midi), None) if event.tie in _COMES else None
            note = PageNote(
                begun.onset if begun else event.start_tick,
                event.end_tick,
                pitch.midi,
                begun.place if begun else place_on_line(pitch),
                staff,
                voice,
                begun.pieces + 1 if begun else 1,
                signs=(begun.signs if begun else frozenset()) | frozenset(_signs(event)),
            )
            if event.tie in _GOES:
                held[voice, pitch.midi] = note
            else:
                yield note
    yield from held.values()


_COMES, _GOES = ("stop", "continue"), ("start", "continue")


def _signs(event: Event) -> Iterator[Sign]:
    if event.graces:
        yield Sign.GRACE
    if event.is_rolled:
        yield Sign.ARPEGGIO
    if event.is_staccato:
        yield Sign.STACCATO


def _rests(bars: Iterable[StaffBar], staff: int) -> Iterator[PageRest]:
    for voice, event in _events(bars):
        if not event.pitches:
            yield PageRest(event.start_tick, event.end_tick, staff, voice)


def _far_notes(bars: Iterable[StaffBar], shifts: Iterable[OctaveShift]) -> int:
    """Return how many notes are beyond the ledger lines that are easily read."""
    lines = list(shifts)
    count = 0
    for bar in bars:
        for event in (event for voice in bar.voices for event in voice):
            low, high = _LINES[bar.clef_at(event.start_tick)]
            moved = sum(
                _STEPS_IN_OCTAVE * (-1 if line.is_up else 1)
                for line in lines
                if line.start_tick <= event.start_tick < line.end_tick
            )
            for pitch in event.pitches:
                step = pitch.octave * _STEPS_IN_OCTAVE + _STEPS.index(pitch.step) + moved
                beyond = max(step - high, low - step) // 2
                count += beyond > _MOST_LEDGER_LINES
    return count
