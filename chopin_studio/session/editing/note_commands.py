"""The commands of editing: each does one thing to the chosen notes, whoever asks for it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from chopin_studio.music import editing
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER, Hand, Note
from chopin_studio.music.snap_grid import Snap, SnapGrid
from chopin_studio.session.editing.clipboard import NoteClipboard
from chopin_studio.session.editing.take_editing import TakeEditing
from chopin_studio.session.session import Session
from chopin_studio.session.support.translation import tr, tr_plural

OCTAVE = 12
VELOCITY_STEP = 5
_FREE_TICKS = TICKS_PER_QUARTER // 2
"""How long a drawn note is where nothing snaps."""

_NEAR_TICKS = 4 * TICKS_PER_QUARTER
_USUAL_VELOCITY = 64


class NoteCommands(QObject):
    """Edits the chosen notes of a take; `changed` tells of another grid, or of the pencil.

    What is done with keys merges with the same done before, so that one undo takes it all back.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        take: TakeEditing,
        clipboard: NoteClipboard,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._take = take
        self._clipboard = clipboard
        self._snap = Snap.SIXTEENTH
        self._has_pencil = False

    # --- how notes are edited -------------------------------------------------------------------

    @property
    def snap(self) -> Snap:
        """What onsets and ends are snapped to."""
        return self._snap

    def set_snap(self, snap: Snap) -> None:
        """Snap to another grid."""
        if snap is not self._snap:
            self._snap = snap
            self.changed.emit()

    @property
    def has_pencil(self) -> bool:
        """Whether a click on the ground draws a note."""
        return self._has_pencil

    def take_pencil(self, has_pencil: bool) -> None:
        """Draw with every click, or no longer."""
        if has_pencil != self._has_pencil:
            self._has_pencil = has_pencil
            self.changed.emit()

    @property
    def grid(self) -> SnapGrid:
        """The lines to snap to in the piece shown."""
        piece = self._session.piece
        return SnapGrid(piece.excerpt.meters if piece is not None else MeterMap(), self._snap)

    def seek(self, tick: float) -> None:
        """Go to a place of the music."""
        self._session.playback.seek(tick)

    # --- choosing -------------------------------------------------------------------------------

    def choose_all(self) -> None:
        """Choose every note."""
        self._take.choose(frozenset(range(len(self._take.notes))))

    def choose_none(self) -> None:
        """Choose nothing."""
        self._take.choose(frozenset())

    def choose_next(self, steps: int) -> None:
        """Choose the note that many places on, back where negative; from the playhead at first."""
        notes, chosen = self._take.notes, self._take.chosen
        if not notes:
            return
        if chosen:
            place = (max(chosen) if steps > 0 else min(chosen)) + steps
        else:
            tick = self._session.playback.position_tick
            before = sum(note.onset_tick < tick for note in notes)
            place = before if steps > 0 else before - 1
        self._take.choose({min(max(place, 0), len(notes) - 1)})

    # --- changing -------------------------------------------------------------------------------

    def move(self, pitch_steps: int, ticks: int, merges: bool = True) -> None:
        """Move the chosen notes by semitones and ticks."""
        edit = editing.move(self._take.notes, self._take.chosen, pitch_steps, ticks)
        self._take.apply(tr_plural("Move {n} Notes", "Move {n} Note", self._number), edit, merges)

    def move_steps(self, steps: int) -> None:
        """Move the chosen notes later by steps of the grid, earlier where negative."""
        self.move(0, steps * self._step)

    def transpose(self, semitones: int) -> None:
        """Move the chosen notes by semitones, as one step to undo."""
        edit = editing.transpose(self._take.notes, self._take.chosen, semitones)
        self._take.apply(tr_plural("Transpose {n} Notes", "Transpose {n} Note", self._number), edit)

    def lengthen(self, ticks: int, merges: bool = True) -> None:
        """Make the chosen notes longer, or shorter where negative."""
        edit = editing.lengthen(self._take.notes, self._take.chosen, ticks)
        self._take.apply(
            tr_plural("Change Length of {n} Notes", "Change Length of {n} Note", self._number),
            edit,
            merges,
        )

    def lengthen_steps(self, steps: int) -> None:
        """Make the chosen notes longer by steps of the grid, or shorter where negative."""
        self.lengthen(steps * self._step)

    def louder(self, steps: int) -> None:
        """Make the chosen notes louder, or softer where negative."""
        edit = editing.louder(self._take.notes, self._take.chosen, steps * VELOCITY_STEP)
        self._take.apply(
            _velocity_words(self._number),
            edit,
            merges=True,
        )

    def set_velocities(self, velocities: dict[int, int]) -> None:
        """Give notes velocities of their own, by index; what was chosen stays so."""
        words = _velocity_words(len(velocities))
        chosen = self._take.chosen
        edit = editing.set_velocity(self._take.notes, velocities, chosen)
        self._take.apply(words, edit)

    def set_hand(self, hand: Hand) -> None:
        """Give the chosen notes to a hand."""
        edit = editing.set_hand(self._take.notes, self._take.chosen, hand)
        self._take.apply(
            tr_plural(
                "Give {n} Notes to the Right Hand", "Give {n} Note to the Right Hand", self._number
            )
            if hand is Hand.RIGHT
            else tr_plural(
                "Give {n} Notes to the Left Hand", "Give {n} Note to the Left Hand", self._number
            ),
            edit,
        )

    def quantise(self) -> None:
        """Bring the onsets of the chosen notes to the grid."""
        edit = editing.quantise(self._take.notes, self._take.chosen, self.grid)
        self._take.apply(tr_plural("Quantise {n} Notes", "Quantise {n} Note", self._number), edit)

    def delete(self) -> None:
        """Delete the chosen notes."""
        self._delete(tr_plural("Delete {n} Notes", "Delete {n} Note", self._number))

    def _delete(self, words: str) -> None:
        self._take.apply(words, editing.delete(self._take.notes, self._take.chosen))

    def draw(self, note: Note) -> None:
        """Add a note."""
        self._take.apply(tr("Draw Note"), editing.insert(self._take.notes, note))

    def new_note(self, pitch: int, tick: float) -> Note:
        """Make a note at a place: of the hand and the loudness of what is played around it."""
        onset, grid = self.grid.before(tick), self.grid
        length = _FREE_TICKS if self._snap is Snap.OFF else grid.step_at(onset)
        near = [note for note in self._take.notes if abs(note.onset_tick - onset) <= _NEAR_TICKS]
        model = min(near, key=lambda note: abs(note.pitch - pitch), default=None)
        velocity = _USUAL_VELOCITY if model is None else model.velocity
        return Note(pitch, velocity, onset, length, None if model is None else model.hand)

    def ending_at(self, note: Note, tick: float) -> Note:
        """Return a new note that ends at the line nearest to `tick`, one step long at least."""
        length = self.grid.nearest(tick) - note.onset_tick
        shortest = editing.SHORTEST_TICKS if self._snap is Snap.OFF else self._step_of(note)
        return replace(note, duration_tick=max(length, shortest))

    # --- the clipboard --------------------------------------------------------------------------

    @property
    def can_paste(self) -> bool:
        """Whether there are notes on the clipboard."""
        return self._clipboard.has_notes

    def copy(self) -> None:
        """Put the chosen notes on the clipboard."""
        notes = self._take.notes
        self._clipboard.put([notes[index] for index in sorted(self._take.chosen)])

    def cut(self) -> None:
        """Put the chosen notes on the clipboard, and take them out."""
        self.copy()
        self._delete(tr_plural("Cut {n} Notes", "Cut {n} Note", self._number))

    def paste(self) -> None:
        """Add what is on the clipboard, from the line of the grid nearest to the playhead on."""
        clip = self._clipboard.notes
        if clip:
            at_tick = self.grid.nearest(self._session.playback.position_tick)
            edit = editing.paste(self._take.notes, clip, at_tick)
            self._take.apply(tr_plural("Paste {n} Notes", "Paste {n} Note", len(clip)), edit)

    @property
    def _number(self) -> int:
        return len(self._take.chosen)

    @property
    def _step(self) -> int:
        """The step of the grid where the first of the chosen notes is."""
        first = min(self._take.chosen, default=None)
        return self.grid.step_at(0 if first is None else self._take.notes[first].onset_tick)

    def _step_of(self, note: Note) -> int:
        return self.grid.step_at(note.onset_tick)


def _velocity_words(number: int) -> str:
    return tr_plural("Change Velocity of {n} Notes", "Change Velocity of {n} Note", number)
