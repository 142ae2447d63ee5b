"""What the studio remembers between two sessions, kept as one JSON file."""

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.files import FileWriteError, write_text
from chopin_studio.music.snap_grid import Snap

THEMES = ("system", "light", "dark")
VIEWS = ("roll", "score")
STARTS = ("library", "random", "file", "recording")
LENGTH_UNITS = ("bars", "notes")
TAKE_ORDERS = ("newest", "title", "stars", "originality", "length")

SEED_STARTS = ("skip", "lead-in", "whole")
"""Where a take begins to sound: with its new music, two bars before, or with the whole seed."""

METERS = ("2/4", "3/4", "4/4", "6/8", "9/8", "12/8", "3/8", "2/2")
"""What a phrase can be recorded in."""

RECORDING_ENDS = ("beat", "bar", "two bars", "button")
"""How long a silence ends a recording; the last is none."""

VELOCITY_CURVES = ("soft", "linear", "loud")

RANGES: dict[str, tuple[float, float]] = {
    "bars": (1, 999),
    "notes": (1, 20_000),
    "takes": (1, 16),
    "temperature": (0.0, 2.0),
    "top_p": (0.05, 1.0),
    "random_state": (0, 2**31 - 1),
    "bpm": (30, 240),
    "lowest_pitch": (21, 84),
    "highest_pitch": (45, 108),
    "hand_span": (7, 24),
    "original_notes": (8, 99),
    "volume": (0, 127),
    "piano_buffer": (0, 8192),
    "piano_gain": (0.1, 4.0),
    "port_channel": (1, 16),
    "port_delay_ms": (0, 500),
    "record_bpm": (30, 240),
    "record_count_in_bars": (0, 2),
    "record_grid": (0, 480),
}
"""The lowest and the highest number that the window's control of each field can take."""


_CHOICES = {
    "theme": THEMES,
    "view": VIEWS,
    "start": STARTS,
    "length_unit": LENGTH_UNITS,
    "takes_order": TAKE_ORDERS,
    "seed_start": SEED_STARTS,
    "port_velocity_curve": VELOCITY_CURVES,
    "record_meter": METERS,
    "record_ends_after": RECORDING_ENDS,
    "snap": tuple(snap.value for snap in Snap),
}


@dataclass(frozen=True, slots=True)
class AppSettings:
    """Every control as the user left it.

    `geometry` and `panes` are Qt's own opaque states in base 64, empty for the first launch.
    `output` and `bundle_id` name what was chosen even while it is not there, so that it is taken
    again when it returns. Folders are empty where none was used yet. An empty `key` or `meter` is
    left to the seed. `piano_...` is of the
    built-in piano: an empty driver or device is the system's usual one, a buffer of 0 frames
    FluidSynth's. `port_...` is of every MIDI port. `input_port` is remembered as `output` is;
    `record_grid` is the step in ticks to which a recording is quantised, 0 for none.
    """

    theme: str = "system"
    auto_play: bool = True
    seed_start: str = "skip"
    follow_playhead: bool = True
    view: str = "roll"
    geometry: str = ""
    panes: str = ""
    bundle_id: str = "expressive-512"
    start: str = "library"
    seed_name: str = "nocturne-op27-2"
    length_unit: str = "bars"
    bars: int = 16
    notes: int = 200
    takes: int = 1
    endless: bool = False
    temperature: float = 1.0
    top_p: float = 1.0
    random_state: int = 1
    new_random_state_each_time: bool = True
    bpm: float = 120.0
    own_tempo: bool = True
    key: str = ""
    meter: str = ""
    lowest_pitch: int = 21
    highest_pitch: int = 108
    hand_span: int = 16
    stay_original: bool = False
    original_notes: int = 10
    different_takes: bool = True
    more_open: bool = False
    output: str = ""
    volume: int = 100
    metronome: bool = False
    count_in: bool = False
    strict_tempo: bool = False
    piano_driver: str = ""
    piano_device: str = ""
    piano_buffer: int = 0
    piano_gain: float = 1.2
    piano_reverb: bool = True
    port_channel: int = 1
    port_program: bool = False
    port_velocity_curve: str = "linear"
    port_delay_ms: int = 0
    port_clock: bool = False
    input_port: str = ""
    input_heard: bool = True
    record_bpm: float = 90.0
    record_meter: str = "4/4"
    record_count_in_bars: int = 1
    record_clicks: bool = True
    record_ends_after: str = "two bars"
    record_grid: int = 120
    snap: str = "1/16"
    roll_lanes: bool = True
    takes_order: str = "newest"
    takes_as_tree: bool = True
    take_details: bool = True
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
        choices = _CHOICES.get(name)
        return _is_encodable(value) if choices is None else value in choices
    return True


def _is_encodable(text: str) -> bool:
    """Whether the system could take `text` as a path; what names no path can be so too."""
    try:
        os.fsencode(text)
    except UnicodeEncodeError:
        return False
    return "\x00" not in text
