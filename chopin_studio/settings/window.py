"""How the window looks, and how its parts were left."""

from dataclasses import dataclass
from typing import Annotated

from chopin_studio.music.snap_grid import Snap
from chopin_studio.settings.definition import Choice, FreeText, Switch, TextList
from chopin_studio.texts import translatable


@dataclass(frozen=True, slots=True)
class AppearanceGroup:
    """What the window looks like."""

    language: Annotated[
        str,
        Choice(
            title=translatable("Language"),
            help=translatable("The language of menus and messages, from the next start on"),
            follower="app",
            choices=(("", translatable("Same as system")), ("en", "English"), ("de", "Deutsch")),
        ),
    ] = ""
    theme: Annotated[
        str,
        Choice(
            title=translatable("Theme"),
            help=translatable("Whether the window is light or dark"),
            follower="ui.main",
            choices=(
                ("system", translatable("Same as system")),
                ("light", translatable("Light")),
                ("dark", translatable("Dark")),
            ),
        ),
    ] = "system"


@dataclass(frozen=True, slots=True)
class WindowGroup:
    """Where the window was and what was open in it.

    `geometry` and `panes` are Qt's own opaque states in base 64, empty for the first launch.
    """

    geometry: Annotated[
        str,
        FreeText(
            title=translatable("Geometry"),
            help=translatable("Where the window was, and how large"),
            follower="ui.main",
        ),
    ] = ""
    panes: Annotated[
        str,
        FreeText(
            title=translatable("Panes"),
            help=translatable("How wide the window's panes were"),
            follower="ui.main",
        ),
    ] = ""
    view: Annotated[
        str,
        Choice(
            title=translatable("View"),
            help=translatable("How the music is shown"),
            follower="ui.main",
            choices=(("roll", translatable("Piano roll")), ("score", translatable("Score"))),
        ),
    ] = "roll"
    show_plan: Annotated[
        bool,
        Switch(
            title=translatable("Plan lane"),
            help=translatable("See the form and the chords over the music"),
            follower="ui.plan",
        ),
    ] = True
    more_open: Annotated[
        bool,
        Switch(
            title=translatable("More settings"),
            help=translatable("Show the settings that are rarely changed"),
            follower="ui.compose",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class EditingGroup:
    """How notes are edited in the roll."""

    snap: Annotated[
        str,
        Choice(
            title=translatable("Snap"),
            help=translatable("The grid to which notes are snapped while they are edited"),
            follower="ui.roll",
            choices=(
                (Snap.OFF.value, translatable("Off")),
                (Snap.BAR.value, translatable("Bar")),
                (Snap.BEAT.value, translatable("Beat")),
                *((snap.value, snap.value) for snap in Snap if "/" in snap),
            ),
        ),
    ] = Snap.SIXTEENTH.value
    show_lanes: Annotated[
        bool,
        Switch(
            title=translatable("Velocity and pedal lanes"),
            help=translatable("See under the roll how loud each note is and where the pedal is"),
            follower="ui.roll",
        ),
    ] = True


@dataclass(frozen=True, slots=True)
class TakesGroup:
    """How the list of takes was left."""

    order: Annotated[
        str,
        Choice(
            title=translatable("Order"),
            help=translatable("What takes are sorted by"),
            follower="ui.takes",
            choices=(
                ("newest", translatable("Newest First")),
                ("title", translatable("Title")),
                ("stars", translatable("Most Stars First")),
                ("originality", translatable("Most Original First")),
                ("length", translatable("Longest First")),
            ),
        ),
    ] = "newest"
    as_tree: Annotated[
        bool,
        Switch(
            title=translatable("As a tree"),
            help=translatable("List takes under those they were made from"),
            follower="ui.takes",
        ),
    ] = True
    show_details: Annotated[
        bool,
        Switch(
            title=translatable("Details"),
            help=translatable("Show what a take was made from, under the list"),
            follower="ui.takes",
        ),
    ] = True


MOST_RECENT = 12
"""Files in the menu of those opened last: as many as one finds something in at a glance."""


@dataclass(frozen=True, slots=True)
class FilesGroup:
    """Where files were last opened and exported; a folder is empty where none was used yet."""

    open_folder: Annotated[
        str,
        FreeText(
            title=translatable("Folder of opened files"),
            help=translatable("Where the file dialog begins"),
            follower="ui.files",
        ),
    ] = ""
    recent: Annotated[
        tuple[str, ...],
        TextList(
            title=translatable("Recent files"),
            help=translatable("Files of music that were opened last, the latest first"),
            follower="ui.files",
            most=MOST_RECENT,
        ),
    ] = ()
    export_folder: Annotated[
        str,
        FreeText(
            title=translatable("Export folder"),
            help=translatable("Where music was exported last"),
            follower="ui.main",
        ),
    ] = ""
    export_extension: Annotated[
        str,
        FreeText(
            title=translatable("Export format"),
            help=translatable("The format of the last export, by its file extension"),
            follower="ui.main",
        ),
    ] = ".mid"
