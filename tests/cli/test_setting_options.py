"""Options that are settings take the setting's kind, range and default, in every command."""

import argparse
from collections.abc import Iterator

import pytest

from chopin_studio.cli import build_parser
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.settings.definition import Number, SettingsError, plain
from chopin_studio.settings.generation import GenerationGroup
from tests.app_settings import SETTINGS

SETTING_OF = {
    "lowest": "lowest_pitch",
    "highest": "highest_pitch",
    "stay_original": "original_notes",
}
"""By an option, the setting of the group `generation` that has another name."""


def numbers_asked_for() -> Iterator[tuple[str, argparse.Action, Number]]:
    """Return the command, the option and the setting wherever an option is named like a number."""
    parser, _ = build_parser(None)
    subparsers = next(a for a in parser._actions if isinstance(a, argparse._SubParsersAction))
    for command, inner in subparsers.choices.items():
        for action in inner._actions:
            name = SETTING_OF.get(action.dest, action.dest)
            setting = SETTINGS.get(f"generation.{name}")
            if isinstance(setting, Number):
                yield command, action, setting


FOUND = list(numbers_asked_for())
IDS = [f"{command} {action.option_strings[-1]}" for command, action, _ in FOUND]


def test_all_numbers_of_a_take_can_be_asked_for_on_the_command_line() -> None:
    asked = {setting.name for command, _, setting in FOUND if command == "generate"}
    numbers = {p for p, s in SETTINGS.items() if isinstance(s, Number)}
    assert asked == {p.split(".")[1] for p in numbers if p.startswith("generation.")}
    assert {command for command, _, _ in FOUND} == {
        *("generate", "train", "evaluate", "measure-originality"),
    }


@pytest.mark.parametrize(("command", "action", "setting"), FOUND, ids=IDS)
def test_an_option_takes_the_range_of_its_setting(
    command: str, action: argparse.Action, setting: Number
) -> None:
    read = action.type
    assert callable(read)
    for end in (setting.minimum, setting.maximum):
        assert read(plain(end)) == end
    for value in (setting.minimum - 1, setting.maximum + 1):
        with pytest.raises(SettingsError, match=f"{setting.title} must be"):
            read(plain(value))
    with pytest.raises(ValueError, match="many"):
        read("many")


@pytest.mark.parametrize(("command", "action", "setting"), FOUND, ids=IDS)
def test_an_option_says_its_range_and_its_default(
    command: str, action: argparse.Action, setting: Number
) -> None:
    assert f"{plain(setting.minimum)} to {plain(setting.maximum)}" in (action.help or "")
    assert action.default in (None, setting.default)
    if action.default is not None:
        assert f"default: {plain(setting.default)}" in (action.help or "")


def test_what_generates_takes_has_the_defaults_of_the_settings() -> None:
    offered, asked = GenerationGroup(), GenerationSettings()
    for name in (
        *("notes", "takes", "temperature", "top_p", "random_state"),
        *("lowest_pitch", "highest_pitch", "hand_span"),
    ):
        assert getattr(asked, name) == getattr(offered, name)


@pytest.mark.parametrize("end", ["minimum", "maximum"])
def test_what_generates_takes_has_the_ranges_of_the_settings(end: str) -> None:
    for path, setting in SETTINGS.items():
        if isinstance(setting, Number) and path.startswith("generation."):
            name = "stay_original" if setting.name == "original_notes" else setting.name
            value = getattr(setting, end)
            limit = {"lowest_pitch": "highest_pitch"}.get(name)
            more = {limit: 108} if limit else {}
            GenerationSettings(**{name: value, **more})
            beyond = value - 1 if end == "minimum" else value + 1
            with pytest.raises(SettingsError):
                GenerationSettings(**{name: beyond, **more})


def test_the_two_ends_of_the_keyboard_leave_room_for_two_hands() -> None:
    GenerationSettings(lowest_pitch=60, highest_pitch=84)
    with pytest.raises(SettingsError, match="at least 24 semitones above the lowest, not 83"):
        GenerationSettings(lowest_pitch=60, highest_pitch=83)


@pytest.mark.parametrize("name", ["notes", "takes", "random_state", "hand_span"])
def test_only_what_can_be_left_open_may_be_nothing(name: str) -> None:
    with pytest.raises(SettingsError):
        GenerationSettings(**{name: None})
