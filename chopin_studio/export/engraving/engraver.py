"""Have scores engraved by a process of its own.

Verovio holds Python's global lock while it works, for a tenth of a second and more, in which notes
would be late and the window would not respond; and a crash ends that process, not the studio.
The messages in both directions are text in bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Event, Lock, Timer
from types import TracebackType

from chopin_studio.data_files import parse_json
from chopin_studio.export.engraving.verovio_process import BAD, GOOD, MISSING, serve
from chopin_studio.export.errors import ExportError
from chopin_studio.texts import translatable

MOST_PAGES = 10_000
MOST_ANSWER_BYTES = 64 * 2**20
"""A page of print has a few hundred kilobytes."""

START_SEC = 60.0
_TRIES = 2

Serve = Callable[[Connection, Path | None], None]

_log = logging.getLogger(__name__)


def time_limit_sec(musicxml: bytes) -> float:
    """Return after how long an engraver is taken for hung: fifty times what it should take.

    Six thousand notes, three megabytes, take two seconds.
    """
    return 30.0 + len(musicxml) / 30_000


class Engraver:
    """Engraves one score after the other; the process begins with the first and ends by `close`.

    One that dies or answers nonsense is started again and asked once more, one that hangs is
    ended. May be used from any thread, one at a time waits for the other. Where there is a
    `crash_file`, a crash of the process leaves its stack there. `run` is what the process runs, and
    `limit_sec` how long it may take for a score.
    """

    def __init__(
        self,
        crash_file: Path | None = None,
        run: Serve = serve,
        limit_sec: Callable[[bytes], float] = time_limit_sec,
    ) -> None:
        self._crash_file = crash_file
        self._run = run
        self._limit_sec = limit_sec
        self._lock = Lock()
        self.process: BaseProcess | None = None
        self.pipe: Connection | None = None
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
            for _ in range(_TRIES):
                if self._is_closed:
                    raise ExportError(
                        translatable("Scores can no longer be drawn. Restart Chopin Studio.")
                    )
                try:
                    return self._asked(musicxml)
                except (EOFError, OSError, ValueError) as error:
                    _log.warning("the engraver stopped: %r", error)
                    self._end()
        raise ExportError(
            translatable(
                "The program that engraves scores (verovio) stopped unexpectedly. Try again, or "
                "export the music as MusicXML and open it in a notation program."
            )
        )

    @property
    def signs(self) -> str:
        """Return the outlines of the signs within text, as JSON, once pages were made."""
        return self._signs

    def close(self) -> None:
        """End the process; nothing can be engraved after that."""
        self._is_closed = True
        process = self.process
        if process is not None:  # even while another thread waits for it
            process.kill()
        with self._lock:
            self._end()

    def _asked(self, musicxml: bytes) -> list[str]:
        """Ask once; EOFError, OSError or ValueError where there is no good answer."""
        if self.pipe is None:
            self.pipe = self._begin()
        with self._ended_after(self._limit_sec(musicxml)):
            self.pipe.send_bytes(musicxml)
            count = int(self._answer(self.pipe))
            if not 1 <= count <= MOST_PAGES:
                raise ValueError("there is no such number of pages")
            return [self.pipe.recv_bytes(MOST_ANSWER_BYTES).decode() for _ in range(count)]

    def _begin(self) -> Connection:
        """Start the process, and wait until it is ready."""
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=self._run, args=(theirs, self._crash_file), daemon=True)
        process.start()
        self.process = process
        if self._is_closed:  # by a thread that found no process yet to end
            process.kill()
        theirs.close()
        try:
            with self._ended_after(START_SEC):
                signs = self._answer(ours)
            parse_json(signs)
        except BaseException:
            ours.close()
            self._end()
            raise
        self._signs = signs
        return ours

    @staticmethod
    def _answer(pipe: Connection) -> str:
        """Return what a good answer says; ExportError where there can be no pages."""
        answer = pipe.recv_bytes(MOST_ANSWER_BYTES)
        kind, words = answer[:1], answer[1:].decode()
        if kind == BAD:
            raise _refused()
        if kind == MISSING:
            raise _missing(words)
        if kind != GOOD:
            raise ValueError("the answer is of no kind that there is")
        return words

    @contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        """End the process if the block takes longer, and raise ExportError.

        Waiting for an answer would not do: a process can hang while it is written to, or half-way
        through what it says.
        """
        process, is_over = self.process, Event()

        def end() -> None:
            is_over.set()
            if process is not None:
                process.kill()

        timer = Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield
        except (EOFError, OSError) as error:
            if is_over.is_set():
                self._end()
                raise _hung() from error
            raise
        finally:
            timer.cancel()

    def _end(self) -> None:
        """End the process and forget it."""
        process, pipe, self.process, self.pipe = self.process, self.pipe, None, None
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join(2.0)


def _refused() -> ExportError:
    return ExportError(
        translatable(
            "This music could not be engraved. Export it as MusicXML and open it in a notation "
            "program."
        )
    )


def _missing(reason: str) -> ExportError:
    return ExportError(
        translatable(
            "Scores need the package verovio, which cannot be loaded ({reason}). "
            "Install it, or export as .musicxml.",
            reason=reason,
        )
    )


def _hung() -> ExportError:
    _log.warning("the engraver hung")
    return ExportError(
        translatable(
            "The program that engraves scores (verovio) did not answer and was ended. Try again, "
            "or export the music as MusicXML and open it in a notation program."
        )
    )
