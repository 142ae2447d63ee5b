"""The pages of the settings that say how the built-in piano and MIDI ports are played."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QWidget,
)

from chopin_studio.settings import RANGES, AppSettings
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.plain_label import PlainLabel

_BUFFERS = (0, 64, 128, 256, 512, 1024, 2048)
_CURVES = (
    ("soft", "Softer in the middle"),
    ("linear", "As the music has it"),
    ("loud", "Louder in the middle"),
)
_USUAL = "The system's usual one"


class PianoPage(QWidget):
    """Edits where and how the built-in piano sounds. Gain is shown as a percentage of 1."""

    def __init__(self, settings: AppSettings, drivers: Sequence[str]) -> None:
        super().__init__()
        names = list(dict.fromkeys([*drivers, settings.piano_driver]))
        self.driver_box = chooser(
            [("", _USUAL), *((name, name) for name in names if name)], settings.piano_driver
        )
        self.driver_box.setToolTip("The system's way to the sound device")
        self.device_box = QLineEdit(settings.piano_device)
        self.device_box.setPlaceholderText(_USUAL)
        self.device_box.setToolTip("The sound device, by the name that its driver has for it")
        sizes = sorted({*_BUFFERS, settings.piano_buffer})
        self.buffer_box = chooser(
            [(size, f"{size} frames" if size else "The usual one") for size in sizes],
            settings.piano_buffer,
        )
        self.buffer_box.setToolTip(
            "Smaller sounds sooner after the note, larger never crackles on a slow computer"
        )
        self.gain_box = _number(
            "piano_gain", "How loud it can get; above 120 % dense music may be clipped", scale=100
        )
        self.gain_box.setSuffix(" %")
        self.gain_box.setValue(round(settings.piano_gain * 100))
        self.reverb_box = QCheckBox("As in a room")
        self.reverb_box.setChecked(settings.piano_reverb)
        form = page_form(self)
        for label, field in (
            ("Sound system", self.driver_box),
            ("Device", self.device_box),
            ("Buffer", self.buffer_box),
            ("Gain", self.gain_box),
            ("Reverb", self.reverb_box),
        ):
            form.addRow(label, field)

    def applied_to(self, settings: AppSettings) -> AppSettings:
        """Return `settings` with what this page says."""
        return replace(
            settings,
            piano_driver=str(self.driver_box.currentData()),
            piano_device=self.device_box.text().strip(),
            piano_buffer=int(self.buffer_box.currentData()),
            piano_gain=self.gain_box.value() / 100,
            piano_reverb=self.reverb_box.isChecked(),
        )


class PortPage(QWidget):
    """Edits how the instrument at a MIDI port is played."""

    def __init__(self, settings: AppSettings) -> None:
        super().__init__()
        self.channel_box = _number("port_channel", "The MIDI channel to play on")
        self.channel_box.setValue(settings.port_channel)
        self.program_box = QCheckBox("Set the instrument to its grand piano")
        self.program_box.setChecked(settings.port_program)
        self.program_box.setToolTip("Sends the program change of General MIDI's first sound")
        self.curve_box = chooser(_CURVES, settings.port_velocity_curve)
        self.curve_box.setToolTip("How strongly the keys are struck")
        self.delay_box = _number(
            "port_delay_ms",
            "Sounds the port later, so that it falls together with a slower built-in piano",
        )
        self.delay_box.setSuffix(" ms")
        self.delay_box.setValue(settings.port_delay_ms)
        self.clock_box = QCheckBox("Send clock, start and stop")
        self.clock_box.setChecked(settings.port_clock)
        self.clock_box.setToolTip("A drum machine or sequencer then follows the music's tempo")
        form = page_form(self)
        for label, field in (
            ("Channel", self.channel_box),
            ("Program", self.program_box),
            ("Velocity", self.curve_box),
            ("Latency offset", self.delay_box),
            ("MIDI clock", self.clock_box),
        ):
            form.addRow(label, field)
        note = PlainLabel("These hold for every MIDI port.")
        note.setObjectName("caption")
        form.addRow("", note)

    def applied_to(self, settings: AppSettings) -> AppSettings:
        """Return `settings` with what this page says."""
        return replace(
            settings,
            port_channel=self.channel_box.value(),
            port_program=self.program_box.isChecked(),
            port_velocity_curve=str(self.curve_box.currentData()),
            port_delay_ms=self.delay_box.value(),
            port_clock=self.clock_box.isChecked(),
        )


def chooser(choices: Iterable[tuple[object, str]], chosen: object) -> QComboBox:
    """Make a box that offers values by words."""
    box = QComboBox()
    for value, words in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def _number(name: str, tip: str, scale: int = 1) -> WholeNumberBox:
    """Make a box for a setting's range, times `scale`."""
    low, high = (round(limit * scale) for limit in RANGES[name])
    return WholeNumberBox(low, high, 1, tip)


def page_form(page: QWidget) -> QFormLayout:
    """Make a page of the settings, with labels at the left and fields at the right."""
    page.setObjectName("page")
    page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    form = QFormLayout(page)
    form.setContentsMargins(18, 18, 18, 18)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    form.setHorizontalSpacing(18)
    form.setVerticalSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form
