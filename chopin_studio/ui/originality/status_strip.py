"""The line below the music: how original it is, in a word and a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from chopin_studio.originality.report_text import (
    found_words,
    quoted_words,
    verdict_name,
    verdict_words,
)
from chopin_studio.session.originality.originality_model import OriginalityModel
from chopin_studio.session.session import Session
from chopin_studio.session.support.formatting import capitalised, note_count
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.kit.elided_label import ElidedLabel
from chopin_studio.ui.kit.plain_label import PlainLabel

if TYPE_CHECKING:
    from chopin_studio.originality.report import Report, Verdict

BUSY_TEXT = translatable("Looking for quotations…")


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
        verdict = report.verdict if report is not None and self._model.is_take else None
        self.word.setVisible(verdict is not None)
        if verdict is not None:
            self._show_verdict(verdict)
        if report is None:
            self.figure.show_text(self._model.problem or translated(BUSY_TEXT))
        elif not report.notes:
            self.figure.show_text(self._why_nothing())
        else:
            self.figure.show_text(_figure(self._model))

    def _show_verdict(self, verdict: Verdict) -> None:
        name = translated(verdict_name(verdict))
        self.word.setText(name)
        self.word.setToolTip(capitalised(f"{name}: {translated(verdict_words(verdict))}"))
        self.word.setProperty("verdict", str(verdict))
        self.word.style().unpolish(self.word)  # which has the style sheet look again
        self.word.style().polish(self.word)

    def _why_nothing(self) -> str:
        if self._model.is_take:
            return tr("Nothing new to compare yet: so far this is the seed.")
        return tr("There are no notes to compare.")


def _figure(model: OriginalityModel) -> str:
    """Word how much quotes what."""
    report = model.report
    assert report is not None
    words = _quoted(report)
    if not model.is_whole:
        words = tr("{found} so far", found=words)
    if report.seed_notes:
        seed = tr_plural(
            "{n:,} notes return from the seed", "{n} note returns from the seed", report.seed_notes
        )
        return tr("{figure} · {seed}", figure=words, seed=seed)
    return words


def _quoted(report: Report) -> str:
    """Word how much is quoted."""
    if not report.quotations:
        return capitalised(translated(found_words(report)))
    return tr_plural(
        "{share} · {quoted:,} of {notes} in {n} quotations",
        "{share} · {quoted:,} of {notes} in {n} quotation",
        len(report.quotations),
        share=translated(quoted_words(report.quoted_share)),
        quoted=report.quoted_notes,
        notes=note_count(report.notes),
    )


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button
