"""Open files: by dialog, from the recent ones, dropped; and say what was changed in reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from PySide6.QtGui import QAction, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QMainWindow

from chopin_studio.music.file_formats import MUSIC_EXTENSIONS, MUSIC_FORMATS
from chopin_studio.music.performance.opened_on_beats import UNSURE
from chopin_studio.session.opening.opened_file import OpenedFile
from chopin_studio.session.opening.part_player import PartPlayer
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.settings.window import FilesGroup
from chopin_studio.ui.files.dropped_files import DropOverlay, DroppedFiles
from chopin_studio.ui.files.notices_dialog import NoticesDialog
from chopin_studio.ui.files.part_choice import PartChoice
from chopin_studio.ui.files.recent_files import RecentFiles
from chopin_studio.ui.kit.actions import Action, menu_named
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.theme import ThemeSwitch

if TYPE_CHECKING:
    from chopin_studio.library.take import Take

NOTICES, BEATS = "notices", "beats"


class FileController(QObject):
    """Brings files of music into the window.

    `message` tells what came of it; `dismissed` names a topic that no longer holds. `beats_wanted`
    asks for the correction of the beats of the piece shown.
    """

    message = Signal(object)
    beats_wanted = Signal()
    dismissed = Signal(str)

    def __init__(
        self,
        session: Session,
        pool: QThreadPool,
        choose_parts: Action,
        themes: ThemeSwitch,
        icons: Icons,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._folder = ""
        self._noticed: str | None = None  # the take whose notices are on show
        self.recent = RecentFiles(window)
        player = PartPlayer(session.opener.open_music, session.playback, pool, self)
        self.parts = PartChoice(session, player, choose_parts, themes, icons, window)
        self.parts.message.connect(self.message)
        self.parts.dismissed.connect(self.dismissed)
        self.overlay = DropOverlay(themes, window)
        self.recent.chosen.connect(lambda path: self.open([path]))
        opener = session.opener
        opener.message.connect(self.message)
        opener.opened.connect(lambda opened: self.recent.add(opened.path))
        session.file_opened.connect(self._on_file_opened)
        session.piece_changed.connect(self._on_piece_changed)

    def fill_menu(self, before: QAction) -> None:
        """Put the recent files into the File menu, before another action."""
        menu_named(self._window.menuBar(), tr("&File")).insertMenu(before, self.recent.menu)

    # --- the settings ---------------------------------------------------------------------------

    def take_up(self, settings: FilesGroup) -> None:
        """Begin where files were opened last."""
        self._folder = settings.open_folder
        self.recent.take_up(settings.recent)

    def remembered(self, settings: FilesGroup) -> FilesGroup:
        """Return `settings` with the files opened last."""
        return replace(settings, open_folder=self._folder, recent=self.recent.remembered())

    # --- commands -------------------------------------------------------------------------------

    def ask(self) -> None:
        """Let the user choose files of music."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Open Music"),
            self._folder or str(Path.home()),
            ";;".join(_filters()),
        )
        self.open([Path(path) for path in chosen])

    def open(self, paths: Sequence[Path]) -> None:
        """Open files, list them as takes, and show the first."""
        if paths:
            self._folder = str(paths[0].parent)
            self._session.open_files(paths)

    # --- dropping -------------------------------------------------------------------------------

    def drag(self, event: QDragMoveEvent) -> None:
        """Show what dropping the files that are dragged would do; refuse what is not music.

        A take of the list's own is refused, too: that is on its way out.
        """
        files = DroppedFiles.of(event.mimeData())
        if event.source() is not None or files.is_nothing:
            event.ignore()
            return
        self.overlay.show_for(files)
        if files.music or event.type() == event.Type.DragEnter:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()  # also at first what is refused, to hear when it leaves
        else:
            event.ignore()

    def drag_ended(self) -> None:
        """Uncover the window."""
        self.overlay.hide()

    def drop(self, event: QDropEvent) -> None:
        """Open the files dropped, and say which are not music."""
        self.drag_ended()
        files = DroppedFiles.of(event.mimeData())
        if files.music:
            event.acceptProposedAction()
            self.open(files.music)
        if files.refusal:
            self.message.emit(Message(files.refusal, MessageKind.WARNING, "dropped"))

    # --- news -----------------------------------------------------------------------------------

    def _on_file_opened(self, opened: OpenedFile, take: Take) -> None:
        """Say in one sentence what was changed or left out, and show the rest when asked."""
        notices = opened.music.notices
        if notices:
            self._noticed = take.id
        confidence = opened.music.beats_confidence
        if confidence is not None and notices:
            self._offer_beats(translated(notices[-1]), confidence)
            notices = notices[:-1]
        if not notices:
            return
        first = translated(notices[0])
        if len(notices) == 1:
            self.message.emit(Message(first, topic=NOTICES, stays=True))
            return
        text = tr_plural(
            "{first} There are {n} more changes.",
            "{first} There is {n} more change.",
            len(notices) - 1,
            first=first,
        )
        title = take.title
        self.message.emit(
            Message(
                text,
                topic=NOTICES,
                action_label=tr("Show All"),
                action=lambda: self._show_notices(title, notices),
                stays=True,
            )
        )

    def _offer_beats(self, text: str, confidence: float) -> None:
        """Say that beats had to be found, and let them be corrected; doubtful ones stay in view."""
        is_doubtful = confidence < UNSURE
        self.message.emit(
            Message(
                text,
                MessageKind.WARNING if is_doubtful else MessageKind.INFO,
                BEATS,
                tr("Check Beats…"),
                self.beats_wanted.emit,
            )
        )

    def _show_notices(self, title: str, notices: Sequence[str]) -> None:
        dialog = NoticesDialog(title, notices, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_piece_changed(self, piece: Piece | None) -> None:
        """Take away what was said of another piece."""
        shown = piece.take.id if piece is not None and piece.take is not None else None
        if self._noticed is not None and self._noticed != shown:
            self._noticed = None
            for topic in (NOTICES, BEATS):
                self.dismissed.emit(topic)


def _filters() -> list[str]:
    """Return the kinds of files that the dialog offers, all music first."""
    patterns = [_patterns(one.extensions) for one in MUSIC_FORMATS]
    return [
        tr("Music ({patterns})", patterns=_patterns(MUSIC_EXTENSIONS)),
        *(
            tr("{name} ({patterns})", name=translated(one.name), patterns=shown)
            for one, shown in zip(MUSIC_FORMATS, patterns, strict=True)
        ),
        tr("All files (*)"),
    ]


def _patterns(extensions: Sequence[str]) -> str:
    """Return patterns for names in small letters and in capitals, which some systems tell apart."""
    return " ".join(f"*{one} *{one.upper()}" for one in extensions)
