"""Figures and moments as the window words them."""

import re
from datetime import datetime

from PySide6.QtCore import QLocale

from chopin_studio.session.support.translation import tr, tr_plural


def clock(seconds: float) -> str:
    """Word a position: `0:07`, `12:34` or `1:02:03`."""
    whole = int(max(seconds, 0))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def note_count(number: int) -> str:
    """Return a number of notes in words: `1 note`, `12,345 notes`."""
    return tr_plural("{n:,} notes", "{n} note", number)


def bar_count(number: int) -> str:
    """Return a number of bars in words: `1 bar`, `16 bars`."""
    return tr_plural("{n:,} bars", "{n} bar", number)


def capitalised(words: str) -> str:
    """Return words with a capital at their beginning, and the rest as it is."""
    return words[:1].upper() + words[1:]


def size(number_of_bytes: int) -> str:
    """Word a size on disk in megabytes, as people know it from their files."""
    return tr("{size:.1f} MB", size=number_of_bytes / 1e6)


def millions(number: int) -> str:
    """Word a number of parameters: `1.8 million` or `12,300`."""
    if number >= 1_000_000:
        return tr("{number:.1f} million", number=number / 1e6)
    return tr("{number:,}", number=number)


def alphabetically(title: str) -> list[tuple[bool, int, str]]:
    """Return a sort key by which `No. 2` comes before `No. 10`."""
    parts = re.findall(r"\d+|\D+", title.lower())
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def unsaved_at_closing(number: int) -> str:
    """Warn of takes that will be lost."""
    return tr_plural(
        "{n} takes are not saved yet. Free some disk space or export what you want to keep. "
        "Close again to discard the rest.",
        "{n} take is not saved yet. Free some disk space or export what you want to keep. "
        "Close again to discard the rest.",
        number,
    )


def when(moment: datetime, now: datetime) -> str:
    """Word when something was made, both moments aware: `14:05`, `yesterday 14:05`, `3 May`."""
    local, today = _local(moment), _local(now)
    days = (today.date() - local.date()).days
    time = f"{local:%H:%M}"
    if days <= 0:
        return time
    if days == 1:
        return tr("yesterday {time}", time=time)
    day = f"{local.day} {QLocale().monthName(local.month, QLocale.FormatType.ShortFormat)}"
    return f"{day}, {time}" if local.year == today.year else f"{day} {local.year}, {time}"


def _local(moment: datetime) -> datetime:
    """Return a moment in the machine's zone, or as it is where the system's clock cannot say it."""
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):
        return moment
