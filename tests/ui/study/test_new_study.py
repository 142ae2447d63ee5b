"""Creating a study in three steps, with tiny music in place of the models'."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.events import Opening, Step
from chopin_studio.music.midi_io import write_midi
from chopin_studio.study.definition import BUNDLE, CONTROL, FILES, TAKES
from chopin_studio.study.study_folder import read_study
from chopin_studio.synth import SynthError, load_fluidsynth
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.study.choose_takes_dialog import ChooseTakesDialog
from chopin_studio.ui.study.new_study_dialog import NewStudyDialog
from tests.originality.music import piece
from tests.soundfonts import tiny_soundfont
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.waiting import PATIENCE_SEC

LEFT = Qt.MouseButton.LeftButton
NOTES = 16


class Composer:
    """Makes another piece each time; from the `held` one on, it waits for `may_go_on`."""

    def __init__(self) -> None:
        self.made = 0
        self.held = 10_000
        self.may_go_on = Event()
        self.bundles: list[str] = []
        self.error: Exception | None = None

    def __call__(self, bundle, settings):
        self.made += 1
        self.bundles.append(bundle.manifest.id)
        if self.error is not None:
            raise self.error
        music = piece(self.made, NOTES + 8)
        seed = replace(music, notes=music.notes[:8], seed_end_tick=music.notes[8].onset_tick)
        yield Opening(0, seed, settings.random_state)
        for note in music.notes[8:]:
            if self.made >= self.held:
                self.may_go_on.wait(PATIENCE_SEC)
            yield Step(0, (note,))


@pytest.fixture
def composer() -> Composer:
    return Composer()


@pytest.fixture
def main_window(
    open_window: OpenWindow, parts: Parts, composer: Composer, tmp_path: Path
) -> Iterator[MainWindow]:
    try:
        load_fluidsynth()
    except SynthError as error:
        pytest.skip(str(error))
    path = tmp_path / "tiny.sf2"
    path.write_bytes(tiny_soundfont())
    services = replace(parts.services, generate=composer)
    window = open_window(replace(parts, services=services, soundfont=lambda: path))
    yield window
    composer.may_go_on.set()
    assert window.pool.waitForDone(30_000)


@pytest.fixture
def dialog(main_window: MainWindow, tmp_path: Path) -> NewStudyDialog:
    main_window.studies.new.trigger()
    shown = main_window.studies.new_dialog
    assert shown is not None
    shown.length.excerpts.setValue(2)
    shown.length.notes.setValue(NOTES)
    shown.place.folder.setText(str(tmp_path / "studies" / "which"))
    return shown


def create(dialog: NewStudyDialog) -> None:
    """Press the button of each step that is left."""
    while dialog.next.isVisible():
        QTest.mouseClick(dialog.next, LEFT)


def files(folder: Path, *numbers: int) -> list[str]:
    folder.mkdir(exist_ok=True)
    for number in numbers:
        write_midi(piece(number, NOTES), folder / f"{number}.mid")
    return [str(folder / f"{number}.mid") for number in numbers]


def choose_files(monkeypatch: pytest.MonkeyPatch, paths: list[str]) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (paths, ""))


def test_three_steps_make_a_study_of_the_papers_models(
    qtbot: QtBot, dialog: NewStudyDialog, main_window: MainWindow, composer: Composer, tmp_path
):
    assert [box.isChecked() for box in dialog.compared.boxes] == [True, True]
    QTest.mouseClick(dialog.next, LEFT)
    assert dialog.heading.text().startswith("Step 2")
    QTest.mouseClick(dialog.next, LEFT)
    assert dialog.heading.text().startswith("Step 3")
    dialog.place.title.setText("Which?")
    dialog.place.language.setCurrentIndex(dialog.place.language.findData("de"))
    QTest.mouseClick(dialog.next, LEFT)
    qtbot.waitUntil(dialog.results.isVisible)

    folder = tmp_path / "studies" / "which"
    study = read_study(folder)
    assert (study.title, study.language) == ("Which?", "de")
    assert [model.kind for model in study.models] == [BUNDLE, BUNDLE]
    assert len(study.excerpts) == 4 == len(composer.bundles)
    assert {each.made.notes for each in study.excerpts} == {NOTES}
    assert str(folder) in dialog.where.text()
    assert [path.name for path in folder.parent.iterdir()] == ["which"]

    qtbot.waitUntil(dialog.results.isEnabled)
    QTest.mouseClick(dialog.results, LEFT)
    shown = main_window.studies.results_window
    assert shown is not None
    assert shown.isVisible()
    assert shown.title.text() == "Which?"


def test_nothing_is_left_of_a_study_that_is_cancelled(
    qtbot: QtBot, dialog: NewStudyDialog, composer: Composer, tmp_path
):
    composer.held = 3
    create(dialog)
    qtbot.waitUntil(lambda: "excerpt 3 of 4" in dialog.doing.text())
    assert dialog.bar.value() > 0

    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.doing.text() == "Cancelling…"
    composer.may_go_on.set()
    qtbot.waitUntil(dialog.said.isVisible)

    assert dialog.isVisible()
    assert "Nothing" in dialog.said.text()
    assert list((tmp_path / "studies").iterdir()) == []
    QTest.mouseClick(dialog.cancel, LEFT)
    assert not dialog.isVisible()


def test_nothing_is_left_of_a_study_when_the_studio_is_closed(
    qtbot: QtBot, dialog: NewStudyDialog, main_window: MainWindow, composer: Composer, tmp_path
):
    composer.held = 3
    create(dialog)
    qtbot.waitUntil(lambda: "excerpt 3 of 4" in dialog.doing.text())

    main_window.closing.connect(composer.may_go_on.set)  # after what cancels the study
    main_window.close()
    assert main_window.pool.waitForDone(30_000)

    assert composer.made == 3
    assert list((tmp_path / "studies").iterdir()) == []


def test_nothing_is_left_of_a_study_whose_generation_fails(
    qtbot: QtBot, dialog: NewStudyDialog, composer: Composer, tmp_path
):
    composer.error = SynthError("There is no sound. Install it.")
    create(dialog)
    qtbot.waitUntil(dialog.said.isVisible)

    assert dialog.said.text() == "There is no sound. Install it."
    assert list((tmp_path / "studies").iterdir()) == []


def test_files_and_real_pieces_are_compared_too(
    qtbot: QtBot, dialog: NewStudyDialog, monkeypatch, tmp_path
):
    dialog.compared.boxes[1].setChecked(False)
    choose_files(monkeypatch, files(tmp_path / "mine", 40, 41))
    QTest.mouseClick(dialog.compared.add_files, LEFT)
    dialog.compared.rows[0].name.setText("Mine")
    choose_files(monkeypatch, files(tmp_path / "real", 50, 51))
    QTest.mouseClick(dialog.compared.add_control, LEFT)
    assert not dialog.compared.add_control.isEnabled()
    create(dialog)
    qtbot.waitUntil(dialog.results.isVisible)

    study = read_study(tmp_path / "studies" / "which")
    assert [model.kind for model in study.models] == [BUNDLE, FILES, CONTROL]
    assert study.models[1].label == "Mine"
    assert [e.made.source for e in study.excerpts_of(study.models[1].key)] == ["40.mid", "41.mid"]


def test_takes_of_the_library_are_compared(
    qtbot: QtBot, dialog: NewStudyDialog, main_window: MainWindow, settings, tmp_path
):
    press_generate(main_window)
    wait_for_takes(qtbot, main_window, 1)
    for box in dialog.compared.boxes:
        box.setChecked(False)
    assert not dialog.next.isEnabled()
    dialog.length.excerpts.setValue(1)
    QTest.mouseClick(dialog.compared.add_takes, LEFT)
    chooser = dialog.findChild(ChooseTakesDialog)
    assert chooser is not None
    assert not chooser.ok.isEnabled()
    chooser.list.item(0).setCheckState(Qt.CheckState.Checked)
    QTest.mouseClick(chooser.ok, LEFT)
    create(dialog)
    qtbot.waitUntil(dialog.results.isVisible)

    study = read_study(tmp_path / "studies" / "which")
    assert [model.kind for model in study.models] == [TAKES]
    assert study.excerpts[0].made.source == main_window.session.library.takes[0].title


def test_each_group_gets_a_name_that_no_other_has(dialog: NewStudyDialog, monkeypatch, tmp_path):
    choose_files(monkeypatch, files(tmp_path / "mine", 40))
    for _ in range(2):
        QTest.mouseClick(dialog.compared.add_files, LEFT)
    QTest.mouseClick(dialog.compared.rows[0].remove, LEFT)
    QTest.mouseClick(dialog.compared.add_files, LEFT)

    assert {row.name.text() for row in dialog.compared.rows} == {"Files 1", "Files 2"}


def test_too_few_files_are_told_of_and_one_can_go_back(
    qtbot: QtBot, dialog: NewStudyDialog, monkeypatch, tmp_path
):
    choose_files(monkeypatch, files(tmp_path / "mine", 40))
    QTest.mouseClick(dialog.compared.add_files, LEFT)
    create(dialog)
    qtbot.waitUntil(dialog.said.isVisible)
    assert "every model needs 2 excerpts" in dialog.said.text()

    QTest.mouseClick(dialog.back, LEFT)
    QTest.mouseClick(dialog.back, LEFT)
    QTest.mouseClick(dialog.compared.rows[0].remove, LEFT)
    create(dialog)
    qtbot.waitUntil(dialog.results.isVisible)


def test_a_folder_with_something_in_it_is_refused_and_stays_as_it_is(
    qtbot: QtBot, dialog: NewStudyDialog, composer: Composer, tmp_path
):
    folder = tmp_path / "studies" / "which"
    folder.mkdir(parents=True)
    (folder / "mine.txt").write_text("mine")
    create(dialog)
    qtbot.waitUntil(dialog.said.isVisible)

    assert "is there already" in dialog.said.text()
    assert composer.made == 0
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_bars_are_offered_only_where_all_models_follow_them(dialog: NewStudyDialog):
    assert not dialog.length.in_bars.isEnabled()
    assert dialog.length.in_bars.toolTip()
    for box in dialog.compared.boxes:
        box.setChecked(False)
    assert dialog.length.in_bars.isEnabled()
