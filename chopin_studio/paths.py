"""Where things lie on this machine: what ships with the studio, and what belongs to the user."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from chopin_studio.errors import StudioError
from chopin_studio.private_folders import keep_file_private, keep_private, make_private_folder

HOME_VARIABLE = "CHOPIN_STUDIO_HOME"
"""Names a folder that holds everything of the user's, instead of the system's usual places."""

LOG_FILE = "chopin-studio.log"

_OWN_FOLDER = "chopin-studio"
"""What the system's usual places for the user's data and settings are called."""

_PACKAGE = Path(__file__).resolve().parent

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
    """A folder of the user's cannot be made."""


class ResourceError(StudioError):
    """A file that ships with the studio is not there."""


@dataclass(frozen=True, slots=True)
class UserPaths:
    """The user's own folders and files; `prepare` makes the folders."""

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
        """Make the folders that are missing; FolderError names the first that cannot be made.

        They are for their owner alone, and what lies in them already is made so.
        """
        problems: list[str] = []
        for folder in (self.takes, self.models, self.settings.parent):
            try:
                make_private_folder(folder)
            except OSError as error:
                problems.append(
                    f"Your folder {folder} cannot be made ({error.strerror or error}): export what "
                    f"you want to keep, and mend its place or name another by {HOME_VARIABLE}."
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
    return _shipped("models")


def resources() -> Path:
    """Return the folder of icons, soundfont and the rest that ships with the studio."""
    return _shipped("resources")


def check_window_resources(folder: Path) -> None:
    """Raise ResourceError where a file that the window is drawn with cannot be read."""
    for name in WINDOW_RESOURCES:
        try:
            (folder / name).open("rb").close()
        except OSError as error:
            raise ResourceError(
                f"{folder / name} cannot be read ({error.strerror}). Install Chopin Studio again."
            ) from error


def soundfont() -> Path:
    """Return the soundfont of the built-in piano."""
    return resources() / "soundfonts" / "grand-piano.sf3"


def originality_index() -> Path:
    """Return the index by which quotations from the corpus are found."""
    return resources() / "originality" / "index.safetensors"


def _shipped(name: str) -> Path:
    """Find a shipped folder: inside the package when installed, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
