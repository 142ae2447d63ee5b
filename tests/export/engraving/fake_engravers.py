"""Processes in place of verovio's that fail as it might; each runs as `run` of an Engraver."""

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from chopin_studio.export.engraving.verovio_process import BAD, GOOD

PAGES = ["<svg>1</svg>", "<svg>2</svg>"]
SIGNS = GOOD + b"{}"


def starts_counted(starts: Path) -> int:
    """Write down that another process began, and tell how many did."""
    with starts.open("a") as file:
        file.write("x")
    return starts.stat().st_size


def die() -> None:
    """End as a crash in native code does: at once, and nothing is said."""
    os.kill(os.getpid(), signal.SIGKILL)


def hang() -> None:
    """Wait for what never comes."""
    threading.Event().wait()


def good(starts: Path, pipe: Connection, _: Path | None) -> None:
    """Engrave everything as two pages."""
    starts_counted(starts)
    pipe.send_bytes(SIGNS)
    serve_pages(pipe)


def serve_pages(pipe: Connection) -> None:
    """Answer every score with two pages."""
    while True:
        pipe.recv_bytes()
        pipe.send_bytes(GOOD + str(len(PAGES)).encode())
        for page in PAGES:
            pipe.send_bytes(page.encode())


def fails(
    how: Callable[[], None], when: str, times: int, starts: Path, pipe: Connection, _: Path | None
) -> None:
    """Die or hang at a moment, the first `times` that it is started."""
    if starts_counted(starts) > times:
        pipe.send_bytes(SIGNS)
        serve_pages(pipe)
    if when == "at its start":
        how()
    pipe.send_bytes(SIGNS)
    if when == "while it is written to":
        how()
    pipe.recv_bytes()
    if when == "before it answers":
        how()
    pipe.send_bytes(GOOD + b"2")
    pipe.send_bytes(PAGES[0].encode())
    if when == "half-way through a page":
        os.write(pipe.fileno(), (1000).to_bytes(4, "big") + b"<svg>")
    how()


def answers(answer: list[bytes], starts: Path, pipe: Connection, _: Path | None) -> None:
    """Answer each score by these words, whatever they mean."""
    starts_counted(starts)
    pipe.send_bytes(SIGNS)
    while True:
        pipe.recv_bytes()
        for words in answer:
            pipe.send_bytes(words)


def begins(words: bytes, starts: Path, pipe: Connection, _: Path | None) -> None:
    """Begin by these words in place of a font's signs."""
    starts_counted(starts)
    pipe.send_bytes(words)
    serve_pages(pipe)


def writes_garbage(starts: Path, pipe: Connection, _: Path | None) -> None:
    """Write what is no message at all: it claims more bytes than there is memory."""
    starts_counted(starts)
    pipe.send_bytes(SIGNS)
    pipe.recv_bytes()
    os.write(pipe.fileno(), b"\xff\xff\xff\xff" + b"\x7f" + b"\xff" * 7)
    hang()


def refuses(starts: Path, pipe: Connection, _: Path | None) -> None:
    """Say that the music cannot be engraved, and engrave what comes next."""
    starts_counted(starts)
    pipe.send_bytes(SIGNS)
    pipe.recv_bytes()
    pipe.send_bytes(BAD)
    serve_pages(pipe)
