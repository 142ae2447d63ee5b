"""The line above the music: as what it is shown, what it is, and how closely it is seen."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.formatting import bar_count, note_count
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.elided_label import ElidedLabel


class RollHeader(QWidget):
    """Names the piece and holds the buttons of the views, of which one is checked, and `tools`."""

    def __init__(
        self,
        session: Session,
        views: tuple[QAction, ...],
        actions: tuple[QAction, ...],
        tools: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rollHeader")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        # the end of a title tells takes of one seed apart
        self._title = ElidedLabel(elided=Qt.TextElideMode.ElideMiddle)
        self._title.setObjectName("pieceTitle")
        self._detail = ElidedLabel()
        self._detail.setObjectName("caption")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 5, 8, 5)
        layout.setSpacing(4)
        for action in views:
            layout.addWidget(_button(action))
        layout.addSpacing(10)
        words = QVBoxLayout()  # one over the other: side by side, both would be cut off
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        layout.addLayout(words, 1)
        layout.addSpacing(10)
        layout.addWidget(tools)
        for action in actions:
            layout.addWidget(_button(action))
        session.piece_changed.connect(self._refresh)
        session.piece_kept.connect(self._refresh)
        session.notes_added.connect(self._refresh)
        session.piece_edited.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        piece = self._session.piece
        if piece is None:
            self._title.show_text(tr("No music yet"))
            self._detail.show_text("")
            return
        self._title.show_text(piece.title or tr("Untitled"))
        self._detail.show_text(_detail(piece))


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _detail(piece: Piece) -> str:
    """Word how much music there is; the transport tells how long it lasts."""
    if piece.draft is not None:
        state = piece.draft.timeline.state
        notes, end_tick = len(state.notes), state.end_tick
    else:
        notes, end_tick = len(piece.excerpt.notes), piece.excerpt.end_tick
    excerpt = piece.excerpt
    bars = excerpt.meters.bar_at(max(end_tick - 1, 0)).number
    parts = [note_count(notes), bar_count(bars)]
    key = excerpt.key_at(0)
    if key is not None:
        parts.insert(0, translated(key.name))
    return " · ".join(parts)
