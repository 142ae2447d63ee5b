"""The bar at the bottom: play, where the music is, how fast, where it sounds, how loud."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QFont, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from chopin_studio.playback.transport import PlaybackState
from chopin_studio.session.playback.output_model import OutputModel
from chopin_studio.session.playback.playback_model import MAX_SPEED, MIN_SPEED, PlaybackModel
from chopin_studio.session.support.formatting import clock
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.definition import number_of
from chopin_studio.settings.listening import OutputGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.kit.setting_fields import explain
from chopin_studio.ui.kit.theme import ThemeSwitch

NO_PORTS = translatable("No MIDI port found")

_STATE_WORDS = {
    PlaybackState.COUNTING: (
        translatable("count-in…"),
        translatable("One bar is counted in before the music starts"),
    ),
    PlaybackState.WAITING: (
        translatable("waiting…"),
        translatable("Playback has caught up with the model and continues with its next note"),
    ),
}


class TransportBar(QWidget):
    """Shows the transport and the outputs, and takes the user's commands for both."""

    def __init__(
        self,
        playback: PlaybackModel,
        output_model: OutputModel,
        themes: ThemeSwitch,
        icons: Icons,
        actions: tuple[QAction, ...],
        panic: QAction,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("transport")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._playback = playback
        self._output_model = output_model
        self._themes = themes
        self._icons = icons
        self.clock_label = PlainLabel()
        self.bar_label = PlainLabel()
        self.tempo_label = PlainLabel()
        self.speed_slider = QSlider(Qt.Orientation.Horizontal)
        self.speed_label = PlainLabel()
        self.output_box = QComboBox()
        self.volume_slider = QSlider(Qt.Orientation.Horizontal)
        self._pictures = {"output": PlainLabel(), "volume": PlainLabel()}
        self._set_up()
        self._lay_out(actions, panic)
        self._subscribe()
        self.refresh_music()
        self._refresh_outputs()
        self._on_theme_changed()

    def _set_up(self) -> None:
        figures = QFont(self.font())
        figures.setPointSizeF(figures.pointSizeF() * 1.15)
        figures.setFeature(QFont.Tag("tnum"), 1)
        self.clock_label.setObjectName("clock")
        self.clock_label.setFont(figures)
        self.clock_label.setToolTip(tr("Position and length"))
        self.tempo_label.setToolTip(tr("Tempo at this point, in quarter notes per minute"))
        for label, sample in (
            (self.clock_label, "00:00 / 00:00"),
            (self.bar_label, tr("count-in…")),
            (self.tempo_label, "♩ = 188"),
            (self.speed_label, "200 %"),
        ):
            label.setMinimumWidth(label.fontMetrics().horizontalAdvance(sample) + 10)
        self.speed_slider.setRange(round(MIN_SPEED * 100), round(MAX_SPEED * 100))
        self.speed_slider.setValue(100)
        self.speed_slider.setPageStep(5)
        _let_shrink(self.speed_slider, 56, 96)
        self.speed_slider.setToolTip(tr("Change the playback speed; double-click for 100 %"))
        self.speed_slider.setAccessibleName(tr("Speed"))
        self.speed_label.setText("100 %")
        self.output_box.setAccessibleName(tr("Output"))
        _let_shrink(self.output_box, 120, 260)
        self.output_box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        volume = number_of(OutputGroup, "volume")
        self.volume_slider.setRange(round(volume.minimum), round(volume.maximum))
        self.volume_slider.setValue(self._playback.volume)
        self.volume_slider.setPageStep(round(volume.step))
        _let_shrink(self.volume_slider, 56, 86)
        explain(self.volume_slider, volume)

    def _lay_out(self, actions: tuple[QAction, ...], panic: QAction) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        for action in actions:
            layout.addWidget(_tool_button(action, 24))
        layout.addSpacing(8)
        layout.addWidget(self.clock_label)
        layout.addWidget(_line())
        layout.addWidget(self.bar_label)
        layout.addWidget(_line())
        layout.addWidget(self.tempo_label)
        layout.addWidget(self.speed_slider)
        layout.addWidget(self.speed_label)
        layout.addStretch(1)
        layout.addWidget(self._pictures["output"])
        layout.addWidget(self.output_box)
        layout.addSpacing(6)
        layout.addWidget(self._pictures["volume"])
        layout.addWidget(self.volume_slider)
        layout.addSpacing(6)
        button = _tool_button(panic, 18)
        button.setObjectName("danger")
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        layout.addWidget(button)

    def _subscribe(self) -> None:
        self._playback.loaded.connect(self.refresh_music)
        self._playback.position_changed.connect(self.refresh_music)
        self._playback.state_changed.connect(self.refresh_music)
        self._playback.speed_changed.connect(self._on_speed_changed)
        self._playback.volume_changed.connect(self.volume_slider.setValue)
        self._output_model.changed.connect(self._refresh_outputs)
        self._themes.changed.connect(self._on_theme_changed)
        self.speed_slider.valueChanged.connect(
            lambda percent: self._playback.set_speed(percent / 100)
        )
        self.volume_slider.valueChanged.connect(self._playback.set_volume)
        self.output_box.activated.connect(self._on_output_chosen)

    # --- the music ------------------------------------------------------------------------------

    def refresh_music(self) -> None:
        """Show where the playhead is and how long the music is by now."""
        timeline = self._playback.timeline
        if timeline is None:
            self.clock_label.setText("0:00 / 0:00")
            self.bar_label.setText(tr("bar {bar}", bar="—"))
            self.tempo_label.setText("♩ = —")
            return
        tick = self._playback.position_tick
        here = timeline.tempo_map.tick_to_sec(tick)
        whole = timeline.tempo_map.tick_to_sec(timeline.end_tick)
        more = "" if timeline.complete else "+"
        self.clock_label.setText(f"{clock(here)} / {clock(whole)}{more}")
        bar = self._playback.meters.bar_at(tick).number
        words, tip = _STATE_WORDS.get(self._playback.state, (tr("bar {bar}", bar=bar), tr("Bar")))
        self.bar_label.setText(translated(words))
        self.bar_label.setToolTip(translated(tip))
        self.tempo_label.setText(f"♩ = {round(self._playback.bpm)}")

    def _on_speed_changed(self, speed: float) -> None:
        self.speed_slider.setValue(round(speed * 100))
        self.speed_label.setText(f"{round(speed * 100)} %")
        self.refresh_music()

    # --- the outputs ----------------------------------------------------------------------------

    def _refresh_outputs(self) -> None:
        box, output_model = self.output_box, self._output_model
        box.blockSignals(True)
        box.clear()
        box.addItem(translated(output_model.piano_name), output_model.piano_name)
        tip = output_model.piano_problem or tr("The built-in grand piano")
        box.setItemData(0, as_tooltip(tip), Qt.ItemDataRole.ToolTipRole)
        for name in (*output_model.ports, *output_model.pairs):
            box.addItem(name, name)
        if not output_model.ports:
            self._add_disabled(
                translated(NO_PORTS), output_model.port_problem or tr("Connect a MIDI instrument")
            )
        shown = output_model.opening or (output_model.current if output_model.has_sound else "")
        index = box.findData(shown) if shown else -1
        if index < 0:
            self._add_disabled(output_model.current, tip)
            index = box.count() - 1
        box.setCurrentIndex(index)
        box.blockSignals(False)
        box.setToolTip(as_tooltip(self._output_tip()))

    def _add_disabled(self, text: str, why: str) -> None:
        self.output_box.addItem(text, "")
        row = self.output_box.count() - 1
        self.output_box.setItemData(row, as_tooltip(why), Qt.ItemDataRole.ToolTipRole)
        model = self.output_box.model()
        if isinstance(model, QStandardItemModel):
            model.item(row).setEnabled(False)

    def _output_tip(self) -> str:
        if self._output_model.opening:
            return tr("Opening {opening}…", opening=self._output_model.opening)
        if not self._output_model.has_sound:
            return self._output_model.piano_problem or tr("Choose an output")
        return tr("Where the music plays: the built-in piano, a MIDI port, or both")

    def _on_output_chosen(self, row: int) -> None:
        name = self.output_box.itemData(row)
        if name:
            self._output_model.choose(str(name))

    def _on_theme_changed(self) -> None:
        for name, label in self._pictures.items():
            icon = self._icons.icon(name, self._themes.theme, self._themes.theme.muted)
            label.setPixmap(icon.pixmap(QSize(20, 20), self.devicePixelRatioF()))


def _tool_button(action: QAction, size: int) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(size, size))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text().replace("&", ""))
    return button


def _let_shrink(widget: QWidget, least: int, most: int) -> None:
    """Let a widget be narrower where the window is."""
    widget.setMinimumWidth(least)
    widget.setMaximumWidth(most)


def _line() -> QFrame:
    line = QFrame()
    line.setObjectName("line")
    line.setFixedHeight(22)
    return line
