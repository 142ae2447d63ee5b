"""All events of a MIDI file: its tracks parsed, and joined where each stands for itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from chopin_studio.music.midi_io.chunks import MidiLayout
from chopin_studio.music.midi_io.common import MAX_END_TICK
from chopin_studio.music.midi_io.mendings import Mending, Mendings
from chopin_studio.music.midi_io.meta_events import INSTRUMENT_NAME, PORT, TRACK_NAME
from chopin_studio.music.midi_io.text_decoding import readable
from chopin_studio.music.midi_io.track_parser import MetaEvent, TrackEvents, parse_track
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.tempo import DEFAULT_BPM

_PATTERNS = 2
"""The format of a file whose tracks are pieces of their own."""

Report = Callable[[float], None]
"""Is told at times what share of the work is done, from 0 to 1; may raise to cancel it."""


@dataclass(frozen=True, slots=True)
class FileEvents:
    """The tracks of a file; `scale` is how many of our ticks one of the file lasts."""

    tracks: Sequence[TrackEvents]
    scale: float
    has_beats: bool

    def tick_of(self, file_tick: int) -> int:
        """Return a tick of the file as one of ours."""
        return round(file_tick * self.scale)

    @property
    def whole_note(self) -> int:
        """How many ticks of the file a whole note lasts."""
        return max(round(4 * TICKS_PER_QUARTER / self.scale), 1)

    @property
    def metas(self) -> list[MetaEvent]:
        """The meta events of all tracks, in the order of tracks."""
        return list(chain.from_iterable(track.metas for track in self.tracks))

    def ports(self) -> list[int]:
        """Return for each track the port that it is for, 0 where none is stated."""
        return [_first(track, PORT, b"\0")[0] for track in self.tracks]

    def names(self) -> list[str]:
        """Return the name of each track, that of its instrument where it has none, or nothing."""
        return [
            readable(_first(track, TRACK_NAME) or _first(track, INSTRUMENT_NAME))
            for track in self.tracks
        ]


def parse_file(data: bytes, layout: MidiLayout, mendings: Mendings, report: Report) -> FileEvents:
    """Parse all tracks of a file whose `layout` is known.

    Patterns (format 2) follow one another as one track.
    """
    scale = _scale(layout.division)
    # A note that begins last may be given an end a whole note later.
    last_tick = int((MAX_END_TICK - 4 * TICKS_PER_QUARTER) / scale)
    is_sequence = layout.format == _PATTERNS and len(layout.tracks) > 1
    tracks: list[TrackEvents] = []
    first_tick = 0
    for start, end in layout.tracks:
        report(start / len(data))
        events = parse_track(
            data[start:end],
            first_tick,
            last_tick,
            mendings,
            partial(_report_share, report, start, len(data)),
        )
        tracks.append(events)
        if is_sequence:
            first_tick = events.end_tick
    if is_sequence:
        mendings[Mending.PATTERNS] += len(tracks)
        tracks = [_joined(tracks)]
    return FileEvents(tracks, scale, layout.division > 0)


def _report_share(report: Report, start: int, total: int, parsed: int) -> None:
    report((start + parsed) / total)


def _joined(tracks: Sequence[TrackEvents]) -> TrackEvents:
    """Return as one track what follows one another already."""
    whole = TrackEvents()
    for track in tracks:
        whole.messages.extend(track.messages)
        whole.metas += track.metas
        whole.exclusives += track.exclusives
        whole.end_tick = track.end_tick
    return whole


def _scale(division: int) -> float:
    """Return the domain's ticks per tick of the file, from the header's division field.

    A negative division is SMPTE time: minus the frames a second in the high byte (29 meaning
    29.97), ticks a frame in the low one.
    """
    if division > 0:
        return TICKS_PER_QUARTER / division
    frames, ticks_per_frame = -(division >> 8), division & 0xFF
    ticks_per_sec = (29.97 if frames == 29 else frames) * ticks_per_frame
    return TICKS_PER_QUARTER * DEFAULT_BPM / 60 / ticks_per_sec


def _first(track: TrackEvents, kind: int, default: bytes = b"") -> bytes:
    found = (meta.payload for meta in track.metas if meta.kind == kind and meta.payload)
    return next(found, default)
