"""The settings file: written whole, read field by field, and kept for other versions."""

import json
import os
import stat
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.files import FileWriteError
from chopin_studio.settings.definition import Choice, Number, Switch, TextList
from chopin_studio.settings.migrations import VERSION
from chopin_studio.settings.model import AppSettings
from chopin_studio.settings.storage import load_settings, save_settings
from tests.app_settings import SETTINGS, changed, settings_with, value_at

SECOND = "1"
"""A text that no setting has at first."""


def other_value(path: str) -> Any:
    """Return a value of a setting that is not its default."""
    setting = SETTINGS[path]
    if isinstance(setting, Number):
        return next(v for v in (setting.maximum, setting.minimum) if v != setting.default)
    if isinstance(setting, Choice):
        return next(value for value in setting.values if value != setting.default)
    if isinstance(setting, TextList):
        return (SECOND, SECOND)
    return not setting.default if isinstance(setting, Switch) else SECOND


EVERYTHING_ELSE = settings_with({path: other_value(path) for path in SETTINGS})


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value), encoding="utf-8")


def read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_every_setting_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    save_settings(EVERYTHING_ELSE, path)
    assert load_settings(path) == EVERYTHING_ELSE
    assert all(
        value_at(EVERYTHING_ELSE, name) != setting.default for name, setting in SETTINGS.items()
    )


@pytest.mark.parametrize("name", [n for n, s in SETTINGS.items() if isinstance(s, Number)])
def test_a_number_at_either_end_of_its_range_comes_back(path: Path, name: str) -> None:
    setting = SETTINGS[name]
    assert isinstance(setting, Number)
    for end in (setting.minimum, setting.maximum):
        save_settings(settings_with({name: end}), path)
        assert value_at(load_settings(path), name) == end


def test_a_whole_number_stands_for_a_fraction(path: Path) -> None:
    write(path, {"version": VERSION, "generation": {"bpm": 66}})
    assert isinstance(load_settings(path).generation.bpm, float)


def test_the_file_has_nested_groups_and_a_version(path: Path) -> None:
    save_settings(settings_with({"output.piano.gain": 0.5}), path)
    found = read(path)
    assert found["version"] == VERSION
    assert found["output"]["piano"]["gain"] == 0.5
    assert found["generation"]["temperature"] == 1.0


def test_a_missing_file_gives_the_defaults(path: Path) -> None:
    assert load_settings(path) == AppSettings()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"dark"', "\x00\x01", "[" * 200_000])
def test_a_damaged_file_gives_the_defaults_and_is_replaced(path: Path, text: str) -> None:
    path.write_text(text)
    assert load_settings(path) == AppSettings()
    save_settings(EVERYTHING_ELSE, path)
    assert load_settings(path) == EVERYTHING_ELSE


@pytest.mark.parametrize(
    ("group", "field"),
    [
        ("output", '"volume": 500'),
        ("output", '"volume": -1'),
        ("output", '"volume": "loud"'),
        ("output", '"volume": true'),
        ("output", '"piano": 3'),
        ("generation", '"bpm": NaN'),
        ("generation", '"bpm": 1e999'),
        ("generation", '"takes": 10000000000'),
        ("generation", f'"notes": {"9" * 400}'),
        ("generation", f'"temperature": {"9" * 400}'),
        ("generation", '"random_state": 4294967296'),
        ("generation", '"start": ["library"]'),
        ("recording", '"count_in_bars": 1.0'),
        ("files", '"export_folder": "a\\u0000b"'),
        ("files", '"open_folder": "\\ud800"'),
        ("files", f'"open_folder": "{"x" * 20_001}"'),
        ("generation", f'"random_state": 1{"0" * 4200}'),
        ("generation", '"temperature": -Infinity'),
    ],
)
def test_a_damaged_field_keeps_its_default_and_the_others_are_read(
    path: Path, group: str, field: str
) -> None:
    path.write_text(f'{{"version": 2, "appearance": {{"theme": "light"}}, "{group}": {{{field}}}}}')
    assert load_settings(path) == settings_with({"appearance.theme": "light"})


@pytest.mark.parametrize("version", ["two", -1, True, None, 2.5])
def test_a_version_that_is_none_is_taken_for_this_one(path: Path, version: object) -> None:
    write(path, {"version": version, "output": {"volume": 42}})
    assert load_settings(path).output.volume == 42


def test_what_another_version_knows_is_kept_when_the_file_is_written_again(path: Path) -> None:
    newer = {
        "version": VERSION + 1,
        "generation": {"notes": 33, "swing": 0.5},
        "output": {"piano": {"lid": "open"}, "volume": 42},
        "colours": {"notes": "blue"},
    }
    write(path, newer)
    settings = load_settings(path)
    assert settings == settings_with({"generation.notes": 33, "output.volume": 42})
    save_settings(changed(settings, {"output.volume": 43}), path)
    found = read(path)
    assert found["version"] == VERSION + 1
    assert found["generation"]["swing"] == 0.5
    assert found["output"]["piano"]["lid"] == "open"
    assert found["output"]["volume"] == 43
    assert found["colours"] == {"notes": "blue"}
    assert load_settings(path) == changed(settings, {"output.volume": 43})


def test_a_field_that_a_newer_version_fills_otherwise_is_kept_until_it_is_set_here(
    path: Path,
) -> None:
    write(path, {"version": VERSION + 1, "appearance": {"theme": {"day": "light"}}})
    save_settings(load_settings(path), path)
    assert read(path)["appearance"]["theme"] == {"day": "light"}
    save_settings(settings_with({"appearance.theme": "dark"}), path)
    assert read(path)["appearance"]["theme"] == "dark"


def test_a_damaged_field_of_this_version_is_mended_when_the_file_is_written(path: Path) -> None:
    write(path, {"version": VERSION, "appearance": {"theme": "purple"}, "output": 5})
    save_settings(load_settings(path), path)
    assert read(path)["appearance"]["theme"] == "system"
    assert read(path)["output"]["volume"] == 100


def test_unknown_values_too_deep_to_be_written_again_are_let_go(path: Path) -> None:
    deep = "[" * 900 + "]" * 900
    path.write_text(f'{{"version": {VERSION}, "later": {deep}, "output": {{"volume": 42}}}}')
    settings = load_settings(path)
    assert settings.output.volume == 42
    save_settings(settings, path)
    assert load_settings(path) == settings


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileWriteError, match="cannot be saved"):
        save_settings(AppSettings(), tmp_path / "file" / "settings.json")


@pytest.mark.skipif(os.name != "posix", reason="pipes have POSIX names")
@pytest.mark.timeout(60)
@pytest.mark.parametrize("attack", ["pipe", "device", "folder", "endless", "long number"])
def test_a_file_that_is_none_gives_the_defaults_and_nothing_waits(path: Path, attack: str) -> None:
    if attack == "pipe":
        os.mkfifo(path)
    elif attack == "device":
        path.symlink_to("/dev/zero")
    elif attack == "folder":
        path.mkdir()
    elif attack == "endless":
        with path.open("wb") as file:
            file.truncate(2**40)
    else:
        path.write_text(f'{{"output": {{"volume": {"9" * 5000}}}}}')
    assert load_settings(path) == AppSettings()


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_the_file_is_its_owner_s_alone(path: Path) -> None:
    before = os.umask(0)
    try:
        save_settings(AppSettings(), path.parent / "new" / "settings.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE((path.parent / "new").stat().st_mode) == 0o700
    assert stat.S_IMODE((path.parent / "new" / "settings.json").stat().st_mode) == 0o600


anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from([10**4200, "\ud800", "x" * 30_000, "\x1b[2J", 1e999]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@hypothesis.settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_value_in_any_place_gives_settings_that_can_be_written_again(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp() / "nonsense"
    folder.mkdir(exist_ok=True)
    path = folder / "settings.json"
    save_settings(AppSettings(), path)
    found = read(path)
    *groups, name = data.draw(st.sampled_from(["version", "output", *SETTINGS])).split(".")
    holder = found
    for group in groups:
        holder = holder[group]
    holder[name] = data.draw(anything)
    write(path, found)
    settings = load_settings(path)
    save_settings(settings, path)
    assert load_settings(path) == settings
