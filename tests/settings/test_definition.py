"""Every setting is described, possible at first, and followed by somebody."""

import ast
from functools import cache
from pathlib import Path

import pytest

import chopin_studio
from chopin_studio.music.snap_grid import Snap
from chopin_studio.playback.inputs.recorder import EndsAfter
from chopin_studio.session.support.translation import LANGUAGES
from chopin_studio.session.takes.take_query import Order
from chopin_studio.settings.definition import (
    Choice,
    Number,
    Setting,
    SettingsError,
    choice_of,
    number_of,
)
from chopin_studio.settings.generation import GenerationGroup
from chopin_studio.settings.listening import PortGroup
from chopin_studio.settings.recording import RecordingGroup
from chopin_studio.settings.window import AppearanceGroup, EditingGroup, TakesGroup
from tests.app_settings import SETTINGS

PACKAGE = Path(chopin_studio.__file__).parent
NUMBERS = {path: one for path, one in SETTINGS.items() if isinstance(one, Number)}
CHOICES = {path: one for path, one in SETTINGS.items() if isinstance(one, Choice)}


@cache
def attributes_read_in(package: str) -> frozenset[str]:
    """Return the names that any module of a package, or a module, reads of something."""
    place = PACKAGE / package.replace(".", "/")
    files = place.rglob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return frozenset(
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    )


@pytest.mark.parametrize("path", SETTINGS)
def test_a_setting_has_words_and_a_default_that_it_accepts(path: str) -> None:
    setting = SETTINGS[path]
    assert setting.title[0].isupper() or setting.title.istitle()
    assert setting.help
    assert not setting.help.endswith(".")
    setting.check(setting.default)


@pytest.mark.parametrize("path", SETTINGS)
def test_a_setting_is_read_by_the_package_that_follows_it(path: str) -> None:
    setting = SETTINGS[path]
    assert setting.name in attributes_read_in(setting.follower)


def test_a_package_that_reads_no_such_name_follows_no_setting() -> None:
    assert "temperature" not in attributes_read_in("ui.transport")


@pytest.mark.parametrize("path", NUMBERS)
def test_a_number_has_a_range_and_a_step_within_it(path: str) -> None:
    setting = NUMBERS[path]
    assert setting.minimum < setting.maximum
    assert 0 < setting.step <= setting.maximum - setting.minimum
    assert setting.usual_maximum is None or setting.usual_maximum <= setting.maximum
    for end in (setting.minimum, setting.maximum):
        assert round(end, setting.decimals) == end
        setting.check(end)


@pytest.mark.parametrize("path", NUMBERS)
def test_what_lies_outside_the_range_is_told_with_the_range(path: str) -> None:
    setting = NUMBERS[path]
    for value in (setting.minimum - 1, setting.maximum + 1, float("nan"), "7", True, None):
        with pytest.raises(SettingsError, match=f"{setting.title} must be .* to .*, not {value}"):
            setting.check(value)


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_has_words_for_each_value(path: str) -> None:
    setting = CHOICES[path]
    words = [words for _, words in setting.choices]
    assert all(words)
    assert len(set(setting.values)) == len(set(words)) == len(words)
    for value in (*setting.values,):
        setting.check(value)
    for value in (None, "nothing of the kind", True, -1, [], 1.0):
        assert not setting.accepts(value)


def test_choices_are_all_that_their_followers_know() -> None:
    assert set(choice_of(EditingGroup, "snap").values) == {snap.value for snap in Snap}
    assert set(choice_of(TakesGroup, "order").values) == {order.value for order in Order}
    ends = choice_of(RecordingGroup, "ends_after").values
    assert set(ends) == {end.value for end in EndsAfter}
    assert dict(choice_of(AppearanceGroup, "language").choices) == {
        "": "Same as system",
        **LANGUAGES,
    }


def test_a_setting_is_found_by_its_kind_alone() -> None:
    assert number_of(PortGroup, "channel").maximum == 16
    for name in ("velocity_curve", "nothing"):
        with pytest.raises(LookupError, match=f"PortGroup has no Number named {name}"):
            number_of(PortGroup, name)


def test_no_group_has_two_settings_of_one_title() -> None:
    titles = [(path.rpartition(".")[0], setting.title) for path, setting in SETTINGS.items()]
    assert len(set(titles)) == len(titles)


def test_numbers_take_whole_numbers_alone_where_they_have_no_decimals() -> None:
    assert number_of(GenerationGroup, "temperature").accepts(1)
    assert not number_of(GenerationGroup, "notes").accepts(12.0)
    assert isinstance(number_of(GenerationGroup, "notes"), Setting)
