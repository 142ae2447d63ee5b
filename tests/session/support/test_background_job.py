import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from chopin_studio.session.support.background_job import BATCH, BackgroundJob, once
from tests.ui.patience import PATIENCE_MS


@pytest.fixture
def pool(qapp: object) -> Iterator[QThreadPool]:
    pool = QThreadPool()
    yield pool
    assert pool.waitForDone(PATIENCE_MS)


def test_items_come_in_order_in_this_thread_and_in_batches(qtbot: QtBot, pool: QThreadPool) -> None:
    job = BackgroundJob(lambda: iter(range(2000)), pool)
    batches: list[list[int]] = []
    threads: set[int] = set()
    job.yielded.connect(batches.append)
    job.yielded.connect(lambda _: threads.add(threading.get_ident()))
    with qtbot.waitSignal(job.finished):
        job.start()
    assert [item for batch in batches for item in batch] == list(range(2000))
    assert max(map(len, batches)) <= BATCH
    assert threads == {threading.get_ident()}


def test_the_work_runs_elsewhere(qtbot: QtBot, pool: QThreadPool) -> None:
    job = BackgroundJob(once(threading.get_ident), pool)
    results: list[int] = []
    job.yielded.connect(results.extend)
    with qtbot.waitSignal(job.finished):
        job.start()
    assert results != [threading.get_ident()]


def test_cancelling_hands_over_what_has_come_and_closes_the_generator(
    qtbot: QtBot, pool: QThreadPool
) -> None:
    closed, held = threading.Event(), threading.Event()

    def work() -> Iterator[object]:
        try:
            yield 1
            held.wait(5)
            yield 2
        finally:
            closed.set()

    job = BackgroundJob(work, pool)
    items: list[int] = []
    job.yielded.connect(items.extend)
    job.start()
    qtbot.waitUntil(lambda: items == [1])
    with qtbot.waitSignal(job.cancelled, timeout=0):
        job.cancel()
    held.set()
    assert closed.wait(5)
    qtbot.wait(50)
    assert items == [1]


def test_an_error_arrives_after_the_items_before_it(qtbot: QtBot, pool: QThreadPool) -> None:
    def work() -> Iterator[object]:
        yield "first"
        raise ValueError("broken")

    job = BackgroundJob(work, pool)
    heard: list[object] = []
    job.yielded.connect(heard.extend)
    job.failed.connect(heard.append)
    with qtbot.waitSignal(job.failed):
        job.start()
    assert heard[0] == "first"
    assert str(heard[1]) == "broken"
