"""The application that drawing needs where there is no window."""

import sys
from functools import cache

from PySide6.QtWidgets import QApplication

from chopin_studio.export.credits import STUDIO


@cache
def drawing_application() -> QApplication:
    """Return this process's application; one without a window, where the command line has none.

    Fonts are Qt's, and Qt has none without it.
    """
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    return QApplication([sys.argv[0] or STUDIO, "-platform", "offscreen"])
