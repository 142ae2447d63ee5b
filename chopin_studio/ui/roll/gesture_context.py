"""What every mouse gesture in the roll works with, and where in the music the pointer is."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF

from chopin_studio.music.note import Note
from chopin_studio.music.snap_grid import SnapGrid
from chopin_studio.session.editing.note_commands import NoteCommands
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.ui.roll.painter import note_rect
from chopin_studio.ui.roll.piano_roll import PianoRoll
from chopin_studio.ui.roll.selection_overlay import SelectionOverlay

_EDGE_PIXELS = 6


class GestureContext:
    """The roll, the take that is edited, the commands, and the overlay drawn meanwhile.

    Places are in pixels of the whole music, pointers in pixels of the viewport.
    """

    def __init__(
        self, roll: PianoRoll, take: TakeEditing, tools: NoteCommands, selection: SelectionOverlay
    ) -> None:
        self.roll = roll
        self.take = take
        self.tools = tools
        self.selection = selection

    @property
    def grid(self) -> SnapGrid:
        """The grid to snap to."""
        return self.tools.grid

    def tick_at(self, place: QPointF) -> float:
        """Return the tick at a place."""
        return self.roll.scale.tick_at(place.x())

    def pitch_at(self, place: QPointF) -> int:
        """Return the pitch at a place."""
        return self.roll.scale.pitch_at(place.y())

    def shadows_of(self, notes: Iterable[Note]) -> list[QRectF]:
        """Return the frames of notes that a gesture holds."""
        return [note_rect(note, self.roll.scale) for note in notes]

    def place(self, pointer: QPointF) -> QPointF:
        """Return the place that a pointer is at."""
        return pointer + self.roll.offset.toPointF()

    def index_at(self, place: QPointF) -> int | None:
        """Return the index of the note at a place, if any."""
        return self.roll.index.index_at(self.tick_at(place), self.pitch_at(place))

    def is_at_edge(self, place: QPointF, note: Note) -> bool:
        """Whether a place is at the right edge of a note, where a drag resizes it."""
        frame = note_rect(note, self.roll.scale)
        return place.x() >= frame.right() - min(_EDGE_PIXELS, frame.width() / 3)
