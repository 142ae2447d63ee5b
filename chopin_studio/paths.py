"""The places of files on this machine: what ships with the studio, and what is the user's."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from chopin_studio.errors import StudioError
from chopin_studio.private_folders import keep_file_private, keep_private, make_private_folder
from chopin_studio.shipped_files import shipped_folder
from chopin_studio.texts import translatable

HOME_VARIABLE = "CHOPIN_STUDIO_HOME"
"""An environment variable with a folder for all the user's files, instead of the usual places."""

LOG_FILE = "chopin-studio.log"

_OWN_FOLDER = "chopin-studio"
"""What the system's usual places for the user's data and settings are called."""

_ICONS = (
    *(
        "answer",
        "chopin-studio",
        "close",
        "dice",
        "draw",
        "error",
        "export",
        "fit",
        "follow",
        "generate",
    ),
    *("info", "loop", "metronome", "note", "open", "output", "panic", "pause", "play", "record"),
    *("refresh", "rename", "settings", "speed", "stop", "success", "to-start", "trash", "volume"),
    *("warning", "zoom-in", "zoom-out"),
)
_MARKS = ("check", "chevron-down", "chevron-up")
WINDOW_RESOURCES = (
    "theme/studio.qss",
    *(f"theme/{mark}-{theme}.svg" for mark in _MARKS for theme in ("dark", "light")),
    *(f"icons/{icon}.svg" for icon in _ICONS),
)
"""The files below `resources` without which the window cannot be drawn."""


class FolderError(StudioError):
    """One of the user's folders cannot be created."""


class ResourceError(StudioError):
    """A file that ships with the studio is missing."""


@dataclass(frozen=True, slots=True)
class UserPaths:
    """The user's folders and files; `prepare` creates the folders."""

    takes: Path
    models: Path
    settings: Path
    log: Path

    @classmethod
    def of_this_user(cls) -> "UserPaths":
        """Return the system's usual places, or those under CHOPIN_STUDIO_HOME where it is set."""
        if home := os.environ.get(HOME_VARIABLE):
            return cls.below(Path(home))
        data = platformdirs.user_data_path(_OWN_FOLDER, appauthor=False)
        config = platformdirs.user_config_path(_OWN_FOLDER, appauthor=False)
        return cls(data / "takes", data / "models", config / "settings.json", data / LOG_FILE)

    @classmethod
    def below(cls, home: Path) -> "UserPaths":
        """Return the places under one folder."""
        return cls(home / "takes", home / "models", home / "settings.json", home / LOG_FILE)

    def prepare(self) -> None:
        """Create missing folders; raises FolderError for the first that cannot be created.

        They are private to their owner, and so is what is already in them.
        """
        problems: list[str] = []
        for folder in (self.takes, self.models, self.settings.parent):
            try:
                make_private_folder(folder)
            except OSError as error:
                problems.append(
                    translatable(
                        "Your folder {folder} cannot be created ({reason}). Export what you want "
                        "to keep, and check the permissions above it or set another place by "
                        "{variable}.",
                        folder=folder,
                        reason=error.strerror or error,
                        variable=HOME_VARIABLE,
                    )
                )
        keep_private(self.takes)
        keep_file_private(self.settings)
        for folder in (self.takes.parent, self.settings.parent):
            if folder.name == _OWN_FOLDER:  # and not one that the user named, for whatever else
                keep_private(folder)
        if problems:
            raise FolderError(problems[0])


def bundled_models() -> Path:
    """Return the folder of the bundles that ship with the studio."""
    return shipped_folder("models")


def resources() -> Path:
    """Return the folder of icons, soundfont and the rest that ships with the studio."""
    return shipped_folder("resources")


def check_window_resources(folder: Path) -> None:
    """Raise ResourceError where a file that the window needs cannot be read."""
    for name in WINDOW_RESOURCES:
        try:
            (folder / name).open("rb").close()
        except OSError as error:
            raise ResourceError(
                translatable(
                    "{path} cannot be read ({reason}). Install Chopin Studio again.",
                    path=folder / name,
                    reason=error.strerror,
                )
            ) from error


def soundfont() -> Path:
    """Return the soundfont of the built-in piano."""
    return resources() / "soundfonts" / "grand-piano.sf3"


def beat_network() -> Path:
    """Return the network that finds beats in music that was played freely."""
    return resources() / "beats" / "network.json"


def critic() -> Path:
    """Return the critic by which phrases are chosen among several tries."""
    return resources() / "planning" / "critic.json"


def forms() -> Path:
    """Return the forms of pieces from which plans are drawn."""
    return resources() / "planning" / "forms.json"


def originality_index() -> Path:
    """Return the index for finding quotations from the corpus."""
    return resources() / "originality" / "index.safetensors"


def progressions() -> Path:
    """Return the model of progressions from which chords are drawn."""
    return resources() / "planning" / "progressions.json"


def spelling_model() -> Path:
    """Return what is learned from editions about the spelling of notes."""
    return resources() / "notation" / "spelling.json"
