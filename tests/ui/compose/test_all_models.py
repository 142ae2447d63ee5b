"""One take with each model: Generate with All Models."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.events import Opening
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.errors import StudioError
from chopin_studio.ui.main.main_window import MainWindow
from tests.app_settings import settings_with
from tests.ui.conftest import OpenWindow
from tests.ui.driving import made_so_far, press_generate, wait_for_takes, without_figures
from tests.ui.fakes import FakeBundle, FakePorts, SlowGenerator

SIZES = (256, 512, 768)
IDS = [f"classic-{size}" for size in SIZES]
NOTES = 12


@pytest.fixture
def parts(parts: Parts, tmp_path: Path) -> Parts:
    """Return the parts of a window with three models."""
    bundles = tuple(FakeBundle(size, tmp_path) for size in SIZES)
    return replace(parts, services=replace(parts.services, bundles=bundles))


def press_all(window: MainWindow) -> None:
    QTest.mouseClick(window.compose.generate_all_button, Qt.MouseButton.LeftButton)


def by_model(window: MainWindow) -> list[str]:
    """Name the models of the takes kept, the oldest first."""
    return [take.record.bundle_id for take in reversed(window.session.library.takes)]


def rows(window: MainWindow) -> list[QModelIndex]:
    model = window.takes.list_view.model()
    return [model.index(row, 0) for row in range(model.rowCount())]


def test_all_models_make_one_take_each_as_each_would_alone(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    panel = window.compose
    panel.takes_box.setValue(3)
    panel.temperature.box.setValue(0.7)
    panel.renew_box.setChecked(False)
    panel.random_state_box.setValue(7)
    panel.seeds.seed_box.setCurrentIndex(1)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_G, modifiers)
    wait_for_takes(qtbot, window, 3)
    assert by_model(window) == IDS
    for take, bundle in zip(
        reversed(window.session.library.takes), parts.services.bundles, strict=True
    ):
        settings = take.record.settings
        assert (settings.takes, settings.random_state, settings.temperature) == (1, 7, 0.7)
        assert settings.start == LibraryStart("seed-1")
        assert take.record.weights_sha256 == bundle.manifest.weights_sha256
        opening, *steps = SlowGenerator()(bundle, settings)
        assert isinstance(opening, Opening)
        alone = opening.excerpt.with_notes_added(
            tuple(note for step in steps if not isinstance(step, Opening) for note in step.notes)
        )
        kept = window.session.library.store.excerpt(take.id)
        assert kept == replace(alone, title=take.title)
    notes = {window.session.library.store.excerpt(t.id).notes for t in window.session.library.takes}
    assert len(notes) == len(SIZES)


def test_takes_are_told_apart_by_the_model_that_their_title_begins_with(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    press_all(window)
    wait_for_takes(qtbot, window, 3)
    titles = [index.data() for index in rows(window)]
    assert [title.split(" after ")[0] for title in titles] == [
        "Classic 768",
        "Classic 512",
        "Classic 256",
    ]
    press_generate(window)
    wait_for_takes(qtbot, window, 4)
    assert rows(window)[0].data().startswith("After ")


def test_progress_counts_the_notes_of_all_models(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.failing = {IDS[1]: StudioError("The model classic-512 is damaged.")}
    window = open_window(parts)
    told: list[tuple[int, int]] = []
    window.generation.progress_changed.connect(lambda done, total: told.append((done, total)))
    press_all(window)
    wait_for_takes(qtbot, window, 2)
    assert told[0] == (0, 3 * NOTES)
    assert told[-1] == (2 * NOTES, 2 * NOTES), "the notes that failed are no longer waited for"
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_each_take_is_kept_while_the_next_model_is_at_work(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.allowed = NOTES
    window = open_window(parts)
    press_all(window)
    qtbot.waitUntil(lambda: by_model(window) == IDS[:1])
    assert window.generation.is_generating
    assert window.actions_.export.isEnabled(), "the first take is whole, whatever else is made"
    generator.allowed = 2 * NOTES
    qtbot.waitUntil(lambda: by_model(window) == IDS[:2])
    assert window.generation.is_generating
    generator.allowed = None
    wait_for_takes(qtbot, window, 3)


def test_cancelling_stops_all_models_and_keeps_what_there_is(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.allowed = NOTES + 3
    window = open_window(parts)
    press_all(window)
    qtbot.waitUntil(lambda: len(generator.asked) == 2 and made_so_far(window) > 0)
    qtbot.waitUntil(lambda: by_model(window) == IDS[:1])
    QTest.mouseClick(window.compose.cancel_button, Qt.MouseButton.LeftButton)
    generator.allowed = None
    wait_for_takes(qtbot, window, 2)
    assert by_model(window) == IDS[:2]
    assert [take.record.complete for take in window.session.library.takes] == [False, True]
    kept = sum(take.note_count - 8 for take in window.session.library.takes)
    assert f"Stopped early. {kept} notes were saved." in window.messages.texts
    qtbot.waitUntil(lambda: generator.closed == 2)
    qtbot.wait(50)
    assert generator.asked == IDS[:2]


def test_a_model_that_fails_says_so_and_the_others_go_on(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.failing = {name: StudioError(f"The model {name} is damaged.") for name in IDS[:2]}
    window = open_window(parts)
    press_all(window)
    wait_for_takes(qtbot, window, 1)
    assert by_model(window) == IDS[2:]
    assert set(window.messages.texts) == {str(error) for error in generator.failing.values()}
    assert window.session.piece is not None
    assert window.session.piece.take == window.session.library.takes[0]
    assert window.compose.generate_all_button.isEnabled()


def test_a_model_that_fails_on_its_way_keeps_the_notes_it_made(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.error = StudioError("The weights are damaged: install the model again.")
    generator.fails_after = NOTES + 4
    window = open_window(parts)
    press_all(window)
    wait_for_takes(qtbot, window, 2)  # the third fails with its first note, and has none to keep
    takes = tuple(reversed(window.session.library.takes))
    assert [(take.note_count - 8, take.record.complete) for take in takes] == [
        (NOTES, True),
        (4, False),
    ]
    assert str(generator.error) in window.messages.texts


def test_the_first_take_plays_and_stays_in_the_roll(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts
) -> None:
    settings = settings_with({"generation.notes": NOTES, "playback.auto_play": True})
    window = open_window(replace(parts, settings=settings))
    press_all(window)
    qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
    timeline = window.playback.timeline
    wait_for_takes(qtbot, window, 3)
    assert window.playback.timeline is timeline
    assert window.session.piece is not None
    assert window.session.piece.take is not None
    assert window.session.piece.take.record.bundle_id == IDS[0]
    window.playback.stop()


def test_cancelling_over_a_take_without_notes_shows_music_again(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    shown = window.session.library.takes[0]
    generator.silent = (IDS[1],)
    press_all(window)
    qtbot.waitUntil(lambda: len(window.session.library.takes) > 1)
    qtbot.waitUntil(lambda: any(draft.step_count == 0 for draft in window.generation.drafts))
    empty = next(draft for draft in window.generation.drafts if draft.step_count == 0)
    window.session.show_draft(empty)
    window.generation.cancel()
    assert window.session.piece is not None
    assert window.session.piece.take is not None
    assert without_figures([window.session.piece.take]) == without_figures([shown])
    assert empty not in window.generation.drafts
    generator.may_sound.set()


def test_with_one_model_there_is_nothing_to_compare(open_window: OpenWindow, parts: Parts) -> None:
    services = replace(parts.services, bundles=parts.services.bundles[:1])
    window = open_window(replace(parts, services=services))
    assert not window.compose.generate_all_button.isEnabled()
    assert "Only one model" in window.compose.generate_all_button.toolTip()
    assert window.compose.generate_button.isEnabled()
