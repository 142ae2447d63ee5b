"""Tell by its first bytes what kind of music a file holds."""

import codecs
import re
from enum import StrEnum

HEAD_BYTES = 2**16
"""How much of a file is looked at: Humdrum files may begin with pages of comments."""


class FileKind(StrEnum):
    """The kinds of files that have a reader; whatever is none of the others may be MIDI."""

    MIDI = "midi"
    MUSICXML = "musicxml"
    ARCHIVE = "archive"
    HUMDRUM = "humdrum"


_ROOT = re.compile(r"<(?![?!])(?:\w+:)?([\w.-]+)")
_WEB_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|script|meta)\b", re.IGNORECASE)
_HUMDRUM = re.compile(rb"(?:^|[\r\n])(?:\*\*kern|!!!?[A-Za-z!]|\*\*\w+\t)")
_ABC = re.compile(rb"(?:^|[\r\n])X: ?\d+[\s\S]*[\r\n]K:")
_LILYPOND = re.compile(rb"\\(?:version|relative|score|header)\b")

_MUSESCORE = "MuseScore"
_SIBELIUS = "Sibelius"
_FINALE = "Finale"
_GUITAR_PRO = "Guitar Pro"
_MEI = "MEI"
_LILY = "LilyPond"
_ABC_NOTATION = "ABC"

_FIRST_BYTES = (
    (b"\x0fSIBELIUS", _SIBELIUS),
    (b"ENIGMA BINARY FILE", _FINALE),
    (b"\x18FICHIER GUITAR PRO", _GUITAR_PRO),
    (b"BCFZ", _GUITAR_PRO),
)
_ROOTS = {"museScore": _MUSESCORE, "mei": _MEI}
_IN_ARCHIVES = ((".mscx", _MUSESCORE), ("score.dat", _FINALE), ("score.gpif", _GUITAR_PRO))


def kind_of(head: bytes) -> FileKind:
    """Return the kind of a file that begins with `head`, up to HEAD_BYTES."""
    if head.startswith(b"PK\x03\x04"):
        return FileKind.ARCHIVE
    text = _text(head)
    if text.startswith("<") and not _WEB_PAGE.match(text):
        return FileKind.MUSICXML
    if _HUMDRUM.match(head.removeprefix(codecs.BOM_UTF8).lstrip()):
        return FileKind.HUMDRUM
    return FileKind.MIDI


def foreign_format(head: bytes, archived: tuple[str, ...] = ()) -> str | None:
    """Return what a file that no reader can read is called, None for any other.

    `archived` are the names of the files in it where it is an archive.
    """
    for start, name in _FIRST_BYTES:
        if head.startswith(start):
            return name
    for ending, name in _IN_ARCHIVES:
        if any(path.endswith(ending) for path in archived):
            return name
    text = _text(head)
    if text.startswith("<"):
        root = _ROOT.search(text)
        return _ROOTS.get(root[1]) if root else None
    if _ABC.search(head):
        return _ABC_NOTATION
    return _LILY if _LILYPOND.search(head) and b"\0" not in head else None


def is_pdf(head: bytes) -> bool:
    """Return whether a file is a PDF: a picture of music."""
    return b"%PDF-" in head[:1024]


def _text(head: bytes) -> str:
    """Return the beginning of a file as text, in the encoding that its first bytes tell."""
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        encoding = "utf-32"
    elif head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif head.startswith(b"<\0"):
        encoding = "utf-16-le"
    elif head.startswith(b"\0<"):
        encoding = "utf-16-be"
    else:
        encoding = "utf-8-sig"
    return head.decode(encoding, "replace").lstrip()
