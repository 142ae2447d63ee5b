"""How far an export is, with a button to call it off."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QProgressBar, QProgressDialog, QWidget

from chopin_studio.session.support.background_job import BackgroundJob
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.plain_label import PlainLabel

PATIENCE_MS = 600
"""What takes less time than this is not worth a window."""

_POLL_MS = 60
_STEPS = 1000


class ExportCancelledError(Exception):
    """The user wants no file after all."""


class ExportProgress:
    """Shows how far an export is, once it takes long, while the window stays in use.

    `report` is for the thread that exports; everything else happens in the GUI thread.
    """

    def __init__(self, name: str, parent: QWidget | None) -> None:
        self._name, self._share = name, 0.0
        self._is_unwanted = Event()
        self.dialog = QProgressDialog("", tr("Cancel"), 0, _STEPS, parent)
        self.dialog.setLabel(PlainLabel(tr("Saving {name}…", name=name)))
        self.dialog.setWindowTitle(tr("Export"))
        self.dialog.setMinimumDuration(PATIENCE_MS)
        self.dialog.setAutoClose(False)
        self.dialog.setAutoReset(False)
        self.dialog.setMinimumWidth(380)
        bar = QProgressBar(self.dialog)
        bar.setRange(0, _STEPS)
        bar.setTextVisible(False)  # the theme's bars are too flat for it
        self.dialog.setBar(bar)
        self.dialog.canceled.connect(self.cancel)
        self._timer = QTimer(self.dialog)
        self._timer.timeout.connect(self.show_share)
        self._timer.start(_POLL_MS)

    def report(self, share: float) -> None:
        """Take note of the share that is done; raises ExportCancelledError where it is unwanted."""
        self._share = share
        if self._is_unwanted.is_set():
            raise ExportCancelledError

    def cancel(self) -> None:
        """Have the export end at its next report."""
        self._is_unwanted.set()

    def end(self) -> None:
        """Close the window; the export is over."""
        self._timer.stop()
        self.dialog.reset()
        self.dialog.deleteLater()

    def show_share(self) -> None:
        """Show how far the export is."""
        if not self._is_unwanted.is_set():
            self.dialog.setLabelText(
                tr("Saving {name}… {share:.0%}", name=self._name, share=self._share)
            )
            self.dialog.setValue(round(self._share * _STEPS))


class RunningExports:
    """The exports that are being written, each with its window over that of `owner`."""

    def __init__(self, owner: QObject) -> None:
        self._owner = owner
        self._watches: set[ExportProgress] = set()

    def watch(self, name: str) -> ExportProgress:
        """Return the progress of one more export."""
        parent = self._owner.parent()
        watch = ExportProgress(name, parent if isinstance(parent, QWidget) else None)
        self._watches.add(watch)
        return watch

    def end_with(self, job: BackgroundJob, watch: ExportProgress) -> None:
        """Have an export be over when its job is, however that ends."""
        for ended in (job.finished, job.failed):
            ended.connect(lambda *_: self._end(watch))

    def cancel(self) -> None:
        """Call off what is being written: half a file is none."""
        for watch in self._watches:
            watch.cancel()

    def _end(self, watch: ExportProgress) -> None:
        self._watches.discard(watch)
        watch.end()
