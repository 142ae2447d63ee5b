"""The bar over the roll with what moves the beats that are proposed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from chopin_studio.music.performance.found_beats import Meter
from chopin_studio.session.editing.beat_correction import BeatCorrection
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.translation import tr, tr_plural
from chopin_studio.ui.kit.elided_label import ElidedLabel

METERS = ("2/4", "3/4", "4/4", "2/2", "3/8", "6/8", "9/8", "12/8", "5/4")


class BeatBar(QWidget):
    """Two rows: what is proposed, and the ways to correct it. It is there while one corrects."""

    def __init__(
        self,
        correction: BeatCorrection,
        playback: PlaybackModel,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Beats"))
        self._correction = correction
        self._playback = playback
        self.words = ElidedLabel()
        self.meter_box = QComboBox()
        self._make_buttons()
        self._explain()
        self._lay_out()
        correction.changed.connect(self._refresh)
        self._refresh()

    def _make_buttons(self) -> None:
        correction = self._correction
        self.tap_button = _button(tr("&Tap"), self._tap)
        self.halve_button = _button(tr("½ Beats"), correction.halve)
        self.double_button = _button(tr("2 × Beats"), correction.double)
        self.earlier_button = _button("◀", lambda: correction.shift(-1))
        self.later_button = _button("▶", lambda: correction.shift(1))
        self.here_button = _button(tr("Bar at Playhead"), self._begin_bar_here)
        self.back_button = _button(tr("Undo"), correction.step_back)
        self.cancel_button = _button(tr("Cancel"), correction.cancel)
        self.accept_button = _button(tr("Apply"), correction.accept)
        self.accept_button.setObjectName("primary")
        self.tap_button.setShortcut(QKeySequence("T"))
        for meter in METERS:
            self.meter_box.addItem(meter)
        self.meter_box.activated.connect(self._choose_meter)

    def _explain(self) -> None:
        for widget, name, tip in (
            (
                self.tap_button,
                tr("Tap the beat"),
                tr("Play, and press T or this button on every beat, a bar's first one first"),
            ),
            (self.halve_button, tr("Half as many beats"), tr("Take every other beat for one")),
            (self.double_button, tr("Twice as many beats"), tr("Add a beat between any two")),
            (self.earlier_button, tr("Bars a beat earlier"), tr("Begin bars a beat earlier")),
            (self.later_button, tr("Bars a beat later"), tr("Begin bars a beat later")),
            (
                self.here_button,
                tr("Begin a bar at the playhead"),
                tr("Begin a bar at the beat nearest to the playhead"),
            ),
            (self.meter_box, tr("Meter"), tr("How many beats a bar has")),
            (self.back_button, tr("Undo the last correction"), tr("Undo the last correction")),
            (self.cancel_button, tr("Cancel"), tr("Leave the beats as they are")),
            (
                self.accept_button,
                tr("Apply the beats"),
                tr("Put the music into these bars; it sounds as before"),
            ),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tip)

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.words, 1)
        for widget in (self.meter_box, self.back_button, self.cancel_button, self.accept_button):
            upper.addWidget(widget)
        for widget in (
            *(self.tap_button, self.halve_button, self.double_button),
            *(self.earlier_button, self.later_button, self.here_button),
        ):
            lower.addWidget(widget)
        lower.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(6)
        column.addLayout(upper)
        column.addLayout(lower)

    def _tap(self) -> None:
        """Begin to play, or take the place where the music is for a beat."""
        if self._playback.is_sounding:
            self._playback.refresh()
            self._correction.tap(self._playback.position_tick)
        else:
            self._playback.play()

    def _begin_bar_here(self) -> None:
        self._correction.begin_bar_at(self._playback.position_tick)

    def _choose_meter(self, row: int) -> None:
        numerator, denominator = map(int, self.meter_box.itemText(row).split("/"))
        self._correction.choose_meter(Meter(numerator, denominator))

    def _show_meter(self, meter: Meter) -> None:
        text = f"{meter.numerator}/{meter.denominator}"
        if self.meter_box.findText(text) < 0:
            self.meter_box.addItem(text)
        self.meter_box.setCurrentIndex(self.meter_box.findText(text))

    def _refresh(self) -> None:
        proposed = self._correction.proposed
        self.setVisible(proposed is not None)
        if proposed is None:
            return
        self._show_meter(proposed.meter)
        bpm, bars = round(proposed.beats_per_minute), len(proposed.bars)
        words = tr_plural(
            "{n} bars, about {bpm} beats a minute", "{n} bar, about {bpm} beats a minute", bars,
            bpm=bpm,
        )  # fmt: skip
        taps = self._correction.taps
        if taps:
            words = tr_plural("{words} · {n} taps", "{words} · {n} tap", taps, words=words)
        self.words.show_text(words)
        self.words.setAccessibleName(words)
        for button in (self.back_button, self.accept_button):
            button.setEnabled(self._correction.is_changed)


def _button(text: str, command: Callable[[], None]) -> QPushButton:
    button = QPushButton(text)
    button.clicked.connect(lambda _checked=False: command())
    return button
