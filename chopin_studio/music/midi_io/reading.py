"""Read MIDI files of every common kind, and refuse others with an error that says why."""

import io
import stat
from collections.abc import Collection
from pathlib import Path

import mido

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io.common import MAX_END_TICK, MidiFileError, readable
from chopin_studio.music.midi_io.events import EventCollector
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.opened_music import OpenedMusic, Part
from chopin_studio.music.tempo import DEFAULT_BPM
from chopin_studio.texts import translatable

MAX_MIDI_BYTES = 4 * 2**20
"""About half a million notes, or many hours of playing; a larger file is no piano piece."""


def read_midi(path: Path) -> Excerpt:
    """Read the MIDI file at `path`.

    Every channel but the percussion one becomes piano; other divisions are rescaled to 480 ticks
    a quarter note, and a file in SMPTE time is read at 120 bpm. Raises MidiFileError.
    """
    return open_midi(path).excerpt


def open_midi(path: Path, parts: Collection[int] | None = None) -> OpenedMusic:
    """Read the MIDI file at `path` with its parts, and what had to be changed or left out.

    `parts` are the indices of those to take; None takes those that seem to be the piano. Raises
    MidiFileError.
    """
    path = Path(path)
    return opened_from_bytes(_file_bytes(path), path.name, parts)


def excerpt_from_bytes(data: bytes, name: str) -> Excerpt:
    """Read the content of a MIDI file; a MidiFileError calls the file `name`."""
    return opened_from_bytes(data, name).excerpt


def opened_from_bytes(data: bytes, name: str, parts: Collection[int] | None = None) -> OpenedMusic:
    """Read the content of a MIDI file with its parts; see open_midi."""
    file = _parse(_standard_chunks(data), name)
    reading = EventCollector(_tick_scale(file.ticks_per_beat, name))
    found: list[Part] = []
    for index, track in enumerate(file.tracks):
        before = len(reading.notes)
        reading.read_track(track, may_be_title=index == 0)
        count = len(reading.notes) - before
        is_taken = parts is None or len(found) in parts
        if not is_taken:
            del reading.notes[before:]
        if count:
            found.append(Part(len(found), readable(track.name), "", count, is_taken))
    if reading.end_tick > MAX_END_TICK:
        raise MidiFileError(
            translatable(
                "{name} is longer than {most} quarter notes. "
                "Shorten it in a sequencer and open it again.",
                name=name,
                most=MAX_END_TICK // TICKS_PER_QUARTER,
            )
        )
    return OpenedMusic(reading.excerpt(keeps_tempo=file.ticks_per_beat > 0), tuple(found))


def _file_bytes(path: Path) -> bytes:
    """Read the file after checking its kind and size."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise MidiFileError(
                translatable("{path} is a folder. Choose a MIDI file inside it.", path=path)
            )
        if not stat.S_ISREG(status.st_mode):
            raise MidiFileError(
                translatable("{path} is not a file. Choose a MIDI file.", path=path)
            )
        if status.st_size > MAX_MIDI_BYTES:
            raise MidiFileError(
                translatable(
                    "{name} is {size:.0f} MB, more than the {most} MB that a piano piece needs at "
                    "most. Choose another MIDI file.",
                    name=path.name,
                    size=status.st_size / 2**20,
                    most=MAX_MIDI_BYTES // 2**20,
                )
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MidiFileError(
            translatable("{path} does not exist. Check the name and the folder.", path=path)
        ) from error
    except (OSError, ValueError) as error:
        raise MidiFileError(
            translatable(
                "{path} cannot be read: {reason}. Check its permissions or copy it elsewhere.",
                path=path,
                reason=getattr(error, "strerror", None) or error,
            )
        ) from error


def _standard_chunks(data: bytes) -> bytes:
    """Unwrap a RIFF MIDI file and drop the chunks that the standard says readers should skip."""
    if data[:4] == b"RIFF" and data[8:12] == b"RMID":
        data = data[max(data.find(b"MThd"), 0) :]
    kept, position = bytearray(), 0
    while position + 8 <= len(data):
        end = position + 8 + int.from_bytes(data[position + 4 : position + 8])
        if data[position : position + 4] in (b"MThd", b"MTrk"):
            kept += data[position:end]
        position = end
    return bytes(kept) if data[:4] == b"MThd" else data


def _parse(data: bytes, name: str) -> mido.MidiFile:
    if not data:
        raise MidiFileError(
            translatable("{name} is empty. Export or download it again.", name=name)
        )
    if data[:4] != b"MThd":
        raise MidiFileError(
            translatable("{name} is not a MIDI file. Choose a file ending in .mid.", name=name)
        )
    try:
        file = mido.MidiFile(file=io.BytesIO(data), clip=True)
    except EOFError as error:
        raise MidiFileError(
            translatable("{name} is incomplete. Export or download it again.", name=name)
        ) from error
    except Exception as error:  # mido does not document what damaged bytes can raise
        raise MidiFileError(
            translatable(
                "{name} is damaged and cannot be read. Export it again as a standard MIDI file.",
                name=name,
            )
        ) from error
    if file.type not in (0, 1):
        raise MidiFileError(
            translatable(
                "{name} contains several separate patterns (MIDI format {format}). "
                "Save it as format 0 or 1 in a sequencer.",
                name=name,
                format=file.type,
            )
        )
    return file


def _tick_scale(division: int, name: str) -> float:
    """Return the domain's ticks per tick of the file, from the header's division field.

    A negative division is SMPTE time: minus the frames a second in the high byte (29 meaning
    29.97), ticks a frame in the low one.
    """
    if division > 0:
        return TICKS_PER_QUARTER / division
    frames, ticks_per_frame = -(division >> 8), division & 0xFF
    ticks_per_sec = (29.97 if frames == 29 else frames) * ticks_per_frame
    if ticks_per_sec <= 0:
        raise MidiFileError(
            translatable(
                "{name} does not state how long its ticks are. Export it again from a sequencer.",
                name=name,
            )
        )
    return TICKS_PER_QUARTER * DEFAULT_BPM / 60 / ticks_per_sec
