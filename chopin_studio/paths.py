"""Where things lie on this machine: what ships with the studio, and what belongs to the user."""

import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

HOME_VARIABLE = "CHOPIN_STUDIO_HOME"
"""Names a folder that holds everything of the user's, instead of the system's usual places."""

_PACKAGE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class UserPaths:
    """The user's own folders and files; `prepare` makes the folders."""

    takes: Path
    models: Path
    settings: Path

    @classmethod
    def of_this_user(cls) -> "UserPaths":
        """Give the system's usual places, or those under CHOPIN_STUDIO_HOME where it is set."""
        if home := os.environ.get(HOME_VARIABLE):
            return cls.below(Path(home))
        data = platformdirs.user_data_path("chopin-studio", appauthor=False)
        config = platformdirs.user_config_path("chopin-studio", appauthor=False)
        return cls(data / "takes", data / "models", config / "settings.json")

    @classmethod
    def below(cls, home: Path) -> "UserPaths":
        """Give the places under one folder."""
        return cls(home / "takes", home / "models", home / "settings.json")

    def prepare(self) -> None:
        """Make the folders that are missing."""
        for folder in (self.takes, self.models, self.settings.parent):
            folder.mkdir(parents=True, exist_ok=True)


def bundled_models() -> Path:
    """Give the folder of the bundles that ship with the studio."""
    return _shipped("models")


def resources() -> Path:
    """Give the folder of icons, soundfont and the rest that ships with the studio."""
    return _shipped("resources")


def soundfont() -> Path:
    """Give the soundfont of the built-in piano."""
    return resources() / "soundfonts" / "grand-piano.sf3"


def _shipped(name: str) -> Path:
    """Find a shipped folder: inside the package when installed, beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
