"""The dialog for what is set once and then forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.settings import AppSettings
from chopin_studio.ui.main.output_settings import PianoPage, PortPage, chooser, page_form

_THEMES = (("system", "As the system has it"), ("light", "Light"), ("dark", "Dark"))
_SEED_STARTS = (
    ("skip", "The new music at once"),
    ("lead-in", "Two bars of the seed first"),
    ("whole", "The whole seed first"),
)


class SettingsDialog(QDialog):
    """Edits a copy of the settings, to be asked for once the dialog is accepted."""

    def __init__(
        self,
        settings: AppSettings,
        audio_drivers: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._settings = settings
        self.theme_box = chooser(_THEMES, settings.theme)
        self.auto_play_box = QCheckBox("Play a take as soon as it is being made")
        self.auto_play_box.setChecked(settings.auto_play)
        self.seed_box: QComboBox = chooser(_SEED_STARTS, settings.seed_start)
        self.seed_box.setToolTip("Where a take begins to sound; Home goes to its very beginning")
        self.follow_box = QCheckBox("Turn the page with the playhead")
        self.follow_box.setChecked(settings.follow_playhead)
        self.piano = PianoPage(settings, audio_drivers)
        self.port = PortPage(settings)
        self._lay_out()

    @property
    def settings(self) -> AppSettings:
        """The settings as edited."""
        settings = replace(
            self._settings,
            theme=str(self.theme_box.currentData()),
            auto_play=self.auto_play_box.isChecked(),
            seed_start=str(self.seed_box.currentData()),
            follow_playhead=self.follow_box.isChecked(),
        )
        return self.port.applied_to(self.piano.applied_to(settings))

    def _lay_out(self) -> None:
        session = QWidget()
        form = page_form(session)
        form.addRow("Theme", self.theme_box)
        form.addRow("Takes begin with", self.seed_box)
        form.addRow("Playback", self.auto_play_box)
        form.addRow("", self.follow_box)
        tabs = QTabWidget()
        tabs.addTab(session, "&Studio")
        tabs.addTab(self.piano, "&Built-in Piano")
        tabs.addTab(self.port, "&MIDI Port")
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 20, 22, 18)
        layout.setSpacing(18)
        layout.addWidget(tabs)
        layout.addWidget(buttons)
