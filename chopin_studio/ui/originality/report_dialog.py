"""The whole report on the piece shown: every quotation, and what the word means."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.originality.report import Report
from chopin_studio.originality.report_text import (
    LIMITS,
    bars_words,
    compared_words,
    found_words,
    meaning_words,
    quotation_words,
    source_words,
    transposition_words,
    verdict_name,
)
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.originality.quoted import Quoted
from chopin_studio.session.originality.quoted_seeds import QuotedSeeds
from chopin_studio.session.session import Session
from chopin_studio.session.support.formatting import capitalised
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.action_button import action_button
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.originality.status_strip import BUSY_TEXT

POINTED_OUT = "pointedOut"
_HEADINGS = (
    "",
    translatable("Here"),
    translatable("Quoted from"),
    "",
    translatable("There"),
    translatable("Key"),
    translatable("Notes"),
)
_SOURCE_COLUMN = 3
"""Where the button stands that plays the bars of the piece quoted."""

_WIDTH, _HEIGHT = 760, 400


class OriginalityReportDialog(QDialog):
    """Stays beside the window and follows what is shown there; a row's button plays its bars."""

    def __init__(
        self,
        model: OriginalityModel,
        session: Session,
        save: QAction,
        play_icon: Callable[[], QIcon],
        seeds: QuotedSeeds,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Originality"))
        self._seeds = seeds
        self._model = model
        self._session = session
        self._play_icon = play_icon
        self._asked: Quoted | None = None
        self._tabled: tuple[tuple[Quoted, ...], Quoted | None] | None = None
        self.headline = PlainLabel()
        self.headline.setObjectName("dialogTitle")
        self.meaning = PlainLabel()
        self.seed = PlainLabel()
        self.limits = PlainLabel(LIMITS)
        self.limits.setObjectName("caption")
        for label in (self.headline, self.meaning, self.seed, self.limits):
            label.setWordWrap(True)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(action_button(save))
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(self.headline)
        column.addWidget(self.meaning)
        column.addWidget(self.seed)
        column.addWidget(self._scroll, 1)
        column.addWidget(self.limits)
        column.addLayout(buttons)
        self.resize(_WIDTH, _HEIGHT)
        model.changed.connect(self._refresh)
        session.piece_changed.connect(self._refresh)
        session.piece_kept.connect(self._refresh)
        self._refresh()

    def point_out(self, quoted: Quoted) -> None:
        """Bring a quotation into view, its row marked."""
        self._asked = quoted
        self._refresh()

    def _refresh(self) -> None:
        report, piece = self._model.report, self._session.piece
        self.meaning.setVisible(report is not None)
        self.seed.setVisible(report is not None and report.seed_notes > 0)
        title = piece.title if piece is not None else ""
        if report is None:
            self.headline.setText(
                self._model.problem or (translated(BUSY_TEXT) if piece else tr("No music yet"))
            )
            self._scroll.setWidget(QWidget())
            self._tabled = None
            return
        words = verdict_line(report, is_take=self._model.is_take, is_whole=self._model.is_whole)
        self.headline.setText(f"{title}: {words}" if title else capitalised(words))
        self.meaning.setText(_meaning(report, self._model))
        self.seed.setText(_seed_sentence(report))
        if self._tabled != (self._model.quoted, self._asked):  # else a button may have the focus
            self._tabled = self._model.quoted, self._asked
            self._scroll.setWidget(self._table())
            for label in self.findChildren(QLabel, POINTED_OUT):
                self._scroll.ensureWidgetVisible(label)

    def _table(self) -> QWidget:
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        quoted = self._model.quoted
        if not quoted:
            grid.addWidget(PlainLabel(tr("No quotation was found.")), 0, 0)
        else:
            for column, text in enumerate(_HEADINGS):
                heading = PlainLabel(translated(text))
                heading.setObjectName("caption")
                grid.addWidget(heading, 0, column)
        for row, found in enumerate(quoted, 1):
            self._add_row(grid, row, found)
        grid.setColumnStretch(2, 1)
        grid.setRowStretch(len(quoted) + 1, 1)
        return table

    def _add_row(self, grid: QGridLayout, row: int, found: Quoted) -> None:
        quotation = found.quotation
        play = self._button(
            tr("Play only {take_bars} of this music", take_bars=bars_words(quotation.take_bars)),
            tr("Play: {quotation}", quotation=quotation_words(quotation)),
        )
        play.clicked.connect(lambda: self._model.play(found))
        grid.addWidget(play, row, 0)
        if self._seeds.has(quotation):
            source = self._button(
                tr("Play {bars} of the piece quoted", bars=bars_words(quotation.piece_bars)),
                tr("Play: {source}", source=source_words(quotation)),
            )
            source.clicked.connect(lambda: self._seeds.play(quotation))
            grid.addWidget(source, row, _SOURCE_COLUMN)
        texts = (
            translated(bars_words(quotation.take_bars)),
            quotation.title,
            translated(bars_words(quotation.piece_bars)),
            translated(transposition_words(quotation.transposition)) or tr("the same"),
            f"{quotation.notes:,}",
        )
        columns = [k for k in range(1, len(_HEADINGS)) if k != _SOURCE_COLUMN]
        for column, text in zip(columns, texts, strict=True):
            label = PlainLabel(text)
            label.setWordWrap(column == 2)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            if found == self._asked:
                label.setObjectName(POINTED_OUT)
            grid.addWidget(label, row, column)

    def _button(self, tip: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._play_icon())
        button.setToolTip(tip)
        button.setAccessibleName(name)
        return button


def verdict_line(report: Report, *, is_take: bool, is_whole: bool) -> str:
    """Return what was found, after the verdict where it is a take; of growing music, so far."""
    words = translated(found_words(report))
    if is_take and report.verdict is not None:
        verdict = verdict_name(report.verdict)
        words = tr("{verdict}: {found}", verdict=verdict, found=words)
    return words if is_whole else tr("{found} so far", found=words)


def _seed_sentence(report: Report) -> str:
    """Say how much returns from the seed, which is no quotation."""
    return tr_plural(
        "{n:,} notes return from the seed, as planned, and do not count.",
        "{n} note returns from the seed, as planned, and does not count.",
        report.seed_notes,
    )


def _meaning(report: Report, model: OriginalityModel) -> str:
    """Say what was compared with what, and what the word stands for."""
    sentences = (compared_words(report), *meaning_words(report, is_take=model.is_take))
    words = [translated(sentence) for sentence in sentences]
    if model.uncompared_model:
        words.append(
            tr(
                "{model} may have learned from other music, which was not compared.",
                model=model.uncompared_model,
            )
        )
    return " ".join(words)
