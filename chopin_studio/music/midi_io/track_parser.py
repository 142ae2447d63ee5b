"""Parse the events of a track, and read on after what is damaged.

The events are those of the Standard MIDI File specification 1.0. Where a file breaks it, what can
be understood is kept, and what was passed over is counted.
"""

from array import array
from collections.abc import Callable
from dataclasses import dataclass, field

from chopin_studio.music.midi_io.mendings import Mending, Mendings
from chopin_studio.music.midi_io.strict_events import (
    END_OF_TRACK,
    FIXED_LENGTHS,
    META,
    NOT_A_NUMBER,
    SYSEX,
    SYSEX_END,
    clean_events,
    data_bytes_of,
    is_clean,
    long_number,
)

TICK_SHIFT = 24
_FIRST_REALTIME = 0xF8
_SYSTEM_COMMON_DATA = {0xF1: 1, 0xF2: 2, 0xF3: 1}
_LONGEST_RAW_EXCLUSIVE = 1 << 14
_STRETCH_BYTES = 1 << 16
"""How much is parsed between two reports of progress."""


@dataclass(frozen=True, slots=True)
class MetaEvent:
    """A meta event: its type by the standard, and what it holds."""

    tick: int
    kind: int
    payload: bytes


@dataclass(slots=True)
class TrackEvents:
    """The events of a track, in the file's own ticks.

    `messages` are channel messages, each packed as `tick << 24 | status << 16 | data << 8 | data`:
    8 bytes for each of what may be millions.
    """

    messages: "array[int]" = field(default_factory=lambda: array("q"))
    metas: list[MetaEvent] = field(default_factory=list)
    exclusives: list[tuple[int, bytes]] = field(default_factory=list)
    end_tick: int = 0


def parse_track(
    data: bytes,
    first_tick: int,
    last_tick: int,
    mendings: Mendings,
    report: Callable[[int], None],
) -> TrackEvents:
    """Return the events of a track that begins at `first_tick`, up to its end or `last_tick`.

    `data` may be damaged in any way, be cut short, and go on after the end of the track. `report`
    is told at times how many bytes are parsed; what it raises passes through.
    """
    parser = _TrackParser(data, first_tick, last_tick, mendings)
    try:
        while parser.position < len(data):
            parser.parse_until(min(parser.position + _STRETCH_BYTES, len(data)))
            report(min(parser.position, len(data)))
        if not parser.is_ended:
            mendings[Mending.NO_END_OF_TRACK] += 1
    except IndexError:  # the last event is not all there
        mendings[Mending.CUT_SHORT] += 1
    parser.events.end_tick = parser.tick
    return parser.events


class _TrackParser:
    """Where the parsing of a track is; sound channel messages take the short way."""

    def __init__(self, data: bytes, first_tick: int, last_tick: int, mendings: Mendings) -> None:
        self.events = TrackEvents()
        self.position = 0
        self.tick = first_tick
        self.is_ended = False
        self._data = data
        self._last_tick = last_tick
        self._mendings = mendings
        self._running = 0

    def parse_until(self, end: int) -> None:
        """Parse whole events until one ends at `end` or later; IndexError where the data end."""
        data, append, last_tick = self._data, self.events.messages.append, self._last_tick
        position, tick, running = self.position, self.tick, self._running
        try:
            while position < end:
                start = position
                delta = data[position]
                position += 1
                if delta > 0x7F:
                    delta, position = long_number(data, start)
                status = data[position]
                if status > 0x7F:
                    position += 1
                else:
                    status = running
                if 0x80 <= status < 0xF0 and 0 <= delta <= last_tick - tick:
                    first = data[position]
                    position += 1
                    second = 0
                    if not 0xC0 <= status < 0xE0:
                        second = data[position]
                        position += 1
                    if first < 0x80 and second < 0x80:
                        tick += delta
                        running = status
                        append(tick << TICK_SHIFT | status << 16 | first << 8 | second)
                        continue
                self.position, self.tick, self._running = start, tick, running
                self._parse_unusual()
                position, tick, running = self.position, self.tick, self._running
        except IndexError:
            self.tick = max(self.tick, tick)
            raise
        self.position, self.tick, self._running = position, tick, running

    def _parse_unusual(self) -> None:
        """Parse an event that is no sound channel message."""
        delta, position = long_number(self._data, self.position)
        if delta == NOT_A_NUMBER:
            self._resume(self.position, self._running)
        elif delta > self._last_tick - self.tick:
            self._mendings[Mending.TOO_LATE] += 1
            self._end()
        else:
            self.tick += delta
            status_place: int | None = position
            while status_place is not None:
                status_place = self._parse_at_status(status_place)

    def _parse_at_status(self, position: int) -> int | None:
        """Parse from a status byte on; return where another one follows without a delta time."""
        status = self._data[position]
        if status < 0x80:
            if not self._running:
                self._resume(position)
                return None
            status = self._running
        else:
            position += 1
        if status < 0xF0:
            self._parse_damaged_message(status, position)
        elif status == META and self._data[position] < 0x80:
            self._parse_meta(position)
        elif status in (SYSEX, SYSEX_END):
            self._parse_exclusive(position)
        else:
            return self._pass_stray_status(status, position)
        return None

    def _parse_damaged_message(self, status: int, position: int) -> None:
        """Parse a channel message with real-time bytes inside it, or data beyond 127."""
        data, start, values = self._data, position, list[int]()
        while len(values) < data_bytes_of(status):
            value = data[position]
            position += 1
            if _FIRST_REALTIME <= value < META:
                self._mendings[Mending.STRAY_BYTES] += 1
            else:
                values.append(value)
        self._running = status
        self.position = position
        if max(values) > 0x7F:
            self._mendings[Mending.DAMAGED_EVENT] += 1
            wrong = next(place for place in range(start, position) if data[place] > 0x7F)
            # The value is wrong, or a byte was lost and the next event begins here.
            if not is_clean(data, position, status) and is_clean(data, wrong, status):
                self.position = wrong
                return
        if values[0] < 0x80:
            first, second = values[0], min([*values, 0][1], 0x7F)
            self.events.messages.append(
                self.tick << TICK_SHIFT | status << 16 | first << 8 | second
            )

    def _parse_meta(self, position: int) -> None:
        """Parse a meta event from its type on."""
        data, kind = self._data, self._data[position]
        length, start = long_number(data, position + 1)
        end = start + length
        fixed = FIXED_LENGTHS.get(kind, length)
        if kind == END_OF_TRACK:
            self._mendings[Mending.STRAY_BYTES] += len(data) - start
            self._end()
            return
        is_wrong = length == NOT_A_NUMBER or end > len(data)
        if is_wrong or (length != fixed and not is_clean(data, end, self._running)):
            self._mendings[Mending.DAMAGED_EVENT] += 1
            if fixed != length and is_clean(data, start + fixed, self._running):
                end = start + fixed
            elif is_wrong:
                self._resume(start)
                return
        self.events.metas.append(MetaEvent(self.tick, kind, data[start:end]))
        self.position = end

    def _parse_exclusive(self, position: int) -> None:
        """Parse a system exclusive message, also one without a length, as it goes over a cable."""
        data = self._data
        length, start = long_number(data, position)
        end = start + length
        is_wrong = length == NOT_A_NUMBER or end > len(data)
        if is_wrong or data[end - 1] != SYSEX_END:
            last = data.find(SYSEX_END, position, position + _LONGEST_RAW_EXCLUSIVE)
            if last >= 0 and is_clean(data, last + 1, self._running):
                self._mendings[Mending.DAMAGED_EVENT] += 1
                start, end = position, last + 1
            elif is_wrong:
                self._resume(position)
                return
        self.events.exclusives.append((self.tick, data[start:end]))
        self.position = end

    def _pass_stray_status(self, status: int, position: int) -> int | None:
        """Pass over a status byte that no file should have; return as `_parse_at_status` does."""
        data, start = self._data, position
        for _ in range(_SYSTEM_COMMON_DATA.get(status, 0)):
            position += position < len(data) and data[position] < 0x80
        self._mendings[Mending.STRAY_BYTES] += 1 + position - start
        self.position = position
        if position == len(data) or data[position] < 0x80:
            return None
        # A recorder may have put it between a delta time and its event.
        as_event = clean_events(data, position, self._running, is_at_status=True)
        is_same_channel = self._running and (data[position] ^ self._running) & 0x0F == 0
        if as_event and (is_same_channel or as_event > clean_events(data, position, self._running)):
            return position
        return None

    def _resume(self, position: int, running: int = 0) -> None:
        """Go on where sound events begin after `position`, at the end if they do nowhere.

        `running` is the status byte of an event without one; none can be expected inside a text.
        """
        data, start = self._data, position
        position += 1
        while position < len(data) and not is_clean(data, position, running):
            position += 1
        self._mendings[Mending.STRAY_BYTES] += position - start
        self.position = position

    def _end(self) -> None:
        self.is_ended = True
        self.position = len(self._data)
