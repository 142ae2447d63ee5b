import dataclasses
import json
from pathlib import Path

import pytest

from chopin_studio.files import FileWriteError
from chopin_studio.settings import RANGES, AppSettings, load_settings, save_settings


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    settings = AppSettings(theme="dark", notes=333, temperature=0.85, output="Roland", volume=42)
    save_settings(settings, path)
    assert load_settings(path) == settings


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == AppSettings()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"dark"', "\x00\x01", "[" * 200_000])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load_settings(path) == AppSettings()


def test_wrong_and_foreign_fields_are_left_out_and_the_others_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    stored = {"theme": "purple", "notes": "many", "takes": True, "bpm": 66, "later": 1}
    path.write_text(json.dumps(stored))
    assert load_settings(path) == AppSettings(bpm=66)


@pytest.mark.parametrize(
    "field",
    [
        '"volume": 500',
        '"volume": -1',
        '"bpm": NaN',
        '"bpm": 1e999',
        '"takes": 10000000000',
        f'"notes": {"9" * 400}',
        f'"temperature": {"9" * 400}',
        '"random_state": 3000000000',
        '"export_folder": "a\\u0000b"',
        '"open_folder": "\\ud800"',
    ],
)
def test_a_field_out_of_its_range_keeps_its_default_and_the_others_are_read(
    tmp_path: Path, field: str
) -> None:
    path = tmp_path / "settings.json"
    path.write_text(f'{{"theme": "light", {field}}}')
    assert load_settings(path) == AppSettings(theme="light")


def test_every_number_has_a_range_that_its_default_lies_in() -> None:
    for name, default in dataclasses.asdict(AppSettings()).items():
        if type(default) in (int, float):
            assert RANGES[name][0] <= default <= RANGES[name][1]


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(FileWriteError, match="cannot be kept"):
        save_settings(AppSettings(), tmp_path / "file" / "settings.json")
