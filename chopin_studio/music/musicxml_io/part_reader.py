"""Read a part bar by bar: what sounds when, on which staff."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from xml.etree.ElementTree import Element

from chopin_studio.music.musicxml_io import attributes as attribute_values
from chopin_studio.music.musicxml_io.attributes import Transposition
from chopin_studio.music.musicxml_io.directions import offset_of, read_direction, read_sound
from chopin_studio.music.musicxml_io.notes import (
    NO_SIGNS,
    note_signs,
    pitch,
    printed_note,
    printed_value,
    stated_length,
)
from chopin_studio.music.musicxml_io.part_content import (
    Dynamic,
    Hold,
    Line,
    PartContent,
    Place,
    Placed,
    PlacedNote,
    Sign,
)
from chopin_studio.music.musicxml_io.values import in_bounds, is_yes, whole

_MOST_STAVES = 8
_MOST_TIMES = 16
_SECTION_ENDS = ("light-light", "light-heavy", "heavy-light", "heavy-heavy")
_GRACE_ORDER = 1_000_000
_GRACE_QUARTERS = Fraction(1, 8)


class PartReader:
    """Reads the bars of one part in their order."""

    def __init__(self) -> None:
        self.content = PartContent()
        self._divisions = Fraction(1)
        self._has_divisions = False
        self._lengths: dict[str, Fraction | None] = {}
        self._transposition = Transposition()
        self._position = Fraction(0)
        self._ends: set[Fraction] = set()
        self._onset = Fraction(0)
        self._graces: list[list[PlacedNote]] = []
        self._chord_signs = NO_SIGNS
        self._repeats = 0
        self._bar_quarters: Fraction | None = None

    @property
    def _bar(self) -> int:
        return len(self.content.ends)

    @property
    def _place(self) -> Place:
        return Place(self._bar, self._position)

    def read_bar(self, measure: Element) -> None:
        """Read the next bar."""
        self._position = self._onset = Fraction(0)
        if is_yes(measure, "implicit"):
            self.content.implicit.add(self._bar)
        notes_before = len(self.content.notes)
        for child in measure:
            reader = _READERS.get(child.tag)
            if reader is not None:
                reader(self, child)
        self._end_graces()
        if self._repeats and len(self.content.notes) == notes_before:
            self.content.repeated[self._bar] = self._repeats
        self._ends.add(self._position)
        self.content.ends.append(frozenset(self._ends))
        self._ends.clear()

    def pass_over_bar(self) -> None:
        """Count a bar in which the part isn't written down."""
        self.content.ends.append(frozenset())

    # What moves

    def _read_note(self, note: Element) -> None:
        is_chord = note.find("chord") is not None
        quarters = self._length(note)
        if quarters is None:
            quarters = printed_value(note)
        if note.find("grace") is not None or quarters == 0:
            self._read_grace(note, is_chord)
            return
        if quarters is None:
            self.content.damage.bad_values += 1
            if note.find("pitch") is not None:
                self.content.damage.unreadable += 1
            return
        if not self._has_divisions:
            self._count_missing_divisions()
        rest = note.find("rest")
        if rest is not None and is_yes(rest, "measure") and self._bar_quarters is not None:
            quarters = min(quarters, self._bar_quarters)
        if not is_chord:
            self._onset = self._position
            self._begin_graces()
            self._move(quarters)
        self._add_note(note, quarters, is_chord)

    def _count_missing_divisions(self) -> None:
        self._has_divisions = True
        self.content.damage.no_divisions += 1

    def _add_note(self, note: Element, quarters: Fraction, is_chord: bool) -> None:
        """Add a note or rest at the latest onset; what the first note of a chord has is for all."""
        place = Place(self._bar, self._onset)
        staff = self._staff(note)
        signs = note_signs(note)
        self._chord_signs = signs = signs.joined(self._chord_signs) if is_chord else signs
        if signs.has_fermata:
            self._add(place, Hold(quarters))
        for mark in signs.dynamics:
            self._add(place, Dynamic(staff, mark))
        number = self._sounding(note)
        if number is not None:
            printed = printed_note(note, number, quarters, False, signs)
            self.content.notes.append(PlacedNote(place, staff, printed))

    def _sounding(self, note: Element) -> int | None:
        """Return the pitch of what is to sound; None for rests, cues and drums, which count."""
        if note.find("rest") is not None:
            return None
        if note.find("cue") is not None:
            self.content.cues += 1
            return None
        if note.find("unpitched") is not None:
            self.content.unpitched += 1
            return None
        number = pitch(note, self._transposition.semitones)
        if number is None or not 0 <= number <= 127:
            self.content.damage.unreadable += 1
            return None
        return number

    def _move(self, quarters: Fraction) -> None:
        position = self._position + quarters
        if position < 0:
            self.content.damage.bad_values += 1
            position = Fraction(0)
        self._position = in_bounds(position)

    def _read_backup(self, element: Element) -> None:
        self._end_graces()
        self._ends.add(self._position)
        self._move(-self._length_moved(element))

    def _read_forward(self, element: Element) -> None:
        self._end_graces()
        self._move(self._length_moved(element))

    def _length_moved(self, element: Element) -> Fraction:
        length = self._length(element)
        if length is None:
            self.content.damage.bad_values += 1
            return Fraction(0)
        return length

    def _length(self, element: Element) -> Fraction | None:
        """Return the length in quarters that an element states; most state one of a few."""
        text = element.findtext("duration") or ""
        if text not in self._lengths:
            self._lengths[text] = stated_length(text, self._divisions)
        return self._lengths[text]

    # Grace notes

    def _read_grace(self, note: Element, is_chord: bool) -> None:
        """Keep a grace note until the note comes that it stands before."""
        number = self._sounding(note)
        if number is None:
            return
        quarters = printed_value(note) or Fraction(0)
        printed = printed_note(note, number, quarters, True, note_signs(note))
        placed = PlacedNote(self._place, self._staff(note), printed)
        if is_chord and self._graces:
            self._graces[-1].append(placed)
        else:
            self._graces.append([placed])

    def _begin_graces(self) -> None:
        """Place the grace notes read so far before the note that begins now."""
        for distance, chord in enumerate(reversed(self._graces), start=1):
            self.content.notes += [
                replace(placed, place=self._place, order=_GRACE_ORDER - distance)
                for placed in chord
            ]
        self._graces.clear()

    def _end_graces(self) -> None:
        """Place grace notes that no note follows, as after a trill, at the end of the one before.

        They take their time from it, at most half of its length.
        """
        if not self._graces:
            return
        room = (self._position - self._onset) / 2 / len(self._graces)
        length = min(_GRACE_QUARTERS, room) if room > 0 else _GRACE_QUARTERS
        for distance, chord in enumerate(reversed(self._graces), start=1):
            place = Place(self._bar, max(self._position - distance * length, Fraction(0)))
            self.content.notes += [
                PlacedNote(place, one.staff, replace(one.note, is_grace=False, quarters=length))
                for one in chord
            ]
        self._graces.clear()

    # What stands beside the notes

    def _read_attributes(self, element: Element) -> None:
        divisions = attribute_values.divisions(element)
        if divisions is not None:
            self._divisions, self._has_divisions = divisions, True
            self._lengths.clear()
        transposition = attribute_values.transposition(element)
        if transposition is not None:
            self._transposition = transposition
        staves = whole(element.findtext("staves"))
        if staves is not None:
            self.content.staves = min(max(staves, self.content.staves), _MOST_STAVES)
        key = attribute_values.key_signature(element, self._transposition)
        if key is not None:
            self._add(self._place, key)
        time = attribute_values.time(element)
        if time is not None:
            self._add(self._place, time)
            self._bar_quarters = time.bar_quarters
        for repeat in element.findall("measure-style/measure-repeat"):
            bars = whole(repeat.text)
            is_start = repeat.get("type") == "start" and bars is not None
            self._repeats = min(max(bars or 0, 0), _MOST_TIMES) if is_start else 0

    def _read_direction(self, element: Element) -> None:
        signs = read_direction(element, self._staff(element))
        self._add_all(signs, offset_of(element, self._divisions))

    def _read_sound(self, element: Element) -> None:
        self._add_all(read_sound(element), offset_of(element, self._divisions))

    def _add_all(self, signs: Iterable[Sign], offset: Fraction) -> None:
        position = self._position + offset
        for sign in signs:
            self._add(Place(self._bar, max(position, Fraction(0))), sign)

    def _read_bar_line(self, element: Element) -> None:
        location = element.get("location", "right")
        repeat, ending = element.find("repeat"), element.find("ending")
        direction = repeat.get("direction") if repeat is not None else None
        times = whole(repeat.get("times")) if repeat is not None else None
        line = Line(
            location == "right",
            ends_repeat=direction == "backward",
            begins_repeat=direction == "forward",
            times=min(max(times or 2, 1), _MOST_TIMES),
            after_jump=repeat is not None and is_yes(repeat, "after-jump"),
            ends_section=(element.findtext("bar-style") or "").strip() in _SECTION_ENDS,
            ending=ending.get("type", "") if ending is not None else "",
            numbers=ending.get("number", "")[:40] if ending is not None else "",
        )
        position = Fraction(0) if location == "left" else self._position
        self._add(Place(self._bar, position), line)

    def _add(self, place: Place, sign: Sign) -> None:
        self.content.signs.append(Placed(place, sign))

    def _staff(self, element: Element) -> int:
        staff = whole(element.findtext("staff")) or 1
        staff = min(max(staff, 1), _MOST_STAVES)
        self.content.staves = max(self.content.staves, staff)
        return staff


_READERS = {
    "note": PartReader._read_note,
    "backup": PartReader._read_backup,
    "forward": PartReader._read_forward,
    "attributes": PartReader._read_attributes,
    "direction": PartReader._read_direction,
    "sound": PartReader._read_sound,
    "barline": PartReader._read_bar_line,
}
