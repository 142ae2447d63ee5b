"""Run verovio in a process of its own.

It holds Python's global lock while it works, for a tenth of a second and more, in which notes would
be late and the window would not respond; and a crash ends that process, not the studio.
The messages in both directions are text in bytes.
"""

from __future__ import annotations

import json
import re
from contextlib import nullcontext, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock
from types import TracebackType

from chopin_studio.export.errors import ExportError
from chopin_studio.log import crashes_to
from chopin_studio.texts import translatable

LONGEST_SEC = 120.0
"""A process that takes longer counts as hung: six thousand notes take two seconds."""

A4_MM = (210, 297)
_MARGIN_MM = 13

_OPTIONS = {
    "pageWidth": A4_MM[0] * 10,
    "pageHeight": A4_MM[1] * 10,
    "pageMarginLeft": _MARGIN_MM * 10,
    "pageMarginRight": _MARGIN_MM * 10,
    "pageMarginTop": _MARGIN_MM * 10,
    "pageMarginBottom": _MARGIN_MM * 10,
    "header": "auto",
    "footer": "none",
    "breaks": "auto",
    "justifyVertically": True,
    "font": "Leipzig",
}
_SIGNS = "\ueca3\ueca5\ueca7\ueca9\uecab\uecad\uecb7"
"""The signs that occur in text: the notes of tempo marks and their dot, by their SMuFL numbers."""

_GOOD, _BAD, _MISSING = b"+", b"-", b"!"
"""How an answer begins: the pages, music that verovio refuses, or why verovio cannot be loaded."""


class Engraver:
    """Engraves one score after the other; the process starts with the first and ends by `close`.

    May be used from any thread; calls wait for each other. Where there is a `crash_file`, a crash
    of the process leaves its stack there.
    """

    def __init__(self, crash_file: Path | None = None) -> None:
        self._crash_file = crash_file
        self._lock = Lock()
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._signs = ""
        self._is_closed = False

    def __enter__(self) -> Engraver:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def pages(self, musicxml: bytes) -> list[str]:
        """Return the pages of a MusicXML document, each as SVG; ExportError if there are none."""
        with self._lock:
            if self._is_closed:
                raise ExportError(
                    translatable("Scores can no longer be drawn. Restart Chopin Studio.")
                )
            try:
                return self._engraved(musicxml)
            except (EOFError, OSError, TimeoutError) as error:
                self._end()
                raise _not_engraved() from error

    @property
    def signs(self) -> str:
        """The outlines of the signs within text, as JSON, once pages were made."""
        return self._signs

    def close(self) -> None:
        """End the process; nothing can be engraved after that."""
        self._is_closed = True
        process = self._process
        if process is not None:  # even while another thread waits for it
            process.terminate()
        with self._lock:
            self._end()

    def _engraved(self, musicxml: bytes) -> list[str]:
        pipe = self._pipe or self._begin()
        pipe.send_bytes(musicxml)
        status = self._answer(pipe)
        if status[:1] == _BAD:
            raise _not_engraved()
        return [self._answer(pipe).decode() for _ in range(int(status[1:]))]

    def _begin(self) -> Connection:
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._crash_file), daemon=True)
        process.start()
        self._process = process
        if self._is_closed:  # by a thread that found no process to end yet
            process.terminate()
        theirs.close()
        status = self._answer(self._pipe)
        if status[:1] == _MISSING:
            self._end()
            raise ExportError(
                translatable(
                    "Scores need the package verovio, which cannot be loaded ({reason}). "
                    "Install it, or export as .musicxml.",
                    reason=status[1:].decode(),
                )
            )
        self._signs = status[1:].decode()
        return self._pipe

    @staticmethod
    def _answer(pipe: Connection) -> bytes:
        if not pipe.poll(LONGEST_SEC):
            raise TimeoutError
        return pipe.recv_bytes()

    def _end(self) -> None:
        process, pipe, self._process, self._pipe = self._process, self._pipe, None, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.terminate()
            process.join(2.0)


def _not_engraved() -> ExportError:
    return ExportError(
        translatable(
            "This music could not be engraved. Export it as MusicXML and open it in a notation "
            "program."
        )
    )


def _serve(pipe: Connection, crash_file: Path | None) -> None:
    """Engrave what comes through `pipe` until its other end is closed; runs in the process."""
    crashes = nullcontext() if crash_file is None else crashes_to(crash_file)
    with crashes, suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            import verovio
        except ImportError as error:
            pipe.send_bytes(_MISSING + str(error).encode())
            return
        verovio.enableLog(verovio.LOG_OFF)
        toolkit = verovio.toolkit()
        toolkit.setOptions(_OPTIONS)
        pipe.send_bytes(_GOOD + _font_signs(Path(toolkit.getResourcePath())).encode())
        while True:
            if not toolkit.loadData(pipe.recv_bytes().decode()):
                pipe.send_bytes(_BAD)
                continue
            count = toolkit.getPageCount()
            pipe.send_bytes(_GOOD + str(count).encode())
            for number in range(1, count + 1):
                pipe.send_bytes(toolkit.renderToSVG(number).encode())


def _font_signs(resources: Path) -> str:
    """Return the path data and the advance of each sign, by its character, as JSON."""
    advances = (resources / "Leipzig.xml").read_text(encoding="utf-8")
    found = {}
    for sign in _SIGNS:
        code = f"{ord(sign):04X}"
        glyph = (resources / "Leipzig" / f"{code}.xml").read_text(encoding="utf-8")
        data = re.search(r' d="([^"]*)"', glyph)
        advance = re.search(rf'c="{code}"[^>]*h-a-x="([\d.]+)"', advances)
        if data and advance:
            found[sign] = (data[1], float(advance[1]))
    return json.dumps(found)
