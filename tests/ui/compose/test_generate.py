from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.engine.seeds import LibraryStart, RandomStart
from chopin_studio.errors import StudioError
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.ui.compose.compose_panel import SETTLED_MS
from tests.app_settings import settings_with
from tests.ui.conftest import OpenWindow
from tests.ui.driving import Heartbeat, made_so_far, press_generate, wait_for_takes, without_figures
from tests.ui.fakes import TITLES, FakePorts, SlowGenerator, note_at


def test_notes_arrive_while_the_event_loop_keeps_turning(
    qtbot: QtBot,
    open_window: OpenWindow,
    parts: Parts,
    generator: SlowGenerator,
) -> None:
    generator.seconds_a_note = 0.02
    window = open_window(parts)
    window.compose.notes_box.setValue(60)
    seen: list[int] = []
    window.session.notes_added.connect(lambda notes: seen.append(len(notes)))
    heartbeat = Heartbeat(window)
    press_generate(window)
    assert window.compose.cancel_button.isVisible()
    wait_for_takes(qtbot, window, 1)
    assert sum(seen) == 60
    assert len(seen) > 5
    assert heartbeat.beats > 5
    print(f"longest gap of the event loop: {heartbeat.longest_gap_sec * 1000:.0f} ms")


def test_the_settings_in_the_panel_are_those_the_engine_gets(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    panel = window.compose
    panel.notes_box.setValue(5)
    panel.takes_box.setValue(2)
    panel.temperature.box.setValue(0.7)
    panel.top_p.box.setValue(0.9)
    panel.bpm_box.setValue(66)
    panel.renew_box.setChecked(False)
    panel.random_state_box.setValue(7)
    panel.seeds.seed_box.setCurrentIndex(1)
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    wait_for_takes(qtbot, window, 2)
    called = generator.calls[0]
    assert (called.notes, called.takes, called.temperature, called.top_p) == (5, 2, 0.7, 0.9)
    assert (called.bpm, called.random_state, called.start) == (66, 7, LibraryStart("seed-1"))


def test_the_model_hears_the_start_chosen_last_before_a_take_is_asked_for(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.may_be_ready.clear()
    window = open_window(parts)
    first = ("classic-256", LibraryStart("seed-0"))
    qtbot.waitUntil(lambda: generator.warmed_up == [first])
    window.compose.seeds.seed_box.setCurrentIndex(1)
    qtbot.wait(SETTLED_MS + 100)
    window.compose.model_box.setCurrentIndex(1)
    qtbot.wait(SETTLED_MS + 100)
    assert generator.warmed_up == [first]  # one at a time
    generator.may_be_ready.set()
    last = ("classic-512", LibraryStart("seed-1"))
    qtbot.waitUntil(lambda: generator.warmed_up == [first, last])
    assert not generator.calls
    assert not window.generation.drafts


def test_a_start_that_changes_while_takes_are_made_is_heard_after_them(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    qtbot.waitUntil(lambda: len(generator.warmed_up) == 1)
    generator.seconds_a_note = 0.01
    window.compose.notes_box.setValue(1000)
    press_generate(window)
    window.compose.seeds.choose_kind("random")
    qtbot.wait(SETTLED_MS + 100)
    assert len(generator.warmed_up) == 1
    window.actions_.cancel.trigger()
    qtbot.waitUntil(lambda: generator.warmed_up[1:] == [("classic-256", RandomStart())])


def test_a_random_start_and_a_new_random_state_each_time(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    QTest.mouseClick(window.compose.seeds.random_button, Qt.MouseButton.LeftButton)
    for number in (1, 2):
        press_generate(window)
        wait_for_takes(qtbot, window, number)
    assert generator.calls[0].start == RandomStart()
    assert generator.calls[0].random_state != generator.calls[1].random_state


def test_cancel_acts_at_once_and_keeps_what_was_made(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.02
    window = open_window(parts)
    window.compose.notes_box.setValue(5000)
    press_generate(window)
    qtbot.waitUntil(lambda: made_so_far(window) >= 3)
    QTest.mouseClick(window.compose.cancel_button, Qt.MouseButton.LeftButton)
    made = generator.made
    assert not window.generation.is_generating
    assert window.compose.generate_button.isVisible()
    wait_for_takes(qtbot, window, 1)
    qtbot.waitUntil(lambda: generator.closed == 1)
    assert generator.made <= made + 1  # the one it was at
    take = window.session.library.takes[0]
    assert not take.record.complete
    assert 8 + 3 <= take.note_count < 5000


def test_cancelling_before_the_first_note_keeps_nothing(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.silent = ("classic-256",)
    window = open_window(parts)
    press_generate(window)
    QTest.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert not window.generation.is_generating
    generator.may_sound.set()
    qtbot.wait(100)
    assert window.session.library.takes == ()
    assert window.generation.drafts == ()


def test_cancelling_before_the_first_note_shows_again_what_was_there(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    shown = window.session.library.takes[0]
    generator.silent = ("classic-256",)
    press_generate(window)
    qtbot.waitUntil(lambda: bool(window.generation.drafts))
    window.generation.cancel()
    generator.may_sound.set()
    assert window.session.piece is not None
    assert window.session.piece.take is not None
    assert without_figures([window.session.piece.take]) == without_figures([shown])


def test_generating_again_before_the_last_take_is_kept_loses_nothing(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    press_generate(window)
    with qtbot.waitSignal(window.generation.generating_changed):
        pass
    generator.silent = ("classic-256",)
    press_generate(window)
    qtbot.waitUntil(lambda: len(window.generation.drafts) > 0)
    qtbot.waitUntil(lambda: len(window.session.library.takes) == 1)
    window.generation.cancel()
    generator.may_sound.set()
    assert window.session.piece is not None
    assert len(window.session.piece.excerpt.notes) == 20
    assert window.playback.timeline is not None
    assert window.playback.timeline.end_tick == 20 * 240


def test_a_take_that_cannot_be_kept_stays_in_the_list_and_can_be_exported(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    (tmp_path / "takes").write_text("a file where the folder should be")
    window = open_window(parts)
    press_generate(window)
    qtbot.waitUntil(lambda: any("cannot be saved" in text for text in window.messages.texts))
    assert len(window.generation.drafts) == 1
    assert window.actions_.export.isEnabled()
    press_generate(window)
    qtbot.waitUntil(
        lambda: len(window.generation.drafts) == 2 and not window.generation.is_generating
    )


def test_several_takes_grow_together_and_any_can_be_looked_at(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.01
    window = open_window(parts)
    window.compose.takes_box.setValue(3)
    press_generate(window)
    qtbot.waitUntil(lambda: len(window.generation.drafts) == 3)
    assert window.takes.list_view.model().rowCount() == 3
    model = window.takes.list_view.model()
    place = window.takes.list_view.visualRect(model.index(1, 0)).center()
    QTest.mouseClick(window.takes.list_view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.session.piece is not None
    assert window.session.piece.draft is window.generation.drafts[1]
    wait_for_takes(qtbot, window, 3)
    states = sorted(take.record.settings.random_state for take in window.session.library.takes)
    assert states == [states[0], states[0] + 1, states[0] + 2]
    assert all(take.record.settings.takes == 1 for take in window.session.library.takes)


def test_a_failing_engine_is_told_in_its_sentence_and_the_notes_are_kept(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.error = StudioError("The weights are damaged: install the model again.")
    generator.fails_after = 4
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    assert any("install the model again" in text for text in window.messages.texts)
    assert window.session.library.takes[0].note_count == 8 + 4
    assert window.compose.generate_button.isEnabled()


def test_what_the_model_says_of_the_seed_is_shown(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.notices = ("4 chords of your file were replaced by the nearest.",)
    window = open_window(parts)
    press_generate(window)
    qtbot.waitUntil(lambda: generator.notices[0] in window.messages.texts)
    wait_for_takes(qtbot, window, 1)
    assert window.session.library.takes[0].record.notices == generator.notices


def test_music_begins_while_the_rest_is_being_made(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator, ports: FakePorts
) -> None:
    generator.seconds_a_note = 0.03
    window = open_window(
        replace(
            parts, settings=settings_with({"generation.notes": 200, "playback.auto_play": True})
        )
    )
    press_generate(window)
    qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
    qtbot.waitUntil(lambda: made_so_far(window) > 0)
    assert window.generation.is_generating
    QTest.keyClick(window, Qt.Key.Key_Escape)
    window.generation.cancel()
    assert not ports.opened[0].open_notes
    wait_for_takes(qtbot, window, 1)


def test_the_clock_follows_the_music_that_grows_while_nothing_plays(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    generator.seconds_a_note = 0.02
    window = open_window(parts)
    clock = window.transport.clock_label
    press_generate(window)
    qtbot.waitUntil(lambda: clock.text().endswith("+"))
    wait_for_takes(qtbot, window, 1)
    assert clock.text() == "0:02 / 0:05"  # 20 half beats, of which 8 are the seed, at 120


def test_a_seed_is_found_by_any_part_of_its_title(open_window: OpenWindow, parts: Parts) -> None:
    box = open_window(parts).compose.seeds.seed_box
    box.lineEdit().selectAll()
    QTest.keyClicks(box.lineEdit(), "e minor")
    QTest.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert box.currentData() == "seed-1"
    assert box.currentText() == TITLES[1]


def test_the_model_is_described_with_its_limits(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(parts)
    texts = " ".join(label.text() for label in window.compose.findChildren(QLabel))
    texts = texts.replace("\u00a0", " ")
    assert "256 hidden units" in texts
    assert "loss 1.580" in texts
    assert "every note or chord lasts half a beat" in texts


def test_without_models_generate_says_why_it_cannot(open_window: OpenWindow, parts: Parts) -> None:
    window = open_window(replace(parts, services=replace(parts.services, bundles=())))
    assert not window.compose.generate_button.isEnabled()
    assert "No model is installed" in window.compose.generate_button.toolTip()


def test_the_seed_being_typed_is_the_seed_used(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, generator: SlowGenerator
) -> None:
    window = open_window(parts)
    line = window.compose.seeds.seed_box.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "28 prelude")
    QTest.keyClick(line, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(generator.calls))
    assert generator.calls[0].start == LibraryStart("seed-1")
    assert line.text() == TITLES[1]
    wait_for_takes(qtbot, window, 1)


def test_the_search_lists_titles_with_the_words_typed_in_any_order(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    seeds = window.compose.seeds
    line, completer = seeds.seed_box.lineEdit(), seeds.seed_box.completer()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "no prelude")
    found = completer.popup().model()
    assert [found.index(row, 0).data() for row in range(found.rowCount())] == [TITLES[1]]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(completer.popup(), key)
    assert seeds.seed_name == "seed-1"


def test_a_file_without_notes_cannot_be_started_from(
    open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    window = open_window(parts)
    window.compose.seeds.set_music(Excerpt(), "drums.mid")
    assert not window.actions_.generate.isEnabled()
    assert "no notes" in window.actions_.generate.toolTip()


def test_space_chooses_the_radio_button_in_focus_and_plays_once_it_is_chosen(
    open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    window.session.show_excerpt(Excerpt((note_at(0), note_at(1))))
    button = window.compose.seeds.random_button
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert button.isChecked()
    assert not window.playback.is_moving
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert window.playback.is_moving


def test_no_two_takes_of_a_seed_have_one_title(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    window.compose.takes_box.setValue(2)
    press_generate(window)
    wait_for_takes(qtbot, window, 2)
    press_generate(window)
    wait_for_takes(qtbot, window, 4)
    library = window.session.library
    titles = ["After seed-0", "After seed-0 #2", "After seed-0 #3", "After seed-0 #4"]
    assert sorted(take.title for take in library.takes) == titles
    assert sorted(library.store.excerpt(take.id).title for take in library.takes) == titles
