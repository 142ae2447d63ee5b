"""Drawings as PDF files, made in memory: Qt tells nobody what a disk refuses."""

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from chopin_studio.errors import StudioError
from chopin_studio.export.credits import STUDIO
from chopin_studio.texts import translatable


def pdf_bytes(
    title: str, units_per_inch: int, draw: Callable[[QPainter, QPdfWriter], None]
) -> bytes:
    """Return what `draw` draws, on pages of A4 without margins, as the content of a PDF file.

    Raises StudioError where it cannot be made.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(units_per_inch)
    writer.setTitle(title)
    writer.setCreator(STUDIO)
    painter = QPainter()
    if not painter.begin(writer):
        raise _no_pdf()
    try:
        draw(painter, writer)
    finally:
        is_whole = painter.end()
    data = bytes(buffer.data().data())
    if not is_whole or not data.rstrip().endswith(b"%%EOF"):
        raise _no_pdf()
    return data


def _no_pdf() -> StudioError:
    return StudioError(
        translatable("The PDF file could not be created. Close other programs and try again.")
    )
