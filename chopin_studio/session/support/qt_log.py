"""Have Qt's own warnings written to the log; they still reach stderr."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QMessageLogContext,
    QtMsgType,
    qFormatLogMessage,
    qInstallMessageHandler,
)

from chopin_studio.log import QT_LOGGER

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


@contextmanager
def qt_messages_logged() -> Iterator[None]:
    """Log what Qt says until the end, when whoever heard it before hears it again."""
    logger = logging.getLogger(QT_LOGGER)

    def log(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        logger.log(_LEVELS[kind], "%s", qFormatLogMessage(kind, context, text))

    before = qInstallMessageHandler(log)
    try:
        yield
    finally:
        qInstallMessageHandler(before)
