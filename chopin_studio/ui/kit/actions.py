"""Everything the user can ask for: one action each, in a menu and with a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.ui.kit.icons import Icons
from chopin_studio.ui.kit.theme import Theme


class Action(QAction):
    """An action that says in its tooltip what it does, or why it cannot."""

    def __init__(
        self, text: str, key: str, tip: str, icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        sequence = QKeySequence(key)
        self.setShortcut(sequence)
        self.icon_name = icon_name
        shown = sequence.toString(QKeySequence.SequenceFormat.NativeText)
        self._tip = f"{tip} ({shown})" if shown else tip
        self.setToolTip(self._tip)
        self.setStatusTip(tip)

    def allow(self, reason_against: str = "") -> None:
        """Enable the action, or disable it for a reason that the tooltip then gives."""
        self.setEnabled(not reason_against)
        self.setToolTip(as_tooltip(reason_against or self._tip))

    def describe(self, text: str, icon_name: str) -> None:
        """Give the action another face, as Play becomes Pause."""
        self.setText(text)
        self.icon_name = icon_name


@dataclass(frozen=True, slots=True)
class Actions:
    """The actions of the window, by name."""

    open_midi: Action
    export: Action
    export_again: Action
    quit: Action
    undo: Action
    redo: Action
    rename: Action
    delete: Action
    settings: Action
    generate: Action
    generate_all: Action
    endless: Action
    cancel: Action
    dice: Action
    record: Action
    record_now: Action
    answer: Action
    show_roll: Action
    show_score: Action
    zoom_in: Action
    zoom_out: Action
    fit: Action
    taller: Action
    flatter: Action
    follow: Action
    play: Action
    stop: Action
    to_start: Action
    to_end: Action
    bar_back: Action
    bar_on: Action
    loop: Action
    loop_bar: Action
    loop_from: Action
    loop_to: Action
    metronome: Action
    count_in: Action
    strict_tempo: Action
    slower: Action
    faster: Action
    as_written: Action
    panic: Action
    refresh_ports: Action
    sound_check: Action
    shortcuts: Action
    about: Action

    def all(self) -> tuple[Action, ...]:
        """Return every action."""
        return tuple(getattr(self, field.name) for field in fields(self))

    def draw(self, icons: Icons, theme: Theme) -> None:
        """Give every action its icon in the colours of the theme."""
        for action in self.all():
            if action.icon_name:
                colours = {
                    "generate": theme.on_accent,
                    "panic": theme.error,
                    "record": theme.error,
                }
                colour = colours.get(action.icon_name)
                action.setIcon(icons.icon(action.icon_name, theme, colour))
            else:
                action.setIcon(QIcon())


def make_actions(parent: QWidget) -> Actions:
    """Make the actions, with texts, keys and tooltips; what they do is connected elsewhere."""

    def make(text: str, key: str, tip: str, icon_name: str = "") -> Action:
        return Action(text, key, tip, icon_name, parent)

    actions = Actions(
        open_midi=make("&Open MIDI File…", "Ctrl+O", "Open a MIDI file to start from", "open"),
        export=make("&Export…", "Ctrl+E", "Save the music shown as a file", "export"),
        export_again=make(
            "Export to &Last Folder", "Ctrl+Shift+E", "Save in the folder and format used last"
        ),
        quit=make("&Quit", "Ctrl+Q", "Close the studio"),
        undo=make("&Undo", "Ctrl+Z", "Make it as it was before the last change"),
        redo=make("&Redo", "Ctrl+Shift+Z", "Change again what was undone"),
        rename=make("Rena&me Take", "F2", "Give the take another name", "rename"),
        delete=make("Move Take to Tras&h", "Del", "Move the take to the system's trash", "trash"),
        settings=make("&Settings…", "Ctrl+,", "Theme and habits of the studio", "settings"),
        generate=make("&Generate", "Ctrl+G", "Compose new takes", "generate"),
        generate_all=make(
            "Generate with &All Models",
            "Ctrl+Shift+G",
            "Compare: compose one take with each model, from the same seed and random state",
        ),
        endless=make(
            "&Endless",
            "Ctrl+Alt+E",
            "Compose on and on while the music plays, until it is stopped",
        ),
        cancel=make(
            "&Cancel",
            "Ctrl+.",
            "Stop what is being made; takes keep the notes that they have",
            "close",
        ),
        dice=make("New Random &State", "Ctrl+D", "Throw the dice for another take", "dice"),
        record=make(
            "&Record…", "Ctrl+R", "Play a phrase to start from, or along with the music", "record"
        ),
        record_now=make(
            "Record a &Phrase", "Ctrl+Shift+R", "Begin a recording, or end it", "record"
        ),
        answer=make(
            "Play a Phrase, &Hear the Answer",
            "Ctrl+Shift+A",
            "Record a phrase that the chosen model answers as soon as it ends",
            "answer",
        ),
        show_roll=make("&Piano Roll", "Ctrl+1", "See keys, time and touch"),
        show_score=make("&Score", "Ctrl+2", "See the music as it is written"),
        zoom_in=make("Zoom &In", "Ctrl++", "Show less music, larger", "zoom-in"),
        zoom_out=make("Zoom &Out", "Ctrl+-", "Show more music, smaller", "zoom-out"),
        fit=make("&Fit", "Ctrl+0", "Show the whole piece, or the whole width of the score", "fit"),
        taller=make("&Taller Rows", "Ctrl+Shift+Up", "Show fewer keys, larger"),
        flatter=make("F&latter Rows", "Ctrl+Shift+Down", "Show more keys, smaller"),
        follow=make("Follow Play&head", "Ctrl+Shift+F", "Turn the page with the music", "follow"),
        play=make("&Play", "Space", "Play or pause", "play"),
        stop=make("&Stop", "Esc", "Silence everything and return to the start", "stop"),
        to_start=make("&To Start", "Ctrl+Home", "Go to the beginning", "to-start"),
        to_end=make("To &End", "Ctrl+End", "Go to the end"),
        bar_back=make("Bar &Back", "Ctrl+Left", "Go one bar back"),
        bar_on=make("Bar &On", "Ctrl+Right", "Go one bar on"),
        loop=make("&Loop", "Ctrl+L", "Repeat the range marked on the ruler, or all", "loop"),
        loop_bar=make("Loop This Ba&r", "Ctrl+Shift+L", "Repeat the bar that the music is in"),
        loop_from=make("Loop &From This Bar", "[", "Begin the loop with this bar"),
        loop_to=make("Loop To T&his Bar", "]", "End the loop with this bar"),
        metronome=make("&Metronome", "Ctrl+M", "Click every beat while music plays", "metronome"),
        count_in=make("&Count-in", "Ctrl+Shift+M", "Click a bar before the music begins"),
        strict_tempo=make(
            "Str&ict Tempo", "Ctrl+Alt+T", "Keep the mean tempo, without the take's rubato"
        ),
        slower=make("Slo&wer", "Ctrl+Down", "Play 5 % slower"),
        faster=make("F&aster", "Ctrl+Up", "Play 5 % faster"),
        as_written=make("As Writte&n", "Ctrl+Alt+0", "Play at the speed that is written"),
        panic=make("PANIC", "Ctrl+Shift+P", "Silence every note on the output at once", "panic"),
        refresh_ports=make("&Refresh Ports", "F5", "Look for MIDI ports now", "refresh"),
        sound_check=make("&Sound Check", "Ctrl+T", "Play a chord on the output", "volume"),
        shortcuts=make("&Keyboard Shortcuts", "F1", "List every key of the studio"),
        about=make("&About Chopin Studio", "Shift+F1", "Version, credits and licences", "info"),
    )
    actions.generate_all.setIconText("All Models")
    views = QActionGroup(parent)
    for action in (actions.show_roll, actions.show_score):
        action.setCheckable(True)
        views.addAction(action)
    actions.show_roll.setIconText("Roll")
    actions.show_roll.setChecked(True)
    for action in (
        *(actions.endless, actions.follow, actions.loop),
        *(actions.metronome, actions.count_in, actions.strict_tempo),
    ):
        action.setCheckable(True)
    # As digital audio workstations have them; a field that is typed in takes letters for itself.
    actions.loop.setShortcuts([QKeySequence("Ctrl+L"), QKeySequence("L")])
    actions.metronome.setShortcuts([QKeySequence("Ctrl+M"), QKeySequence("M")])
    actions.zoom_in.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    return actions


def fill_menus(bar: QMenuBar, actions: Actions) -> None:
    """Put every action into its menu; None is a line between groups."""
    a = actions
    menus: tuple[tuple[str, tuple[Action | None, ...]], ...] = (
        ("&File", (a.open_midi, None, a.export, a.export_again, None, a.quit)),
        ("&Edit", (a.undo, a.redo, None, a.rename, a.delete, None, a.settings)),
        (
            "&Compose",
            (
                *(a.generate, a.generate_all, a.endless, a.cancel, None, a.dice, None),
                *(a.record, a.record_now, a.answer),
            ),
        ),
        ("T&ake", ()),
        (
            "&View",
            (
                *(a.show_roll, a.show_score, None, a.zoom_in, a.zoom_out, a.fit, None),
                *(a.taller, a.flatter, None, a.follow),
            ),
        ),
        (
            "&Playback",
            (
                *(a.play, a.stop, None, a.to_start, a.to_end, a.bar_back, a.bar_on, None),
                *(a.loop, a.loop_bar, a.loop_from, a.loop_to, None),
                *(a.metronome, a.count_in, a.strict_tempo, None),
                *(a.slower, a.faster, a.as_written, None, a.panic),
            ),
        ),
        ("&Tools", (a.refresh_ports, a.sound_check)),
        ("&Help", (a.shortcuts, a.about)),
    )
    for title, entries in menus:
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(entry)


def add_to_menu(
    bar: QMenuBar, title: str, entries: Sequence[Action | None], before: Action | None = None
) -> None:
    """Put actions that are made elsewhere into the menu of this title; None is a line.

    They come before another action of that menu, or last.
    """
    menu = next(menu for menu in bar.findChildren(QMenu) if menu.title() == title)
    for entry in entries:
        added: QAction = entry or QAction(menu)
        added.setSeparator(entry is None)
        if before is None:
            menu.addAction(added)
        else:
            menu.insertAction(before, added)
