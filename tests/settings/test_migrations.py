"""A settings file of an earlier version is read without loss."""

import json
from pathlib import Path

import pytest

from chopin_studio.settings.migrations import VERSION, migrate
from chopin_studio.settings.storage import load_settings, save_settings
from tests.app_settings import SETTINGS, value_at

VERSION_1 = Path(__file__).parent / "data" / "version-1.json"
"""Written by version 1, with every field at another value than its default."""

IN_VERSION_1 = {
    "appearance.theme": "dark",
    "window.geometry": "AdnQywADAAAAAAB7",
    "window.panes": "AAAA/wAAAAEAAAAD",
    "window.view": "score",
    "window.more_open": True,
    "generation.bundle_id": "classic-384",
    "generation.start": "random",
    "generation.seed_name": "waltz-op18",
    "generation.length_unit": "notes",
    "generation.bars": 999,
    "generation.notes": 20_000,
    "generation.takes": 16,
    "generation.different_takes": False,
    "generation.endless": True,
    "generation.temperature": 2.0,
    "generation.top_p": 0.05,
    "generation.random_state": 2**31 - 1,
    "generation.new_random_state_each_time": False,
    "generation.bpm": 240.0,
    "generation.own_tempo": False,
    "generation.key": "D-flat major",
    "generation.meter": "11/8",
    "generation.lowest_pitch": 36,
    "generation.highest_pitch": 96,
    "generation.hand_span": 24,
    "generation.stay_original": True,
    "generation.original_notes": 99,
    "playback.auto_play": False,
    "playback.seed_start": "lead-in",
    "playback.follow_playhead": False,
    "playback.metronome": True,
    "playback.count_in": True,
    "playback.strict_tempo": True,
    "output.name": "Built-in piano + Roland RD-88",
    "output.volume": 127,
    "output.piano.driver": "alsa",
    "output.piano.device": "hw:1",
    "output.piano.buffer_frames": 8192,
    "output.piano.gain": 4.0,
    "output.piano.reverb": False,
    "output.port.channel": 16,
    "output.port.sends_program": True,
    "output.port.velocity_curve": "soft",
    "output.port.delay_ms": 500,
    "output.port.sends_clock": True,
    "recording.input_port": "Keystation 88",
    "recording.input_heard": False,
    "recording.bpm": 30.0,
    "recording.meter": "12/8",
    "recording.count_in_bars": 2,
    "recording.clicks": False,
    "recording.ends_after": "button",
    "recording.grid": 0,
    "editing.snap": "1/8 triplet",
    "editing.show_lanes": False,
    "takes.order": "originality",
    "takes.as_tree": False,
    "takes.show_details": False,
    "files.open_folder": "/home/anna/Música",
    "files.export_folder": "/home/anna/Scores",
    "files.export_extension": ".musicxml",
}
SINCE_VERSION_2 = {
    *("appearance.language", "window.show_plan", "files.recent"),
    *("generation.form", "generation.phrase", "generation.returns", "generation.chords"),
    *("generation.density", "generation.register", "generation.loudness"),
    *("generation.composer", "generation.quality"),
}


@pytest.mark.parametrize("path", SETTINGS)
def test_every_field_of_a_flat_file_is_read_into_its_group(path: str) -> None:
    settings = load_settings(VERSION_1)
    if path in SINCE_VERSION_2:
        assert value_at(settings, path) == SETTINGS[path].default
    else:
        assert value_at(settings, path) == IN_VERSION_1[path] != SETTINGS[path].default


def test_the_flat_file_has_no_field_that_is_not_looked_at() -> None:
    flat = json.loads(VERSION_1.read_text(encoding="utf-8"))
    assert len(flat) == len(IN_VERSION_1)
    assert set(migrate(flat)) == {path.partition(".")[0] for path in IN_VERSION_1} | {"version"}


def test_a_flat_file_is_written_again_in_this_version(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(VERSION_1.read_bytes())
    before = load_settings(path)
    save_settings(before, path)
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["version"] == VERSION
    assert "bpm" not in found
    assert load_settings(path) == before


def test_what_a_flat_file_has_besides_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"theme": "purple", "notes": "many", "takes": 3, "bpm": 66, "later": 1}')
    settings = load_settings(path)
    assert (settings.generation.takes, settings.generation.bpm) == (3, 66)
    assert (settings.appearance.theme, settings.generation.notes) == ("system", 200)
    save_settings(settings, path)
    assert json.loads(path.read_text(encoding="utf-8"))["later"] == 1


def test_a_file_of_this_version_or_a_newer_one_stays_as_it_is() -> None:
    for version in (VERSION, VERSION + 5):
        found = {"version": version, "bpm": 66, "output": {"volume": 1}}
        assert migrate(found) == found
