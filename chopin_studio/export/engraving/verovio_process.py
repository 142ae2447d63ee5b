"""Engrave with verovio, as the process that `engraver` runs and asks."""

from __future__ import annotations

import json
import re
from contextlib import nullcontext, suppress
from multiprocessing.connection import Connection
from pathlib import Path

from chopin_studio.log import crashes_to

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

GOOD, BAD, MISSING = b"+", b"-", b"!"
"""How an answer begins: signs or a number of pages, refused music, or why there is no verovio."""


def serve(pipe: Connection, crash_file: Path | None) -> None:
    """Engrave what comes through `pipe` until its other end is closed; runs in the process."""
    crashes = nullcontext() if crash_file is None else crashes_to(crash_file)
    with crashes, suppress(EOFError, OSError, KeyboardInterrupt):
        try:
            import verovio
        except ImportError as error:
            pipe.send_bytes(MISSING + str(error).encode())
            return
        verovio.enableLog(verovio.LOG_OFF)
        toolkit = verovio.toolkit()
        toolkit.setOptions(_OPTIONS)
        pipe.send_bytes(GOOD + _font_signs(Path(toolkit.getResourcePath())).encode())
        while True:
            if not toolkit.loadData(pipe.recv_bytes().decode()):
                pipe.send_bytes(BAD)
                continue
            count = toolkit.getPageCount()
            pipe.send_bytes(GOOD + str(count).encode())
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
