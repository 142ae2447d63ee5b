"""Read files of unknown origin: regular ones of bounded size, and JSON within bounds."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chopin_studio.data_fields import DataError
from chopin_studio.texts import translatable

_OPENING = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for a writer
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)


Constants = Callable[[str], object]


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is not JSON")


def read_bounded(path: Path, most_bytes: int) -> bytes:
    """Return the content of a regular file.

    Raises DataError where it is anything else (a folder, a pipe, a device) or has more than
    `most_bytes`, OSError where the system refuses.
    """
    with os.fdopen(open_regular(path), "rb") as file:
        if os.fstat(file.fileno()).st_size > most_bytes:
            raise DataError(translatable("is larger than {most:,} bytes", most=most_bytes))
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:  # it grew meanwhile, or its size was a lie, as in /proc
        raise DataError(translatable("is larger than {most:,} bytes", most=most_bytes))
    return data


def open_regular(path: Path) -> int:
    """Return a descriptor of a regular file, open for reading; raises as `read_bounded` does."""
    try:
        descriptor = os.open(path, _OPENING)
    except ValueError as error:  # a zero byte in the name
        raise DataError(translatable("has an impossible name")) from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise DataError(translatable("is not an ordinary file"))
    return descriptor


def read_json(path: Path, most_bytes: int) -> Any:  # noqa: ANN401  whatever JSON can hold
    """Return the JSON value in a file; raises as `read_bounded` and `parse_json` do."""
    return parse_json(read_bounded(path, most_bytes))


def parse_json(data: bytes | str, constants: Constants = _refuse) -> Any:  # noqa: ANN401
    """Return the JSON value that `data` is, in UTF-8 where it is bytes.

    `constants` says what NaN and the infinities are, which Python reads and no other program; they
    are refused unless there is another. Raises DataError where `data` is no JSON, is nested too
    deep, or holds a whole number of thousands of digits, which Python takes long to read.
    """
    try:
        text = data.decode("utf-8") if isinstance(data, bytes) else data
        return json.loads(text, parse_constant=constants)
    except (ValueError, RecursionError) as error:
        raise DataError(translatable("is not JSON")) from error
