"""Helpers for writing the bundles of both families."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

WEIGHTS_LICENCE = "CC BY-SA 3.0 DE"

CREDIT = (
    "The music was sequenced by Bernd Krueger, www.piano-midi.de, and is licensed CC BY-SA 3.0 "
    "Germany; these weights, made from it, carry the same licence."
)


def data_by(whom: str) -> str:
    """Return in words what a model was trained on."""
    return (
        f"Piano pieces by {whom}, sequenced by Bernd Krueger (www.piano-midi.de), "
        "licence CC BY-SA 3.0 Germany"
    )


SCORES_CREDIT = (
    "Scores were encoded by The Fryderyk Chopin Institute (chopinscores.org and polishscores.org) "
    "and are licensed CC BY 4.0."
)


@contextmanager
def replaced_folder(folder: Path) -> Iterator[Path]:
    """Yield a new folder beside `folder`; on success it replaces an older one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as name:
        fresh = Path(name) / "new"
        fresh.mkdir()
        yield fresh
        if folder.exists():
            folder.rename(Path(name) / "old")
        fresh.rename(folder)


def seeds_as_json(rows: Iterable[Mapping[str, Any]]) -> bytes:
    """Return library seeds as a JSON list, one a line."""
    lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    return f"[\n{lines}\n]\n".encode()
