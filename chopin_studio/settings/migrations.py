"""Settings files of earlier versions, brought to the form of this one step by step."""

from collections.abc import Callable, Mapping
from typing import Any

VERSION = 2
"""Version 1 was one flat object without a version."""


def version_of(found: Mapping[str, Any]) -> int:
    """Return the version in which a file was written; this one's where it says nonsense."""
    version = found.get("version", 1)
    is_number = isinstance(version, int) and not isinstance(version, bool)
    return version if is_number and version >= 1 else VERSION


def migrate(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file holds in the form of this version; a newer file stays as it is."""
    migrated = dict(found)
    for version in range(version_of(found), VERSION):
        migrated = _STEPS[version](migrated)
        migrated["version"] = version + 1
    return migrated


def _group_flat_settings(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Bring version 1 to version 2: put each field into its group, and keep what is unknown."""
    grouped = {name: value for name, value in flat.items() if name not in _PLACES}
    for name, place in _PLACES.items():
        if name in flat:
            *groups, field = place.split(".")
            _inner(grouped, groups)[field] = flat[name]
    return grouped


def _inner(outer: dict[str, Any], groups: list[str]) -> dict[str, Any]:
    """Return the group at the end of a path, made where there is none."""
    for name in groups:
        if not isinstance(outer.get(name), dict):
            outer[name] = {}
        outer = outer[name]
    return outer


_STEPS: dict[int, Callable[[Mapping[str, Any]], dict[str, Any]]] = {1: _group_flat_settings}
"""By a version, the step from it to the next."""

_PLACES = {
    "theme": "appearance.theme",
    "geometry": "window.geometry",
    "panes": "window.panes",
    "view": "window.view",
    "more_open": "window.more_open",
    "bundle_id": "generation.bundle_id",
    "start": "generation.start",
    "seed_name": "generation.seed_name",
    "length_unit": "generation.length_unit",
    "bars": "generation.bars",
    "notes": "generation.notes",
    "takes": "generation.takes",
    "different_takes": "generation.different_takes",
    "endless": "generation.endless",
    "temperature": "generation.temperature",
    "top_p": "generation.top_p",
    "random_state": "generation.random_state",
    "new_random_state_each_time": "generation.new_random_state_each_time",
    "bpm": "generation.bpm",
    "own_tempo": "generation.own_tempo",
    "key": "generation.key",
    "meter": "generation.meter",
    "lowest_pitch": "generation.lowest_pitch",
    "highest_pitch": "generation.highest_pitch",
    "hand_span": "generation.hand_span",
    "stay_original": "generation.stay_original",
    "original_notes": "generation.original_notes",
    "auto_play": "playback.auto_play",
    "seed_start": "playback.seed_start",
    "follow_playhead": "playback.follow_playhead",
    "metronome": "playback.metronome",
    "count_in": "playback.count_in",
    "strict_tempo": "playback.strict_tempo",
    "output": "output.name",
    "volume": "output.volume",
    "piano_driver": "output.piano.driver",
    "piano_device": "output.piano.device",
    "piano_buffer": "output.piano.buffer_frames",
    "piano_gain": "output.piano.gain",
    "piano_reverb": "output.piano.reverb",
    "port_channel": "output.port.channel",
    "port_program": "output.port.sends_program",
    "port_velocity_curve": "output.port.velocity_curve",
    "port_delay_ms": "output.port.delay_ms",
    "port_clock": "output.port.sends_clock",
    "input_port": "recording.input_port",
    "input_heard": "recording.input_heard",
    "record_bpm": "recording.bpm",
    "record_meter": "recording.meter",
    "record_count_in_bars": "recording.count_in_bars",
    "record_clicks": "recording.clicks",
    "record_ends_after": "recording.ends_after",
    "record_grid": "recording.grid",
    "snap": "editing.snap",
    "roll_lanes": "editing.show_lanes",
    "takes_order": "takes.order",
    "takes_as_tree": "takes.as_tree",
    "take_details": "takes.show_details",
    "open_folder": "files.open_folder",
    "export_folder": "files.export_folder",
    "export_extension": "files.export_extension",
}
"""Where the fields of version 1 stand in version 2."""
