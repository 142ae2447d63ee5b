import json
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton
from pytestqt.qtbot import QtBot

from chopin_studio.app import Parts
from chopin_studio.cli import main
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Originality
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.originality.index_file import save_index
from chopin_studio.originality.reporter import Reporter
from chopin_studio.session.originality import originality_model
from chopin_studio.session.support.message import MessageKind
from chopin_studio.ui.kit.quotation_markers import mark_menu, mark_words
from chopin_studio.ui.kit.theme import DARK, LIGHT, Theme
from chopin_studio.ui.main.main_window import MainWindow
from chopin_studio.ui.roll.painter import note_rect
from tests.originality.music import (
    BAR,
    after,
    between,
    changed,
    index_of,
    piece,
    with_others,
)
from tests.originality.test_seed_notes import NEW, SEED, plan_of, returning
from tests.originality.test_seed_notes import take as take_after_seed
from tests.ui.conftest import OpenWindow
from tests.ui.driving import press_generate, wait_for_takes
from tests.ui.fakes import FakePorts, SlowGenerator, note_at

FIRST = piece(1)
OWN = between(piece(50), 1, 4)
QUOTING = replace(
    after(OWN, changed(between(FIRST, 6, 9), semitones=5)),
    tempo_map=TempoMap.constant(480),
    title="Quoting",
)
QUOTED_FROM = -(-OWN.end_tick // BAR) * BAR
QUOTED_BARS = (QUOTED_FROM // BAR + 1, QUOTED_FROM // BAR + 4)


@pytest.fixture(scope="session")
def index_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write an index of one piece."""
    path = tmp_path_factory.mktemp("index") / "index.safetensors"
    save_index(with_others(**{"First & Last": FIRST}), path)
    return path


@pytest.fixture
def parts(parts: Parts, index_path: Path) -> Parts:
    """Have the window compare with that piece."""
    return replace(parts, reporter=Reporter(index_path))


@pytest.fixture
def window(open_window: OpenWindow, parts: Parts) -> MainWindow:
    """Open a window on music of which the last four bars quote."""
    window = open_window(parts)
    window.session.show_excerpt(QUOTING)
    return window


def wait_for_report(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.originality.model.is_whole)


def strip_words(window: MainWindow) -> tuple[str, str]:
    strip = window.originality.strip
    return strip.word.text() if strip.word.isVisible() else "", strip.figure.text()


def on_mark(window: MainWindow) -> QPoint:
    ruler = window.roll.ruler
    quoted = window.originality.model.quoted[0]
    x = window.roll.x_of((quoted.start_tick + quoted.end_tick) / 2)
    return QPoint(round(x), ruler.height() - 5)


def test_the_strip_tells_word_and_figure(qtbot: QtBot, window: MainWindow) -> None:
    wait_for_report(qtbot, window)
    word, figure = strip_words(window)
    report = window.originality.model.report
    assert report is not None
    assert word == ""  # opened music is not judged
    assert f"{report.quoted_notes} of {report.notes} notes in 1 quotation" in figure
    window.session.show_excerpt(piece(60))
    wait_for_report(qtbot, window)
    assert strip_words(window) == ("", "No quotation found among 7 pieces")
    assert not window.originality.play_next.isEnabled()
    assert "No quotation" in window.originality.play_next.toolTip()


def test_what_quotes_is_marked_from_its_first_note_to_its_last(
    qtbot: QtBot, window: MainWindow
) -> None:
    wait_for_report(qtbot, window)
    (quoted,) = window.originality.model.quoted
    assert quoted.start_tick == QUOTED_FROM
    assert quoted.bars == (QUOTED_FROM, QUOTED_FROM + 4 * BAR)
    assert quoted.end_tick <= QUOTED_FROM + 4 * BAR
    ruler = window.roll.ruler
    window.roll.fit()
    picture = ruler.grab().toImage()
    band = QColor(window.themes.theme.quote)
    inside, before = on_mark(window), QPoint(round(window.roll.x_of(BAR)), ruler.height() - 5)
    assert picture.pixelColor(inside) == band
    assert picture.pixelColor(before) != band


def test_the_notes_that_match_are_framed_on_the_roll(qtbot: QtBot, window: MainWindow) -> None:
    wait_for_report(qtbot, window)
    (quoted,) = window.originality.model.quoted
    assert set(quoted.matching) <= set(QUOTING.notes)
    assert len(quoted.matching) >= 0.7 * quoted.quotation.notes
    window.roll.fit()
    picture = window.roll.viewport().grab().toImage()
    colour = QColor(window.themes.theme.quote)
    scale, offset = window.roll.scale, window.roll.offset

    def is_framed(note: Note) -> bool:
        rect = note_rect(note, scale).translated(-offset.x(), -offset.y())
        x, y = round(rect.center().x()), rect.top()
        shades = [picture.pixelColor(x, round(y) + k) for k in (-1, 0, 1)]
        return any(abs(s.hue() - colour.hue()) < 15 and s.saturation() > 100 for s in shades)

    matching = [note for note in quoted.matching if note.duration_tick >= 240]
    others = [n for n in QUOTING.notes if n.onset_tick < QUOTED_FROM - 480]
    assert sum(map(is_framed, matching)) > 0.8 * len(matching)
    assert not any(map(is_framed, others))


def test_the_bars_quoted_are_played_where_the_studio_has_the_piece(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, ports: FakePorts, tmp_path: Path
) -> None:
    """The title names the work as the seed of a model does, whatever key or words it has."""
    seed = parts.services.bundles[0].seeds[0]
    work = seed.title[seed.title.index("Op. ") :]
    path = tmp_path / "index.safetensors"
    save_index(index_of(**{f"Frédéric Chopin, Piece {work}": FIRST, "Another": piece(7)}), path)
    window = open_window(replace(parts, reporter=Reporter(path)))
    for music, count in ((between(FIRST, 1, 8), 2), (between(piece(7), 1, 8), 1)):
        window.session.show_excerpt(music)
        wait_for_report(qtbot, window)
        window.originality.show_report()
        dialog = window.originality.dialog
        assert dialog is not None
        buttons = dialog.findChildren(QToolButton)
        assert len(buttons) == count
        if count == 2:
            source = next(button for button in buttons if "Frédéric" in button.accessibleName())
            source.click()
            qtbot.waitUntil(lambda: bool(ports.opened[0].note_ons))
            window.playback.pause()


def test_a_click_on_the_mark_plays_its_bars_and_no_more(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    wait_for_report(qtbot, window)
    window.roll.fit()
    window.playback.set_loop(0, BAR)
    QTest.mouseClick(window.roll.ruler, Qt.MouseButton.LeftButton, pos=on_mark(window))
    assert window.playback.loop is None
    qtbot.waitUntil(lambda: not window.playback.is_moving)
    wanted = [note.pitch for note in QUOTING.notes if note.onset_tick >= QUOTED_FROM]
    assert sorted(ports.opened[0].note_ons) == sorted(wanted)
    assert not ports.opened[0].open_notes


def test_a_passage_in_the_middle_ends_before_the_next_bar(
    qtbot: QtBot, window: MainWindow, ports: FakePorts
) -> None:
    notes = tuple(note_at(step) for step in range(64))
    window.session.show_excerpt(Excerpt(notes, TempoMap.constant(240)))
    window.playback.play_passage(BAR, 2 * BAR)
    qtbot.waitUntil(lambda: not window.playback.is_moving)
    assert ports.opened[0].note_ons == [note.pitch for note in notes[8:16]]
    assert window.playback.position_tick == 2 * BAR


def test_whoever_goes_elsewhere_meanwhile_hears_the_music_on(
    qtbot: QtBot, window: MainWindow
) -> None:
    notes = tuple(note_at(step) for step in range(64))
    window.session.show_excerpt(Excerpt(notes, TempoMap.constant(240)))
    window.playback.play_passage(2 * BAR, 3 * BAR)
    window.playback.seek(BAR)
    qtbot.waitUntil(lambda: window.playback.position_tick > 3 * BAR + 240)
    assert window.playback.is_moving


def test_the_next_quotation_follows_also_where_its_bars_adjoin_or_overlap(
    qtbot: QtBot, window: MainWindow
) -> None:
    wait_for_report(qtbot, window)
    model = window.originality.model
    (one,) = model.quoted
    places = [(BAR, 3 * BAR), (2 * BAR, 4 * BAR), (4 * BAR, 5 * BAR)]
    model.quoted = tuple(replace(one, bars=bars) for bars in reversed(places))
    for start, _ in (*places, places[0]):
        window.originality.play_next.trigger()
        assert abs(window.playback.position_tick - start) < 480
        window.playback.pause()
    window.playback.seek(3 * BAR + 1)
    window.originality.play_next.trigger()
    assert abs(window.playback.position_tick - 4 * BAR) < 480


def test_the_ruler_still_goes_where_nothing_is_marked(qtbot: QtBot, window: MainWindow) -> None:
    wait_for_report(qtbot, window)
    window.roll.fit()
    ruler = window.roll.ruler
    above = QPoint(on_mark(window).x(), 5)
    QTest.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=above)
    assert not window.playback.is_moving
    assert window.playback.position_tick > QUOTED_FROM


def test_the_tooltip_names_both_sides_and_the_menu_shows_the_source(
    qtbot: QtBot, window: MainWindow
) -> None:
    wait_for_report(qtbot, window)
    model = window.originality.model
    words = mark_words(model.quoted)
    first, last = QUOTED_BARS
    assert words.startswith(f"Bars {first}–{last} quote First & Last, bars 6–9, a fourth higher;")
    window.roll.fit()
    assert words.splitlines()[0] in window.roll.words_at(QPoint(on_mark(window).x(), 3))
    play, source = mark_menu(model.quoted, model, window).actions()
    assert play.text() == f"Play bars {first}–{last}"
    assert source.text() == "First && Last, bars 6–9, a fourth higher"
    source.trigger()
    dialog = window.originality.dialog
    assert dialog is not None
    assert dialog.isVisible()
    pointed_out = [label.text() for label in dialog.findChildren(QLabel, "pointedOut")]
    assert pointed_out[1:4] == ["First & Last", "bars 6–9", "a fourth higher"]
    play.trigger()
    assert window.playback.is_moving


def test_the_report_lists_every_quotation_and_follows_the_music(
    qtbot: QtBot, window: MainWindow
) -> None:
    wait_for_report(qtbot, window)
    QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    dialog = window.originality.dialog
    assert dialog is not None
    assert "Compared with 7 pieces" in dialog.meaning.text()
    (button,) = dialog.findChildren(QToolButton)
    assert "First & Last" in button.accessibleName()
    button.click()
    assert window.playback.is_moving
    window.playback.pause()
    window.session.show_excerpt(replace(piece(60), title="New"))
    wait_for_report(qtbot, window)
    assert dialog.headline.text() == "New: no quotation found among 7 pieces"
    assert not dialog.findChildren(QToolButton)


def test_quotations_are_marked_in_the_score(qtbot: QtBot, window: MainWindow) -> None:
    wait_for_report(qtbot, window)
    window.actions_.show_score.trigger()
    qtbot.waitUntil(lambda: window.score.engraving is not None)
    engraving = window.score.engraving
    assert engraving is not None
    view = window.score
    inside = [
        any(
            q.page == mark.page
            and q.rect.contains(mark.x, q.rect.center().y())
            and q.rect.contains(mark.x, mark.y)
            for q in view.quotations
        )
        for mark in engraving.marks
    ]
    quoting = [mark.start_tick >= QUOTED_FROM - 30 for mark in engraving.marks]
    assert sum(a == b for a, b in zip(inside, quoting, strict=True)) >= 0.97 * len(quoting)
    mark = view.quotations[0]
    corner = view.page_layout.point(mark.page, mark.rect.left() + 60, mark.rect.top() + 30)
    view.verticalScrollBar().setValue(round(corner.y()) - 100)
    place = QPointF(corner) - view.offset
    assert view.quoted_at(place) == (mark.quoted,)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert window.playback.is_moving


def test_a_take_that_grows_is_reported_on_meanwhile(
    qtbot: QtBot,
    open_window: OpenWindow,
    parts: Parts,
    generator: SlowGenerator,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(originality_model, "UPDATE_MS", 30)
    monkeypatch.setattr(originality_model, "_REST", 1)  # reading the index takes longest
    generator.seconds_a_note = 0.01
    window = open_window(parts)
    window.compose.notes_box.setValue(150)
    press_generate(window)
    model = window.originality.model
    qtbot.waitUntil(lambda: model.report is not None and model.report.notes > 2)
    assert not model.is_whole
    assert strip_words(window)[1].endswith(" so far")
    wait_for_takes(qtbot, window, 1)
    wait_for_report(qtbot, window)
    assert model.report is not None
    assert model.report.notes == 150
    assert strip_words(window) == ("original", "No quotation found among 7 pieces")
    window.originality.show_report()
    dialog = window.originality.dialog
    assert dialog is not None  # nobody wrote down what this model learned from
    assert "may have learned from other music" in dialog.meaning.text()


def test_an_edited_piece_keeps_its_marks_until_there_are_others(
    qtbot: QtBot, window: MainWindow
) -> None:
    wait_for_report(qtbot, window)
    model = window.originality.model
    marks = model.quoted
    window.session.show_edited(replace(QUOTING, notes=OWN.notes), None)
    assert model.quoted == marks
    assert not model.is_whole
    wait_for_report(qtbot, window)
    assert model.quoted == ()
    assert strip_words(window)[1] == "No quotation found among 7 pieces"


def test_without_an_index_the_window_says_so_once_and_works(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    window = open_window(replace(parts, reporter=Reporter(tmp_path / "none.safetensors")))
    told = []
    window.originality.message.connect(told.append)
    for number in (50, 51):
        window.session.show_excerpt(piece(number))
        qtbot.waitUntil(lambda: window.originality.model.problem != "")
    (message,) = told
    assert message.kind is MessageKind.WARNING
    assert "Install Chopin Studio again" in message.text
    assert "Install Chopin Studio again" in strip_words(window)[1]
    assert not window.originality.save.isEnabled()
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    assert window.session.library.takes[0].originality is None


def test_every_take_gets_its_figure_also_those_of_before(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    library = window.session.library
    qtbot.waitUntil(lambda: library.takes[0].originality is not None)
    record = library.takes[0].record
    old = library.store.add(QUOTING, record)
    damaged = library.store.add(QUOTING, record)
    (library.store.folder_of(damaged.id) / "take.mid").write_bytes(b"nonsense")
    library.put(old, damaged)
    qtbot.waitUntil(lambda: any(take.originality for take in library.takes if take.id == old.id))
    (kept,) = (take for take in library.store.takes().takes if take.id == old.id)
    assert kept.originality is not None
    report = parts.reporter.report(QUOTING)
    assert kept.originality.share_quoted == pytest.approx(report.quoted_share)
    assert kept.originality.verdict == str(report.verdict)
    assert kept.originality.index_id == parts.reporter.index_id
    assert library.find(damaged.id) == damaged


def test_an_edited_take_gets_the_figure_of_what_it_has_become(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    library = window.session.library
    qtbot.waitUntil(lambda: library.takes[0].originality is not None)
    library.put(library.store.save_music(library.takes[0].id, QUOTING))
    assert library.takes[0].originality is None
    qtbot.waitUntil(lambda: library.takes[0].originality is not None)
    figure = library.takes[0].originality
    assert figure is not None
    assert figure.share_quoted == pytest.approx(parts.reporter.report(QUOTING).quoted_share)


def test_what_returns_from_the_seed_by_plan_is_called_so_and_does_not_count(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    library, model = window.session.library, window.originality.model
    qtbot.waitUntil(lambda: library.takes[0].originality is not None)
    record, music = library.takes[0].record, take_after_seed(OWN, SEED)
    plan = plan_of([NEW] * 4, returning(0))
    # As takes were kept before there were reports by plan.
    older = Originality(0.5, "copies", parts.reporter.index_id)
    planned = replace(record, settings=replace(record.settings, plan=plan))
    kept = library.store.add(music, planned, originality=older)
    library.put(kept)
    window.session.show_excerpt(music, kept)
    qtbot.waitUntil(lambda: model.is_whole)
    assert model.report is not None
    assert (model.report.quoted_notes, model.report.seed_notes) == (0, len(SEED.notes))
    window.originality.show_report()
    strip, dialog = window.originality.strip, window.originality.dialog
    assert dialog is not None
    assert strip.figure.text().endswith(f"{len(SEED.notes)} notes return from the seed")
    assert dialog.seed.isVisible()
    assert f"{len(SEED.notes)} notes return from the seed" in dialog.seed.text()
    found = Originality(0.0, "original", parts.reporter.basis(plan))
    qtbot.waitUntil(lambda: found in [take.originality for take in library.takes])
    window.session.show_excerpt(QUOTING)
    qtbot.waitUntil(lambda: model.is_whole)
    assert not dialog.seed.isVisible()


def test_a_figure_of_another_index_is_found_anew(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, tmp_path: Path
) -> None:
    window = open_window(parts)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    qtbot.waitUntil(lambda: window.session.library.takes[0].originality is not None)
    window.close()
    other = tmp_path / "other.safetensors"
    save_index(index_of(Second=piece(2)), other)
    again = open_window(replace(parts, reporter=Reporter(other)))
    again.compose.notes_box.setValue(10)
    press_generate(again)  # whose figure tells which index there is
    wait_for_takes(qtbot, again, 2)
    ids = {Reporter(other).index_id}
    qtbot.waitUntil(
        lambda: (
            {t.originality and t.originality.index_id for t in again.session.library.takes} == ids
        )
    )


def test_a_figure_that_cannot_be_kept_is_let_go_without_a_word(
    qtbot: QtBot, open_window: OpenWindow, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(parts)
    tried = []

    def fail(store: TakeStore, take_id: str, originality: object) -> None:
        from chopin_studio.library.take import TakeError

        tried.append(take_id)
        raise TakeError("The disk is full. Free some space.")

    monkeypatch.setattr(TakeStore, "set_originality", fail)
    press_generate(window)
    wait_for_takes(qtbot, window, 1)
    qtbot.waitUntil(lambda: len(tried) == 1)
    window.session.library.changed.emit()
    qtbot.wait(300)
    assert len(tried) == 1
    assert not any("full" in text for text in window.messages.texts)


def test_the_report_is_saved_as_text_and_as_the_json_of_the_command_line(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    index_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    wait_for_report(qtbot, window)
    report = window.originality.model.report
    assert report is not None
    for name in ("report.txt", "report.json"):
        window.originality.save_report(report, "Quoting", tmp_path / name)
        qtbot.waitUntil(lambda name=name: (tmp_path / name).exists())
    text = (tmp_path / "report.txt").read_text("utf-8")
    assert text.startswith("Originality of Quoting\n")
    assert "First & Last, bars 6–9, a fourth higher" in text
    write_midi(QUOTING, tmp_path / "quoting.mid")
    monkeypatch.setattr(
        "chopin_studio.cli.originality_commands.originality_index", lambda: index_path
    )
    assert main(["originality", "--json", str(tmp_path / "quoting.mid")]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == shown


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_the_colour_of_quotations_stands_out_in_both_themes(theme: Theme) -> None:
    for ground in (theme.window, theme.panel):  # the word in the strip, the row in the report
        assert contrast(theme.quote, ground) >= 4.5
    for ground in (theme.white_row, theme.black_row, theme.base, theme.seed_tint, theme.panel):
        assert contrast(theme.quote, ground) >= 3


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21: WCAG 2.2, relative luminance."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
