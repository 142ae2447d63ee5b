"""FLAC, Ogg Vorbis and MP3, written by libsndfile through `soundfile`, imported only then."""

from collections.abc import Iterable
from contextlib import suppress
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

from chopin_studio.export.errors import ExportError
from chopin_studio.texts import translatable

_ENCODINGS = {
    ".flac": ("FLAC", "PCM_16"),
    ".ogg": ("OGG", "VORBIS"),
    ".mp3": ("MP3", "MPEG_LAYER_III"),
}
"""Format and encoding by extension, in libsndfile's names."""


def write_compressed(
    file: BinaryIO,
    extension: str,
    sample_rate: int,
    blocks: Iterable[NDArray[np.float32]],
    compression: float | None = None,
) -> None:
    """Write blocks of shape (frames, 2) in the format of an extension.

    `compression` goes from 0, the best quality, to 1, the smallest file; None leaves it to
    libsndfile. It is of no effect in lossless formats.

    Raises OSError where the file takes no more, ExportError where libsndfile is missing or
    refuses.
    """
    kind, encoding = _ENCODINGS[extension]
    try:
        import soundfile
    except (ImportError, OSError) as error:  # the latter where the library itself is missing
        raise ExportError(
            translatable(
                "{extension} files need the package soundfile, which cannot be loaded ({reason}). "
                "Install it, or export as .wav.",
                extension=extension,
                reason=error,
            )
        ) from error
    sink = _Sink(file)
    try:
        with soundfile.SoundFile(
            sink, "w", sample_rate, 2, encoding, format=kind, compression_level=compression
        ) as sound:
            for block in blocks:
                sound.write(block)
                sink.check()
    except soundfile.LibsndfileError as error:
        raise ExportError(
            translatable(
                "The audio could not be encoded as {extension} ({reason}). Export it as .wav.",
                extension=extension,
                reason=error,
            )
        ) from error
    sink.check()  # the end of the file is written as it is closed


class _Sink:
    """A file for libsndfile, which calls it from C, through which no error can be raised.

    The first one is kept for `check`. From then on nothing is written.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None

    def check(self) -> None:
        """Raise what kept the file from being written, if anything did."""
        if self._error is not None:
            raise self._error

    def write(self, data: bytes) -> int:
        """Write bytes, and say that all were written: libsndfile itself calls any less a defect."""
        if self._error is None:
            try:
                self._file.write(data)
            except OSError as error:
                self._error = error
        return len(data)

    def seek(self, offset: int, whence: int) -> int:
        """Go to another place, and return it."""
        if self._error is None:
            try:
                return self._file.seek(offset, whence)  # which may write what was held back
            except OSError as error:
                self._error = error
        return 0

    def tell(self) -> int:
        """Return the place in the file."""
        with suppress(OSError):
            return self._file.tell()
        return 0
