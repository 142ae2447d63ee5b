"""The dialog for what is set once and then forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from chopin_studio.session.support.translation import tr
from chopin_studio.settings.definition import choice_of, switch_of
from chopin_studio.settings.listening import PlaybackGroup
from chopin_studio.settings.model import AppSettings
from chopin_studio.settings.window import AppearanceGroup
from chopin_studio.ui.kit.setting_fields import check_box, choice_box
from chopin_studio.ui.main.output_settings import PianoPage, PortPage, page_form


class SettingsDialog(QDialog):
    """Edits a copy of the settings, to be asked for once the dialog is accepted."""

    def __init__(
        self,
        settings: AppSettings,
        audio_drivers: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Settings"))
        self._settings = settings
        playback = settings.playback
        look = settings.appearance
        self.language_box = choice_box(choice_of(AppearanceGroup, "language"), look.language)
        self.theme_box = choice_box(choice_of(AppearanceGroup, "theme"), look.theme)
        self.auto_play_box = check_box(switch_of(PlaybackGroup, "auto_play"), playback.auto_play)
        self.seed_box = choice_box(choice_of(PlaybackGroup, "seed_start"), playback.seed_start)
        self.follow_box = check_box(
            switch_of(PlaybackGroup, "follow_playhead"), playback.follow_playhead
        )
        self.piano = PianoPage(settings.output.piano, audio_drivers)
        self.port = PortPage(settings.output.port)
        self._lay_out()

    @property
    def settings(self) -> AppSettings:
        """The settings as edited."""
        before = self._settings
        return replace(
            before,
            appearance=AppearanceGroup(
                language=str(self.language_box.currentData()),
                theme=str(self.theme_box.currentData()),
            ),
            playback=replace(
                before.playback,
                auto_play=self.auto_play_box.isChecked(),
                seed_start=str(self.seed_box.currentData()),
                follow_playhead=self.follow_box.isChecked(),
            ),
            output=replace(before.output, piano=self.piano.settings, port=self.port.settings),
        )

    def _lay_out(self) -> None:
        session = QWidget()
        form = page_form(session)
        for field in (self.language_box, self.theme_box, self.seed_box):
            form.addRow(field.accessibleName(), field)
        form.addRow(tr("Playback"), self.auto_play_box)
        form.addRow("", self.follow_box)
        tabs = QTabWidget()
        tabs.addTab(session, tr("&General"))
        tabs.addTab(self.piano, tr("&Built-in Piano"))
        tabs.addTab(self.port, tr("&MIDI Port"))
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
