"""Names of files after pieces of music: safe on every system, and no two alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from chopin_studio.session.support.translation import tr

MAX_NAME_BYTES = 255
"""The longest name that the usual file systems take, in the bytes of its encoding."""

SUGGESTED_BYTES = 200
"""The longest name suggested: it leaves room for a number and an extension."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode's classes of what nobody sees in a name, or no file system promises to keep."""

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
"""What Windows takes for a device, whatever follows the first dot."""


def safe_name(title: str) -> str:
    """Return a file's name after a title, without an extension, that every system takes."""
    seen = "".join(
        " " if unicodedata.category(letter) in _UNSEEN else letter
        for letter in unicodedata.normalize("NFC", title)
    )
    name = _shortened(" ".join(_FORBIDDEN.sub(" ", seen).split()).strip(" ."))
    if _RESERVED.fullmatch(name.split(".")[0].strip()):
        name = f"_{name}"
    return name or tr("Untitled")


def distinct_names(titles: Iterable[str], is_taken: Callable[[str], bool]) -> list[str]:
    """Return a safe name for each title; those that would be alike, or are taken, get numbers.

    Alike is what a file system takes for one name: letters' case and make-up do not count.
    """
    used: set[str] = set()
    names = []
    for title in titles:
        stem = name = safe_name(title)
        number = 2
        while _folded(name) in used or is_taken(name):
            name = f"{stem} ({number})"
            number += 1
        used.add(_folded(name))
        names.append(name)
    return names


def suggested_path(folder: Path, title: str, extension: str) -> Path:
    """Return a path named after a title that no file has yet."""
    (name,) = distinct_names([title], lambda name: exists(folder / f"{name}{extension}"))
    return folder / f"{name}{extension}"


def free_names(folder: Path, titles: Sequence[str], extensions: Sequence[str]) -> list[str]:
    """Return a name for each title that no file has yet, with any of the extensions."""

    def is_taken(name: str) -> bool:
        return any(exists(folder / f"{name}{extension}") for extension in extensions)

    return distinct_names(titles, is_taken)


def exists(path: Path) -> bool:
    """Whether there is something at `path`, as far as can be seen."""
    try:
        return path.exists() or path.is_symlink()
    except (OSError, ValueError):
        return False


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _shortened(name: str) -> str:
    """Cut a name to what a file system takes, between two characters."""
    encoded = name.encode(errors="ignore")[:SUGGESTED_BYTES]
    return encoded.decode(errors="ignore").strip(" .")
