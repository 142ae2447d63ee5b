"""Notes on the clipboard, for this window and any other of the studio."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QByteArray, QMimeData

from chopin_studio.music.note import Hand, Note

MIME_TYPE = "application/x-chopin-studio-notes+json"
MOST_NOTES, MOST_TICKS = 100_000, 100_000_000
"""More than any music has; what claims more is not ours."""


class Clipboard(Protocol):
    """The system's clipboard, as Qt's application has it."""

    def mimeData(self) -> QMimeData | None:  # noqa: N802
        """Return what is on it; Qt's is null while there is nothing."""

    def setMimeData(self, data: QMimeData, /) -> None:  # noqa: N802
        """Put something on it."""


class NoteClipboard:
    """Puts notes on the clipboard, for this window and any other of ours, and reads them there."""

    def __init__(self, clipboard: Clipboard) -> None:
        self._clipboard = clipboard

    @property
    def has_notes(self) -> bool:
        """Whether there are notes on the clipboard."""
        data = self._clipboard.mimeData()
        return data is not None and data.hasFormat(MIME_TYPE)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes on the clipboard; none where there are none, or where they are damaged."""
        data = self._clipboard.mimeData()
        text = b"" if data is None else bytes(data.data(MIME_TYPE).data())
        return notes_in(text.decode("utf-8", "replace"))

    def put(self, notes: Sequence[Note]) -> None:
        """Put notes on the clipboard, as JSON under a type of their own."""
        data = QMimeData()
        data.setData(MIME_TYPE, QByteArray(clip_text(notes).encode()))
        self._clipboard.setMimeData(data)


def clip_text(notes: Sequence[Note]) -> str:
    """Write notes as a list of [pitch, velocity, onset_tick, duration_tick, hand]."""
    return json.dumps(
        [
            [note.pitch, note.velocity, note.onset_tick, note.duration_tick, note.hand]
            for note in notes
        ]
    )


def notes_in(text: str) -> tuple[Note, ...]:
    """Read what `clip_text` wrote; nothing where it is anything else, whoever put it there."""
    try:
        rows = json.loads(text)
        if not isinstance(rows, list) or len(rows) > MOST_NOTES:
            return ()
        return tuple(_note(*row) for row in rows)
    except (ValueError, TypeError, RecursionError):
        return ()


def _note(*fields: object) -> Note:
    *numbers, hand = fields
    whole = [number for number in numbers if type(number) is int and number <= MOST_TICKS]
    if len(whole) != 4 or len(numbers) != 4:
        raise ValueError("a note has four whole numbers and a hand")
    pitch, velocity, onset_tick, duration_tick = whole
    return Note(
        pitch, velocity, onset_tick, duration_tick, None if hand is None else Hand(str(hand))
    )
