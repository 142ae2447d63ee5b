"""Write MIDI files of format 1: a conductor track, then a track for each hand."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import mido

from chopin_studio.files import SHARED, write_bytes
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io.common import (
    MAX_END_TICK,
    SEED_END_MARKER,
    SUSTAIN_CONTROLLER,
    TRACK_NAMES,
    MidiFileError,
    midi_key_name,
    writable,
)
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note
from chopin_studio.texts import translatable


def write_midi(excerpt: Excerpt, path: Path, mode: int = SHARED) -> None:
    """Write `excerpt` to `path` as a MIDI file of format 1; equal excerpts give equal bytes.

    Raises MidiFileError for music too long for the format, FileWriteError for a bad path.
    """
    if max(excerpt.end_tick, excerpt.seed_end_tick) > MAX_END_TICK:
        raise MidiFileError(
            translatable("This music is too long for a MIDI file. Shorten it and save it again.")
        )
    file = mido.MidiFile(type=1, ticks_per_beat=TICKS_PER_QUARTER)
    file.tracks.append(_conductor_track(excerpt))
    file.tracks.extend(_note_tracks(excerpt))
    buffer = io.BytesIO()
    file.save(file=buffer)
    write_bytes(Path(path), buffer.getvalue(), mode)


def _conductor_track(excerpt: Excerpt) -> mido.MidiTrack:
    """Make the track that holds everything but the notes and the pedal."""
    events: list[tuple[int, Any]] = []
    if writable(excerpt.title):
        events.append((0, mido.MetaMessage("track_name", name=writable(excerpt.title))))
    for meter in excerpt.meters.changes if excerpt.names_meter else ():
        message = mido.MetaMessage(
            "time_signature", numerator=meter.numerator, denominator=meter.denominator
        )
        events.append((meter.tick, message))
    for change in excerpt.keys:
        message = mido.MetaMessage("key_signature", key=midi_key_name(change.key))
        events.append((change.tick, message))
    for tempo in excerpt.tempo_map.changes:
        message = mido.MetaMessage("set_tempo", tempo=tempo.microseconds_per_quarter)
        events.append((tempo.tick, message))
    if excerpt.seed_end_tick:
        message = mido.MetaMessage("marker", text=SEED_END_MARKER)
        events.append((excerpt.seed_end_tick, message))
    return _track(sorted(events, key=lambda event: event[0]))


def _note_tracks(excerpt: Excerpt) -> list[mido.MidiTrack]:
    """Make a track for each hand in use, the pedal in every one of them.

    A sequencer may give each track an instrument of its own, whose pedal is then its own too.

    A hand gets a second track of the same name where a note lies inside a longer one of its
    pitch: their note-offs could not be told apart in one.
    """
    tracks = []
    pedals = [
        (
            pedal.tick,
            0,
            mido.Message("control_change", control=SUSTAIN_CONTROLLER, value=pedal.value),
        )
        for pedal in excerpt.pedals
    ]
    for hand in (Hand.RIGHT, Hand.LEFT, None):
        for notes in _without_nesting(note for note in excerpt.notes if note.hand is hand):
            tracks.append(_note_track(TRACK_NAMES[hand], notes, pedals))
    if pedals and not tracks:
        tracks.append(_note_track(TRACK_NAMES[None], [], pedals))
    return tracks


def _without_nesting(notes: Iterable[Note]) -> list[list[Note]]:
    """Divide `notes` into as few lists as have the notes of each pitch end in order of onset."""
    dealt: list[list[Note]] = []
    last_ends: list[dict[int, int]] = []
    for note in notes:
        fitting = (
            place
            for place, ends in enumerate(last_ends)
            if ends.get(note.pitch, 0) <= note.end_tick
        )
        place = next(fitting, len(dealt))
        if place == len(dealt):
            dealt.append([])
            last_ends.append({})
        dealt[place].append(note)
        last_ends[place][note.pitch] = note.end_tick
    return dealt


def _note_track(
    name: str, notes: list[Note], pedals: list[tuple[int, int, mido.Message]]
) -> mido.MidiTrack:
    """Make a track on channel 1; at one tick note-offs come first, then pedal, then note-ons."""
    events = [*pedals]
    for note in notes:
        on = mido.Message("note_on", note=note.pitch, velocity=note.velocity)
        off = mido.Message("note_off", note=note.pitch, velocity=64)
        events += [(note.onset_tick, 1, on), (note.end_tick, -1, off)]
    events.sort(key=lambda event: event[:2])
    opening = [
        (0, mido.MetaMessage("track_name", name=name)),
        (0, mido.Message("program_change", program=0)),
    ]
    return _track([*opening, *((tick, message) for tick, _, message in events)])


def _track(events: list[tuple[int, Any]]) -> mido.MidiTrack:
    """Turn `events` in order of ticks into a track of delta times."""
    track = mido.MidiTrack()
    now = 0
    for tick, message in events:
        track.append(message.copy(time=tick - now))
        now = tick
    return track
