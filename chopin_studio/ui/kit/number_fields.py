"""Fields for numbers: a box for whole ones, a slider with a box for fractions."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QSlider,
    QSpinBox,
    QWidget,
)


class WholeNumberBox(QSpinBox):
    """A box for a whole number; the tooltip is its name for screen readers too."""

    def __init__(self, low: int, high: int, step: int, tip: str) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setSingleStep(step)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        _set_margin(self)

    def event(self, event: QEvent) -> bool:
        """Leave the space bar to the transport."""
        return False if offers_space(event) else super().event(event)


class FractionBox(QDoubleSpinBox):
    """A box for a number with two decimals."""

    def __init__(self, low: float, high: float, name: str) -> None:
        super().__init__()
        self.setRange(low, high)
        self.setSingleStep(0.05)
        self.setDecimals(2)
        self.setAccessibleName(name)
        _set_margin(self)
        self.setFixedWidth(76)

    def event(self, event: QEvent) -> bool:
        """Leave the space bar to the transport."""
        return False if offers_space(event) else super().event(event)


class FractionField(QWidget):
    """A slider and a box for one number with two decimals."""

    def __init__(self, low: float, high: float, name: str) -> None:
        super().__init__()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(round(low * 100), round(high * 100))
        self.slider.setPageStep(10)
        self.slider.setAccessibleName(name)
        self.slider.setMinimumWidth(60)
        self.box = FractionBox(low, high, name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.box)
        self.slider.valueChanged.connect(lambda value: self.box.setValue(value / 100))
        self.box.valueChanged.connect(lambda value: self.slider.setValue(round(value * 100)))

    @property
    def value(self) -> float:
        """The number set."""
        return round(self.box.value(), 2)

    def set_value(self, value: float) -> None:
        """Set the number, within the limits."""
        self.box.setValue(value)


def offers_space(event: QEvent) -> bool:
    """Whether a field is being asked if it wants the space bar for itself, before the menus."""
    is_offer = event.type() is QEvent.Type.ShortcutOverride
    return is_offer and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space


def _set_margin(box: QAbstractSpinBox) -> None:
    """Keep the figures off the frame, and let the box shrink with the panel."""
    box.setMinimumWidth(64)
    box.lineEdit().setTextMargins(6, 0, 0, 0)
