"""The dialog for what is set once and then forgotten."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.settings import AppSettings

_THEMES = (("system", "As the system has it"), ("light", "Light"), ("dark", "Dark"))


class SettingsDialog(QDialog):
    """Edits a copy of the settings, to be asked for once the dialog is accepted."""

    def __init__(self, settings: AppSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._settings = settings
        self.theme_box = QComboBox()
        for name, words in _THEMES:
            self.theme_box.addItem(words, name)
        self.theme_box.setCurrentIndex(self.theme_box.findData(settings.theme))
        self.auto_play_box = QCheckBox("Play a take as soon as it is being made")
        self.auto_play_box.setChecked(settings.auto_play)
        self.whole_seed_box = QCheckBox("Begin with the whole seed, not with its last two bars")
        self.whole_seed_box.setChecked(settings.play_whole_seed)
        self.follow_box = QCheckBox("Turn the page with the playhead")
        self.follow_box.setChecked(settings.follow_playhead)
        self._lay_out()

    @property
    def settings(self) -> AppSettings:
        """The settings as edited."""
        return replace(
            self._settings,
            theme=str(self.theme_box.currentData()),
            auto_play=self.auto_play_box.isChecked(),
            play_whole_seed=self.whole_seed_box.isChecked(),
            follow_playhead=self.follow_box.isChecked(),
        )

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setHorizontalSpacing(18)
        form.setVerticalSpacing(10)
        form.addRow("Theme", self.theme_box)
        form.addRow("Playback", self.auto_play_box)
        form.addRow("", self.whole_seed_box)
        form.addRow("", self.follow_box)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(22)
        layout.addLayout(form)
        layout.addWidget(buttons)
