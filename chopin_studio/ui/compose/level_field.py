"""A slider for one part of a character: left open at its lowest stop, then in seven levels."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import Number
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.setting_fields import explain

_HEIGHT = 24
"""Pixels that a pointer finds; a slider alone is lower."""


class LevelField(QWidget):
    """A slider between two words; where it is left open, it says so instead of the first."""

    changed = Signal()

    def __init__(self, setting: Number, low: str, high: str) -> None:
        super().__init__()
        self._low, self._high, self._any = translated(low), translated(high), tr("any")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(int(setting.minimum), int(setting.maximum))
        self.slider.setPageStep(1)
        self.slider.setMinimumWidth(60)
        explain(self.slider, setting)
        self.low_label, self.high_label = PlainLabel(), PlainLabel(self._high)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for label, side in ((self.low_label, _RIGHT), (self.high_label, _LEFT)):
            label.setObjectName("caption")
            label.setAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self.low_label)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.high_label)
        self.slider.valueChanged.connect(self._on_changed)
        self.setMinimumHeight(_HEIGHT)
        self._word()

    @property
    def level(self) -> int:
        """The level, 0 where it is left open."""
        return self.slider.value()

    def choose(self, level: int) -> None:
        """Set the level."""
        self.slider.setValue(level)

    def set_side_widths(self, low: int, high: int) -> None:
        """Have the words take so many pixels, so that sliders stand in one column."""
        self.low_label.setFixedWidth(low)
        self.high_label.setFixedWidth(high)

    @property
    def side_widths(self) -> tuple[int, int]:
        """How many pixels the words need, whichever they are."""
        width = self.fontMetrics().horizontalAdvance
        return max(width(self._low), width(self._any)), width(self._high)

    def _on_changed(self) -> None:
        self._word()
        self.changed.emit()

    def _word(self) -> None:
        self.low_label.setText(self._low if self.level else self._any)
        most = self.slider.maximum()
        level = tr("{level} of {most}, from {low} to {high}", level=self.level, most=most,
                   low=self._low, high=self._high)  # fmt: skip
        self.slider.setAccessibleDescription(level if self.level else self._any)


_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
