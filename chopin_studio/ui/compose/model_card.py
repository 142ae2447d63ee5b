"""What a musician should know of a model before choosing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from chopin_studio.session.support.formatting import millions, size
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.plain_label import PlainLabel

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.engine.manifest import Manifest


class ModelCard(QWidget):
    """Shows one model's figures, its character, and what its family cannot do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = PlainLabel()
        self._figures.setObjectName("caption")
        self._character = PlainLabel()
        self._note = PlainLabel()
        self._note.setObjectName("note")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for label in (self._figures, self._character, self._note):
            label.setWordWrap(True)
            layout.addWidget(label)

    def show_bundle(self, bundle: Bundle | None) -> None:
        """Show `bundle`, or nothing."""
        self.setVisible(bundle is not None)
        if bundle is None:
            return
        manifest = bundle.manifest
        self._figures.setText(figures(manifest))
        self._character.setText(translated(manifest.character))
        self._character.setVisible(bool(manifest.character))
        limits = bundle.family.limits
        self._note.setText(translated(limits))
        self._note.setVisible(bool(limits))


def figures(manifest: Manifest) -> str:
    """Word the size and the quality of a model in one line."""
    parts = [
        tr("{hidden_units} hidden units", hidden_units=manifest.hidden_units),
        tr("{number} parameters", number=millions(manifest.parameters)),
        size(manifest.weight_bytes),
    ]
    if manifest.training_loss is not None:
        parts.append(tr("loss {loss:.3f}", loss=manifest.training_loss))
    if manifest.validation_nats_per_note is not None:
        parts.append(
            tr(
                "{validation_nats_per_note:.2f} nats per note",
                validation_nats_per_note=manifest.validation_nats_per_note,
            )
        )
    # Spaces that do not break keep each figure and the dot after it on one line.
    return " ".join(f"{part} ·".replace(" ", "\u00a0") for part in parts[:-1]) + " " + parts[-1]
