"""Everything the user can ask for: one action each, in a menu and with a key."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtGui import QAction, QIcon, QKeySequence
from PySide6.QtWidgets import QMenuBar, QWidget

from chopin_studio.ui.icons import Icons
from chopin_studio.ui.theme import Theme


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
        self.setToolTip(reason_against or self._tip)

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
    rename: Action
    delete: Action
    settings: Action
    generate: Action
    generate_all: Action
    cancel: Action
    dice: Action
    zoom_in: Action
    zoom_out: Action
    fit: Action
    taller: Action
    flatter: Action
    follow: Action
    play: Action
    stop: Action
    to_start: Action
    bar_back: Action
    bar_on: Action
    loop: Action
    panic: Action
    refresh_ports: Action
    sound_check: Action
    shortcuts: Action
    about: Action

    def all(self) -> tuple[Action, ...]:
        """Give every action."""
        return tuple(getattr(self, field.name) for field in fields(self))

    def draw(self, icons: Icons, theme: Theme) -> None:
        """Give every action its icon in the colours of the theme."""
        for action in self.all():
            if action.icon_name:
                colour = {"generate": theme.on_accent, "panic": theme.error}.get(action.icon_name)
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
        rename=make("&Rename Take", "F2", "Give the take another name", "rename"),
        delete=make("Move Take to &Trash", "Del", "Move the take to the system's trash", "trash"),
        settings=make("&Settings…", "Ctrl+,", "Theme and habits of the studio", "settings"),
        generate=make("&Generate", "Ctrl+G", "Compose new takes", "generate"),
        generate_all=make(
            "Generate with &All Models",
            "Ctrl+Shift+G",
            "Compare: compose one take with each model, from the same seed and random state",
        ),
        cancel=make("&Cancel", "Ctrl+.", "Stop composing; what has been made is kept", "close"),
        dice=make("New Random &State", "Ctrl+D", "Throw the dice for another take", "dice"),
        zoom_in=make("Zoom &In", "Ctrl++", "Show less music, larger", "zoom-in"),
        zoom_out=make("Zoom &Out", "Ctrl+-", "Show more music, smaller", "zoom-out"),
        fit=make("&Fit", "Ctrl+0", "Show the whole piece", "fit"),
        taller=make("&Taller Rows", "Ctrl+Shift+Up", "Show fewer keys, larger"),
        flatter=make("&Flatter Rows", "Ctrl+Shift+Down", "Show more keys, smaller"),
        follow=make("Follow &Playhead", "Ctrl+Shift+F", "Turn the page with the music", "follow"),
        play=make("&Play", "Space", "Play or pause", "play"),
        stop=make("&Stop", "Esc", "Silence everything and return to the start", "stop"),
        to_start=make("&To Start", "Ctrl+Home", "Go to the beginning", "to-start"),
        bar_back=make("Bar &Back", "Ctrl+Left", "Go one bar back"),
        bar_on=make("Bar &On", "Ctrl+Right", "Go one bar on"),
        loop=make("&Loop", "Ctrl+L", "Repeat the range marked on the ruler, or all", "loop"),
        panic=make("P&ANIC", "Ctrl+Shift+P", "Silence every note on the output at once", "panic"),
        refresh_ports=make("&Refresh Ports", "F5", "Look for MIDI ports now", "refresh"),
        sound_check=make("&Sound Check", "Ctrl+T", "Play a chord on the output", "volume"),
        shortcuts=make("&Keyboard Shortcuts", "F1", "List every key of the studio"),
        about=make("&About Chopin Studio", "Shift+F1", "Version, credits and licences", "info"),
    )
    actions.generate_all.setIconText("All Models")
    actions.follow.setCheckable(True)
    actions.loop.setCheckable(True)
    actions.zoom_in.setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
    return actions


def fill_menus(bar: QMenuBar, actions: Actions) -> None:
    """Put every action into its menu; None is a line between groups."""
    a = actions
    menus: tuple[tuple[str, tuple[Action | None, ...]], ...] = (
        ("&File", (a.open_midi, None, a.export, a.export_again, None, a.quit)),
        ("&Edit", (a.rename, a.delete, None, a.settings)),
        ("&Compose", (a.generate, a.generate_all, a.cancel, None, a.dice)),
        ("&View", (a.zoom_in, a.zoom_out, a.fit, None, a.taller, a.flatter, None, a.follow)),
        (
            "&Playback",
            (a.play, a.stop, a.to_start, None, a.bar_back, a.bar_on, None, a.loop, None, a.panic),
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
