"""The window in which a study is created: three steps, its progress, and where it is then."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from chopin_studio.session.study.compared import MusicGroup
from chopin_studio.session.study.study_maker import MakeRequest, NewStudy, StudyMaker
from chopin_studio.session.study.study_results import StudyResults
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.settings.generation import MAX_RANDOM_STATE
from chopin_studio.study.create import StudyRequest
from chopin_studio.study.definition import TAKES
from chopin_studio.ui.kit.plain_label import PlainLabel
from chopin_studio.ui.study.choose_takes_dialog import ChooseTakesDialog
from chopin_studio.ui.study.compared_page import ComparedPage
from chopin_studio.ui.study.length_page import LengthPage
from chopin_studio.ui.study.page_buttons import PageButtons
from chopin_studio.ui.study.place_page import PlacePage
from chopin_studio.ui.study.said_label import SaidLabel

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.library.take import Take
    from chopin_studio.music.excerpt import Excerpt

_WIDTH, _HEIGHT = 620, 440
_STEPS = 1000


@dataclass(frozen=True, slots=True)
class StudyMaterial:
    """What a study can be made of: models, the takes that there are, and what reads music."""

    bundles: Sequence[Bundle]
    takes: Callable[[], Sequence[Take]]
    read_take: Callable[[str], Excerpt]
    read_file: Callable[[Path], Excerpt]


class NewStudyDialog(QDialog):
    """Asks what is wanted, and shows how far it is; `results_wanted` asks for the study's window.

    Closing it while a study is created cancels that first.
    """

    results_wanted = Signal()

    def __init__(
        self,
        maker: StudyMaker,
        results: StudyResults,
        material: StudyMaterial,
        language: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New Listening Study"))
        self._maker = maker
        self._results = results
        self._material = material
        self.heading = PlainLabel()
        self.heading.setObjectName("dialogTitle")
        self.compared = ComparedPage(material.bundles, material.read_file)
        self.length = LengthPage()
        self.place = PlacePage(language, Path.home())
        self.said = SaidLabel()
        self._make_progress()
        self._make_done()
        self.pages = QStackedWidget()
        for page in (self.compared, self.length, self.place, self.progress, self.ready):
            self.pages.addWidget(page)
        self._make_buttons()
        self._lay_out()
        self._subscribe()
        self._show(self.compared)

    def _make_progress(self) -> None:
        self.doing = PlainLabel()
        self.bar = QProgressBar()
        self.bar.setRange(0, _STEPS)
        self.bar.setTextVisible(False)  # the theme's bars are too flat for it
        self.bar.setAccessibleName(tr("Progress"))
        self.progress = QWidget()
        column = QVBoxLayout(self.progress)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.doing)
        column.addWidget(self.bar)
        column.addStretch(1)

    def _make_done(self) -> None:
        self.where = PlainLabel()
        self.where.setWordWrap(True)
        self.where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.page_buttons = PageButtons(self._results)
        self.results = QPushButton(tr("Results"))
        self.results.setToolTip(tr("Open the study's window, in which answers are taken in"))
        self.results.setAutoDefault(False)
        self.results.clicked.connect(lambda: self.results_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(self.page_buttons)
        row.addWidget(self.results)
        row.addStretch(1)
        self.ready = QWidget()
        column = QVBoxLayout(self.ready)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.where)
        column.addLayout(row)
        column.addStretch(1)

    def _make_buttons(self) -> None:
        self.back = QPushButton(tr("Back"))
        self.back.setAutoDefault(False)
        self.back.clicked.connect(self._go_back)
        self.next = QPushButton()
        self.next.setObjectName("primary")
        self.next.setDefault(True)
        self.next.clicked.connect(self._go_on)
        self.cancel = QPushButton()
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(14)
        column.addWidget(self.heading)
        column.addWidget(self.pages, 1)
        column.addWidget(self.said)
        column.addLayout(buttons)
        self.resize(_WIDTH, _HEIGHT)

    def _subscribe(self) -> None:
        self.compared.changed.connect(self._refresh)
        self.compared.takes_wanted.connect(self._ask_for_takes)
        self.place.folder.textChanged.connect(lambda _: self._refresh())
        self._maker.progressed.connect(self._show_progress)
        self._maker.created.connect(self._on_created)
        self._maker.cancelled.connect(self._on_cancelled)
        self._maker.failed.connect(self._on_failed)
        self._results.changed.connect(self._refresh)
        self._results.message.connect(self._tell)

    # --- steps --------------------------------------------------------------------------------

    @property
    def _steps(self) -> tuple[QWidget, ...]:
        return (self.compared, self.length, self.place)

    def _show(self, page: QWidget) -> None:
        self.said.say(None)
        self.pages.setCurrentWidget(page)
        self._refresh()

    def _go_back(self) -> None:
        self._show(self._steps[self.pages.currentIndex() - 1])

    def _go_on(self) -> None:
        place = self.pages.currentIndex()
        if place + 1 < len(self._steps):
            self._show(self._steps[place + 1])
        elif self.place.place is not None:
            self.doing.setText("")
            self.bar.setValue(0)
            self._show(self.progress)
            self._maker.start(self.place.place, self._request())

    def _request(self) -> MakeRequest:
        """Return what makes the request of the controls as they are now, on any thread."""
        compared, length, texts = self.compared.compared, self.length.length, self.place.texts
        title, excerpts = self.place.study_title, self.length.excerpts.value()
        state = secrets.randbelow(MAX_RANDOM_STATE)
        return lambda: StudyRequest(
            compared.sources(), title, texts, length, excerpts, random_state=state
        )

    def _ask_for_takes(self) -> None:
        dialog = ChooseTakesDialog(self._material.takes(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._add_takes(dialog.chosen))
        dialog.open()

    def _add_takes(self, takes: Sequence[Take]) -> None:
        def reading(take: Take) -> Callable[[], Excerpt]:
            return lambda: self._material.read_take(take.id)

        pieces = tuple((take.title, reading(take)) for take in takes)
        self.compared.add_group(MusicGroup(self.compared.free_label(tr("Takes")), TAKES, pieces))

    # --- news ---------------------------------------------------------------------------------

    def _show_progress(self, words: str, share: float) -> None:
        self.doing.setText(tr("{words} ({share:.0%})", words=words, share=share))
        self.bar.setValue(round(_STEPS * share))

    def _on_created(self, new: NewStudy) -> None:
        told = [tr("The study is in {folder}.", folder=new.folder)]
        told += [translated(sentence) for sentence in new.created.sentences]
        told.append(tr("Send its page to listeners, and keep the folder to yourself."))
        self.where.setText("\n\n".join(told))
        self._show(self.ready)
        self._results.open(new.folder)

    def _on_cancelled(self) -> None:
        self._show(self.place)
        self._tell(Message(tr("Nothing of the study was kept.")))

    def _on_failed(self, sentence: str) -> None:
        self._show(self.place)
        self._tell(Message(sentence, MessageKind.ERROR))

    def _tell(self, message: Message) -> None:
        if self.pages.currentWidget() is not self.progress:
            self.said.say(message)

    def _refresh(self) -> None:
        page, compared = self.pages.currentWidget(), self.compared.compared
        self.length.allow_bars(compared.why_no_bars())
        is_step = page in self._steps
        self.heading.setText(self._heading(page))
        self.back.setVisible(page in self._steps[1:])
        self.next.setVisible(is_step)
        self.next.setText(tr("Create") if page is self.place else tr("Next"))
        nothing = not compared.bundles and not compared.groups
        lacks_folder = page is self.place and self.place.place is None
        self.next.setEnabled(not nothing and not lacks_folder)
        self.cancel.setText(tr("Close") if page is self.ready else tr("Cancel"))
        self.cancel.setEnabled(page is not self.progress or not self._maker.is_cancelled)
        has_study = self._results.current is not None and not self._results.is_busy
        self.page_buttons.setEnabled(has_study)
        self.results.setEnabled(has_study)

    def _heading(self, page: QWidget | None) -> str:
        if page is self.compared:
            return tr("Step 1 of 3: what is compared")
        if page is self.length:
            return tr("Step 2 of 3: how many excerpts, and how long")
        if page is self.place:
            return tr("Step 3 of 3: title, language and folder")
        return tr("Creating the study") if page is self.progress else tr("The study is ready")

    # --- Qt's events --------------------------------------------------------------------------

    def reject(self) -> None:
        """Close, or cancel what is being created."""
        if self._maker.is_busy:
            self._maker.cancel()
            self.doing.setText(tr("Cancelling…"))
            self._refresh()
        else:
            super().reject()
