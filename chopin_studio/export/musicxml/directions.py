"""Write tempo marks, words, dynamics, hairpins, pedal and octave lines as MusicXML directions."""

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from chopin_studio.export.notation.markings import (
    DYNAMICS,
    Hairpin,
    OctaveShift,
    PedalSpan,
    TextMark,
)
from chopin_studio.export.notation.score import Event, Score
from chopin_studio.export.notation.tempo_marks import TempoMark
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand

_TEMPO_STAFF = _DYNAMICS_STAFF = 1
_PEDAL_STAFF = 2
_STAVES = {Hand.RIGHT: 1, Hand.LEFT: 2}
_FULL_VELOCITY = 90
"""The velocity that MusicXML's 100 per cent of dynamics stand for."""


class Directions:
    """The directions of a score, by staff and in order of ticks."""

    def __init__(self, divisions: int) -> None:
        self._divisions = divisions
        self._placed: dict[int, list[tuple[int, Element]]] = defaultdict(list)
        self._taken: dict[int, int] = defaultdict(int)
        self._following: dict[int, list[tuple[int, Element]]] = defaultdict(list)

    def add(self, tick: int, staff: int, placement: str) -> tuple[Element, Element]:
        """Add an empty direction; return it and the element for its sign."""
        direction = Element("direction", placement=placement)
        self._placed[staff].append((tick, direction))
        return direction, SubElement(direction, "direction-type")

    def in_order(self) -> "Directions":
        """Sort what was added by ticks; at one tick the order of adding stays."""
        for placed in self._placed.values():
            placed.sort(key=lambda item: item[0])
        return self

    def before(self, staff: int, event: Event) -> Iterator[Element]:
        """Yield the directions of `staff` to be written before `event`, each once.

        Those that begin inside the event are among them, with an offset.
        """
        for tick, direction in self._take(staff, event.end_tick - 1):
            follows = _kind(direction) == "stop" or self._following[staff]
            if tick > event.start_tick and follows:
                self._following[staff].append((tick, direction))
                continue
            offset = max(tick - event.start_tick, 0) * self._divisions // TICKS_PER_QUARTER
            yield self._finished(direction, staff, offset)

    def after(self, staff: int, event: Event, is_last: bool) -> Iterator[Element]:
        """Yield the directions of `staff` to be written after `event`, each once.

        They are those inside it from the first one on that ends something: some programs draw a
        pedal line wrongly if its end is beside its beginning, with an offset. Where the event is
        the last of its bar, what ends with it belongs to it, as the next bar may have no event.
        """
        following = self._following.pop(staff, [])
        if is_last:
            placed, index = self._placed[staff], self._taken[staff]
            while index < len(placed) and placed[index][0] == event.end_tick:
                tick, direction = placed[index]
                if _kind(direction) != "stop":
                    break
                following.append((tick, direction))
                index = self._taken[staff] = index + 1
        for tick, direction in following:
            offset = (tick - event.end_tick) * self._divisions // TICKS_PER_QUARTER
            yield self._finished(direction, staff, offset)

    def _take(self, staff: int, last_tick: int) -> Iterator[tuple[int, Element]]:
        placed = self._placed[staff]
        while self._taken[staff] < len(placed) and placed[self._taken[staff]][0] <= last_tick:
            self._taken[staff] += 1
            yield placed[self._taken[staff] - 1]

    @staticmethod
    def _finished(direction: Element, staff: int, offset: int) -> Element:
        """Add offset and staff, which MusicXML requires after the signs and before the sound."""
        place = len(direction.findall("direction-type"))
        if offset:
            element = Element("offset")
            element.text = str(offset)
            direction.insert(place, element)
            place += 1
        element = Element("staff")
        element.text = str(staff)
        direction.insert(place, element)
        return direction


def _kind(direction: Element) -> str | None:
    """Return whether a line's sign starts it or stops it."""
    sign = direction.find("direction-type/*")
    return None if sign is None else sign.get("type")


def directions(score: Score, divisions: int) -> Directions:
    """Return all directions of `score`, offsets in `divisions` of a quarter."""
    found = Directions(divisions)
    last_tick = score.bars[-1].bar.end_tick
    starts = [bar.bar.start_tick for bar in score.bars]
    for hairpin in score.hairpins:
        _add_wedge(found, hairpin, stops=True)
    for shift in score.octaves:
        _add_octave(found, shift, stops=True)
    for tempo in score.tempos:
        _add_tempo(found, tempo)
    for word in score.words:
        _add_words(found, word)
    for dynamic in score.dynamics:
        _add_dynamic(found, dynamic)
    for hairpin in score.hairpins:
        _add_wedge(found, hairpin, stops=False)
    for shift in score.octaves:
        _add_octave(found, shift, stops=False)
    _add_pedals(found, score.pedals, starts[0], last_tick)
    return found.in_order()


def _add_tempo(found: Directions, mark: TempoMark) -> None:
    direction, kind = found.add(mark.tick, _TEMPO_STAFF, "above")
    if mark.word:
        _text(kind, "words", f"{mark.word} ").set("font-weight", "bold")
        kind = SubElement(direction, "direction-type")
    metronome = SubElement(kind, "metronome", parentheses="yes" if mark.word else "no")
    is_dotted = mark.beat_ticks % TICKS_PER_QUARTER != 0 or mark.beat_ticks == 3 * TICKS_PER_QUARTER
    plain = mark.beat_ticks * 2 // 3 if is_dotted else mark.beat_ticks
    _text(metronome, "beat-unit", _BEAT_UNITS[plain])
    if is_dotted:
        SubElement(metronome, "beat-unit-dot")
    _text(metronome, "per-minute", str(mark.beats))
    quarters = mark.beats * mark.beat_ticks / TICKS_PER_QUARTER
    SubElement(direction, "sound", tempo=f"{quarters:.2f}")


_BEAT_UNITS = {120: "16th", 60: "32nd", 30: "64th", 240: "eighth", 480: "quarter", 960: "half"}


def _add_words(found: Directions, mark: TextMark) -> None:
    _, kind = found.add(mark.tick, _TEMPO_STAFF, "above")
    _text(kind, "words", mark.text).set("font-style", "italic")


def _add_dynamic(found: Directions, mark: TextMark) -> None:
    direction, kind = found.add(mark.tick, _DYNAMICS_STAFF, "below")
    SubElement(SubElement(kind, "dynamics"), mark.text)
    share = DYNAMICS[mark.text] / _FULL_VELOCITY
    SubElement(direction, "sound", dynamics=f"{100 * share:.0f}")


def _add_wedge(found: Directions, hairpin: Hairpin, stops: bool) -> None:
    tick = hairpin.end_tick if stops else hairpin.start_tick
    _, kind = found.add(tick, _DYNAMICS_STAFF, "below")
    SubElement(kind, "wedge", type="stop" if stops else hairpin.kind)


def _add_octave(found: Directions, shift: OctaveShift, stops: bool) -> None:
    """Draw an octave line; MusicXML states how the notes are moved on paper, not in sound."""
    tick = shift.end_tick if stops else shift.start_tick
    staff = _STAVES[shift.hand]
    _, kind = found.add(tick, staff, "above" if shift.is_up else "below")
    way = "down" if shift.is_up else "up"
    # Both hands may have one at the same time; only their numbers distinguish them.
    line = SubElement(kind, "octave-shift", type="stop" if stops else way, size="8")
    line.set("number", str(staff))


def _add_pedals(
    found: Directions, spans: tuple[PedalSpan, ...], first_tick: int, last_tick: int
) -> None:
    """Draw the pedal as lines; where it is changed, the next begins where the one before ends.

    MusicXML has a notched line for changes, but MuseScore ignores it and keeps the pedal down.
    """
    for span in spans:
        _add_pedal(found, max(span.start_tick, first_tick), "start")
        _add_pedal(found, min(span.end_tick, last_tick), "stop")


def _add_pedal(found: Directions, tick: int, kind: str) -> None:
    _, place = found.add(tick, _PEDAL_STAFF, "below")
    SubElement(place, "pedal", type=kind, line="yes")


def _text(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = text
    return child
