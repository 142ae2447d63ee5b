"""What can be done with takes beside renaming and deleting: the Take menu."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QThreadPool, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

from chopin_studio.errors import StudioError
from chopin_studio.library.take import MOST_STARS
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.session import Session
from chopin_studio.session.support.message import Message, MessageKind, message_of
from chopin_studio.session.support.translation import tr, tr_plural, translated
from chopin_studio.session.takes.ab_compare import AbCompare
from chopin_studio.session.takes.regenerate import RegenerateController
from chopin_studio.session.takes.store_watcher import StoreWatcher
from chopin_studio.session.takes.take_mime import TakeMime
from chopin_studio.session.takes.take_query import Order
from chopin_studio.settings.window import TakesGroup
from chopin_studio.texts import translatable
from chopin_studio.ui.export.batch_export import BatchExportController
from chopin_studio.ui.export.export_controller import ExportController
from chopin_studio.ui.kit.actions import Action, add_to_menu
from chopin_studio.ui.takes.takes_panel import TakesPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chopin_studio.library.take import Take

TOPIC = "takes"
NO_TAKE = translatable("Select a take in the list first.")
ONE_TAKE = translatable("Select a single take in the list.")
NO_PAIR = translatable("Mark a take as B and open another, or select two takes in the list.")
STILL_MAKING = translatable("Takes are being generated. Wait for them or cancel them.")
STILL_AGAIN = translatable("A take is being generated again. Wait for it or cancel it.")


class TakeActions(QObject):
    """Makes the actions for takes and connects them with the list."""

    message = Signal(object)

    def __init__(
        self,
        panel: TakesPanel,
        session: Session,
        generation: GenerationController,
        export_controller: ExportController,
        index_id: Callable[[], str],
        pool: QThreadPool,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._panel = panel
        self._session = session
        self._generation = generation
        self._export_controller = export_controller
        self._window = window
        self._files = TakeMime(session, generation.services.model_name)
        self._chosen_ids: set[str] = set()
        self._is_new_choice = False
        self.batch = BatchExportController(session.library.store, export_controller, pool, window)
        self.ab_compare = AbCompare(session, pool, self)
        self.regenerate = RegenerateController(
            generation.services, session.library.store, index_id, pool, self
        )
        self.watch = StoreWatcher(session.library, self)
        self._make_actions(window)
        self._connect()
        self._refresh()

    def _make_actions(self, window: QMainWindow) -> None:
        def make(text: str, key: str, tip: str) -> Action:
            return Action(text, key, tip, parent=window)

        self.search = make(
            tr("&Search Takes"), "Ctrl+F", tr("Find takes by title, model, seed, tag or note")
        )
        no_stars = tr("No Stars")
        self.stars = [
            make(f"{'★' * number or no_stars}\tCtrl+{number}", "", _stars_tip(number))
            for number in range(MOST_STARS + 1)
        ]
        self.copy = make(
            tr("&Copy Take\tCtrl+C"),
            "",
            tr("Copy the takes as MIDI files and text (Ctrl+C in the list)"),
        )
        self.make_again = make(
            tr("Generate A&gain"),
            "Ctrl+Alt+G",
            tr("Generate the take again from its settings and check that every note is the same"),
        )
        self.tree = make(tr("Show as &Tree"), "", tr("Group takes under the takes they came from"))
        self.details = make(
            tr("&Details"), "", tr("Show tags, notes and details of the take below the list")
        )
        for action in (self.tree, self.details):
            action.setCheckable(True)
        self.mark_b = make(
            tr("Mar&k Take as B"),
            "Ctrl+Shift+B",
            tr("Compare the selected take with the next one you open"),
        )
        self.switch = make(
            tr("Switch between A an&d B"),
            "Ctrl+B",
            tr("Switch to the other take at the same bar"),
        )
        self.switch.setIconText("A/B")
        self.switch.setCheckable(True)

    def _connect(self) -> None:
        panel = self._panel
        self.search.triggered.connect(self._begin_search)
        for number, action in enumerate(self.stars):
            action.triggered.connect(lambda _=False, stars=number: panel.give_stars(stars))
        self.copy.triggered.connect(self.copy_takes)
        self.make_again.triggered.connect(self._generate_again)
        self.tree.toggled.connect(panel.show_tree)
        self.details.toggled.connect(panel.inspector.fold.setChecked)
        panel.inspector.fold.toggled.connect(self.details.setChecked)
        self.mark_b.triggered.connect(self._mark_as_b)
        self.switch.triggered.connect(self._switch)
        panel.handle_keys({"Ctrl+C": self.copy_takes})
        panel.hand_out(self._mime)
        panel.add_head_action(self.switch)
        panel.add_menu_actions((None, *self.stars, None, self.copy, self.make_again, self.mark_b))
        for source in (self.batch, self.ab_compare, self.regenerate):
            source.message.connect(self.message)
        panel.selection_changed.connect(self._refresh)
        self.ab_compare.changed.connect(self._refresh)
        self.regenerate.changed.connect(self._refresh)
        self._generation.generating_changed.connect(self._refresh)

    def fill_menus(self) -> None:
        """Put the actions into the menus."""
        bar = self._window.menuBar()
        entries = (self.search, None, *self.stars, None, self.copy, self.make_again, None)
        add_to_menu(bar, tr("T&ake"), (*entries, self.tree, self.details))
        add_to_menu(bar, tr("&Playback"), (None, self.mark_b, self.switch))

    def take_up(self, settings: TakesGroup) -> None:
        """Have the list as it was left."""
        self.tree.setChecked(settings.as_tree)
        self._panel.show_tree(settings.as_tree)
        self.details.setChecked(settings.show_details)
        self._panel.search.want(order=Order(settings.order))

    def remembered(self, settings: TakesGroup) -> TakesGroup:
        """Return `settings` with the list as it is."""
        wanted = self._panel.search.wanted
        return replace(
            settings,
            as_tree=wanted.is_tree,
            order=str(wanted.order),
            show_details=self._panel.inspector.fold.isChecked(),
        )

    def export(self) -> None:
        """Export the takes chosen, or the music shown where there are not several."""
        takes = self._panel.selected_takes
        if len(takes) > 1:
            self.batch.ask(takes, self._window)
        else:
            self._export_controller.ask(self._window)

    def copy_takes(self) -> None:
        """Put the takes chosen on the clipboard, as files and as text."""
        takes = self._panel.selected_takes
        data = self._mime(takes) if takes else None
        if data is not None:
            QGuiApplication.clipboard().setMimeData(data)
            text = tr_plural(
                "Copied {n} takes. Paste them as MIDI files or as text.",
                "Copied “{title}”. Paste it as a MIDI file or as text.",
                len(takes),
                title=takes[0].title,
            )
            self.message.emit(Message(text, MessageKind.SUCCESS, TOPIC))

    def close(self) -> None:
        """Keep what was typed, and stop what is going on."""
        self._panel.inspector.flush()
        self.watch.close()
        self.batch.close()
        self.regenerate.cancel()

    def _mime(self, takes: Sequence[Take]) -> QMimeData | None:
        """Give takes for another program; tell where that cannot be done."""
        try:
            return self._files.mime(takes)
        except StudioError as error:
            self.message.emit(message_of(error, TOPIC))
            return None

    def _begin_search(self) -> None:
        self._panel.search.box.setFocus()
        self._panel.search.box.selectAll()

    def _generate_again(self) -> None:
        (take,) = self._panel.selected_takes
        self.regenerate.start(take)

    def _mark_as_b(self) -> None:
        takes = self._panel.selected_takes
        shown = self._session.piece.take if self._session.piece is not None else None
        others = [take for take in takes if shown is None or take.id != shown.id]
        self.ab_compare.mark((others or list(takes))[0])

    def _switch(self) -> None:
        chosen, other = self._chosen_other(), self.ab_compare.other
        is_pair = other is not None and (not self._is_new_choice or other == chosen)
        if chosen is not None and not is_pair:
            self.ab_compare.mark(chosen)
        self._is_new_choice = False  # whatever an edit puts in the place of one of them
        self.ab_compare.switch()
        self._refresh()  # Qt has checked the action by itself, whatever came of it

    def _chosen_other(self) -> Take | None:
        """Return the take to compare with the one shown, where just these two are chosen."""
        takes, piece = self._panel.selected_takes, self._session.piece
        shown = piece.take.id if piece is not None and piece.take is not None else None
        others = [take for take in takes if take.id != shown]
        return others[0] if len(takes) == 2 and len(others) == 1 else None

    def _refresh(self) -> None:
        takes = self._panel.selected_takes
        chosen_ids = {take.id for take in takes}
        if chosen_ids != self._chosen_ids:
            self._chosen_ids, self._is_new_choice = chosen_ids, True
        no_take = "" if takes else translated(NO_TAKE)
        for action in (*self.stars, self.copy):
            action.allow(no_take)
        several = translated(ONE_TAKE) if len(takes) > 1 else ""
        busy = STILL_MAKING if self._generation.is_generating else ""
        self.make_again.allow(
            no_take or several or busy or (STILL_AGAIN if self.regenerate.is_running else "")
        )
        self.mark_b.allow(no_take or (translated(ONE_TAKE) if len(takes) > 2 else ""))
        has_pair = self.ab_compare.other is not None or self._chosen_other() is not None
        self.switch.allow("" if has_pair else NO_PAIR)
        self.switch.setIconText(self.ab_compare.letter or "A/B")
        self.switch.setChecked(self.ab_compare.letter == "B")


def _stars_tip(stars: int) -> str:
    if not stars:
        return tr("Remove the stars of the selected takes (Ctrl+0 in the list)")
    return tr_plural(
        "Rate the selected takes with {n} stars (Ctrl+{n} in the list)",
        "Rate the selected takes with {n} star (Ctrl+{n} in the list)",
        stars,
    )
