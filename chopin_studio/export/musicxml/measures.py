"""Write the bars of a score as the measures of a MusicXML part."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from math import lcm
from typing import Literal
from xml.etree.ElementTree import Element, SubElement

from chopin_studio.export.musicxml.directions import directions
from chopin_studio.export.notation.accidentals import Accidentals
from chopin_studio.export.notation.beams import beams
from chopin_studio.export.notation.markings import Clef
from chopin_studio.export.notation.score import Event, Score, ScoreBar, StaffBar
from chopin_studio.export.notation.spelling import SpelledPitch
from chopin_studio.music.note import TICKS_PER_QUARTER

RIGHT_STAFF, LEFT_STAFF = 1, 2
_VOICES_A_STAFF = 4
"""Voices 1 and 2 are those of the right hand, 5 and 6 of the left, as notation programs do it."""

_CLEFS = {Clef.TREBLE: ("G", "2"), Clef.BASS: ("F", "4")}
_ACCIDENTALS = {-2: "flat-flat", -1: "flat", 0: "natural", 1: "sharp", 2: "double-sharp"}
_TIES: dict[str | None, tuple[Literal["start", "stop"], ...]] = {
    None: (),
    "start": ("start",),
    "stop": ("stop",),
    "continue": ("stop", "start"),
}
_NUMBERED_TUPLETS = 8
"""After so many equal tuplets their number is no longer printed."""


@dataclass(slots=True)
class _Streak:
    """How many tuplets of `actual` notes have followed each other in a voice."""

    actual: int = 0
    count: int = 0
    end_tick: int = -1


class Measures:
    """Writes the bars of a score one by one, and remembers what was shown in those before.

    Where `names_notes`, every note except grace notes has an id that `ticks_of` reads.
    """

    def __init__(self, score: Score, names_notes: bool = False) -> None:
        self._score = score
        self._names = count(1) if names_notes else None
        self._divisions = _divisions(score)
        self._accidentals = {staff: Accidentals() for staff in (RIGHT_STAFF, LEFT_STAFF)}
        self._clefs: dict[int, Clef] = {}
        self._streaks: dict[int, _Streak] = defaultdict(_Streak)
        self._directions = directions(score, self._divisions)

    def add_to(self, part: Element) -> None:
        """Add a measure to `part` for every bar."""
        for bar in self._score.bars:
            measure = SubElement(part, "measure", number=str(bar.bar.number))
            if not bar.is_whole:
                measure.set("implicit", "yes")
            self._add_attributes(measure, bar)
            position = 0
            for number, staff, events, shown in self._voices(bar):
                if position:
                    _add(_add(measure, "backup"), "duration", str(position))
                position = self._add_voice(measure, bar, number, staff, events, shown)
        if self._score.bars:
            barline = SubElement(measure, "barline", location="right")
            _add(barline, "bar-style", "light-heavy")

    def _add_attributes(self, measure: Element, bar: ScoreBar) -> None:
        """Add what is new in this bar: divisions, key, meter, staves, clefs."""
        is_first = not self._clefs
        attributes = Element("attributes")
        if is_first:
            _add(attributes, "divisions", str(self._divisions))
        if bar.key is not None:
            key = _add(attributes, "key")
            _add(key, "fifths", str(bar.key.fifths))
            _add(key, "mode", bar.key.mode)
        if bar.meter is not None:
            time = _add(attributes, "time")
            _add(time, "beats", str(bar.meter.numerator))
            _add(time, "beat-type", str(bar.meter.denominator))
        if is_first:
            _add(attributes, "staves", str(LEFT_STAFF))
        for staff, clef in ((RIGHT_STAFF, bar.right.clef), (LEFT_STAFF, bar.left.clef)):
            self._add_clef(attributes, staff, clef)
        if len(attributes):
            measure.append(attributes)

    def _add_clef(self, attributes: Element, staff: int, clef: Clef) -> None:
        """Add `clef` where it is not in force."""
        if self._clefs.get(staff) is not clef:
            self._clefs[staff] = clef
            written = SubElement(attributes, "clef", number=str(staff))
            for tag, text in zip(("sign", "line"), _CLEFS[clef], strict=True):
                _add(written, tag, text)

    def _voices(self, bar: ScoreBar) -> Iterator[tuple[int, int, Sequence[Event], "_Shown"]]:
        """Yield the number, staff, events and accidentals of each voice of `bar`."""
        staves: tuple[tuple[int, StaffBar], ...] = (
            (RIGHT_STAFF, bar.right),
            (LEFT_STAFF, bar.left),
        )
        for staff, staff_bar in staves:
            shown = self._accidentals[staff].in_bar(staff_bar, bar.key)
            for index, events in enumerate(staff_bar.voices):
                yield (staff - 1) * _VOICES_A_STAFF + index + 1, staff, events, shown

    def _add_voice(
        self,
        measure: Element,
        bar: ScoreBar,
        number: int,
        staff: int,
        events: Sequence[Event],
        shown: "_Shown",
    ) -> int:
        """Write one voice and return its length in divisions."""
        is_first_voice = number % _VOICES_A_STAFF == 1
        position = 0
        for event, beamed in zip(events, beams(events, bar.bar), strict=True):
            if is_first_voice:
                self._change_clef(measure, bar, staff, event.start_tick)
                measure.extend(self._directions.before(staff, event))
            for index, chord in enumerate(event.graces):
                self._add_graces(measure, event, chord, _grace_beam(event, index), number, shown)
            duration = self._duration(event)
            self._add_notes(measure, event, duration, number, staff, beamed, shown)
            if is_first_voice:
                measure.extend(self._directions.after(staff, event, event is events[-1]))
            position += duration
        return position

    def _change_clef(self, measure: Element, bar: ScoreBar, staff: int, tick: int) -> None:
        """Add the clef that is new at `tick` within the bar, if any."""
        staff_bar = bar.right if staff == RIGHT_STAFF else bar.left
        if any(start == tick for start, _ in staff_bar.clef_changes):
            attributes = SubElement(measure, "attributes")
            self._add_clef(attributes, staff, staff_bar.clef_at(tick))
            if not len(attributes):
                measure.remove(attributes)

    def _duration(self, event: Event) -> int:
        ticks = event.symbol.ticks if event.symbol else event.end_tick - event.start_tick
        return int(ticks * self._divisions / TICKS_PER_QUARTER)

    def _add_notes(
        self,
        measure: Element,
        event: Event,
        duration: int,
        number: int,
        staff: int,
        beamed: Sequence[str],
        shown: "_Shown",
    ) -> None:
        """Write the notes of a chord, or a rest."""
        for index, pitch in enumerate(event.pitches or (None,)):
            note = SubElement(measure, "note")
            if index:
                _add(note, "chord")
            if pitch is None:
                rest = _add(note, "rest")
                if event.symbol is None:
                    rest.set("measure", "yes")
            else:
                _add_pitch(note, pitch)
                if self._names is not None:
                    number_of_note = next(self._names)
                    note.set("id", f"t{event.start_tick}-{event.end_tick}-{number_of_note}")
            _add(note, "duration", str(duration))
            for tie in _TIES[event.tie] if pitch else ():
                SubElement(note, "tie", type=tie)
            _add(note, "voice", str(number))
            _add_value(note, event)
            if pitch is not None:
                _add_accidental(note, shown.get((event.start_tick, pitch, False)))
            _add_ratio(note, event)
            _add(note, "staff", str(staff))
            for level, mark in enumerate(beamed if index == 0 else (), start=1):
                _add(note, "beam", mark).set("number", str(level))
            self._add_notations(note, event, number, is_main=index == 0)

    def _add_notations(self, note: Element, event: Event, number: int, is_main: bool) -> None:
        notations = Element("notations")
        for tie in _TIES[event.tie] if event.pitches else ():
            SubElement(notations, "tied", type=tie)
        if is_main and event.tuplet_edge is not None:
            tuplet = SubElement(notations, "tuplet", type=event.tuplet_edge)
            if event.tuplet_edge == "start" and self._goes_on(event, number):
                tuplet.set("bracket", "no")
                tuplet.set("show-number", "none")
        if is_main and event.tuplet_edge == "stop":
            self._streaks[number].end_tick = event.end_tick
        if is_main and event.is_staccato:
            _add(_add(notations, "articulations"), "staccato")
        if event.is_rolled:
            _add(notations, "arpeggiate")
        if len(notations):
            note.append(notations)

    def _goes_on(self, event: Event, number: int) -> bool:
        """Return whether a tuplet begins that continues a long series of equal ones."""
        streak = self._streaks[number]
        actual = event.symbol.tuplet.actual if event.symbol and event.symbol.tuplet else 0
        alike = streak.actual == actual and streak.end_tick == event.start_tick
        streak.count = streak.count + 1 if alike else 1
        streak.actual = actual
        return streak.count > _NUMBERED_TUPLETS

    def _add_graces(
        self,
        measure: Element,
        event: Event,
        chord: Sequence[SpelledPitch],
        beam: str | None,
        number: int,
        shown: "_Shown",
    ) -> None:
        """Write one chord of grace notes: a single one is crossed, several are beamed."""
        for index, pitch in enumerate(chord):
            note = SubElement(measure, "note")
            SubElement(note, "grace", slash="no" if beam else "yes")
            if index:
                _add(note, "chord")
            _add_pitch(note, pitch)
            _add(note, "voice", str(number))
            _add(note, "type", "16th" if beam else "eighth")
            _add_accidental(note, shown.get((event.start_tick, pitch, True)))
            _add(note, "staff", str((number - 1) // _VOICES_A_STAFF + 1))
            for level in (1, 2) if beam and index == 0 else ():
                _add(note, "beam", beam).set("number", str(level))


def _grace_beam(event: Event, index: int) -> str | None:
    """Return the beam state of chord `index` of the grace notes of `event`; None if alone."""
    last = len(event.graces) - 1
    if last == 0:
        return None
    return "begin" if index == 0 else "end" if index == last else "continue"


def ticks_of(name: str) -> tuple[int, int] | None:
    """Return when a note named by Measures begins and ends, None for the name of something else."""
    found = _NAME.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else None


_NAME = re.compile(r"t(-?\d+)-(-?\d+)-\d+")

_Shown = dict[tuple[int, SpelledPitch, bool], bool]


def _divisions(score: Score) -> int:
    """Return the fewest divisions of a quarter in which every value of `score` is whole."""
    denominators = {
        event.symbol.ticks.denominator
        for bar in score.bars
        for staff_bar in (bar.right, bar.left)
        for voice in staff_bar.voices
        for event in voice
        if event.symbol is not None
    }
    return TICKS_PER_QUARTER * lcm(*denominators)


def _add_pitch(note: Element, spelled: SpelledPitch) -> None:
    pitch = _add(note, "pitch")
    _add(pitch, "step", spelled.step)
    if spelled.alter:
        _add(pitch, "alter", str(spelled.alter))
    _add(pitch, "octave", str(spelled.octave))


def _add_value(note: Element, event: Event) -> None:
    if event.symbol is not None:
        _add(note, "type", event.symbol.type)
        for _ in range(event.symbol.dots):
            _add(note, "dot")


def _add_accidental(note: Element, is_reminder: bool | None) -> None:
    """Show the note's accidental; None where it needs none."""
    if is_reminder is None:
        return
    alter = int(note.findtext("pitch/alter") or 0)
    accidental = _add(note, "accidental", _ACCIDENTALS[alter])
    if is_reminder:
        accidental.set("cautionary", "yes")


def _add_ratio(note: Element, event: Event) -> None:
    if event.symbol is not None and event.symbol.tuplet is not None:
        ratio = _add(note, "time-modification")
        _add(ratio, "actual-notes", str(event.symbol.tuplet.actual))
        _add(ratio, "normal-notes", str(event.symbol.tuplet.normal))


def _add(parent: Element, tag: str, text: str | None = None) -> Element:
    child = SubElement(parent, tag)
    child.text = text
    return child
