"""Carrying a take on: otherwise from the playhead, further than its end, or in some of its bars."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, Signal
from PySide6.QtWidgets import QMainWindow

from chopin_studio.engine.seeds import RandomStart
from chopin_studio.errors import StudioError
from chopin_studio.library.continuation_requests import (
    ContinuationRequest,
    bar_before,
    continued,
    cut_tick,
    lacks_music_before,
    lacks_music_from,
    range_in_bars,
    regenerated,
    varied,
)
from chopin_studio.session.generation.generation_controller import GenerationController
from chopin_studio.session.generation.request_queue import Request
from chopin_studio.session.session import Piece, Session
from chopin_studio.session.support.message import Message, message_of
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.session.takes.variations import Variation, VariationController
from chopin_studio.texts import translatable
from chopin_studio.ui.compose.advanced_settings import MAX_DICE
from chopin_studio.ui.compose.compose_panel import NO_MODEL, ComposePanel
from chopin_studio.ui.kit.actions import Action, add_to_menu
from chopin_studio.ui.roll.roll_editor import RollEditor

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.library.take import Descent, Take
    from chopin_studio.music.excerpt import Excerpt

TOPIC = "carry on"
NO_TAKE = translatable("Open a take or a file first.")
STILL_GENERATING = translatable("The take is still being generated. Wait for it or cancel it.")
BEING_KEPT = translatable("The edit is being saved. Continue the take in a moment.")
NO_NOTES = translatable(
    "The take has no notes to continue from. Undo the edit or open another take."
)
STILL_MAKING = translatable("Takes are being generated. Wait for them or cancel them.")
STILL_VARYING = translatable("Bars are being varied. Wait for them or cancel.")
NOTHING_BEFORE = translatable(
    "There is no music before this bar to continue from. Go to a later bar."
)
NOTHING_AFTER = translatable("There is no music after this point. Use Continue Take instead.")
NO_RANGE = translatable(
    "Mark the bars to vary first: drag along the ruler or select notes in them."
)
RANGE_AT_START = translatable(
    "There is no music before these bars to continue from. Start with a later bar."
)
RANGE_AT_END = translatable("There is no music in the loop. Mark bars of the take.")


class ContinueActions(QObject):
    """Makes children of the take shown; the take itself stays as it is.

    They are made by the take's own model and settings, or by the model chosen where that one is
    not at hand. A child is heard from a bar before it leaves its parent.

    `changed` tells that `reason_against` is another, `range_changed` that `marked_range` may be.
    """

    changed = Signal()
    range_changed = Signal()
    message = Signal(object)

    def __init__(
        self,
        session: Session,
        generation: GenerationController,
        compose: ComposePanel,
        editing: RollEditor,
        pool: QThreadPool,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._generation = generation
        self._compose = compose
        self._editing = editing.take
        self._window = window
        self._awaited: Descent | None = None
        self._told = ""
        self._marked: tuple[int, int] | None = None
        self.variations = VariationController(session, generation.services, pool, self)
        self.regenerate = Action(
            tr("&Regenerate from Playhead"),
            "Ctrl+Alt+R",
            tr("Keep the take up to the current bar and generate the rest again"),
            parent=window,
        )
        self.go_on = Action(
            tr("C&ontinue Take"),
            "Ctrl+Alt+C",
            tr("Continue after the end of the take, by the length set for new takes"),
            parent=window,
        )
        self.vary = Action(
            tr("&Vary Bars"),
            "Ctrl+Alt+V",
            tr(
                "Generate the bars of the loop or of the selected notes several times, and keep "
                "the version that fits best"
            ),
            parent=window,
        )
        editing.actions.offer(self.regenerate, self.go_on, self.vary)
        self._connect()
        self._refresh()

    def _connect(self) -> None:
        session, generation, playback = self._session, self._generation, self._session.playback
        self.regenerate.triggered.connect(self._regenerate)
        self.go_on.triggered.connect(self._continue)
        self.vary.triggered.connect(self._vary)
        self.variations.message.connect(self.message)
        for news in (
            *(session.piece_changed, session.piece_kept, generation.generating_changed),
            *(playback.loop_changed, playback.position_changed),
            *(self.variations.changed, self._editing.changed),
        ):
            news.connect(lambda *_: self._refresh())
        session.piece_changed.connect(self._on_piece_changed)
        generation.generating_changed.connect(self._on_generating_changed)

    def fill_menu(self) -> None:
        """Put the actions into the Take menu."""
        entries = (None, self.regenerate, self.go_on, self.vary)
        add_to_menu(self._window.menuBar(), tr("T&ake"), entries)

    def close(self) -> None:
        """Let go of variations that are being tried."""
        self.variations.cancel()

    # --- commands -------------------------------------------------------------------------------

    def _regenerate(self) -> None:
        found = self.found()
        if found is not None:
            take, music, bundle = found
            tick = cut_tick(music, self._session.playback.position_tick)
            self._make(bundle, regenerated(take, music, tick, *_chances(bundle)))

    def _continue(self) -> None:
        found = self.found()
        if found is None:
            return
        take, music, bundle = found
        try:
            length = self._compose.form.asked(take.record.settings.start, takes=1)
        except StudioError as error:
            self.message.emit(message_of(error, translated(TOPIC)))
            return
        self._make(bundle, continued(take, music, length, *_chances(bundle)))

    def _vary(self) -> None:
        found, bounds = self.found(), self.marked_range()
        if found is not None and bounds is not None:
            take, music, bundle = found
            passage = range_in_bars(music, *bounds)
            asked = varied(take, music, passage, *_chances(bundle))
            self.variations.start(Variation(bundle, asked, music.meters, passage))

    def marked_range(self) -> tuple[int, int] | None:
        """Return the range that is marked, in ticks: the loop, else what the chosen notes span."""
        if self._session.playback.loop is not None:
            return self._session.playback.loop
        notes = self._editing.notes  # others than those chosen, while another piece is loaded
        onsets = [notes[n].onset_tick for n in self._editing.chosen if n < len(notes)]
        return (min(onsets), max(onsets) + 1) if onsets else None

    def _make(self, bundle: Bundle, asked: ContinuationRequest) -> None:
        """Generate a child, which is shown as it grows."""
        self._awaited = asked.descent
        self._generation.generate([Request(bundle, asked.settings, descent=asked.descent)])

    # --- what others continue as well -----------------------------------------------------------

    def bundle(self) -> Bundle | None:
        """Return the model that continues the take shown; None where there is none."""
        piece = self._session.piece
        if piece is None or piece.take is None:
            return None
        bundles = {bundle.manifest.id: bundle for bundle in self._generation.services.bundles}
        return bundles.get(piece.take.record.bundle_id, self._compose.bundle)

    def found(self) -> tuple[Take, Excerpt, Bundle] | None:
        """Return the take shown, its music, and the model that continues it.

        Where that is another than made the take, it is told. Music that no model made is continued
        by the settings of the panel.
        """
        piece, bundle = self._session.piece, self.bundle()
        if piece is None or piece.take is None or bundle is None:
            return None
        if piece.take.record.source is not None:
            take = self._with_settings(piece.take)
            return None if take is None else (take, piece.excerpt, bundle)
        wanted = piece.take.record.bundle_id
        if bundle.manifest.id != wanted:
            text = tr(
                "The model {wanted} is not installed, so {name} continues.",
                wanted=wanted,
                name=bundle.manifest.name,
            )
            self.message.emit(Message(text, topic=translated(TOPIC)))
        return piece.take, piece.excerpt, bundle

    def _with_settings(self, take: Take) -> Take | None:
        """Return a take with the settings of the panel; None where those are mistyped."""
        try:
            asked = self._compose.form.asked(RandomStart(), takes=1)
        except StudioError as error:
            self.message.emit(message_of(error, translated(TOPIC)))
            return None
        return replace(take, record=replace(take.record, settings=asked))

    # --- news -----------------------------------------------------------------------------------

    def _on_piece_changed(self, piece: Piece | None) -> None:
        """Begin to play a bar before the new music, whatever the settings say of seeds."""
        draft = piece.draft if piece is not None else None
        if draft is not None and self._awaited is not None and draft.descent is self._awaited:
            self._awaited = None
            self._session.playback.seek(bar_before(draft.timeline.meters, draft.first_tick))

    def _on_generating_changed(self, is_generating: bool) -> None:
        if not is_generating:
            self._awaited = None

    def _refresh(self) -> None:
        reason = self.reason_against()
        piece = self._session.piece
        if reason or piece is None:
            reasons = (reason, reason, reason)
        else:
            reasons = (self._no_regenerating(piece.excerpt), "", self._no_varying(piece.excerpt))
        for action, why in zip((self.regenerate, self.go_on, self.vary), reasons, strict=True):
            action.allow(why)
        if reason != self._told:
            self._told = reason
            self.changed.emit()
        if (marked := self.marked_range()) != self._marked:
            self._marked = marked
            self.range_changed.emit()

    def reason_against(self) -> str:
        """Return why no take can be continued now; empty where one can."""
        piece = self._session.piece
        if piece is not None and piece.is_being_generated:
            return STILL_GENERATING
        if piece is None or piece.take is None:
            return translated(NO_TAKE) if self._editing.reason_against else translated(BEING_KEPT)
        if not piece.excerpt.notes:
            return translated(NO_NOTES)
        if self._generation.is_generating:
            return STILL_MAKING
        if self.variations.is_running:
            return STILL_VARYING
        return "" if self._generation.services.bundles else translated(NO_MODEL)

    def _no_regenerating(self, music: Excerpt) -> str:
        tick = cut_tick(music, self._session.playback.position_tick)
        if lacks_music_before(music, tick):
            return translated(NOTHING_BEFORE)
        return translated(NOTHING_AFTER) if lacks_music_from(music, tick) else ""

    def _no_varying(self, music: Excerpt) -> str:
        bounds = self.marked_range()
        if bounds is None:
            return translated(NO_RANGE)
        start_tick = cut_tick(music, bounds[0])
        if lacks_music_before(music, start_tick):
            return translated(RANGE_AT_START)
        return translated(RANGE_AT_END) if lacks_music_from(music, start_tick) else ""


def _chances(bundle: Bundle) -> tuple[Bundle, int]:
    """Return a model, and a random state that was picked at random."""
    return bundle, secrets.randbelow(MAX_DICE) + 1
