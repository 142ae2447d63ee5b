"""Tell what a file is that is no MIDI file, by its first bytes.

Scores and the formats of programs for them are told in `music/file_kinds.py`.
"""

import re

from chopin_studio.texts import Text, translatable

WEB_PAGE = translatable("a web page")
"""What a server sends in place of a file that it does not have."""

_LOOKED_AT = 2048

_STARTS: tuple[tuple[bytes, Text], ...] = (
    (b"SMF2CLIP", translatable("a MIDI 2.0 clip")),
    (b"SMF2CON", translatable("a MIDI 2.0 container")),
    (b"ID3", translatable("an audio recording")),
    (b"fLaC", translatable("an audio recording")),
    (b"OggS", translatable("an audio recording")),
    (b"\x1f\x8b", translatable("a compressed file")),
    (b"BZh", translatable("a compressed file")),
    (b"\xfd7zXZ", translatable("a compressed file")),
    (b"7z\xbc\xaf\x27\x1c", translatable("a compressed archive")),
    (b"PK\x03\x04", translatable("a zip archive")),
    (b"Rar!", translatable("a compressed archive")),
    (b"\x89PNG", translatable("a picture")),
    (b"\xff\xd8\xff", translatable("a picture")),
    (b"GIF8", translatable("a picture")),
    (b"BM", translatable("a picture")),
    (b"CAKEWALK", translatable("a Cakewalk project")),
    (b"[NoteWorthy", translatable("a NoteWorthy Composer score")),
    (b"{\\rtf", translatable("a text document")),
    (b"\xd0\xcf\x11\xe0", translatable("a document of an office program")),
    (b"MZ", translatable("a program")),
    (b"\x7fELF", translatable("a program")),
)
"""What files of other kinds begin with, and what they are."""

_IN_RIFF = {
    b"WAVE": translatable("an audio recording"),
    b"sfbk": translatable("a SoundFont"),
    b"DLS ": translatable("a bank of sounds"),
    b"MIDS": translatable("a MIDI stream for Windows (MIDS)"),
    b"AVI ": translatable("a video"),
}
_IN_FORM = {
    b"AIFF": translatable("an audio recording"),
    b"AIFC": translatable("an audio recording"),
    b"XDIR": translatable("an XMIDI file of a game"),
    b"XMID": translatable("an XMIDI file of a game"),
}
_WEB_PAGE = re.compile(rb"<!doctype html|<html|<head\b|<body\b|<script\b|<meta\b", re.IGNORECASE)
_MPEG_FRAMES = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xf1", b"\xff\xf9")


def kind_of(data: bytes) -> Text | None:
    """Return what `data` are in words, such as “a web page”; None where that is not known."""
    start = data[:_LOOKED_AT]
    named = next((kind for begins, kind in _STARTS if start.startswith(begins)), None)
    if named is not None:
        return named
    if start[:4] == b"RIFF":
        return _IN_RIFF.get(start[8:12])
    if start[:4] == b"FORM":
        return _IN_FORM.get(start[8:12])
    if start[4:8] == b"ftyp":
        return translatable("an audio or video recording")
    if start.startswith(_MPEG_FRAMES):
        return translatable("an audio recording")
    return _kind_of_text(start)


def _kind_of_text(start: bytes) -> Text | None:
    """Return what a text is: of what is written in letters, some is music and some is not."""
    text = start.replace(b"\0", b"")  # UTF-16 becomes readable enough
    if _WEB_PAGE.search(text):
        return WEB_PAGE
    if b"<?xml" in text:
        return translatable("an XML document")
    if re.match(rb"0, 0, Header", text):
        return translatable("a MIDI file written out as text (midicsv)")
    return translatable("a text") if _is_plain(start) else None


def _is_plain(start: bytes) -> bool:
    """Return whether bytes are letters and lines and nothing else, in UTF-8 or UTF-16."""
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    text = start[: len(start) & ~1].decode(encoding, errors="ignore")
    return bool(text) and all(letter.isprintable() or letter in "\t\r\n\f" for letter in text)
