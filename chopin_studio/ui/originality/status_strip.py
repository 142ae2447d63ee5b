"""The line below the music: how original it is, in a word and a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from chopin_studio.originality.report_text import original_words, verdict_name, verdict_words
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.session import Session
from chopin_studio.session.support.formatting import capitalised, note_count
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.elided_label import ElidedLabel
from chopin_studio.ui.kit.plain_label import PlainLabel

if TYPE_CHECKING:
    from chopin_studio.originality.report import Report

BUSY_TEXT = translatable("Comparing with Chopin's works…")


class OriginalityStrip(QWidget):
    """Shows the model's report; `actions` play what quotes and open the whole report."""

    def __init__(
        self,
        model: OriginalityModel,
        session: Session,
        actions: tuple[QAction, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("originalityStrip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._session = session
        self.word = PlainLabel()
        self.word.setObjectName("verdict")
        self.figure = ElidedLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 3, 8, 3)
        layout.setSpacing(8)
        layout.addWidget(self.word)
        layout.addWidget(self.figure, 1)
        for action in actions:
            layout.addWidget(_button(action))
        model.changed.connect(self._refresh)
        session.piece_changed.connect(self._refresh)
        session.piece_kept.connect(self._refresh)
        self._refresh()

    @property
    def is_told(self) -> bool:
        """Whether it says something of the music shown, if only why nothing can be said."""
        return self._model.report is not None or bool(self._model.problem)

    def _refresh(self) -> None:
        report = self._model.report
        self.setVisible(self._session.piece is not None)
        self.word.setVisible(report is not None and report.notes > 0)
        if report is None:
            self.figure.show_text(self._model.problem or translated(BUSY_TEXT))
        elif not report.notes:
            self.figure.show_text(tr("Nothing new to compare yet: so far this is the seed."))
        else:
            name = translated(verdict_name(report.verdict))
            self.word.setText(name)
            self.word.setToolTip(
                capitalised(f"{name}: {translated(verdict_words(report.verdict))}")
            )
            self.word.setProperty("verdict", str(report.verdict))
            self.word.style().unpolish(self.word)  # which has the style sheet look again
            self.word.style().polish(self.word)
            self.figure.show_text(_figure(self._model))


def _figure(model: OriginalityModel) -> str:
    """Word how much quotes what."""
    report = model.report
    assert report is not None
    share = translated(original_words(report.quoted_share))
    if not model.is_whole:
        share = tr("{share} so far", share=share)
    if report.seed_notes:
        seed = tr_plural(
            "{n:,} notes return from the seed", "{n} note returns from the seed", report.seed_notes
        )
        return tr("{figure} · {seed}", figure=_quoted(report, share), seed=seed)
    return _quoted(report, share)


def _quoted(report: Report, share: str) -> str:
    """Word how many notes quote."""
    if not report.quotations:
        return tr("{share} · no quotation found", share=share)
    return tr_plural(
        "{share} · {quoted:,} of {notes} in {n} quotations",
        "{share} · {quoted:,} of {notes} in {n} quotation",
        len(report.quotations),
        share=share,
        quoted=report.quoted_notes,
        notes=note_count(report.notes),
    )


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
