"""Figures and moments as the window words them."""

import re
from datetime import datetime

from chopin_studio.session.support.translation import tr


def clock(seconds: float) -> str:
    """Word a position: `0:07`, `12:34` or `1:02:03`."""
    whole = int(max(seconds, 0))
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"


def count(number: int, noun: str) -> str:
    """Word a number of things: `1 note`, `200 notes`, `12,345 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size(number_of_bytes: int) -> str:
    """Word a size on disk in megabytes, as people know it from their files."""
    return f"{number_of_bytes / 1e6:.1f} MB"


def millions(number: int) -> str:
    """Word a number of parameters: `1.8 million` or `12,300`."""
    return f"{number / 1e6:.1f} million" if number >= 1_000_000 else f"{number:,}"


def alphabetically(title: str) -> list[tuple[bool, int, str]]:
    """Return a sort key by which `No. 2` comes before `No. 10`."""
    parts = re.findall(r"\d+|\D+", title.lower())
    return [(part.isdigit(), int(part) if part.isdigit() else 0, part) for part in parts]


def unsaved_at_closing(number: int) -> str:
    """Warn of takes that will be lost."""
    takes = tr("1 take is") if number == 1 else tr("{number} takes are", number=number)
    return tr(
        "{takes} not kept on disk yet: free some space or export what you want to keep. Closing "
        "again gives up the rest.",
        takes=takes,
    )


def when(moment: datetime, now: datetime) -> str:
    """Word when something was made, both moments aware: `14:05`, `yesterday 14:05`, `3 May`."""
    local, today = _local(moment), _local(now)
    days = (today.date() - local.date()).days
    time = f"{local:%H:%M}"
    if days <= 0:
        return time
    if days == 1:
        return f"yesterday {time}"
    year = "" if local.year == today.year else f" {local.year}"
    return f"{local.day} {local:%b}{year}, {time}"


def _local(moment: datetime) -> datetime:
    """Return a moment in the machine's zone, or as it is where the system's clock cannot say it."""
    try:
        return moment.astimezone()
    except (OverflowError, ValueError, OSError):
        return moment
