"""Keep Python's cyclic garbage collector on the GUI thread."""

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 500


class GcGuard(QObject):
    """Collect cyclic garbage from a timer, and never otherwise.

    Python collects wherever an allocation happens to cross its threshold, on pool threads too.
    A widget or timer in a cycle that is found there would be destroyed on that thread, and Qt
    crashes when it next looks for it. Collection is switched off from `start` to `stop`.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self.collect_if_due)

    def start(self) -> None:
        """Take the collector over."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the collector back to Python."""
        self._timer.stop()
        gc.enable()

    def collect_if_due(self) -> None:
        """Collect the oldest generation whose threshold is passed, as Python itself would."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > thresholds[generation]:
                gc.collect(generation)
                return
