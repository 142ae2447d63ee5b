"""Collect the events of a MIDI file into an Excerpt."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import mido

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.hands import hand_named
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.midi_io.common import (
    KEYS,
    SEED_END_MARKER,
    SUSTAIN_CONTROLLER,
    TRACK_NAMES,
    readable,
)
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.music.tempo import TempoChange, TempoMap

_PERCUSSION_CHANNEL = 9
_Change = TypeVar("_Change", bound=TempoChange | MeterChange | KeyChange)


@dataclass(slots=True)
class EventCollector:
    """What has been read from a file's tracks so far; one tick of the file is `scale` of ours."""

    scale: float
    notes: list[Note] = field(default_factory=list)
    tempos: list[TempoChange] = field(default_factory=list)
    meters: list[MeterChange] = field(default_factory=list)
    keys: list[KeyChange] = field(default_factory=list)
    pedals: list[PedalChange] = field(default_factory=list)
    title: str = ""
    seed_end_tick: int = 0
    end_tick: int = 0

    def read_track(self, track: mido.MidiTrack, may_be_title: bool) -> None:
        """Read one track; the first one's name is the title where it names no hand."""
        name = readable(track.name)
        hand = hand_named(name)
        if may_be_title and hand is None and name != TRACK_NAMES[None]:
            self.title = name
        pairing = _NotePairing(hand)
        pedals_before, self.pedals = self.pedals, []
        file_tick = 0
        for message in track:
            file_tick += message.time
            self._read_message(message, round(file_tick * self.scale), pairing)
        pairing.end_all(round(file_tick * self.scale))
        self.notes.extend(pairing.notes)
        new_pedals = Counter(self.pedals) - Counter(pedals_before)  # tracks may repeat one pedal
        self.pedals = [*pedals_before, *new_pedals.elements()]
        self.end_tick = max(self.end_tick, round(file_tick * self.scale))

    def _read_message(self, message: Any, tick: int, pairing: "_NotePairing") -> None:  # noqa: ANN401
        kind = message.type
        if getattr(message, "channel", None) == _PERCUSSION_CHANNEL:
            return
        if kind == "note_on" and message.velocity > 0:
            pairing.begin((message.channel, message.note), tick, message.velocity)
        elif kind in ("note_on", "note_off"):
            pairing.end((message.channel, message.note), tick)
        elif kind == "control_change" and message.control == SUSTAIN_CONTROLLER:
            self.pedals.append(PedalChange(tick, message.value))
        elif kind == "set_tempo" and message.tempo > 0:
            self.tempos.append(TempoChange(tick, message.tempo))
        elif kind == "time_signature" and message.numerator > 0 and message.denominator <= 64:
            self.meters.append(MeterChange(tick, message.numerator, message.denominator))
        elif kind == "key_signature":
            self.keys.append(KeyChange(tick, KEYS[message.key]))
        elif kind == "marker" and message.text == SEED_END_MARKER:
            self.seed_end_tick = tick

    def excerpt(self, keeps_tempo: bool) -> Excerpt:
        """Return the excerpt; of changes at one tick the last one counts, as in playback."""
        tempos = _last_at_each_tick(self.tempos) if keeps_tempo else ()
        meters = _last_at_each_tick(self.meters)
        return Excerpt(
            notes=tuple(sorted(self.notes, key=score_order)),
            tempo_map=TempoMap(_from_start(tempos, TempoMap().changes[0])),
            meters=MeterMap(_from_start(meters, MeterMap().changes[0])),
            keys=_last_at_each_tick(self.keys),
            pedals=tuple(sorted(self.pedals, key=lambda pedal: pedal.tick)),
            title=self.title,
            seed_end_tick=self.seed_end_tick,
            names_meter=bool(meters),
        )


@dataclass(slots=True)
class _NotePairing:
    """Pairs note-ons with note-offs, the oldest first where notes of one pitch overlap."""

    hand: Hand | None
    notes: list[Note] = field(default_factory=list)
    _open: dict[tuple[int, int], deque[tuple[int, int]]] = field(
        default_factory=lambda: defaultdict(deque)
    )

    def begin(self, key: tuple[int, int], tick: int, velocity: int) -> None:
        """Begin a note on `key`, a channel and a pitch."""
        self._open[key].append((tick, velocity))

    def end(self, key: tuple[int, int], tick: int) -> None:
        """End the oldest open note on `key`; a note-off without a note is ignored."""
        if self._open[key]:
            onset_tick, velocity = self._open[key].popleft()
            duration_tick = max(tick - onset_tick, 1)
            self.notes.append(Note(key[1], velocity, onset_tick, duration_tick, self.hand))

    def end_all(self, tick: int) -> None:
        """End the notes for which the file has no note-off."""
        for key, waiting in self._open.items():
            while waiting:
                self.end(key, tick)


def _last_at_each_tick(changes: Iterable[_Change]) -> tuple[_Change, ...]:
    by_tick = {change.tick: change for change in changes}
    return tuple(by_tick[tick] for tick in sorted(by_tick))


def _from_start(changes: tuple[_Change, ...], default: _Change) -> tuple[_Change, ...]:
    """Put MIDI's default in front where a file does not state what holds at its beginning."""
    return changes if changes and changes[0].tick == 0 else (default, *changes)
