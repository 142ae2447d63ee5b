"""Read MIDI files of every kind, and refuse what is none with an error that says what it is."""

import stat
from collections.abc import Collection
from pathlib import Path

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io.chunks import find_tracks
from chopin_studio.music.midi_io.common import MAX_END_TICK, MidiFileError
from chopin_studio.music.midi_io.file_events import Report, parse_file
from chopin_studio.music.midi_io.file_kinds import WEB_PAGE, kind_of
from chopin_studio.music.midi_io.file_music import music_of
from chopin_studio.music.midi_io.mendings import Mending, Mendings
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.opened_music import OpenedMusic
from chopin_studio.texts import Text, translatable

MAX_MIDI_BYTES = 16 * 2**20
"""About two million notes, or days of playing; a larger file is no piano piece."""

_PARSING_SHARE = 0.5
"""Of the time that it takes to read a file."""


def unheard(_share: float) -> None:
    """Take no notice of how far reading is."""


def read_midi(path: Path) -> Excerpt:
    """Read the piano music in the MIDI file at `path`; see `open_midi`."""
    return open_midi(path).excerpt


def read_own_midi(path: Path) -> Excerpt:
    """Read a MIDI file that `write_midi` has written, as it was written.

    A note has a hand only where its track names it, and any name is a title. Raises MidiFileError,
    also for a file that is damaged.
    """
    path = Path(path)
    return opened_from_bytes(_file_bytes(path), path.name, is_own=True).excerpt


def open_midi(
    path: Path, parts: Collection[int] | None = None, report: Report = unheard
) -> OpenedMusic:
    """Read the MIDI file at `path` with its parts, and what had to be changed or left out.

    `parts` are the indices of those to take; None takes those that seem to be the piano. Divisions
    are rescaled to 480 ticks a quarter note, and a file in SMPTE time is read at 120 bpm. `report`
    is told at times what share is read, and may raise to cancel. Raises MidiFileError.
    """
    path = Path(path)
    return opened_from_bytes(_file_bytes(path), path.name, parts, report)


def excerpt_from_bytes(data: bytes, name: str) -> Excerpt:
    """Read the content of a MIDI file; a MidiFileError calls the file `name`."""
    return opened_from_bytes(data, name).excerpt


def opened_from_bytes(
    data: bytes,
    name: str,
    parts: Collection[int] | None = None,
    report: Report = unheard,
    is_own: bool = False,
) -> OpenedMusic:
    """Read the content of a MIDI file with its parts; see `open_midi` and `read_own_midi`."""
    mendings = Mendings()
    layout = find_tracks(data, mendings)
    foreign = None if data.startswith(b"MThd") else kind_of(data)
    if layout is None or foreign is not None or not layout.tracks:
        raise MidiFileError(_refusal(data, name, foreign))
    events = parse_file(data, layout, mendings, lambda share: report(share * _PARSING_SHARE))
    if mendings[Mending.TOO_LATE] and not any(track.messages for track in events.tracks):
        raise MidiFileError(
            translatable(
                "{name} is longer than {most} quarter notes. "
                "Shorten it in a sequencer and open it again.",
                name=name,
                most=MAX_END_TICK // TICKS_PER_QUARTER,
            )
        )
    music = music_of(events, mendings, name, parts, is_own)
    if is_own and mendings.total():
        raise MidiFileError(
            translatable(
                "{name} is damaged. Open it as a MIDI file to see what can still be read.",
                name=name,
            )
        )
    report(1.0)
    return music


def _refusal(data: bytes, name: str, kind: Text | None) -> Text:
    """Return why a file is refused that is no MIDI file, by what it is where that is known."""
    if not data:
        return translatable("{name} is empty. Export or download it again.", name=name)
    if kind is None and b"MThd" in data:
        return translatable("{name} is incomplete. Export or download it again.", name=name)
    if kind is None:
        return translatable(
            "{name} is not a MIDI file. Choose a file that a sequencer or a notation program "
            "exported as MIDI.",
            name=name,
        )
    if kind == WEB_PAGE:
        return translatable(
            "{name} is a web page: its download failed. Download the MIDI file itself again.",
            name=name,
        )
    return translatable(
        "{name} is {kind}, not a standard MIDI file. Export the music as MIDI and open that.",
        name=name,
        kind=kind,
    )


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
