"""Choosing a model in the window, against a rival that would load its weights there and then."""

import statistics
import time

import pytest

from chopin_studio.engine.classic.generate import ClassicNetwork

ROUNDS = 9
LEAST_RATIO = 5


@pytest.fixture
def window(request):
    """Open the real window; Qt is imported here, for the tests that do without."""
    pytest.importorskip("PySide6")
    from chopin_studio.app import real_parts
    from tests.ui.driving import opened

    qtbot = request.getfixturevalue("qtbot")
    window = opened(qtbot, real_parts())
    qtbot.waitUntil(lambda: all("seeds" in vars(one) for one in window.generation.services.bundles))
    yield window
    window.close()


def test_switching(benchmark, window, report_lines):
    """Each round chooses every model in turn; the rival loads the largest classic one, once."""
    box, bundles = window.compose.model_box, window.generation.services.bundles
    largest = max(
        (one for one in bundles if one.manifest.family == "classic"),
        key=lambda one: one.manifest.weight_bytes,
    )
    seconds = []

    def switch_through_all():
        for row in [*range(1, box.count()), 0]:
            began = time.perf_counter()
            box.setCurrentIndex(row)
            window.repaint()
            seconds.append(time.perf_counter() - began)

    def load_blocking():
        began = time.perf_counter()
        ClassicNetwork.load(largest)
        return time.perf_counter() - began

    benchmark.pedantic(switch_through_all, rounds=ROUNDS, warmup_rounds=1)
    switching = statistics.median(seconds)
    blocking = statistics.median(load_blocking() for _ in range(ROUNDS))
    report_lines.append(
        f"switching models: {switching * 1e3:.1f} ms with repainting (longest "
        f"{max(seconds) * 1e3:.1f} ms), loading {largest.manifest.id} "
        f"{blocking * 1e3:.0f} ms: {blocking / switching:.0f} times as long"
    )
    assert blocking / switching >= LEAST_RATIO
