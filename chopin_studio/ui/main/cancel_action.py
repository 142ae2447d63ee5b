"""The Cancel command: it stops what is being made, whatever that is."""

from __future__ import annotations

from PySide6.QtCore import QObject

from chopin_studio.session.session import Session
from chopin_studio.session.takes.regenerate import RegenerateController
from chopin_studio.session.takes.variations import VariationController
from chopin_studio.ui.kit.actions import Action

NOTHING_TO_CANCEL = "No take is being made."


class CancelAction(QObject):
    """Connects Cancel with takes that are made, bars that are varied, and a take made again."""

    def __init__(
        self,
        action: Action,
        studio: Session,
        varying: VariationController,
        again: RegenerateController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._studio = studio
        self._varying = varying
        self._again = again
        for cancel in (studio.cancel, varying.cancel, again.cancel):
            action.triggered.connect(lambda _checked=False, run=cancel: run())
        studio.generating_changed.connect(lambda _: self._refresh())
        varying.changed.connect(self._refresh)
        again.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        is_busy = (self._studio.is_generating, self._varying.is_running, self._again.is_running)
        self._action.allow("" if any(is_busy) else NOTHING_TO_CANCEL)
