"""Takes as the first version wrote them: without marks, descent, originality and edits by hand."""

from collections.abc import Mapping
from typing import Any

VERSION = 1


def upgraded(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record of version 1 as one of version 2.

    The title of the music that a take started from was left to that music: it is None. What is
    wrong with the record stays wrong, and is noticed where it is read.
    """
    start = found.get("start")
    if isinstance(start, Mapping) and start.get("kind") == "excerpt":
        start = {"title": None, "passage": None} | dict(start)
    added = {"is_edited": False, "marks": {}, "descent": None, "originality": None}
    return added | dict(found) | {"format_version": 2, "start": start}
