"""What the studio remembers between two sessions, kept as one JSON file."""

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.files import FileWriteError, write_text

THEMES = ("system", "light", "dark")
STARTS = ("library", "random", "file")

RANGES: dict[str, tuple[float, float]] = {
    "notes": (1, 20_000),
    "takes": (1, 16),
    "temperature": (0.0, 2.0),
    "top_p": (0.05, 1.0),
    "random_state": (0, 2**31 - 1),
    "bpm": (30, 240),
    "volume": (0, 127),
}
"""The lowest and the highest number that the window's control of each field can take."""


@dataclass(frozen=True, slots=True)
class AppSettings:
    """Every control as the user left it.

    `geometry` and `panes` are Qt's own opaque states in base 64, empty for the first launch.
    `output` and `bundle_id` name what was chosen even while it is not there, so that it is taken
    again when it returns. Folders are empty where none was used yet.
    """

    theme: str = "system"
    auto_play: bool = True
    play_whole_seed: bool = False
    follow_playhead: bool = True
    geometry: str = ""
    panes: str = ""
    bundle_id: str = "expressive-512"
    start: str = "library"
    seed_name: str = "nocturne-op27-2"
    notes: int = 200
    takes: int = 1
    temperature: float = 1.0
    top_p: float = 1.0
    random_state: int = 1
    new_random_state_each_time: bool = True
    bpm: float = 120.0
    own_tempo: bool = True
    output: str = ""
    volume: int = 100
    open_folder: str = ""
    export_folder: str = ""
    export_extension: str = ".mid"


def load_settings(path: Path) -> AppSettings:
    """Read the settings; whatever is missing, damaged or out of range keeps its default.

    A damaged file must never keep a musician from working, so nothing is raised.
    """
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # the last for brackets nested too deep
        return AppSettings()
    if not isinstance(stored, dict):
        return AppSettings()
    defaults = dataclasses.asdict(AppSettings())
    kept = {
        name: value
        for name, value in stored.items()
        if name in defaults and _is_alike(value, defaults[name]) and _is_possible(name, value)
    }
    return AppSettings(**kept)


def save_settings(settings: AppSettings, path: Path) -> None:
    """Write the settings in one step; raises FileWriteError where the folder cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileWriteError(
            f"The settings cannot be kept in {path.parent}: {error.strerror or error}. "
            "Mend the rights of that folder or free some space."
        ) from error
    write_text(path, json.dumps(dataclasses.asdict(settings), indent=2) + "\n")


def _is_alike(value: object, default: object) -> bool:
    """Whether `value` can stand where `default` does; a whole number may stand for a float."""
    if isinstance(default, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    return type(value) is type(default)


def _is_possible(name: str, value: object) -> bool:
    """Whether a value of the right kind is one that the field can have."""
    if name in RANGES and isinstance(value, int | float):
        low, high = RANGES[name]
        return low <= value <= high  # never so for a NaN or an infinity
    if isinstance(value, str):
        choices = {"theme": THEMES, "start": STARTS}.get(name)
        return _is_encodable(value) if choices is None else value in choices
    return True


def _is_encodable(text: str) -> bool:
    """Whether the system could take `text` as a path; what names no path can be so too."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
