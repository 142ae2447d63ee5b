"""The plan lane: the sections as letters over their bars, the chord symbols below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from chopin_studio.session.plan.plan_model import PlanModel
from chopin_studio.session.plan.section_choice import SectionChoice
from chopin_studio.session.playback.playback_model import PlaybackModel
from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr
from chopin_studio.ui.kit.theme import Theme, ThemeSwitch
from chopin_studio.ui.plan.plan_painter import LANE_HEIGHT, SECTION_HEIGHT, LaneView, PlanPainter
from chopin_studio.ui.plan.plan_words import chord_words, section_words
from chopin_studio.ui.plan.time_axis import FittedAxis, TimeAxis


class PlanLane(QWidget):
    """Shows the model's plan, and what of it is chosen.

    It stands over the piano roll, whose axis it follows, or over the score, where it shows the
    whole piece and marks what is in view. The arrow keys go from section to section, Down to the
    chords and Up back. `section_menu_asked` tells that somebody wants the menu of the section
    chosen, at a place of the screen, `chord_editor_asked` that the chords of a bar, counted from 0,
    are to be typed over, `choice_moved` that the arrow keys have chosen something else.
    """

    section_menu_asked = Signal(QPoint)
    choice_moved = Signal()
    chord_editor_asked = Signal(int)

    def __init__(
        self,
        model: PlanModel,
        choice: SectionChoice,
        playback: PlaybackModel,
        themes: ThemeSwitch,
        gutter: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._choice = choice
        self._playback = playback
        self._gutter = gutter
        self._axis: TimeAxis | None = None
        self._in_view: tuple[float, float] | None = None
        self._painter = PlanPainter(themes.theme, self.font())
        self._picture: QPixmap | None = None
        self.setFixedHeight(LANE_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Plan lane"))
        model.changed.connect(self._on_plan_changed)
        choice.changed.connect(self._on_choice_changed)
        playback.position_changed.connect(lambda _tick: self.update())
        themes.changed.connect(self._on_theme_changed)
        self._describe()

    # --- where it stands ------------------------------------------------------------------------

    def follow(self, axis: TimeAxis | None) -> None:
        """Place bars as an axis does; None shows the whole piece."""
        self._axis = axis
        self.redraw()

    def show_in_view(self, ticks: tuple[float, float] | None) -> None:
        """Mark which part of the piece the view below shows; None marks nothing."""
        if ticks != self._in_view:
            self._in_view = ticks
            self.update()

    def redraw(self) -> None:
        """Draw anew, at another scale or place."""
        self._picture = None
        self.update()

    @property
    def view(self) -> LaneView | None:
        """What is in view; None without a plan."""
        plan = self._model.shown
        if plan is None or not plan.bars:
            return None
        axis = self._axis
        if axis is None:
            axis = FittedAxis(self.width() - self._gutter - 1, plan.bars[-1].end_tick)
        return LaneView(plan, axis, self._gutter, self.width())

    @property
    def shown_symbols(self) -> tuple[str, ...]:
        """The chord symbols that there is room for, those out of view included."""
        view = self.view
        if view is None:
            return ()
        return tuple(chord.symbol for chord in self._painter.shown_chords(view))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Fit to the new width."""
        self.redraw()

    # --- news -----------------------------------------------------------------------------------

    def _on_plan_changed(self) -> None:
        self._describe()
        self.redraw()

    def _on_choice_changed(self) -> None:
        self._describe()
        self.update()

    def _on_theme_changed(self, theme: Theme) -> None:
        self._painter = PlanPainter(theme, self.font())
        self.redraw()

    def _describe(self) -> None:
        """Tell a screen reader what is chosen, and announce it where the keyboard is here."""
        words = self._choice_words()
        if words == self.accessibleDescription():
            return
        self.setAccessibleDescription(words)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _choice_words(self) -> str:
        plan, section, bar = self._model.shown, self._choice.section, self._choice.bar
        if plan is not None and bar is not None:
            return chord_words(plan, bar)
        if plan is not None and section is not None:
            return section_words(plan, section)
        return tr(
            "Sections and chords. Left and Right go from section to section, Down goes to the "
            "chords, Enter opens what can be done."
        )

    # --- painting -------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Lay the picture down, then what moves over it."""
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.size() != self.size() * ratio:
            self._picture = self._drawn(ratio)
        painter = QPainter(self)
        try:
            painter.drawPixmap(0, 0, self._picture)
            view = self.view
            if view is not None:
                painter.setClipRect(self._gutter, 0, self.width(), LANE_HEIGHT)
                self._paint_over(painter, view)
        finally:
            painter.end()

    def _drawn(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        try:
            self._painter.paint_frame(painter, self._gutter, self.width())
            view = self.view
            if view is not None:
                self._painter.paint(painter, view)
        finally:
            painter.end()
        return picture

    def _paint_over(self, painter: QPainter, view: LaneView) -> None:
        if self._in_view is not None:
            left, right = (view.x_of(tick) for tick in self._in_view)
            self._painter.paint_range(painter, QRectF(left, 0, right - left, LANE_HEIGHT))
        rect = self.choice_rect()
        if rect is not None:
            self._painter.paint_choice(painter, rect, self.hasFocus())
        if self._playback.timeline is not None:
            self._painter.paint_playhead(painter, view.x_of(self._playback.position_tick))

    def choice_rect(self) -> QRectF | None:
        """Return where the chosen section or bar stands, None where nothing is chosen."""
        view = self.view
        if view is None:
            return None
        if self._choice.bar is not None:
            return view.chord_rect(self._choice.bar)
        section = self._choice.section
        return view.section_rect(section) if section is not None else None

    # --- the mouse ------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Choose the section or the bar there; a section's menu opens as the button is let go."""
        self._choose_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the menu of the section that was clicked."""
        if event.button() is Qt.MouseButton.LeftButton and self._is_on_chosen(event.position()):
            self.section_menu_asked.emit(event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Type over the chord there."""
        self._choose_at(event.position())
        if self._choice.bar is not None:
            self.chord_editor_asked.emit(self._choice.bar)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand over a section."""
        is_section = self._is_section_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if is_section else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Offer what can be done with the section; the menu key asks for it where it stands."""
        if event.reason() is QContextMenuEvent.Reason.Mouse:
            self._choose_at(event.pos().toPointF())
            self.section_menu_asked.emit(event.globalPos())
        else:
            self._open_menu()

    def _choose_at(self, point: QPointF) -> None:
        view = self.view
        if view is None or point.x() < self._gutter:
            return
        tick = view.axis.tick_at(point.x() - self._gutter)
        if point.y() < SECTION_HEIGHT:
            self._choice.choose_section_at(tick)
        else:
            self._choice.choose_bar_at(tick)

    def _is_section_at(self, point: QPointF) -> bool:
        view = self.view
        if view is None or point.x() < self._gutter or point.y() >= SECTION_HEIGHT:
            return False
        return view.plan.section_at(view.axis.tick_at(point.x() - self._gutter)) is not None

    def _is_on_chosen(self, point: QPointF) -> bool:
        return (
            self._choice.section is not None
            and self._choice.bar is None
            and self._is_section_at(point)
        )

    def event(self, event: QEvent) -> bool:
        """Word what is under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            words = self.words_at(event.pos())
            QToolTip.showText(event.globalPos(), as_tooltip(words), self)
            return True
        return super().event(event)

    def words_at(self, point: QPoint) -> str:
        """Word the section or the chords at a point; empty where there are none."""
        view = self.view
        if view is None or point.x() < self._gutter:
            return ""
        tick = view.axis.tick_at(point.x() - self._gutter)
        if point.y() < SECTION_HEIGHT:
            section = view.plan.section_at(tick)
            return section_words(view.plan, section) if section is not None else ""
        bar = view.plan.bar_at(tick)
        return chord_words(view.plan, bar.number - 1) if bar is not None else ""

    # --- the keyboard ---------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Choose the section where the music is, where none is chosen."""
        if self._choice.section is None:
            self._choice.choose_section_at(self._playback.position_tick)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Frame what is chosen more thinly."""
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Go through sections and chords, and open what can be done with them."""
        choice = self._choice
        commands: dict[Qt.Key, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: choice.go(-1),
            Qt.Key.Key_Right: lambda: choice.go(1),
            Qt.Key.Key_Home: lambda: choice.go_to_end(is_last=False),
            Qt.Key.Key_End: lambda: choice.go_to_end(is_last=True),
            Qt.Key.Key_Down: choice.go_to_chords,
            Qt.Key.Key_Up: choice.go_to_sections,
            Qt.Key.Key_Return: self._act,
            Qt.Key.Key_Enter: self._act,
        }
        command = commands.get(Qt.Key(event.key()))
        if command is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
            return
        command()
        self.choice_moved.emit()

    def _act(self) -> None:
        if self._choice.bar is not None:
            self.chord_editor_asked.emit(self._choice.bar)
        else:
            self._open_menu()

    def _open_menu(self) -> None:
        rect = self.choice_rect()
        if rect is not None and self._choice.section is not None:
            left = max(round(rect.left()), self._gutter)
            self.section_menu_asked.emit(self.mapToGlobal(QPoint(left, SECTION_HEIGHT)))
