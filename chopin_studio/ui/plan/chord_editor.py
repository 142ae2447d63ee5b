"""The field in which the chords of a bar are typed over, where they stand."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from chopin_studio.music.harmony.progression import ProgressionError
from chopin_studio.session.plan.section_rewriting import SectionRewriting
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.mistake_marker import MistakeMarker
from chopin_studio.ui.kit.theme import ThemeSwitch
from chopin_studio.ui.plan.plan_lane import PlanLane
from chopin_studio.ui.plan.plan_painter import LANE_HEIGHT, SECTION_HEIGHT

TOPIC = "chords"
_LEAST_WIDTH = 130


class ChordEditor(QObject):
    """Opens a field over the chords of a bar. Enter has the bar written anew, Esc leaves it.

    What is wrong with what was typed is said below the field, and marked in it.
    """

    message = Signal(object)

    def __init__(self, lane: PlanLane, rewriting: SectionRewriting, themes: ThemeSwitch) -> None:
        super().__init__(lane)
        self._lane = lane
        self._rewriting = rewriting
        self._themes = themes
        self._bar = 0
        self.field = _ChordField(lane)
        self.field.setObjectName("chordField")
        self.field.hide()
        self.field.returnPressed.connect(self._on_entered)
        self.field.left.connect(self.close)
        self.field.textEdited.connect(lambda: self.marker.clear())

    @cached_property
    def marker(self) -> MistakeMarker:
        """What says what is wrong, over what is below the lane."""
        return MistakeMarker(self.field, self._lane.parentWidget() or self._lane, self._themes)

    def open(self, bar: int) -> None:
        """Type over the chords of a bar, counted from 0, or say why that cannot be."""
        view = self._lane.view
        if reason := self._rewriting.no_typing(bar):
            self.message.emit(Message(reason, MessageKind.INFO, TOPIC))
            return
        if view is None:
            return
        self._bar = bar
        rect = view.chord_rect(bar).toRect()
        width = max(rect.width(), _LEAST_WIDTH)
        left = min(max(rect.left(), view.gutter), self._lane.width() - width)
        self.field.setGeometry(
            QRect(left, SECTION_HEIGHT - 4, width, LANE_HEIGHT - SECTION_HEIGHT + 4)
        )
        self.field.setAccessibleName(tr("Chords of bar {number}", number=bar + 1))
        self.field.setToolTip(
            tr("Chords such as Dm7 or V7; several share the bar, | begins the next bar")
        )
        self.field.setText(self._rewriting.chords_text(bar))
        self.field.selectAll()
        self.marker.clear()
        self.field.show()
        self.field.setFocus()

    def close(self) -> None:
        """Leave the chords as they are."""
        if self.field.isVisible():
            had_focus = self.field.hasFocus()
            self.marker.clear()
            self.field.hide()
            if had_focus:
                self._lane.setFocus()

    def _on_entered(self) -> None:
        text = self.field.text()
        if text.strip() == self._rewriting.chords_text(self._bar):
            self.close()
            return
        try:
            problem = self._rewriting.type_chords(self._bar, text)
        except ProgressionError as error:
            self._mark(error.start, max(error.end, error.start + 1), str(translated(error.args[0])))
            return
        if problem:
            self._mark(0, len(text), problem)
        else:
            self.close()

    def _mark(self, start: int, end: int, words: str) -> None:
        self.marker.mark(start, end, words)
        self.marker.select()


class _ChordField(QLineEdit):
    """A field that is left by Esc, or as the focus goes elsewhere in the window."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMaxLength(200)

    def event(self, event: QEvent) -> bool:
        """Take Esc for the field alone, before it stops the music."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() is QEvent.Type.KeyPress:
                self.left.emit()
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Leave the chords as they are."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()
