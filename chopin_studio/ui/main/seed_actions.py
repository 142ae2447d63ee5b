"""Choose what takes start from: bars of the music shown; and play it before it is used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from chopin_studio.library.seed_bars import BarRange, bars_touched, seed_of
from chopin_studio.session.generation.seed_player import SeedPlayer
from chopin_studio.session.session import Session
from chopin_studio.session.support.message import Message, MessageKind
from chopin_studio.session.support.translation import tr, translated
from chopin_studio.texts import translatable
from chopin_studio.ui.compose.compose_panel import ComposePanel
from chopin_studio.ui.kit.actions import Actions
from chopin_studio.ui.takes.continue_actions import ContinueActions
from chopin_studio.ui.transport.playback_actions import NO_PIECE

TOPIC = "seed"
STILL_GENERATING = translatable("The take is still being generated. Wait for it or cancel it.")
NO_NOTES = translatable("There are no notes in the marked bars. Mark other bars.")


class SeedActions(QObject):
    """Makes the actions for seeds, and keeps them in the words of what they would do.

    The bars are those of the loop or of the notes selected; where there are neither, all of them.
    `draw` gives the actions their icons.
    """

    message = Signal(object)

    def __init__(
        self,
        session: Session,
        compose: ComposePanel,
        continuing: ContinueActions,
        player: SeedPlayer,
        actions: Actions,
        draw: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._compose = compose
        self._continuing = continuing
        self._player = player
        self._draw = draw
        self.use, self.play = actions.use_seed, actions.play_seed
        self.use.triggered.connect(self.use_as_seed)
        self.play.triggered.connect(self.play_or_stop)
        for news in (session.piece_changed, session.piece_kept, session.piece_edited):
            news.connect(lambda _: self._refresh())
        continuing.range_changed.connect(self._refresh)
        player.changed.connect(self._refresh_play)
        player.message.connect(self.message)
        compose.seed_changed.connect(self._on_seed_changed)
        self._refresh()
        self._refresh_play()

    def use_as_seed(self) -> None:
        """Start new takes from the bars marked, or from the whole piece."""
        piece = self._session.piece
        if piece is None or self._reason_against():
            return
        music, bars = piece.excerpt, self._bars()
        take_id = piece.take.id if piece.take is not None else ""
        name = _name(piece.title, bars)
        self._compose.seeds.set_music(seed_of(music, bars), name, take_id)
        text = tr("New takes start from this: {name}.", name=name)
        self.message.emit(Message(text, MessageKind.SUCCESS, TOPIC))

    def play_or_stop(self) -> None:
        """Play the seed that is chosen, or stop where it plays."""
        if self._player.is_playing:
            self._player.stop()
            return
        request = self._compose.seed_request()
        if request is not None:
            self._player.play(request)

    def _bars(self) -> BarRange | None:
        """Return the bars marked; None where none are."""
        piece, marked = self._session.piece, self._continuing.marked_range()
        if piece is None or marked is None:
            return None
        return bars_touched(piece.excerpt, *marked)

    def _reason_against(self) -> str:
        piece = self._session.piece
        if piece is None:
            return translated(NO_PIECE)
        if piece.is_being_generated:
            return translated(STILL_GENERATING)
        is_marked = self._continuing.marked_range() is not None
        if not piece.excerpt.notes or (is_marked and self._bars() is None):
            return translated(NO_NOTES)
        return ""

    def _on_seed_changed(self) -> None:
        """Stop what plays where another seed is chosen."""
        self._player.stop()
        self._refresh_play()

    def _refresh(self) -> None:
        self.use.setText(_words(self._bars()))
        self.use.allow(self._reason_against())

    def _refresh_play(self) -> None:
        is_playing = self._player.is_playing
        self.play.describe(
            tr("Stop See&d") if is_playing else tr("Play See&d"), "stop" if is_playing else "play"
        )
        self._draw()
        self.play.allow("" if is_playing else self._compose.no_seed)


def _words(bars: BarRange | None) -> str:
    if bars is None:
        return tr("&Use Whole Piece as Seed")
    if bars.first == bars.last:
        return tr("&Use Bar {number} as Seed", number=bars.first)
    return tr("&Use Bars {first}–{last} as Seed", first=bars.first, last=bars.last)


def _name(title: str, bars: BarRange | None) -> str:
    """Name a seed as the panel shows it."""
    if bars is None:
        return title
    if bars.first == bars.last:
        return tr("Bar {number} of {title}", number=bars.first, title=title)
    return tr("Bars {first}–{last} of {title}", first=bars.first, last=bars.last, title=title)
