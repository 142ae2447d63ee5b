"""What the compose panel asks of each family: key, meter, bars, range, hand span, and a fold."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key
from chopin_studio.music.pitch import pitch_name, pitch_named, span_words
from chopin_studio.session.drafts.progress import Progress, combined_progress
from chopin_studio.settings.storage import load_settings, save_settings
from chopin_studio.ui.compose.key_box import SIGNATURE_ROLE, KeyBox, signature_words
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import settings_with
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import FakeBundle, SlowGenerator, note_at

CLASSIC, EXPRESSIVE = 0, 1
NOTES_A_BAR = 8
BAR_12 = "Bar 12 came 4 times in a row and was generated again."


@pytest.fixture
def parts(parts: Parts, tmp_path: Path) -> Parts:
    """Return a model of each family; takes have two bars, filled by the fake engine's 16 notes."""
    bundles = (FakeBundle(256, tmp_path), FakeBundle(512, tmp_path, "expressive"))
    settings = settings_with(
        {
            "generation.bundle_id": "expressive-512",
            "generation.notes": 2 * NOTES_A_BAR,
            "generation.bars": 2,
            "playback.auto_play": False,
        }
    )
    services = replace(parts.services, bundles=bundles)
    return replace(parts, services=services, settings=settings)


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    return open_window(parts)


def choose(box: QComboBox, text: str) -> None:
    """Choose an item as the keyboard does, which tells the box that a person did."""
    row = box.findText(text)
    assert row >= 0, text
    box.setCurrentIndex(row)
    box.activated.emit(row)


def type_into(line: QLineEdit | None, text: str) -> None:
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def generated(qtbot: QtBot, window: MainWindow, number: int = 1) -> None:
    press_generate(window)
    wait_for_takes(qtbot, window, number)


def test_an_expressive_model_is_asked_for_all_that_the_form_says(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    form = window.compose.form
    QTest.mouseClick(form.fold_button, Qt.MouseButton.LeftButton)
    choose(form.key_box, "D-flat major")
    type_into(form.meter_box.lineEdit(), "7/4")
    form.length.bars_box.setValue(5)
    type_into(form.more.range_field.lowest_box.lineEdit(), "C2")
    type_into(form.more.range_field.highest_box.lineEdit(), "bb6")
    choose(form.more.span_box, "a ninth")
    generated(qtbot, window)
    (asked,) = generator.calls
    assert (asked.key, asked.meter, asked.bars) == ("D-flat major", "7/4", 5)
    assert (asked.lowest_pitch, asked.highest_pitch, asked.hand_span) == (36, 94, 14)
    assert asked.bpm is None


def test_what_is_left_open_is_left_to_the_seed_or_to_chance(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    form, seeds = window.compose.form, window.compose.seeds
    texts = (form.key_box.currentText, form.meter_box.currentText, form.own_tempo_box.text)
    assert {text() for text in texts} == {"From the seed"}
    assert seeds.random_button.text() == "Random start"
    QTest.mouseClick(seeds.random_button, Qt.MouseButton.LeftButton)
    assert {text() for text in texts} == {"Random"}
    choose(form.length.unit_box, "notes")
    generated(qtbot, window)
    (asked,) = generator.calls
    assert asked == GenerationSettings(
        start=asked.start, notes=16, random_state=asked.random_state, bpm=None
    )


def test_a_classic_model_has_what_it_does_not_follow_disabled_with_the_reason(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    form = window.compose.form
    choose(form.key_box, "G minor")
    form.meter_box.setEditText("nonsense")
    form.more.range_field.set_pitches(40, 80)
    window.compose.model_box.setCurrentIndex(CLASSIC)
    assert window.compose.seeds.random_button.text() == "Random start"
    for field in (
        form.key_box,
        form.meter_box,
        form.length.unit_box,
        form.more.range_field.lowest_box,
        form.more.range_field.highest_box,
        form.more.span_box,
    ):
        assert not field.isEnabled()
        assert "Choose an expressive model" in field.toolTip()
    labels = {label.text(): label for label in form.findChildren(QLabel)}
    assert not labels["Key"].isEnabled()
    assert labels["Key"].toolTip() == form.key_box.toolTip()
    assert form.length.unit_box.currentText() == "notes"
    generated(qtbot, window)
    (asked,) = generator.calls
    assert (asked.key, asked.meter, asked.bars, asked.lowest_pitch) == (None, None, None, 21)
    window.compose.model_box.setCurrentIndex(EXPRESSIVE)
    assert form.key_box.isEnabled()
    assert form.key_box.currentText() == "G minor"
    assert "transposed" in form.key_box.toolTip()
    assert form.length.bars == 2


def test_all_models_are_each_asked_for_what_they_follow(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    choose(window.compose.form.key_box, "A minor")
    choose(window.compose.form.meter_box, "3/4")
    told: list[tuple[int, int, str]] = []
    window.generation.progress_changed.connect(lambda *progress: told.append(progress))
    window.compose.generate_with_all()
    wait_for_takes(qtbot, window, 2)
    classic, expressive = generator.calls
    assert (classic.key, classic.meter, classic.bars, classic.bpm) == (None, None, None, 120.0)
    assert (expressive.key, expressive.meter, expressive.bars) == ("A minor", "3/4", 2)
    assert told[0] == (0, 100, "%"), "bars and notes have only their shares in common"
    assert told[-1] == (100, 100, "%")


def test_a_meter_that_there_is_not_is_told_and_nothing_is_made(
    window: MainWindow, generator: SlowGenerator
) -> None:
    type_into(window.compose.form.meter_box.lineEdit(), "7/9")
    press_generate(window)
    assert any("There is no meter 7/9" in text for text in window.messages.texts)
    assert generator.calls == []


def test_an_emptied_meter_is_left_open_again(window: MainWindow) -> None:
    box = window.compose.form.meter_box
    choose(box, "6/8")
    assert box.chosen == "6/8"
    type_into(box.lineEdit(), " ")
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Delete)
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert box.chosen is None
    assert box.currentText() == "From the seed"


def test_progress_counts_bars_and_the_take_is_whole_when_the_model_ends(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    generator.allowed = NOTES_A_BAR + 2
    told: list[tuple[int, int, str]] = []
    window.generation.progress_changed.connect(lambda *progress: told.append(progress))
    window.compose.form.length.notes_box.setValue(3 * NOTES_A_BAR)
    window.compose.form.length.bars_box.setValue(3)
    press_generate(window)
    words = window.compose.findChildren(QLabel, "caption")
    qtbot.waitUntil(lambda: any(label.text() == "1 of 3 bars" for label in words))
    row = window.takes.list_view.model().index(0, 0)
    assert "1 of 3 bars" in str(row.data(Qt.ItemDataRole.ToolTipRole))
    # The notes of several bars may come at once, and would be told at once.
    generator.allowed = 2 * NOTES_A_BAR + 2
    qtbot.waitUntil(lambda: any(label.text() == "2 of 3 bars" for label in words))
    generator.allowed = None
    wait_for_takes(qtbot, window, 1)
    assert sorted(set(told)) == [(done, 3, "bar") for done in range(4)]
    assert told == sorted(told)
    assert window.session.library.takes[0].record.complete


def test_bars_stopped_early_are_no_whole_take(
    qtbot: QtBot, window: MainWindow, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.02
    window.compose.form.length.notes_box.setValue(5000)
    press_generate(window)
    qtbot.waitUntil(lambda: any(draft.step_count > 20 for draft in window.generation.drafts))
    QTest.mouseClick(window.compose.cancel_button, Qt.MouseButton.LeftButton)
    wait_for_takes(qtbot, window, 1)
    assert not window.session.library.takes[0].record.complete


def test_a_take_says_what_it_was_asked_for(qtbot: QtBot, window: MainWindow) -> None:
    form = window.compose.form
    choose(form.key_box, "E-flat minor")
    choose(form.meter_box, "9/8")
    form.more.range_field.set_pitches(36, 84)
    generated(qtbot, window)
    tip = str(window.takes.list_view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole))
    assert "2 bars, E-flat minor, 9/8, the seed's own tempo, C2 to C6\nTemperature 1" in tip


def test_what_is_said_while_a_take_is_made_is_shown_and_kept_with_it(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    def generate(bundle: Bundle, settings: GenerationSettings) -> Iterator[Opening | Step]:
        for number, item in enumerate(generator(bundle, settings)):
            noticed = isinstance(item, Step) and number == 5
            yield replace(item, notices=(BAR_12,)) if noticed else item

    window = open_window(replace(parts, services=replace(parts.services, generate=generate)))
    press_generate(window)
    qtbot.waitUntil(lambda: BAR_12 in window.messages.texts)
    wait_for_takes(qtbot, window, 1)
    assert window.session.library.takes[0].record.notices == (BAR_12,)
    row = window.takes.list_view.model().index(0, 0)
    assert BAR_12 in str(row.data(Qt.ItemDataRole.ToolTipRole))


def test_rare_settings_lie_under_a_fold_that_says_what_was_changed(window: MainWindow) -> None:
    form = window.compose.form
    assert not form.more.isVisible()
    QTest.mouseClick(form.fold_button, Qt.MouseButton.LeftButton)
    assert form.more.temperature.isVisible()
    form.more.temperature.box.setValue(0.85)
    choose(form.more.span_box, "an octave")
    QTest.mouseClick(form.fold_button, Qt.MouseButton.LeftButton)
    assert not form.more.isVisible()
    words = [label.text() for label in form.findChildren(QLabel)]
    assert "hand span an octave, liveliness 0.85" in words


def test_all_fits_without_scrolling_while_the_fold_is_closed(window: MainWindow) -> None:
    scroller = window.compose.findChild(QScrollArea)
    assert scroller is not None
    window.resize(1280, 800)
    for model in (CLASSIC, EXPRESSIVE):
        window.compose.model_box.setCurrentIndex(model)
        content = scroller.widget().sizeHint().height()
        foot = window.compose.height() - scroller.height()
        assert content + foot + window.transport.height() + window.menuBar().height() <= 800


def test_the_form_is_as_it_was_after_a_restart(
    open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    path = tmp_path / "settings.json"
    first = open_window(replace(parts, save=lambda changed: save_settings(changed, path)))
    form = first.compose.form
    QTest.mouseClick(form.fold_button, Qt.MouseButton.LeftButton)
    choose(form.length.unit_box, "notes")
    choose(form.key_box, "B minor")
    type_into(form.meter_box.lineEdit(), "11/8")
    form.length.bars_box.setValue(7)
    form.more.range_field.set_pitches(30, 90)
    choose(form.more.span_box, "two octaves")
    first.compose.model_box.setCurrentIndex(CLASSIC)  # which must not make it forget
    first.close()
    second = open_window(replace(parts, settings=load_settings(path)))
    second.compose.model_box.setCurrentIndex(EXPRESSIVE)
    form = second.compose.form
    assert form.more.isVisible()
    assert (form.length.unit_box.currentText(), form.length.bars_box.value()) == ("notes", 7)
    assert (form.key_box.chosen, form.meter_box.chosen) == ("B minor", "11/8")
    assert form.more.range_field.pitches == (30, 90)
    assert form.more.span_box.semitones == 24


def test_the_space_bar_plays_whichever_field_has_the_focus(window: MainWindow) -> None:
    form = window.compose.form
    form.fold_button.setChecked(True)
    window.session.show_excerpt(Excerpt(tuple(note_at(step) for step in range(64))))
    for field in (form.key_box, form.meter_box, form.length.bars_box, form.fold_button):
        field.setFocus()
        before = window.playback.is_moving
        QTest.keyClick(field, Qt.Key.Key_Space)
        assert window.playback.is_moving != before, field
    window.playback.stop()


def test_the_keys_stand_in_pairs_of_one_signature(window: MainWindow) -> None:
    box = window.compose.form.key_box
    names = [box.itemText(row) for row in range(1, box.count())]
    keys = [Key.named(name) for name in names]
    assert len({(key.fifths % 12, key.mode) for key in keys}) == 24
    for row, (major, minor) in enumerate(zip(keys[::2], keys[1::2], strict=True)):
        assert (major.mode, minor.mode) == ("major", "minor")
        assert major.fifths == minor.fifths
        words = box.itemData(2 * row + 1, SIGNATURE_ROLE)
        assert words == signature_words(major.fifths)
    assert isinstance(box, KeyBox)


def test_a_signature_names_its_accidentals() -> None:
    assert signature_words(0) == "no sharps or flats"
    assert signature_words(1) == "1 sharp: F♯"
    assert signature_words(-3) == "3 flats: B♭ E♭ A♭"


@pytest.mark.parametrize(
    ("text", "pitch"),
    [("C4", 60), ("a0", 21), ("C8", 108), ("f#3", 54), ("B♭2", 46), ("Eb5", 75), ("Cb4", 59)],
)
def test_a_key_is_read_by_its_name(text: str, pitch: int) -> None:
    assert pitch_named(text) == pitch


@pytest.mark.parametrize("text", ["", "H4", "C", "4", "C44", "Cx4"])
def test_what_names_no_key_is_none(text: str) -> None:
    assert pitch_named(text) is None


def test_every_key_of_the_piano_is_read_as_it_is_shown() -> None:
    assert [pitch_named(pitch_name(pitch)) for pitch in range(21, 109)] == list(range(21, 109))


def test_the_range_leaves_room_for_two_hands(window: MainWindow) -> None:
    field = window.compose.form.more.range_field
    field.highest_box.setValue(60)
    assert field.pitches == (21, 60)
    field.lowest_box.setValue(48)
    assert field.pitches == (48, 72)
    field.highest_box.setValue(50)
    assert field.pitches == (26, 50)


def test_spans_are_named_as_musicians_do_where_there_is_a_name() -> None:
    assert (span_words(16), span_words(13)) == ("a tenth", "13 semitones")


def test_progress_is_worded_by_its_unit() -> None:
    assert Progress(1200, 2000).words == "1,200 of 2,000 notes"
    assert Progress(0, 1, "bar").words == "0 of 1 bar"
    assert Progress(7, 0).words == "7 notes so far"
    mixed = combined_progress([Progress(50, 100), Progress(4, 16, "bar")])
    assert (mixed.words, mixed.share) == ("37 %", 0.37)
    assert combined_progress([Progress(1, 4, "bar"), Progress(2, 8, "bar")]).words == "3 of 12 bars"
