"""Pictures as PNG files, made in memory: Qt tells nobody what a disk refuses."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from chopin_studio.errors import StudioError
from chopin_studio.texts import translatable


def png_bytes(image: QImage) -> bytes:
    """Return a picture as the content of a PNG file; StudioError where it cannot be made."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"PNG"))
    if not writer.write(image):
        raise StudioError(
            translatable("The image could not be created ({reason}).", reason=writer.errorString())
        )
    return bytes(buffer.data().data())
