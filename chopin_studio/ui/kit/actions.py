"""Everything the user can ask for: one action each, in a menu and with a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from chopin_studio.session.support.plain_text import as_tooltip
from chopin_studio.session.support.translation import tr
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

    open_file: Action
    choose_parts: Action
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
    use_seed: Action
    play_seed: Action
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
        open_file=make(tr("&Open…"), "Ctrl+O", tr("Open files of music"), "open"),
        choose_parts=make(
            tr("Choose &Parts…"), "Ctrl+Shift+O", tr("Choose which parts of the file are the piano")
        ),
        export=make(tr("&Export…"), "Ctrl+E", tr("Save the current music to a file"), "export"),
        export_again=make(
            tr("Export to &Last Folder"),
            "Ctrl+Shift+E",
            tr("Save to the last folder, in the last format"),
        ),
        quit=make(tr("&Quit"), "Ctrl+Q", tr("Quit Chopin Studio")),
        undo=make(tr("&Undo"), "Ctrl+Z", tr("Undo the last change")),
        redo=make(tr("&Redo"), "Ctrl+Shift+Z", tr("Redo the change that was undone")),
        rename=make(tr("Rena&me Take"), "F2", tr("Rename the take"), "rename"),
        delete=make(
            tr("Move Take to Tras&h"), "Del", tr("Move the take to the system's trash"), "trash"
        ),
        settings=make(
            tr("&Settings…"), "Ctrl+,", tr("Change how Chopin Studio looks and works"), "settings"
        ),
        generate=make(tr("&Generate"), "Ctrl+G", tr("Generate new takes"), "generate"),
        generate_all=make(
            tr("Generate with &All Models"),
            "Ctrl+Shift+G",
            tr("Generate one take with each model, from the same seed and random state"),
        ),
        endless=make(
            tr("&Endless"),
            "Ctrl+Alt+E",
            tr("Keep generating until stopped"),
        ),
        cancel=make(
            tr("&Cancel"),
            "Ctrl+.",
            tr("Stop generating; takes keep the notes they have"),
            "close",
        ),
        dice=make(tr("New Random &State"), "Ctrl+D", tr("Pick a new random state"), "dice"),
        use_seed=make(
            tr("&Use as Seed"),
            "Ctrl+Alt+S",
            tr("Start new takes from the marked bars, or from the whole piece if none are marked"),
        ),
        play_seed=make(
            tr("Play See&d"),
            "Ctrl+Shift+Space",
            tr("Hear what new takes start from, or stop it"),
            "play",
        ),
        record=make(
            tr("&Record…"),
            "Ctrl+R",
            tr("Record a phrase to start from, or play along"),
            "record",
        ),
        record_now=make(
            tr("Record a &Phrase"), "Ctrl+Shift+R", tr("Start or stop recording"), "record"
        ),
        answer=make(
            tr("Play a Phrase, &Hear the Answer"),
            "Ctrl+Shift+A",
            tr("Record a phrase; the chosen model answers when it ends"),
            "answer",
        ),
        show_roll=make(tr("&Piano Roll"), "Ctrl+1", tr("Show the music as a piano roll")),
        show_score=make(tr("&Score"), "Ctrl+2", tr("Show the music as a score")),
        zoom_in=make(tr("Zoom &In"), "Ctrl++", tr("Zoom in"), "zoom-in"),
        zoom_out=make(tr("Zoom &Out"), "Ctrl+-", tr("Zoom out"), "zoom-out"),
        fit=make(tr("&Fit"), "Ctrl+0", tr("Show the whole piece or page width"), "fit"),
        taller=make(tr("&Taller Rows"), "Ctrl+Shift+Up", tr("Make the rows taller")),
        flatter=make(tr("F&latter Rows"), "Ctrl+Shift+Down", tr("Make the rows flatter")),
        follow=make(
            tr("Follow Play&head"), "Ctrl+Shift+F", tr("Scroll along with the music"), "follow"
        ),
        play=make(tr("&Play"), "Space", tr("Play or pause"), "play"),
        stop=make(tr("&Stop"), "Esc", tr("Stop and return to the start"), "stop"),
        to_start=make(tr("&To Start"), "Ctrl+Home", tr("Go to the start"), "to-start"),
        to_end=make(tr("To &End"), "Ctrl+End", tr("Go to the end")),
        bar_back=make(tr("Bar &Back"), "Ctrl+Left", tr("Go one bar back")),
        bar_on=make(tr("Bar F&orward"), "Ctrl+Right", tr("Go one bar forward")),
        loop=make(
            tr("&Loop"), "Ctrl+L", tr("Repeat the range marked on the ruler, or everything"), "loop"
        ),
        loop_bar=make(tr("Loop This Ba&r"), "Ctrl+Shift+L", tr("Repeat the current bar")),
        loop_from=make(tr("Loop &From This Bar"), "[", tr("Start the loop at this bar")),
        loop_to=make(tr("Loop to T&his Bar"), "]", tr("End the loop with this bar")),
        metronome=make(
            tr("&Metronome"), "Ctrl+M", tr("Click on every beat during playback"), "metronome"
        ),
        count_in=make(tr("&Count-in"), "Ctrl+Shift+M", tr("Click one bar before playback starts")),
        strict_tempo=make(
            tr("Str&ict Tempo"), "Ctrl+Alt+T", tr("Play at the average tempo, without rubato")
        ),
        slower=make(tr("Slo&wer"), "Ctrl+Down", tr("Play 5 % slower")),
        faster=make(tr("F&aster"), "Ctrl+Up", tr("Play 5 % faster")),
        as_written=make(tr("Origi&nal Speed"), "Ctrl+Alt+0", tr("Play at the original speed")),
        panic=make(tr("PANIC"), "Ctrl+Shift+P", tr("Silence all notes immediately"), "panic"),
        refresh_ports=make(tr("&Refresh Ports"), "F5", tr("Search for MIDI ports"), "refresh"),
        sound_check=make(tr("&Sound Check"), "Ctrl+T", tr("Play a chord on the output"), "volume"),
        shortcuts=make(tr("&Keyboard Shortcuts"), "F1", tr("List all keyboard shortcuts")),
        about=make(
            tr("&About Chopin Studio"), "Shift+F1", tr("Version, credits and licences"), "info"
        ),
    )
    actions.generate_all.setIconText(tr("All Models"))
    views = QActionGroup(parent)
    for action in (actions.show_roll, actions.show_score):
        action.setCheckable(True)
        views.addAction(action)
    actions.show_roll.setIconText(tr("Roll"))
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
        (tr("&File"), (a.open_file, a.choose_parts, None, a.export, a.export_again, None, a.quit)),
        (tr("&Edit"), (a.undo, a.redo, None, a.rename, a.delete, None, a.settings)),
        (
            tr("&Compose"),
            (
                *(a.generate, a.generate_all, a.endless, a.cancel, None, a.dice, None),
                *(a.use_seed, a.play_seed, None),
                *(a.record, a.record_now, a.answer),
            ),
        ),
        (tr("T&ake"), ()),
        (
            tr("&View"),
            (
                *(a.show_roll, a.show_score, None, a.zoom_in, a.zoom_out, a.fit, None),
                *(a.taller, a.flatter, None, a.follow),
            ),
        ),
        (
            tr("&Playback"),
            (
                *(a.play, a.stop, None, a.to_start, a.to_end, a.bar_back, a.bar_on, None),
                *(a.loop, a.loop_bar, a.loop_from, a.loop_to, None),
                *(a.metronome, a.count_in, a.strict_tempo, None),
                *(a.slower, a.faster, a.as_written, None, a.panic),
            ),
        ),
        (tr("&Tools"), (a.refresh_ports, a.sound_check)),
        (tr("&Help"), (a.shortcuts, a.about)),
    )
    for title, entries in menus:
        menu = bar.addMenu(title)
        menu.setToolTipsVisible(True)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            else:
                menu.addAction(entry)


def menu_named(bar: QMenuBar, title: str) -> QMenu:
    """Return the menu of this title; LookupError where there is none."""
    menu = next((menu for menu in bar.findChildren(QMenu) if menu.title() == title), None)
    if menu is None:
        raise LookupError(title)
    return menu


def add_to_menu(
    bar: QMenuBar, title: str, entries: Sequence[Action | None], before: Action | None = None
) -> None:
    """Put actions that are made elsewhere into the menu of this title; None is a line.

    They come before another action of that menu, or last.
    """
    menu = menu_named(bar, title)
    for entry in entries:
        added: QAction = entry or QAction(menu)
        added.setSeparator(entry is None)
        if before is None:
            menu.addAction(added)
        else:
            menu.insertAction(before, added)
