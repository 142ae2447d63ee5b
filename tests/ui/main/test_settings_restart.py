"""What is set in the real window is there again after a restart, at the ends of ranges too."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QSlider, QWidget

from chopin_studio.app import Parts
from chopin_studio.cli.setting_options import add_number
from chopin_studio.settings.definition import Number, SettingsError, plain
from chopin_studio.settings.model import AppSettings
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.main.settings_dialog import SettingsDialog
from tests.app_settings import SETTINGS, settings_with, value_at
from tests.ui.conftest import OpenWindow

NUMBERS = {path: one for path, one in SETTINGS.items() if isinstance(one, Number)}
ENDS = ("minimum", "maximum")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.fixture
def restartable(parts: Parts, path: Path) -> Parts:
    return replace(parts, save=lambda changed: save_settings(changed, path))


def boxes(window: MainWindow) -> dict[str, QAbstractSpinBox]:
    """Return the boxes that numbers are typed into, by the paths of their settings."""
    form, record = window.compose.form, window.recording.window
    more = form.more
    return {
        "generation.bars": form.length.bars_box,
        "generation.notes": form.length.notes_box,
        "generation.takes": window.compose.takes_box,
        "generation.temperature": more.temperature.box,
        "generation.top_p": more.top_p.box,
        "generation.random_state": more.random_state_box,
        "generation.bpm": form.bpm_box,
        "generation.original_notes": more.original_notes_box,
        "recording.bpm": record.controls.bpm_box,
    }


def type_number(box: QAbstractSpinBox, number: float) -> None:
    box.selectAll()
    QTest.keyClicks(box.lineEdit(), plain(number))
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)


def room_for_text(box: QAbstractSpinBox) -> int:
    """Return how many pixels of text a box has room for."""
    line = box.lineEdit()
    margins = line.textMargins()
    return line.contentsRect().width() - margins.left() - margins.right()


@pytest.mark.parametrize("end", ENDS)
def test_numbers_typed_at_the_end_of_their_ranges_are_there_after_a_restart(
    open_window: OpenWindow, restartable: Parts, path: Path, end: str
) -> None:
    first = open_window(restartable)
    wanted = {name: getattr(NUMBERS[name], end) for name in boxes(first)}
    first.compose.form.more.original_box.setChecked(True)  # without which its box is disabled
    for name, box in boxes(first).items():
        type_number(box, wanted[name])
    first.close()
    second = open_window(replace(restartable, settings=load_settings(path)))
    shown = {name: box.value() for name, box in boxes(second).items()}  # type: ignore[attr-defined]
    assert shown == wanted


@pytest.mark.parametrize("end", ENDS)
def test_every_number_survives_a_window_that_opens_and_closes(
    open_window: OpenWindow, restartable: Parts, path: Path, end: str
) -> None:
    numbers = {name: getattr(setting, end) for name, setting in NUMBERS.items()}
    save_settings(settings_with(numbers), path)
    for _ in range(2):
        open_window(replace(restartable, settings=load_settings(path))).close()
    kept = load_settings(path)
    assert {name: value_at(kept, name) for name in numbers} == numbers


@pytest.mark.parametrize("end", ENDS)
def test_the_settings_dialog_keeps_the_ends_of_all_ranges(qtbot: Any, end: str) -> None:
    numbers = {
        name: getattr(setting, end)
        for name, setting in NUMBERS.items()
        if name.startswith("output.p")
    }
    dialog = SettingsDialog(settings_with(numbers))
    qtbot.addWidget(dialog)
    assert {name: value_at(dialog.settings, name) for name in numbers} == numbers


def test_boxes_have_room_for_the_longest_number_of_their_range(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    window.resize(1280, 720)
    window.compose.form.fold_button.setChecked(True)
    window.compose.form.length.choose_unit("notes")
    window.compose.form.own_tempo_box.setChecked(False)
    window.actions_.record.trigger()
    for name, box in boxes(window).items():
        box.setValue(NUMBERS[name].maximum)  # type: ignore[attr-defined]
        needed = QFontMetrics(box.font()).horizontalAdvance(box.text())
        if box.isVisible():
            assert room_for_text(box) >= needed, name


@pytest.mark.parametrize("name", ["generation.temperature", "generation.top_p"])
def test_a_slider_moves_its_box_and_does_not_pull_back_what_was_typed(
    open_window: OpenWindow, parts: Parts, name: str
) -> None:
    window, setting = open_window(parts), NUMBERS[name]
    more = window.compose.form.more
    field = more.temperature if name == "generation.temperature" else more.top_p
    type_number(field.box, setting.maximum)
    assert field.value == setting.maximum
    slider: QSlider = field.slider
    most = setting.usual_maximum or setting.maximum
    assert slider.value() == slider.maximum() == round(most * 100)
    slider.setValue(slider.maximum() - 1)
    assert field.value == round(most - 0.01, 2)


def test_a_tempo_with_decimals_is_kept_and_shown_without_zeros(
    open_window: OpenWindow, restartable: Parts, path: Path
) -> None:
    first = open_window(restartable)
    box = first.compose.form.bpm_box
    assert box.text() == "♩ = 120"
    type_number(box, 66.5)
    assert box.text() == "♩ = 66.5"
    first.close()
    second = open_window(replace(restartable, settings=load_settings(path)))
    assert second.compose.form.bpm_box.value() == 66.5
    assert second.compose.form.bpm_box.text() == "♩ = 66.5"


def test_a_hand_span_without_a_name_is_kept(
    open_window: OpenWindow, restartable: Parts, path: Path
) -> None:
    save_settings(settings_with({"generation.hand_span": 13}), path)
    window = open_window(replace(restartable, settings=load_settings(path)))
    assert window.compose.form.more.span_box.currentText() == "13 semitones"
    window.close()
    assert load_settings(path).generation.hand_span == 13


def test_a_box_takes_what_the_command_line_takes(open_window: OpenWindow, parts: Parts) -> None:
    parser = argparse.ArgumentParser()
    temperature = NUMBERS["generation.temperature"]
    add_number(parser, "--temperature", temperature, default=temperature.default)
    box = open_window(parts).compose.form.more.temperature.box
    assert parser.parse_args(["--temperature", "5.0"]).temperature == box.maximum() == 5.0
    with pytest.raises(SettingsError, match=r"Temperature must be 0 to 5, not 5\.01"):
        parser.parse_args(["--temperature", "5.01"])


def test_fields_say_what_their_settings_are(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    fields: dict[str, QWidget] = dict(boxes(window))
    for name, field in fields.items():
        assert field.accessibleName() == SETTINGS[name].title
        assert field.toolTip().startswith(SETTINGS[name].help)
    assert window.transport.volume_slider.maximum() == NUMBERS["output.volume"].maximum


def test_a_first_launch_is_as_the_definitions_say(
    open_window: OpenWindow, parts: Parts, path: Path
) -> None:
    window = open_window(replace(parts, settings=AppSettings()))
    window.save_settings()
    there = {*SETTINGS} - {"window.geometry", "window.panes", "output.name"}
    there -= {"generation.bundle_id", "generation.seed_name"}  # those of the fake models
    defaults = {name: SETTINGS[name].default for name in there}
    assert {name: value_at(window.settings, name) for name in there} == defaults
