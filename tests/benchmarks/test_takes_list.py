"""5,000 takes in the window's list, against Qt's own list of as many plain lines of text."""

import statistics
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget

from chopin_studio.app import application, build_window
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.store import TakeList
from chopin_studio.library.take import Descent, Marks, Originality, Take, TakeRecord
from tests.ui.fakes import FakePorts, SlowGenerator, make_parts

TAKES = 5000
FRAMES = 600
CHANGES = 60
FRAME_SEC = 1 / 60
MOST_RATIO = 12
"""Stars, two lines, a branch and colours for one line of text: measured about 3.5."""


def made_takes():
    """Return takes, every fifth made of the one before."""
    chance = np.random.default_rng(1)
    settings = GenerationSettings(start=LibraryStart("nocturne-op27-2"))
    record = TakeRecord("classic-512", "0" * 64, settings)
    takes = []
    for number in range(TAKES):
        parent = takes[-1] if number % 5 == 4 else None
        takes.append(
            Take(
                f"take-{number}",
                f"After Nocturne in D-flat major, Op. 27 No. {number}",
                datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=number),
                200,
                record,
                Marks(int(chance.integers(6)), ("dream",) if number % 7 == 0 else (), "Notes"),
                Descent(parent.id, parent.title, "varied", 9) if parent else None,
                Originality(float(chance.random()) / 2, "echoes", "index"),
            )
        )
    return tuple(reversed(takes))


@pytest.fixture
def window(tmp_path):
    """Open a window without takes."""
    window = build_window(application(), make_parts(tmp_path, SlowGenerator(), FakePorts()))
    window.resize(1280, 800)
    window.show()
    application().processEvents()
    yield window
    window.close()


def seconds(work, *arguments):
    began = time.perf_counter()
    work(*arguments)
    return time.perf_counter() - began


def frames(view):
    """Return the seconds that each picture takes while the list scrolls from end to end."""
    bar = view.verticalScrollBar()
    taken = []
    for number in range(FRAMES):
        bar.setValue(round(bar.maximum() * number / FRAMES))
        taken.append(seconds(view.viewport().repaint))
    return taken


def shown(window, takes):
    window.session.library.show_list(TakeList(takes, ()))
    window.takes.list_view.viewport().repaint()


def plain_list(takes, size):
    view = QListWidget()
    view.setUniformItemSizes(True)
    view.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    view.addItems([take.title for take in takes])
    for row in range(view.count()):
        view.item(row).setSizeHint(size)
    view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    view.resize(246, 578)
    view.show()
    return view


def test_opening_and_scrolling(benchmark, window, report_lines):
    takes = made_takes()
    opening = benchmark.pedantic(lambda: seconds(shown, window, takes), rounds=1, warmup_rounds=0)
    view = window.takes.list_view
    view.repaint()
    ours = frames(view)
    rival = frames(plain_list(takes, view.visualRect(view.model().index(0, 0)).size()))
    ratio = statistics.median(ours) / statistics.median(rival)
    p99 = float(np.quantile(ours, 0.99))
    report_lines.append(
        f"list of {TAKES} takes: shown in {opening * 1e3:.0f} ms; a frame of scrolling "
        f"{statistics.median(ours) * 1e3:.1f} ms (p99 {p99 * 1e3:.1f} ms, "
        f"{sum(one > FRAME_SEC for one in ours)} of {FRAMES} over a 60th of a second), "
        f"Qt's own list {statistics.median(rival) * 1e3:.1f} ms: {ratio:.1f} times as long"
    )
    assert ratio < MOST_RATIO


def test_a_change_costs_less_than_filling_the_list(benchmark, window, report_lines):
    library = window.session.library
    takes = made_takes()
    filling = statistics.median(
        seconds(shown, window, takes[number:]) for number in range(CHANGES // 10)
    )
    shown(window, takes)

    def change_some():
        return statistics.median(
            seconds(library.put, replace(take, marks=Marks(3, (), str(number))))
            for number, take in enumerate(takes[:CHANGES])
        )

    change = benchmark.pedantic(change_some, rounds=1, warmup_rounds=0)
    report_lines.append(
        f"list of {TAKES} takes: giving one stars {change * 1e3:.1f} ms, filling all "
        f"{filling * 1e3:.0f} ms: {filling / change:.0f} times as long"
    )
    assert filling > 2 * change
