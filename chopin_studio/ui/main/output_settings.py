"""The pages of the settings that say how the built-in piano and MIDI ports are played."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QWidget

from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import choice_of, number_of, switch_of, text_of
from chopin_studio.settings.listening import PianoGroup, PortGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.number_fields import WholeNumberBox
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.setting_fields import check_box, choice_box, drop_down, explain, text_box

_BUFFERS = (0, 64, 128, 256, 512, 1024, 2048)
_DEFAULT = translatable("System default")


class PianoPage(QWidget):
    """Edits where and how the built-in piano sounds. Gain is shown as a percentage of 1."""

    def __init__(self, settings: PianoGroup, drivers: Sequence[str]) -> None:
        super().__init__()
        names = list(dict.fromkeys([*drivers, settings.driver]))
        self.driver_box = drop_down(
            [("", translated(_DEFAULT)), *((name, name) for name in names if name)], settings.driver
        )
        device = text_of(PianoGroup, "device")
        self.device_box = text_box(device, settings.device)
        self.device_box.setPlaceholderText(translated(_DEFAULT))
        sizes = sorted({*_BUFFERS, settings.buffer_frames})
        self.buffer_box = drop_down(
            [(size, tr("{size} frames", size=size) if size else tr("Default")) for size in sizes],
            settings.buffer_frames,
        )
        gain = number_of(PianoGroup, "gain")
        self.gain_box = WholeNumberBox.of(gain, scale=100)
        self.gain_box.setSuffix(" %")
        self.gain_box.setValue(round(settings.gain * 100))
        self.reverb_box = check_box(switch_of(PianoGroup, "reverb"), settings.reverb)
        driver, buffer = text_of(PianoGroup, "driver"), number_of(PianoGroup, "buffer_frames")
        explain(self.driver_box, driver)
        explain(self.buffer_box, buffer)
        form = page_form(self)
        for label, field in (
            (translated(driver.title), self.driver_box),
            (translated(device.title), self.device_box),
            (translated(buffer.title), self.buffer_box),
            (translated(gain.title), self.gain_box),
            ("", self.reverb_box),
        ):
            form.addRow(label, field)

    @property
    def settings(self) -> PianoGroup:
        """The settings as edited."""
        return PianoGroup(
            driver=str(self.driver_box.currentData()),
            device=self.device_box.text().strip(),
            buffer_frames=int(self.buffer_box.currentData()),
            gain=self.gain_box.value() / 100,
            reverb=self.reverb_box.isChecked(),
        )


class PortPage(QWidget):
    """Edits how the instrument at a MIDI port is played."""

    def __init__(self, settings: PortGroup) -> None:
        super().__init__()
        channel, delay = number_of(PortGroup, "channel"), number_of(PortGroup, "delay_ms")
        curve = choice_of(PortGroup, "velocity_curve")
        self.channel_box = WholeNumberBox.of(channel)
        self.channel_box.setValue(settings.channel)
        self.program_box = check_box(switch_of(PortGroup, "sends_program"), settings.sends_program)
        self.curve_box = choice_box(curve, settings.velocity_curve)
        self.delay_box = WholeNumberBox.of(delay)
        self.delay_box.setSuffix(f" {translated(delay.unit)}")
        self.delay_box.setValue(settings.delay_ms)
        self.clock_box = check_box(switch_of(PortGroup, "sends_clock"), settings.sends_clock)
        form = page_form(self)
        for label, field in (
            (translated(channel.title), self.channel_box),
            (tr("Program"), self.program_box),
            (translated(curve.title), self.curve_box),
            (translated(delay.title), self.delay_box),
            (tr("MIDI clock"), self.clock_box),
        ):
            form.addRow(label, field)
        note = PlainLabel(tr("These settings apply to every MIDI port."))
        note.setObjectName("caption")
        form.addRow("", note)

    @property
    def settings(self) -> PortGroup:
        """The settings as edited."""
        return PortGroup(
            channel=self.channel_box.value(),
            sends_program=self.program_box.isChecked(),
            velocity_curve=str(self.curve_box.currentData()),
            delay_ms=self.delay_box.value(),
            sends_clock=self.clock_box.isChecked(),
        )


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
