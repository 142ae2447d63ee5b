"""Fields for numbers: boxes for whole ones, for fractions and for a tempo, and a slider."""

from typing import Self

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QWidget,
)

from chopin_studio.session.support.translation import translated
from chopin_studio.settings.definition import Number


class WholeNumberBox(QSpinBox):
    """A box for a whole number; the tooltip is its name for screen readers too."""

    def __init__(self, low: int, high: int, step: int, tip: str) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        _set_margin(self)

    @classmethod
    def of(cls, setting: Number, scale: int = 1) -> Self:
        """Make a box for a setting; it shows the setting's value times `scale`."""
        low, high, step = (
            round(value * scale) for value in (setting.minimum, setting.maximum, setting.step)
        )
        box = cls(low, high, step, translated(setting.help))
        box.setAccessibleName(translated(setting.title))
        return box

    def event(self, event: QEvent) -> bool:
        """Leave the space bar to the transport."""
        return False if offers_space(event) else super().event(event)


class FractionBox(QDoubleSpinBox):
    """A box for a setting with decimals."""

    def __init__(self, setting: Number) -> None:
        super().__init__()
        self.setDecimals(setting.decimals)  # first: the range is rounded to them
        self.setRange(setting.minimum, setting.maximum)
        self.setSingleStep(setting.step)
        self.setToolTip(translated(setting.help))
        self.setAccessibleName(translated(setting.title))
        _set_margin(self)

    def event(self, event: QEvent) -> bool:
        """Leave the space bar to the transport."""
        return False if offers_space(event) else super().event(event)


class TempoBox(FractionBox):
    """A box for quarter notes a minute; decimals are shown where there are any."""

    def __init__(self, setting: Number) -> None:
        super().__init__(setting)
        self.setPrefix("♩ = ")

    def textFromValue(self, value: float) -> str:  # noqa: N802
        """Show no zeros at the end."""
        text = super().textFromValue(value)
        return text.rstrip("0").rstrip(self.locale().decimalPoint()) if self.decimals() else text


class LargeNumberBox(FractionBox):
    """A box for a whole number that may be larger than a QSpinBox can hold, up to 2**53."""

    def value(self) -> int:
        """Return the number set."""
        return round(super().value())


class FractionField(QWidget):
    """A slider and a box for one setting with decimals.

    The slider ends where few ever want more; the box takes the whole range.
    """

    def __init__(self, setting: Number) -> None:
        super().__init__()
        self._scale = 10**setting.decimals
        self._decimals = setting.decimals
        most = setting.maximum if setting.usual_maximum is None else setting.usual_maximum
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(setting.minimum * self._scale), round(most * self._scale))
        self.slider.setSingleStep(round(setting.step * self._scale))
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(translated(setting.title))
        self.slider.setMinimumWidth(60)
        self.box = FractionBox(setting)
        self.box.setFixedWidth(76)
        self.setToolTip(translated(setting.help))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.box)
        self.slider.valueChanged.connect(lambda value: self.box.setValue(value / self._scale))
        self.box.valueChanged.connect(self._follow_box)

    @property
    def value(self) -> float:
        """The number set."""
        return round(self.box.value(), self._decimals)

    def set_value(self, value: float) -> None:
        """Set the number, within the limits."""
        self.box.setValue(value)

    def _follow_box(self, value: float) -> None:
        """Move the slider, which must not pull the box back to where it ends."""
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(value * self._scale))


def offers_space(event: QEvent) -> bool:
    """Whether a field is being asked if it wants the space bar for itself, before the menus."""
    is_offer = event.type() is QEvent.Type.ShortcutOverride
    return is_offer and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space


def _set_margin(box: QAbstractSpinBox) -> None:
    """Keep the figures off the frame, and let the box shrink with the panel."""
    box.setMinimumWidth(64)
    box.lineEdit().setTextMargins(6, 0, 0, 0)
