"""How to record: which keyboard, how fast, in what bars, and when it ends."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QProgressBar,
    QSizePolicy,
    QWidget,
)

from chopin_studio.music.meter import MeterChange
from chopin_studio.playback.inputs.midi_input import NO_MIDI_INPUT
from chopin_studio.playback.inputs.recorder import EndsAfter, RecordingSettings
from chopin_studio.session.recording.input_model import NO_PORT, InputModel
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import choice_of, number_of, switch_of, text_of
from chopin_studio.settings.recording import RecordingGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.number_fields import TempoBox
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.setting_fields import check_box, choice_box, explain

NO_KEYBOARD = translatable(
    "No MIDI keyboard was found. Connect one and it will be used automatically."
)

_DECAY = 4
"""How much the level falls from one look to the next."""


class RecordControls(QWidget):
    """The controls above the phrase. What is chosen here is asked for when a recording begins."""

    def __init__(
        self, live: InputModel, settings: RecordingGroup, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self.port_box = QComboBox()
        self.heard_box = check_box(switch_of(RecordingGroup, "input_heard"), settings.input_heard)
        self.level_bar = QProgressBar()
        self.problem_label = PlainLabel()
        self.bpm_box = TempoBox(number_of(RecordingGroup, "bpm"))
        self.bpm_box.setValue(settings.bpm)
        self.meter_box = choice_box(choice_of(RecordingGroup, "meter"), settings.meter)
        self.count_in_box = choice_box(
            choice_of(RecordingGroup, "count_in_bars"), settings.count_in_bars
        )
        self.clicks_box = check_box(switch_of(RecordingGroup, "clicks"), settings.clicks)
        self.ends_box = choice_box(choice_of(RecordingGroup, "ends_after"), settings.ends_after)
        self._explain()
        self._lay_out()
        self.port_box.activated.connect(lambda: live.choose(str(self.port_box.currentData())))
        self.heard_box.toggled.connect(self._on_heard_toggled)
        live.changed.connect(self._refresh_ports)
        live.played.connect(lambda played: self._raise_level(max(row.message[2] for row in played)))
        self._on_heard_toggled(self.heard_box.isChecked())
        self._refresh_ports()

    @property
    def settings(self) -> RecordingSettings:
        """What is chosen."""
        numerator, denominator = map(int, str(self.meter_box.currentText()).split("/"))
        return RecordingSettings(
            bpm=self.bpm_box.value(),
            meter=MeterChange(0, numerator, denominator),
            count_in_bars=int(self.count_in_box.currentData()),
            clicks=self.clicks_box.isChecked(),
            ends_after=EndsAfter(str(self.ends_box.currentData())),
        )

    def remembered(self, settings: RecordingGroup) -> RecordingGroup:
        """Return `settings` with every control as it stands."""
        chosen = self.settings
        return replace(
            settings,
            input_port=self._live.wanted,
            input_heard=self.heard_box.isChecked(),
            bpm=chosen.bpm,
            meter=self.meter_box.currentText(),
            count_in_bars=chosen.count_in_bars,
            clicks=chosen.clicks,
            ends_after=chosen.ends_after.value,
        )

    def lower_level(self) -> None:
        """Let the level fall a little, as it does with time."""
        self.level_bar.setValue(max(self.level_bar.value() - _DECAY, 0))

    def _explain(self) -> None:
        explain(self.port_box, text_of(RecordingGroup, "input_port"))
        self.level_bar.setRange(0, 127)
        self.level_bar.setTextVisible(False)
        self.level_bar.setAccessibleName(tr("Level"))
        self.level_bar.setToolTip(tr("How hard the keys are struck"))
        self.problem_label.setObjectName("caption")
        self.problem_label.setWordWrap(True)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column, stretch in enumerate((3, 2, 3, 2, 3)):
            grid.setColumnStretch(column, stretch)
        self.port_box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.level_bar.setMinimumSize(QSize(80, 6))
        grid.addWidget(self.port_box, 0, 0, 1, 2)
        grid.addWidget(self.heard_box, 0, 2)
        grid.addWidget(self.level_bar, 0, 3, 1, 2)
        grid.addWidget(self.problem_label, 1, 0, 1, 5)
        for column, widget in enumerate(
            (self.bpm_box, self.meter_box, self.count_in_box, self.clicks_box, self.ends_box)
        ):
            grid.addWidget(widget, 2, column)

    def _on_heard_toggled(self, is_heard: bool) -> None:
        self._live.playing.is_heard = is_heard

    def _raise_level(self, velocity: int) -> None:
        self.level_bar.setValue(max(self.level_bar.value(), velocity))

    def _refresh_ports(self) -> None:
        live = self._live
        self.port_box.blockSignals(True)
        self.port_box.clear()
        self.port_box.addItem(tr("Mouse and letters only"), NO_PORT)
        for port in live.ports:
            self.port_box.addItem(port, port)
        if live.wanted and live.wanted not in live.ports:
            self.port_box.addItem(tr("{wanted} (not connected)", wanted=live.wanted), live.wanted)
        self.port_box.setCurrentIndex(max(self.port_box.findData(live.wanted), 0))
        self.port_box.blockSignals(False)
        problem = "" if live.ports else translated(NO_KEYBOARD)
        self.problem_label.setText(problem if live.has_midi else NO_MIDI_INPUT)
        self.problem_label.setVisible(not live.ports)
