"""How to record: which keyboard, how fast, in what bars, and when it ends."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
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
from chopin_studio.settings import METERS, AppSettings
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.plain_label import PlainLabel

NO_KEYBOARD = "No MIDI keyboard was found: connect one, and it is taken at once."

_COUNT_INS = ("No count-in", "1 bar counted in", "2 bars counted in")
_ENDS = {
    EndsAfter.BEAT: "Ends after a silent beat",
    EndsAfter.BAR: "Ends after a silent bar",
    EndsAfter.TWO_BARS: "Ends after two silent bars",
    EndsAfter.BUTTON: "Ends by the button alone",
}
_DECAY = 4
"""How much the level falls from one look to the next."""


class RecordControls(QWidget):
    """The controls above the phrase. What is chosen here is asked for when a recording begins."""

    def __init__(
        self, live: InputModel, settings: AppSettings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._live = live
        self.port_box = QComboBox()
        self.heard_box = QCheckBox("Hear what I play")
        self.level_bar = QProgressBar()
        self.problem_label = PlainLabel()
        self.bpm_box = WholeNumberBox(30, 240, 1, "Tempo of the recording, in quarter notes")
        self.meter_box = QComboBox()
        self.count_in_box = QComboBox()
        self.clicks_box = QCheckBox("Metronome")
        self.ends_box = QComboBox()
        self._fill(settings)
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
            bpm=float(self.bpm_box.value()),
            meter=MeterChange(0, numerator, denominator),
            count_in_bars=self.count_in_box.currentIndex(),
            clicks=self.clicks_box.isChecked(),
            ends_after=EndsAfter(str(self.ends_box.currentData())),
        )

    def remembered(self, settings: AppSettings) -> AppSettings:
        """Return `settings` with every control as it stands."""
        chosen = self.settings
        return replace(
            settings,
            input_port=self._live.wanted,
            input_heard=self.heard_box.isChecked(),
            record_bpm=chosen.bpm,
            record_meter=self.meter_box.currentText(),
            record_count_in_bars=chosen.count_in_bars,
            record_clicks=chosen.clicks,
            record_ends_after=chosen.ends_after.value,
        )

    def lower_level(self) -> None:
        """Let the level fall a little, as it does with time."""
        self.level_bar.setValue(max(self.level_bar.value() - _DECAY, 0))

    def _fill(self, settings: AppSettings) -> None:
        self.heard_box.setChecked(settings.input_heard)
        self.bpm_box.setPrefix("♩ = ")
        self.bpm_box.setValue(round(settings.record_bpm))
        self.meter_box.addItems(METERS)
        self.meter_box.setCurrentText(settings.record_meter)
        self.count_in_box.addItems(_COUNT_INS)
        self.count_in_box.setCurrentIndex(settings.record_count_in_bars)
        self.clicks_box.setChecked(settings.record_clicks)
        for ends, words in _ENDS.items():
            self.ends_box.addItem(words, ends.value)
        self.ends_box.setCurrentIndex(self.ends_box.findData(settings.record_ends_after))

    def _explain(self) -> None:
        for box, name, tip in (
            (self.port_box, "Input", "The MIDI keyboard to play on"),
            (self.meter_box, "Meter", "The bars in which you play"),
            (
                self.count_in_box,
                "Count-in",
                "Bars to be clicked first; what you play meanwhile is not recorded",
            ),
            (self.ends_box, "End", "What ends the recording besides the button"),
        ):
            box.setAccessibleName(name)
            box.setToolTip(tip)
        self.heard_box.setToolTip(
            "Play what comes in on the chosen output; not needed for a keyboard that sounds itself"
        )
        self.clicks_box.setToolTip("Click the beats while you record, on the chosen output")
        self.level_bar.setRange(0, 127)
        self.level_bar.setTextVisible(False)
        self.level_bar.setAccessibleName("Level")
        self.level_bar.setToolTip("How hard the keys are struck")
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
        self.port_box.addItem("Mouse and letters only", NO_PORT)
        for port in live.ports:
            self.port_box.addItem(port, port)
        if live.wanted and live.wanted not in live.ports:
            self.port_box.addItem(f"{live.wanted} (not connected)", live.wanted)
        self.port_box.setCurrentIndex(max(self.port_box.findData(live.wanted), 0))
        self.port_box.blockSignals(False)
        problem = "" if live.ports else NO_KEYBOARD
        self.problem_label.setText(problem if live.has_midi else NO_MIDI_INPUT)
        self.problem_label.setVisible(not live.ports)
