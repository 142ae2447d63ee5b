"""Below the list: the tags and notes of the take chosen, and all that is known of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import (
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.library.take import LONGEST_COMMENT, LONGEST_TAG, MOST_TAGS
from chopin_studio.session.library.take_library import TakeLibrary
from chopin_studio.session.support.translation import tr, tr_plural
from chopin_studio.session.takes.take_summary import ModelName, take_facts
from chopin_studio.ui.kit.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chopin_studio.library.take import Marks, Take

PAUSE_MS = 1500
"""What was typed is kept once nothing more has come for so long."""

NOTES_PIXELS = 54
FACTS_PIXELS = 118


class TakeDetails(QWidget):
    """Shows one take, and keeps what is typed: when typing pauses, and when one goes elsewhere."""

    def __init__(
        self, library: TakeLibrary, model_name: ModelName, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._library = library
        self._model_name = model_name
        self._take: Take | None = None
        self.fold = QToolButton()
        self.fold.setObjectName("fold")
        self.fold.setCheckable(True)
        self.fold.setText(tr("Details"))
        self.fold.setToolTip(tr("Tags, notes, and how the take was made"))
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.tags = QLineEdit()
        self.tags.setPlaceholderText(tr("Tags, separated by commas"))
        self.tags.setAccessibleName(tr("Tags"))
        self.tags.setToolTip(tr("Words to find the take by, separated by commas"))
        self.notes = QPlainTextEdit()
        self.notes.setPlaceholderText(tr("Notes"))
        self.notes.setAccessibleName(tr("Notes"))
        self.notes.setToolTip(tr("Anything you want to remember about the take"))
        self.notes.setTabChangesFocus(True)
        self.notes.setFixedHeight(NOTES_PIXELS)
        self.facts = PlainLabel()
        self._body = QWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._lay_out()
        self._pause.timeout.connect(self.flush)
        self.tags.textEdited.connect(lambda _text: self._pause.start())
        self.notes.textChanged.connect(self._pause.start)
        for field in (self.tags, self.notes):
            field.installEventFilter(self)
        self.fold.toggled.connect(self._on_folded)
        self._on_folded(False)
        self.show_takes(())

    def show_takes(self, takes: Sequence[Take]) -> None:
        """Show the take chosen, once what was typed for another is kept."""
        take = takes[0] if len(takes) == 1 else None
        before = self._take
        if before is not None and (take is None or take.id != before.id):
            self.flush()
        is_other = before is None or take is None or take.id != before.id
        self._take = take
        for field in (self.tags, self.notes):
            field.setEnabled(take is not None)
        if take is None:
            self._fill("", "")
            self.facts.setText(
                tr_plural("{n} takes are selected.", "{n} take is selected.", len(takes))
                if takes
                else tr("No take is selected.")
            )
        else:
            if is_other or not self._pause.isActive():
                self._fill(", ".join(take.marks.tags), take.marks.comment)
            if take is not before:
                self.facts.setText("\n".join(take_facts(take, self._model_name)))

    def flush(self) -> None:
        """Keep what was typed."""
        self._pause.stop()
        take = self._take
        if take is None:
            return
        marks = take.marks
        words = tr("Tag “{title}”", title=take.title)
        self._mark(take, replace(marks, tags=_tags(self.tags.text())), words, "tags")
        take = self._library.find(take.id)
        if take is not None:
            comment = self.notes.toPlainText()[:LONGEST_COMMENT]
            words = tr("Note on “{title}”", title=take.title)
            self._mark(take, replace(take.marks, comment=comment), words, "comment")

    def _mark(self, take: Take, marks: Marks, words: str, key: str) -> None:
        if marks != take.marks:
            self._library.mark({take.id: marks}, words, key=f"{key} {take.id}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Keep what was typed as the field is left."""
        if event.type() == QEvent.Type.FocusOut and self._pause.isActive():
            self.flush()
        return super().eventFilter(watched, event)

    def _fill(self, tags: str, notes: str) -> None:
        """Put texts into the fields; nobody typed them."""
        if self.tags.text() != tags:
            self.tags.setText(tags)
        if self.notes.toPlainText() != notes:
            self.notes.setPlainText(notes)
        self._pause.stop()

    def _lay_out(self) -> None:
        self.facts.setObjectName("caption")
        self.facts.setWordWrap(True)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        scroll = QScrollArea()
        scroll.setWidget(self.facts)
        scroll.setWidgetResizable(True)
        scroll.setFixedHeight(FACTS_PIXELS)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(6)
        body.addWidget(self.tags)
        body.addWidget(self.notes)
        body.addWidget(scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 2, 10, 2)
        layout.setSpacing(4)
        layout.addWidget(self.fold)
        layout.addWidget(self._body)

    def _on_folded(self, is_open: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if is_open else Qt.ArrowType.RightArrow)
        self._body.setVisible(is_open)


def _tags(text: str) -> tuple[str, ...]:
    """Read tags as they are typed, each once; what is too long or too much is cut."""
    tags = (" ".join(part.split())[:LONGEST_TAG].strip() for part in text.split(","))
    return tuple(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]
