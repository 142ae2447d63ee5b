import json
from pathlib import Path

import pytest

from chopin_studio.settings import AppSettings, load_settings, save_settings


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "settings.json"
    settings = AppSettings(theme="dark", notes=333, temperature=0.85, output="Roland", volume=42)
    save_settings(settings, path)
    assert load_settings(path) == settings


def test_a_missing_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.json") == AppSettings()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"dark"', "\x00\x01"])
def test_a_damaged_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text)
    assert load_settings(path) == AppSettings()


def test_wrong_and_foreign_fields_are_left_out_and_the_others_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    stored = {"theme": "purple", "notes": "many", "takes": True, "bpm": 66, "later": 1}
    path.write_text(json.dumps(stored))
    assert load_settings(path) == AppSettings(bpm=66)
