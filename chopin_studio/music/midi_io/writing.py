"""Write MIDI files of format 1: a conductor track, then a track for each hand."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from chopin_studio.files import SHARED, write_bytes
from chopin_studio.music.excerpt import SOSTENUTO_PEDAL, Excerpt
from chopin_studio.music.midi_io.common import (
    MAX_END_TICK,
    SEED_END_MARKER,
    SUSTAIN_CONTROLLER,
    TRACK_NAMES,
    MidiFileError,
)
from chopin_studio.music.midi_io.message_table import CONTROL, NOTE_OFF, NOTE_ON, PROGRAM
from chopin_studio.music.midi_io.meta_events import (
    KEY_SIGNATURE,
    MARKER,
    TEMPO,
    TIME_SIGNATURE,
    TRACK_NAME,
)
from chopin_studio.music.midi_io.text_decoding import on_one_line
from chopin_studio.music.midi_io.track_bytes import (
    header_chunk,
    meta_event,
    timed,
    timed_messages,
    track_chunk,
)
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note
from chopin_studio.texts import translatable

_RELEASE_VELOCITY = 64
_CLOCKS_A_CLICK, _THIRTY_SECONDS_A_QUARTER = 24, 8
"""What time signatures state besides the meter, as the standard has it."""

_SOSTENUTO, _RELEASE, _PEDAL, _STRIKE = range(4)
"""The order of events at one tick: the sostenuto pedal holds what is still down."""

_PedalMoves = Sequence[tuple[int, int, int, int]]
"""Tick, place in the order of its tick, controller and value."""


def write_midi(excerpt: Excerpt, path: Path, mode: int = SHARED) -> None:
    """Write `excerpt` to `path` as a MIDI file of format 1; equal excerpts give equal bytes.

    Raises MidiFileError for music too long for the format, FileWriteError for a bad path.
    """
    write_bytes(Path(path), midi_bytes(excerpt), mode)


def midi_bytes(excerpt: Excerpt) -> bytes:
    """Return `excerpt` as the content of a MIDI file; raises as `write_midi` does."""
    if max(excerpt.end_tick, excerpt.seed_end_tick) > MAX_END_TICK:
        raise MidiFileError(
            translatable("This music is too long for a MIDI file. Shorten it and save it again.")
        )
    tracks = [_conductor_track(excerpt), *_note_tracks(excerpt)]
    return header_chunk(len(tracks), TICKS_PER_QUARTER) + b"".join(map(track_chunk, tracks))


def _conductor_track(excerpt: Excerpt) -> bytearray:
    """Return the events of all but the notes and pedals."""
    events: list[tuple[int, bytes]] = []
    title = on_one_line(excerpt.title)
    if title:
        events.append((0, meta_event(TRACK_NAME, title.encode(errors="replace"))))
    for meter in excerpt.meters.changes if excerpt.names_meter else ():
        exponent = meter.denominator.bit_length() - 1
        payload = bytes((meter.numerator, exponent, _CLOCKS_A_CLICK, _THIRTY_SECONDS_A_QUARTER))
        events.append((meter.tick, meta_event(TIME_SIGNATURE, payload)))
    for change in excerpt.keys:
        payload = bytes((change.key.fifths & 0xFF, change.key.mode == "minor"))
        events.append((change.tick, meta_event(KEY_SIGNATURE, payload)))
    for tempo in excerpt.tempo_map.changes:
        payload = tempo.microseconds_per_quarter.to_bytes(3)
        events.append((tempo.tick, meta_event(TEMPO, payload)))
    if excerpt.seed_end_tick:
        marker = meta_event(MARKER, SEED_END_MARKER.encode())
        events.append((excerpt.seed_end_tick, marker))
    return timed(sorted(events, key=lambda event: event[0]))


def _note_tracks(excerpt: Excerpt) -> list[bytearray]:
    """Return the events of a track for each hand in use, the pedals in every one of them.

    A sequencer may give each track an instrument of its own, whose pedals are then its own too.

    A hand gets a second track of the same name where a note lies inside a longer one of its
    pitch: their note-offs could not be told apart in one.
    """
    tracks = []
    pedals = [(move.tick, _PEDAL, SUSTAIN_CONTROLLER, move.value) for move in excerpt.pedals]
    for change in excerpt.controls:
        place = _SOSTENUTO if change.controller == SOSTENUTO_PEDAL else _PEDAL
        pedals.append((change.tick, place, change.controller, change.value))
    for hand in (Hand.RIGHT, Hand.LEFT, None):
        for notes in _without_nesting(note for note in excerpt.notes if note.hand is hand):
            tracks.append(_note_track(TRACK_NAMES[hand], notes, pedals))
    if pedals and not tracks:
        tracks.append(_note_track(TRACK_NAMES[None], [], pedals))
    return tracks


def _without_nesting(notes: Iterable[Note]) -> list[list[Note]]:
    """Divide `notes` into as few lists as have the notes of each pitch end in order of onset."""
    dealt: list[list[Note]] = []
    last_ends: list[list[int]] = []
    for note in notes:
        pitch, end_tick = note.pitch, note.onset_tick + note.duration_tick
        for own, ends in zip(dealt, last_ends, strict=True):
            if ends[pitch] <= end_tick:
                own.append(note)
                ends[pitch] = end_tick
                break
        else:
            dealt.append([note])
            last_ends.append([0] * 128)
            last_ends[-1][pitch] = end_tick
    return dealt


def _note_track(name: str, notes: Sequence[Note], pedals: _PedalMoves) -> bytearray:
    """Return the events of a track on channel 1."""
    onsets = np.array([note.onset_tick for note in notes], np.int64)
    ends = onsets + np.array([note.duration_tick for note in notes], np.int64)
    pitches = np.array([note.pitch for note in notes], np.int64)
    velocities = np.array([note.velocity for note in notes], np.int64)
    moves = np.array(pedals, np.int64).reshape(-1, 4)
    count = len(notes)
    ticks = np.concatenate((moves[:, 0], onsets, ends))
    places = np.concatenate((moves[:, 1], np.full(count, _STRIKE), np.full(count, _RELEASE)))
    statuses = np.repeat((CONTROL, NOTE_ON, NOTE_OFF), (len(moves), count, count))
    first = np.concatenate((moves[:, 2], pitches, pitches))
    second = np.concatenate((moves[:, 3], velocities, np.full(count, _RELEASE_VELOCITY)))
    order = np.lexsort((places, ticks))  # stable: the notes of one tick keep their order
    opening = timed([(0, meta_event(TRACK_NAME, name.encode())), (0, bytes((PROGRAM, 0)))])
    columns = (column[order].tolist() for column in (ticks, statuses, first, second))
    return opening + timed_messages(*columns)
