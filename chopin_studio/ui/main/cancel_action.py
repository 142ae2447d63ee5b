"""The Cancel command: it stops what is being made, whatever that is."""

from __future__ import annotations

from PySide6.QtCore import QObject

from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.support.translation import translated
from chopin_studio.session.takes.regenerate import RegenerateController
from chopin_studio.session.takes.variations import VariationController
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.actions import Action

NOTHING_TO_CANCEL = translatable("No take is being generated.")


class CancelAction(QObject):
    """Connects Cancel with takes that are made, bars that are varied, and a take made again."""

    def __init__(
        self,
        action: Action,
        generation: GenerationController,
        variations: VariationController,
        regenerate: RegenerateController,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._action = action
        self._generation = generation
        self._variations = variations
        self._regenerate = regenerate
        for cancel in (generation.cancel, variations.cancel, regenerate.cancel):
            action.triggered.connect(lambda _checked=False, run=cancel: run())
        generation.generating_changed.connect(lambda _: self._refresh())
        variations.changed.connect(self._refresh)
        regenerate.changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        is_busy = (
            self._generation.is_generating
            or self._variations.is_running
            or self._regenerate.is_running
        )
        self._action.allow("" if is_busy else translated(NOTHING_TO_CANCEL))
