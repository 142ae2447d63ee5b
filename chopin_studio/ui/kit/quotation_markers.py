"""The marks of quotations in roll, ruler and score, and what can be done with one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QMenu, QWidget

from chopin_studio.export.engraving.engrave import Engraving
from chopin_studio.music.note import Note
from chopin_studio.originality.report_text import bars_words, quotation_words, source_words
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.originality.quoted import Quoted
from chopin_studio.session.support.plain_text import as_caption
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.ui.kit.score_page_layout import ScoreLayout
from chopin_studio.ui.kit.theme import Theme

BAND_HEIGHT = 6
"""How high a mark is in the ruler, at its lower edge; it can be clicked a little above, too."""

REACH = 14
_TINT = 30
_LINE = 2
_FRAME = 1.5

_BEFORE_HEAD, _AFTER_HEAD = 260, 420
_ABOVE_STAFF, _BELOW_STAFF = 900, 500
"""How far a mark goes beyond heads and staves, in hundredths of a millimetre."""

_HOOK = 260
_EARLY_TICKS = 30
"""Notes of music that was played freely are written at most about so much too early."""


@dataclass(frozen=True, slots=True)
class ScoreMark:
    """What a quotation covers of one system, `rect` on the page, in hundredths of a millimetre."""

    quoted: Quoted
    page: int
    rect: QRectF
    begins: bool
    ends: bool


def paint_in_ruler(
    painter: QPainter,
    quoted: Sequence[Quoted],
    theme: Theme,
    x_of: Callable[[float], float],
    height: int,
) -> None:
    """Draw a band for each quotation at the lower edge of a ruler."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.quote))
    for found in quoted:
        start, end = x_of(found.start_tick), x_of(found.end_tick)
        top = height - BAND_HEIGHT - 2
        painter.drawRoundedRect(QRectF(start, top, max(end - start - 1, 2), BAND_HEIGHT), 2, 2)
    painter.restore()


def paint_in_roll(
    painter: QPainter,
    quoted: Sequence[Quoted],
    theme: Theme,
    x_of: Callable[[float], float],
    height: int,
) -> None:
    """Tint what quotes, between two lines that tell it from the loop."""
    tint = QColor(theme.quote)
    tint.setAlpha(_TINT)
    for found in quoted:
        start, end = x_of(found.start_tick), x_of(found.end_tick)
        painter.fillRect(QRectF(start, 0, end - start, height), tint)
        for y in (0, height - _LINE):
            painter.fillRect(QRectF(start, y, end - start, _LINE), QColor(theme.quote))


def paint_matching(
    painter: QPainter,
    quoted: Sequence[Quoted],
    theme: Theme,
    rect_of: Callable[[Note], QRectF],
    visible: tuple[float, float],
) -> None:
    """Frame the notes that match what is quoted, of those in a range of ticks."""
    start, end = visible
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.quote), _FRAME))
    for found in quoted:
        if found.start_tick < end and found.end_tick > start:
            painter.drawRects(
                [rect_of(n) for n in found.matching if n.onset_tick < end and n.end_tick > start]
            )
    painter.restore()


def marks_in_score(engraving: Engraving, quoted: Sequence[Quoted]) -> tuple[ScoreMark, ...]:
    """Find what each quotation covers of each system."""
    return tuple(mark for found in quoted for mark in _marks_of(found, engraving))


def _marks_of(quoted: Quoted, engraving: Engraving) -> list[ScoreMark]:
    xs: dict[tuple[int, int], list[float]] = {}
    start, end = quoted.start_tick - _EARLY_TICKS, quoted.end_tick - _EARLY_TICKS
    for note in engraving.begun_between(start, end):
        xs.setdefault((note.page, note.system), []).append(note.x)
    found = []
    places = sorted(xs)
    for page, number in places:
        system = engraving.pages[page].systems[number]
        left, right = min(xs[page, number]), max(xs[page, number])
        begins, ends = (page, number) == places[0], (page, number) == places[-1]
        top_left = QPointF(left - _BEFORE_HEAD, system.top - _ABOVE_STAFF)
        right = right + _AFTER_HEAD if ends else system.right
        bottom_right = QPointF(right, system.bottom + _BELOW_STAFF)
        found.append(ScoreMark(quoted, page, QRectF(top_left, bottom_right), begins, ends))
    return found


def paint_in_score(
    painter: QPainter, marks: Sequence[ScoreMark], page: int, layout: ScoreLayout, theme: Theme
) -> None:
    """Tint what quotes as with a text marker, under a bracket whose hooks are its ends."""
    tint = QColor(theme.quote)
    tint.setAlpha(_TINT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        if mark.page != page:
            continue
        rect = QRectF(
            layout.point(page, mark.rect.left(), mark.rect.top()),
            layout.point(page, mark.rect.right(), mark.rect.bottom()),
        )
        painter.fillRect(rect, tint)
        painter.setPen(QPen(QColor(theme.quote), _LINE))
        hook = QPointF(0, _HOOK * layout.scale)
        painter.drawLine(rect.topLeft(), rect.topRight())
        if mark.begins:
            painter.drawLine(rect.topLeft(), rect.topLeft() + hook)
        if mark.ends:
            painter.drawLine(rect.topRight(), rect.topRight() + hook)
    painter.restore()


def mark_words(quoted: Sequence[Quoted]) -> str:
    """Word the tooltip of a mark: what is quoted, and what a click does."""
    lines = [translated(quotation_words(found.quotation)) for found in quoted]
    return "\n".join((*lines, tr("Click to play these bars, right-click to see their source")))


def mark_menu(quoted: Sequence[Quoted], model: OriginalityModel, parent: QWidget) -> QMenu:
    """Make the menu of a mark: play the bars, or read what they quote."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for found in quoted:
        bars = bars_words(found.quotation.take_bars)
        play = menu.addAction(tr("Play {bars}", bars=bars))
        play.triggered.connect(lambda _checked=False, one=found: model.play(one))
        source = menu.addAction(as_caption(source_words(found.quotation)))
        source.triggered.connect(lambda _checked=False, one=found: model.ask(one))
    return menu
