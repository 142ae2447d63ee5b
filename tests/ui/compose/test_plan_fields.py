"""Form, harmony and character in the compose panel."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.generator import generate
from chopin_studio.engine.settings import UNPLANNED
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.ui.compose.form_box import NAME_ROLE
from chopin_studio.ui.compose.piece_form_dialog import PieceFormDialog
from chopin_studio.ui.compose.plan_fields import PlanFields
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import settings_with
from tests.expressive_models import write_expressive_model
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import FakeBundle, SlowGenerator

PLANNING, UNPLANNING = 0, 1


@pytest.fixture
def parts(parts: Parts, tmp_path: Path) -> Parts:
    """Return a model that follows plans and one that does not; takes have 16 notes."""
    bundles = (
        FakeBundle(512, tmp_path, "expressive", version=2),
        FakeBundle(256, tmp_path, "expressive"),
    )
    settings = settings_with(
        {
            "generation.bundle_id": "expressive-512",
            "generation.notes": 16,
            "generation.bars": 5,
            "playback.auto_play": False,
        }
    )
    services = replace(parts.services, bundles=bundles)
    return replace(parts, services=services, settings=settings)


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    return open_window(parts)


@pytest.fixture
def plan(window: MainWindow) -> PlanFields:
    return window.compose.form.plan


def choose_form(plan: PlanFields, name: str) -> None:
    """Choose a form as one does in the list."""
    box = plan.form_box
    row = box.findData(name, NAME_ROLE)
    assert row >= 0, name
    box.setCurrentIndex(row)
    box.activated.emit(row)


def type_into(line: QLineEdit | None, text: str) -> None:
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def type_form(plan: PlanFields, text: str) -> None:
    type_into(plan.form_box.lineEdit(), text)


def type_harmony(plan: PlanFields, text: str) -> None:
    type_into(plan.harmony_line, text)


def drag_to(window: MainWindow, name: str, level: int) -> None:
    """Move a slider by its keys."""
    slider = window.compose.form.character.levels[name].slider
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_Home)
    for _ in range(level):
        QTest.keyClick(slider, Qt.Key.Key_Right)


def test_all_is_left_to_the_studio_until_something_is_chosen(
    qtbot: QtBot, window: MainWindow, plan: PlanFields, generator: SlowGenerator
) -> None:
    assert plan.form_box.currentText() == "The studio's own"
    assert plan.harmony_line.placeholderText() == "The studio's own"
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    (asked,) = generator.calls
    assert (asked.form, asked.chords, asked.composer, asked.character.levels) == (
        *(None, None, None),
        (0, 0, 0),
    )
    assert (asked.phrase, asked.returns, asked.quality, asked.bars) == (8, "exact", "quick", 5)


def test_all_that_is_chosen_is_asked_for(
    qtbot: QtBot, window: MainWindow, plan: PlanFields, generator: SlowGenerator
) -> None:
    form = window.compose.form
    choose_form(plan, "Song form")
    plan.phrase_box.setValue(4)
    plan.returns_box.setCurrentIndex(plan.returns_box.findData("varied"))
    type_harmony(plan, "I vi | ii V")
    QTest.mouseClick(form.fold_button, Qt.MouseButton.LeftButton)
    drag_to(window, "density", 6)
    drag_to(window, "register", 1)
    drag_to(window, "loudness", 7)
    manners = form.character.manner_box
    assert manners.currentText() == "Chopin"
    manners.setCurrentIndex(manners.findText("Albéniz"))
    manners.activated.emit(manners.currentIndex())
    quality = form.character.quality_box
    quality.setCurrentIndex(quality.findText("Careful"))
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    (asked,) = generator.calls
    assert (asked.form, asked.phrase, asked.returns) == ("A A B A", 4, "varied")
    assert asked.chords == "I vi | ii V"
    assert asked.character.levels == (6, 1, 7)
    assert (asked.composer, asked.quality) == ("Albeniz", "careful")
    tip = str(window.takes.list_view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "16 bars, A A′ B A′" in tip
    assert "I vi | ii V, density 6 of 7, register 1 of 7, loudness 7 of 7" in tip
    assert "in the manner of Albeniz, careful" in tip


def test_a_form_of_letters_determines_the_length(window: MainWindow, plan: PlanFields) -> None:
    length = window.compose.form.length
    assert length.bars_box.isVisible()
    assert not plan.strip.isVisible()
    assert not plan.returns_box.isVisible()
    type_form(plan, "A A' B:4 A")
    assert length.form_line.text() == "28 bars, by the form"
    assert length.form_line.isVisible()
    assert not length.form_line.isEnabled()
    assert "choose “The studio's own” form" in length.form_line.toolTip()
    assert not length.bars_box.isVisible()
    assert not length.unit_box.isVisible()
    assert plan.strip.isVisible()
    assert plan.strip.names == ("A", "A′", "B", "A")
    assert plan.returns_box.isVisible()
    plan.phrase_box.setValue(2)
    assert length.form_line.text() == "10 bars, by the form"
    type_form(plan, "A B C")
    assert not plan.returns_box.isVisible(), "nothing returns"
    choose_form(plan, "Free")
    assert length.bars_box.isVisible()
    assert not plan.strip.isVisible()
    assert not plan.phrase_box.isEnabled()
    assert "no phrases of one length" in plan.phrase_box.toolTip()


def test_progress_counts_the_bars_of_the_form_after_the_seed(
    qtbot: QtBot, window: MainWindow, plan: PlanFields
) -> None:
    told: list[tuple[int, int, str]] = []
    window.generation.progress_changed.connect(lambda *progress: told.append(progress))
    type_form(plan, "A B")
    plan.phrase_box.setValue(3)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    assert told[0] == (0, 6, "bar"), "how long the seed is, the model says"
    assert told[-1] == (5, 5, "bar"), "the seed fills one bar of the fake engine"


def test_free_music_has_neither_form_nor_chords_of_a_plan(
    qtbot: QtBot, window: MainWindow, plan: PlanFields, generator: SlowGenerator
) -> None:
    choose_form(plan, "Free")
    type_harmony(plan, "free")
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    (asked,) = generator.calls
    assert (asked.form, asked.chords, asked.bars) == (UNPLANNED, UNPLANNED, 5)


def test_a_form_can_be_called_by_its_name(window: MainWindow, plan: PlanFields) -> None:
    type_form(plan, "rondo")
    assert plan.typed_form.mistake is None
    QTest.keyClick(plan.form_box.lineEdit(), Qt.Key.Key_Return)
    assert plan.form_box.currentText() == "A B A C A"
    type_form(plan, " ")
    QTest.keyClick(plan.form_box.lineEdit(), Qt.Key.Key_Return)
    assert plan.form_box.currentText() == "The studio's own"
    assert plan.form_box.chosen is None


def test_a_mistake_in_the_form_is_marked_where_it_stands(
    qtbot: QtBot, window: MainWindow, plan: PlanFields, generator: SlowGenerator
) -> None:
    type_form(plan, "A B C' A")
    qtbot.waitUntil(lambda: plan.form_marker.place == (4, 5))
    line = plan.form_box.lineEdit()
    assert "no C before C'" in line.accessibleDescription()
    assert "no C before C'" in plan.form_box.toolTip()
    assert plan.form_marker.note.isVisible()
    assert "no C before C'" in plan.form_marker.note.text()
    press_generate(window)
    assert any("no C before C'" in text for text in window.messages.texts)
    assert line.hasFocus()
    assert line.selectedText() == "C"
    assert generator.calls == []
    QTest.keyClicks(line, "B")
    assert plan.form_marker.place is None, "what is mended is seen at once"
    assert line.accessibleDescription() == ""
    assert not plan.form_marker.note.isVisible()
    assert plan.asked["form"] == "A B B' A"


def test_a_mistake_in_the_harmony_is_marked_where_it_stands(
    qtbot: QtBot, window: MainWindow, plan: PlanFields, generator: SlowGenerator
) -> None:
    type_harmony(plan, "  C Am H G7")
    qtbot.waitUntil(lambda: plan.harmony_marker.place is not None)
    assert plan.harmony_marker.place == (7, 8), "blanks before it count"
    assert "Write B for the German H" in plan.harmony_line.accessibleDescription()
    assert plan.harmony_line.text() == "  C Am H G7", "marking changes no text"
    window.compose.form.key_box.setFocus()
    assert not plan.harmony_marker.note.isVisible(), "it lies over the fields below"
    press_generate(window)
    assert any("Write B for the German H" in text for text in window.messages.texts)
    assert plan.harmony_line.selectedText() == "H"
    assert plan.harmony_marker.note.isVisible()
    assert generator.calls == []


def test_half_a_chord_is_no_mistake_while_one_types(window: MainWindow, plan: PlanFields) -> None:
    type_harmony(plan, "Cma")
    assert plan.harmony_marker.place is None
    QTest.keyClicks(plan.harmony_line, "j7")
    QTest.keyClick(plan.harmony_line, Qt.Key.Key_Return)
    assert plan.harmony_marker.place is None


def test_chords_are_read_in_the_key_and_the_meter_that_are_asked_for(
    window: MainWindow, plan: PlanFields
) -> None:
    form = window.compose.form
    plan.harmony_line.setText("I IV V I |")
    plan.mark_mistakes()
    assert plan.harmony_marker.place is None, "the meter is left to the seed"
    form.meter_box.choose("3/4")
    assert plan.harmony_marker.place == (0, 8)
    assert "4 chords in this bar of 3 beats" in plan.harmony_line.toolTip()
    form.meter_box.choose("4/4")
    assert plan.harmony_marker.place is None
    plan.harmony_line.setText("Cmaj13 V6")
    plan.mark_mistakes()
    assert plan.harmony_line.toolTip() == "Cmaj13 is planned as Cmaj7.\nV6 is planned as V."
    plan.harmony_line.clear()
    assert "C Am Dm G7" in plan.harmony_line.toolTip()


def test_what_a_model_does_not_follow_is_disabled_with_the_reason(
    qtbot: QtBot, window: MainWindow, plan: PlanFields, generator: SlowGenerator
) -> None:
    form = window.compose.form
    type_form(plan, "A A' 7")
    type_harmony(plan, "nonsense")
    form.character.levels["density"].choose(3)
    window.compose.model_box.setCurrentIndex(UNPLANNING)
    fields = (
        *(plan.form_box, plan.phrase_box, plan.harmony_line, form.character.manner_box),
        *(form.character.quality_box, form.character.levels["density"].slider),
    )
    for field in fields:
        assert not field.isEnabled()
        assert "does not follow the setting" in field.toolTip(), field
    assert plan.form_marker.place is None
    assert form.length.bars_box.isVisible()
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    (asked,) = generator.calls
    assert (asked.form, asked.chords, asked.density, asked.bars) == (None, None, 0, 5)
    window.compose.model_box.setCurrentIndex(PLANNING)
    assert plan.form_box.isEnabled()
    assert plan.form_box.currentText() == "A A' 7"
    assert plan.form_marker.place == (5, 6)


def test_music_without_an_end_keeps_its_form_but_not_its_length(
    window: MainWindow, plan: PlanFields
) -> None:
    length = window.compose.form.length
    choose_form(plan, "Ternary form")
    QTest.mouseClick(window.compose.endless_box, Qt.MouseButton.LeftButton)
    assert plan.form_box.isEnabled()
    assert plan.asked["form"] == "A B A"
    assert not length.form_line.isVisible()
    assert not length.bars_box.isEnabled()
    QTest.mouseClick(window.compose.endless_box, Qt.MouseButton.LeftButton)
    assert length.form_line.text() == "24 bars, by the form"


def test_the_form_of_a_piece_can_be_taken(
    qtbot: QtBot, window: MainWindow, plan: PlanFields
) -> None:
    plan.phrase_box.setValue(4)
    type_form(plan, "A B")
    choose_form(plan, "As in a piece…")
    assert plan.form_box.currentText() == "A B", "until a piece is chosen"
    dialog = window.compose.findChild(PieceFormDialog)
    assert dialog is not None
    assert (dialog.list.currentItem().text()).startswith("Chopin: ")
    QTest.keyClicks(dialog.search_line, "beethoven appassionata 2")
    visible = [
        dialog.list.item(row).text()
        for row in range(dialog.list.count())
        if not dialog.list.item(row).isHidden()
    ]
    assert visible
    assert all("Beethoven" in text for text in visible)
    sections = dialog.chosen
    assert dialog.strip.sections == sections
    QTest.keyClicks(dialog.search_line, " no such piece")
    assert dialog.chosen == ()
    accept = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not accept.isEnabled()
    dialog.search_line.setText("beethoven appassionata 2")
    QTest.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert plan.typed_form.sections == sections, "whatever the length of a phrase is"


def test_the_keys_step_over_the_choice_of_a_piece(window: MainWindow, plan: PlanFields) -> None:
    box = plan.form_box
    choose_form(plan, "Theme and variations")
    letters = box.currentText()
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert window.compose.findChild(PieceFormDialog) is None
    assert box.currentText() == letters
    choose_form(plan, "Rondo")
    assert box.currentText() == "A B A C A"


def test_character_is_named_beside_the_fold_while_it_is_closed(window: MainWindow) -> None:
    form = window.compose.form
    density = form.character.levels["density"]
    assert density.low_label.text() == "any"
    density.choose(2)
    assert density.low_label.text() == "sparse"
    assert density.slider.accessibleDescription() == "2 of 7, from sparse to dense"
    assert "density 2 of 7" in [label.text() for label in form.findChildren(QLabel)]


def test_all_is_as_it_was_after_a_restart(
    open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    first = open_window(replace(parts, save=lambda changed: save_settings(changed, path)))
    form = first.compose.form
    form.plan.form_box.choose("A A′ B:4")
    form.plan.phrase_box.setValue(6)
    form.plan.returns_box.setCurrentIndex(1)
    form.plan.harmony_line.setText("Dm7 G7")
    form.character.levels["register"].choose(4)
    manners = form.character.manner_box
    manners.setCurrentIndex(manners.findText("Mozart"))
    manners.activated.emit(manners.currentIndex())
    form.character.quality_box.setCurrentIndex(1)
    first.compose.model_box.setCurrentIndex(UNPLANNING)  # which must not make it forget
    first.close()
    second = open_window(replace(parts, settings=load_settings(path)))
    second.compose.model_box.setCurrentIndex(PLANNING)
    form = second.compose.form
    assert form.plan.asked == {
        "form": "A A′ B:4",
        "phrase": 6,
        "returns": "varied",
        "chords": "Dm7 G7",
    }
    assert form.character.asked == {
        "density": 0,
        "register": 4,
        "loudness": 0,
        "composer": "Mozart",
        "quality": "careful",
    }


def test_all_fits_on_the_smallest_screen_while_the_fold_is_closed(window: MainWindow) -> None:
    scroller = window.compose.findChild(QScrollArea)
    assert scroller is not None
    window.compose.form.plan.form_box.choose("A A′ B A")
    window.resize(1280, 720)
    content = scroller.widget().sizeHint().height()
    foot = window.compose.height() - scroller.height()
    assert content + foot + window.transport.height() + window.menuBar().height() <= 720


def test_a_take_with_a_plan_is_generated_and_kept_with_it(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    bundle = write_expressive_model(tmp_path / "models" / "expressive-512", version=2)
    services = replace(parts.services, bundles=(bundle,), generate=generate)
    window = open_window(replace(parts, services=services))
    plan = window.compose.form.plan
    QTest.mouseClick(window.compose.seeds.random_button, Qt.MouseButton.LeftButton)
    type_form(plan, "A A'")
    plan.phrase_box.setValue(2)
    type_harmony(plan, "i iv")
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    (take,) = window.session.library.takes
    planned = take.record.settings.plan
    assert planned is not None
    assert len(planned.bars) == 4
    assert planned.bars[2].source == 0
    first, second = planned.bars[:2]
    assert None not in (*first.chords, *second.chords)
    assert first.chords != second.chords
    assert take.record.complete
