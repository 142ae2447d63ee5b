"""How the window looks, and how its parts were left."""

from dataclasses import dataclass
from typing import Annotated

from chopin_studio.music.snap_grid import Snap
from chopin_studio.settings.definition import Choice, FreeText, Switch


@dataclass(frozen=True, slots=True)
class AppearanceGroup:
    """What the window looks like."""

    language: Annotated[
        str,
        Choice(
            title="Language",
            help="The language of menus and messages, from the next start on",
            follower="app",
            choices=(("", "Same as system"), ("en", "English"), ("de", "Deutsch")),
        ),
    ] = ""
    theme: Annotated[
        str,
        Choice(
            title="Theme",
            help="Whether the window is light or dark",
            follower="ui.main",
            choices=(("system", "Same as system"), ("light", "Light"), ("dark", "Dark")),
        ),
    ] = "system"


@dataclass(frozen=True, slots=True)
class WindowGroup:
    """Where the window was and what was open in it.

    `geometry` and `panes` are Qt's own opaque states in base 64, empty for the first launch.
    """

    geometry: Annotated[
        str,
        FreeText(title="Geometry", help="Where the window was, and how large", follower="ui.main"),
    ] = ""
    panes: Annotated[
        str, FreeText(title="Panes", help="How wide the window's panes were", follower="ui.main")
    ] = ""
    view: Annotated[
        str,
        Choice(
            title="View",
            help="How the music is shown",
            follower="ui.main",
            choices=(("roll", "Piano roll"), ("score", "Score")),
        ),
    ] = "roll"
    more_open: Annotated[
        bool,
        Switch(
            title="More settings",
            help="Show the settings that are changed rarely",
            follower="ui.compose",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class EditingGroup:
    """How notes are edited in the roll."""

    snap: Annotated[
        str,
        Choice(
            title="Snap",
            help="The grid to which notes are snapped while they are edited",
            follower="ui.roll",
            choices=(
                (Snap.OFF.value, "Off"),
                (Snap.BAR.value, "Bar"),
                (Snap.BEAT.value, "Beat"),
                *((snap.value, snap.value) for snap in Snap if "/" in snap),
            ),
        ),
    ] = Snap.SIXTEENTH.value
    show_lanes: Annotated[
        bool,
        Switch(
            title="Velocity and pedal lanes",
            help="See under the roll how loud each note is and where the pedal is",
            follower="ui.roll",
        ),
    ] = True


@dataclass(frozen=True, slots=True)
class TakesGroup:
    """How the list of takes was left."""

    order: Annotated[
        str,
        Choice(
            title="Order",
            help="What takes are sorted by",
            follower="ui.takes",
            choices=(
                ("newest", "Newest First"),
                ("title", "Title"),
                ("stars", "Most Stars First"),
                ("originality", "Most Original First"),
                ("length", "Longest First"),
            ),
        ),
    ] = "newest"
    as_tree: Annotated[
        bool,
        Switch(
            title="As a tree",
            help="List takes under the ones that they were made from",
            follower="ui.takes",
        ),
    ] = True
    show_details: Annotated[
        bool,
        Switch(
            title="Details",
            help="Show what a take was made from, under the list",
            follower="ui.takes",
        ),
    ] = True


@dataclass(frozen=True, slots=True)
class FilesGroup:
    """Where files were last opened and exported; a folder is empty where none was used yet."""

    open_folder: Annotated[
        str,
        FreeText(
            title="Folder of opened files",
            help="Where the file dialog begins",
            follower="ui.main",
        ),
    ] = ""
    export_folder: Annotated[
        str,
        FreeText(title="Export folder", help="Where music was exported last", follower="ui.main"),
    ] = ""
    export_extension: Annotated[
        str,
        FreeText(
            title="Export format",
            help="The format of the last export, by its file extension",
            follower="ui.main",
        ),
    ] = ".mid"
