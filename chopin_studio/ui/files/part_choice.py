"""Choosing the parts of the file that is shown: the action, the offer, the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow

from chopin_studio.session.opening.opened_file import OpenedFile, plain_name
from chopin_studio.session.opening.part_player import PartPlayer
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.files.parts_dialog import PartsDialog, part_name
from chopin_studio.ui.kit.actions import Action
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.theme import ThemeSwitch

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

TOPIC, EMPTY = "parts", "empty"
NO_FILE = translatable("Open a file with several parts first.")
LONGEST_LIST = 3
"""Parts that are named in a message; of more, only the number is said."""


class PartChoice(QObject):
    """Opens files with the parts that seem to be the piano, and lets others be chosen.

    What is chosen takes the place of what was opened, unless that has been kept by then.
    `dismissed` names a topic that no longer holds.
    """

    message = Signal(object)
    dismissed = Signal(str)

    def __init__(
        self,
        session: Session,
        player: PartPlayer,
        action: Action,
        themes: ThemeSwitch,
        icons: Icons,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self.dialog: PartsDialog | None = None
        self._session = session
        self._player = player
        self._action = action
        self._themes = themes
        self._icons = icons
        self._window = window
        self._files: dict[str, OpenedFile] = {}  # by their takes
        self._replaced = ""  # the take in whose place others are opened
        action.triggered.connect(self.choose)
        player.message.connect(self.message)
        session.file_opened.connect(self._on_file_opened)
        session.opener.empty.connect(self._on_empty)
        session.piece_changed.connect(self._on_piece_changed)
        self._refresh()

    def choose(self) -> None:
        """Ask which parts of the file shown are the piano."""
        piece = self._session.piece
        opened = self._file_of(piece)
        if opened is not None and piece is not None and piece.take is not None:
            self._ask(opened, piece.take.id)

    def _ask(self, opened: OpenedFile, take_id: str) -> None:
        dialog = PartsDialog(opened, self._player, self._themes, self._icons, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._open(dialog, take_id))
        self.dialog = dialog
        dialog.open()

    def _open(self, dialog: PartsDialog, take_id: str) -> None:
        opened, chosen = dialog.opened, dialog.chosen
        if chosen != _taken(opened):
            self._replaced = take_id
            self._session.open_files([opened.path], chosen)

    def _on_file_opened(self, opened: OpenedFile, take: Take) -> None:
        replaced, self._replaced = self._replaced, ""
        if replaced and replaced != take.id:
            self._session.library.release(replaced)
        if len(opened.music.parts) < 2:
            return
        self._files[take.id] = opened
        self._refresh()
        if not replaced and any(not part.is_taken for part in opened.music.parts):
            self.message.emit(self._offer(_taken_words(opened), MessageKind.INFO, TOPIC))

    def _on_empty(self, opened: OpenedFile) -> None:
        """Say why a file is not shown, and let its other parts be chosen."""
        self._replaced = ""
        name = plain_name(opened.path.name)
        if opened.music.parts:
            text = tr("“{name}” has no part that seems to be a piano.", name=name)
            ask = Message(
                text,
                MessageKind.WARNING,
                EMPTY,
                tr("Choose Parts…"),
                lambda: self._ask(opened, ""),
            )
            self.message.emit(ask)
        else:
            text = tr("“{name}” has no notes for the piano. Open another file.", name=name)
            self.message.emit(Message(text, MessageKind.WARNING, EMPTY))

    def _offer(self, text: str, kind: MessageKind, topic: str) -> Message:
        return Message(text, kind, topic, tr("Choose Parts…"), self.choose, stays=True)

    def _on_piece_changed(self, piece: Piece | None) -> None:
        """Take away what was said of another file."""
        self.dismissed.emit(TOPIC)
        self._refresh()

    def _refresh(self) -> None:
        has_parts = self._file_of(self._session.piece) is not None
        self._action.allow("" if has_parts else translated(NO_FILE))

    def _file_of(self, piece: Piece | None) -> OpenedFile | None:
        is_take = piece is not None and piece.take is not None
        return self._files.get(piece.take.id) if is_take else None  # type: ignore[union-attr]


def _taken(opened: OpenedFile) -> frozenset[int]:
    return frozenset(part.index for part in opened.music.parts if part.is_taken)


def _taken_words(opened: OpenedFile) -> str:
    """Say which parts were opened of how many."""
    parts = opened.music.parts
    taken = [part for part in parts if part.is_taken]
    if len(taken) <= LONGEST_LIST:
        return tr(
            "Opened {taken} of {total} parts: {names}.",
            taken=len(taken),
            total=len(parts),
            names=", ".join(part_name(part) for part in taken),
        )
    return tr("Opened {taken} of {total} parts.", taken=len(taken), total=len(parts))
