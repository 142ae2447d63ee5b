"""Takes as files for other programs: dragged out of the list, or by the clipboard."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl

from chopin_studio.errors import StudioError
from chopin_studio.export.midi import export_midi
from chopin_studio.session.support.file_names import distinct_names
from chopin_studio.session.support.translation import tr
from chopin_studio.session.takes.take_summary import ModelName, facts_as_text

if TYPE_CHECKING:
    from chopin_studio.library.take import Take
    from chopin_studio.music.excerpt import Excerpt
    from chopin_studio.session.session import Session

PREFIX = "chopin-studio-takes-"
STALE_SEC = 24 * 3600
"""Files that were handed out are kept so long: another program may read them late."""


class TakeMime:
    """Writes takes as MIDI files into a temporary folder, and hands them to other programs."""

    def __init__(self, session: Session, model_name: ModelName) -> None:
        self._session = session
        self._model_name = model_name

    def mime(self, takes: Sequence[Take]) -> QMimeData:
        """Return takes as links to MIDI files, and what is known of them as text.

        Raises StudioError where one cannot be read or written.
        """
        paths = self.write(takes)
        urls = [QUrl.fromLocalFile(str(path)) for path in paths]
        data = QMimeData()
        data.setUrls(urls)
        data.setText("\n".join(facts_as_text(take, self._model_name) for take in takes))
        # GNOME's file manager pastes files by this form alone.
        copied = "\n".join(
            ["copy", *(url.toString(QUrl.ComponentFormattingOption.FullyEncoded) for url in urls)]
        )
        data.setData("x-special/gnome-copied-files", copied.encode())
        return data

    def write(self, takes: Sequence[Take]) -> list[Path]:
        """Write takes as MIDI files named after them into a new temporary folder."""
        _remove_stale()
        music = [self._music(take) for take in takes]
        try:
            folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        except OSError as error:
            raise StudioError(
                tr(
                    "No temporary file can be written ({strerror}). Free some disk space and try "
                    "again.",
                    strerror=error.strerror,
                )
            ) from error
        names = distinct_names([take.title for take in takes], lambda name: False)
        paths = [folder / f"{name}.mid" for name in names]
        for excerpt, path in zip(music, paths, strict=True):
            export_midi(excerpt, path)
        return paths

    def _music(self, take: Take) -> Excerpt:
        """Return a take's music: of the one shown with the edits that are not on disk yet."""
        piece = self._session.piece
        if piece is not None and piece.take is not None and piece.take.id == take.id:
            return replace(piece.excerpt, title=take.title)
        return self._session.library.store.excerpt(take.id)


def _remove_stale() -> None:
    """Remove what was handed out long ago, by whichever window."""
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
            if not folder.is_symlink() and time.time() - folder.stat().st_mtime > STALE_SEC:
                shutil.rmtree(folder, ignore_errors=True)
