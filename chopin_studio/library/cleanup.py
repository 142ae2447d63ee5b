"""Remove what a program left half made when it was killed or the power went."""

import os
import re
import shutil
import time
from contextlib import suppress
from pathlib import Path

KEPT_SEC = 24 * 60 * 60
"""How long it stays: another window may be at work on it, and none takes a day to write a take."""

_TAKE_IN_THE_MAKING = re.compile(r"\.\d{8}-\d{6}-[0-9a-f]{8}.*-[a-z0-9_]{8}")
_FILE_IN_THE_MAKING = re.compile(r"\.(take|seed)-[a-z0-9_]{8}\.(json|mid)")


def remove_leftovers(folder: Path) -> None:
    """Remove what lies half made in a store, or in a take's folder, for more than KEPT_SEC.

    Only names that this program gives are touched. What cannot be removed stays: it is not listed
    and harms nobody.
    """
    oldest = time.time() - KEPT_SEC
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                _remove_if_old(entry, oldest)


def _remove_if_old(entry: os.DirEntry[str], oldest: float) -> None:
    with suppress(OSError):
        if entry.stat(follow_symlinks=False).st_mtime >= oldest:
            return
        if entry.is_dir(follow_symlinks=False) and _TAKE_IN_THE_MAKING.fullmatch(entry.name):
            shutil.rmtree(entry.path)
        elif entry.is_file(follow_symlinks=False) and _FILE_IN_THE_MAKING.fullmatch(entry.name):
            Path(entry.path).unlink()
