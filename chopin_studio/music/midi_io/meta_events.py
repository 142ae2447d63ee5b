"""Tempo, meter and key as meta events state them, read also where they are short or impossible."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io.mendings import Mending, Mendings
from chopin_studio.music.midi_io.track_parser import MetaEvent
from chopin_studio.music.tempo import TempoChange, TempoMap

TEXT, TRACK_NAME, INSTRUMENT_NAME, LYRIC, MARKER = 0x01, 0x03, 0x04, 0x05, 0x06
PORT, TEMPO, TIME_SIGNATURE, KEY_SIGNATURE = 0x21, 0x51, 0x58, 0x59

_TEMPO_BYTES = 3
_LARGEST_EXPONENT = 6
"""A denominator is stated as a power of two; notation ends at 64."""

_Change = TypeVar("_Change", bound=TempoChange | MeterChange | KeyChange)


def tempo_map(
    metas: Iterable[MetaEvent], tick_of: Callable[[int], int], mendings: Mendings
) -> TempoMap:
    """Return the tempi that `metas` state; `tick_of` turns the file's ticks into ours."""
    found: list[TempoChange] = []
    for meta in _of_kind(metas, TEMPO):
        microseconds = int.from_bytes(meta.payload[:_TEMPO_BYTES])
        if len(meta.payload) < _TEMPO_BYTES or microseconds == 0:
            mendings[Mending.TEMPO] += 1
        else:
            found.append(TempoChange(tick_of(meta.tick), microseconds))
    return TempoMap(_from_start(_last_at_each_tick(found), TempoMap().changes[0]))


def meter_changes(
    metas: Iterable[MetaEvent], tick_of: Callable[[int], int], mendings: Mendings
) -> tuple[MeterChange, ...]:
    """Return the meters that `metas` state, none at tick 0 where the file states none there."""
    found: list[MeterChange] = []
    for meta in _of_kind(metas, TIME_SIGNATURE):
        meter = _meter(tick_of(meta.tick), meta.payload)
        if meter is None:
            mendings[Mending.TIME_SIGNATURE] += 1
            continue
        if found and found[-1].tick == meter.tick and 1 in _numerators(found[-1], meter):
            # A pickup bar that an editor has cut away leaves its meter at the next bar's place.
            mendings[Mending.MEETING_METERS] += 1
            meter = max(found.pop(), meter, key=lambda change: change.numerator)
        found.append(meter)
    return _last_at_each_tick(found)


def meter_map(changes: tuple[MeterChange, ...]) -> MeterMap:
    """Return the meters of a whole excerpt."""
    return MeterMap(_from_start(changes, MeterMap().changes[0]))


def key_changes(
    metas: Iterable[MetaEvent], tick_of: Callable[[int], int], mendings: Mendings
) -> tuple[KeyChange, ...]:
    """Return the key signatures that `metas` state."""
    found: list[KeyChange] = []
    for meta in _of_kind(metas, KEY_SIGNATURE):
        key = _key(meta.payload)
        if key is None:
            mendings[Mending.KEY_SIGNATURE] += 1
        else:
            found.append(KeyChange(tick_of(meta.tick), key))
    return _last_at_each_tick(found)


def _of_kind(metas: Iterable[MetaEvent], kind: int) -> Sequence[MetaEvent]:
    """Return the events of a kind in order of time; those of one tick stay in the file's order."""
    return sorted((meta for meta in metas if meta.kind == kind), key=lambda meta: meta.tick)


def _meter(tick: int, payload: bytes) -> MeterChange | None:
    """Return the meter of a time signature, of which two bytes are enough; None if impossible."""
    if len(payload) < 2 or payload[0] == 0 or payload[1] > _LARGEST_EXPONENT:
        return None
    return MeterChange(tick, payload[0], 1 << payload[1])


def _numerators(*meters: MeterChange) -> set[int]:
    """Return the numerators where they differ."""
    numerators = {meter.numerator for meter in meters}
    return numerators if len(numerators) > 1 else set()


def _key(payload: bytes) -> Key | None:
    """Return the key of a key signature, major where no mode is stated; None if impossible."""
    if not payload or payload[1:2] not in (b"", b"\x00", b"\x01"):
        return None
    fifths = int.from_bytes(payload[:1], signed=True)
    if not -7 <= fifths <= 7:
        return None
    return Key(fifths, "minor" if payload[1:2] == b"\x01" else "major")


def _last_at_each_tick(changes: Iterable[_Change]) -> tuple[_Change, ...]:
    """Return `changes` in order; of those at one tick the last one counts, as in playback."""
    by_tick = {change.tick: change for change in changes}
    return tuple(by_tick[tick] for tick in sorted(by_tick))


def _from_start(changes: tuple[_Change, ...], default: _Change) -> tuple[_Change, ...]:
    """Put MIDI's default in front where a file does not state what holds at its beginning."""
    return changes if changes and changes[0].tick == 0 else (default, *changes)
