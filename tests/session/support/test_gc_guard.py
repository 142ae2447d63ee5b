import gc
import threading

import pytest
from PySide6.QtCore import QObject

from chopin_studio.session.support.gc_guard import GcGuard
from tests.waiting import ended


class Knot:
    """An object in a cycle, which only the collector can free; it notes the thread that does."""

    freed_on: list[int] = []  # noqa: RUF012  shared by all knots, and emptied by the test

    def __init__(self):
        self.itself = self

    def __del__(self):
        self.freed_on.append(threading.get_ident())


@pytest.fixture
def garbage(qapp):
    owner = QObject()
    garbage = GcGuard(owner)
    garbage.start()
    yield garbage
    garbage.stop()


def make_knots():
    for _ in range(5000):
        Knot()


def test_garbage_of_a_worker_thread_is_freed_on_the_gui_thread(qtbot, garbage):
    Knot.freed_on.clear()
    worker = threading.Thread(target=make_knots)
    worker.start()
    assert ended(worker)
    assert Knot.freed_on == []
    living = []

    def are_freed():
        # What earlier tests leave to be freed now counts against what is collected when it is due,
        # and a studio goes on allocating anyway.
        living.extend([] for _ in range(1000))
        return len(Knot.freed_on) == 5000

    qtbot.waitUntil(are_freed)
    assert set(Knot.freed_on) == {threading.get_ident()}


def test_stop_gives_the_collector_back(garbage):
    assert not gc.isenabled()
    garbage.stop()
    assert gc.isenabled()
