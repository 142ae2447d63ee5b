"""What a new study compares, as it is chosen: models, and music that is read when it is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from chopin_studio.data_fields import one_line
from chopin_studio.engine.controls import why_unsupported
from chopin_studio.study.definition import CONTROL
from chopin_studio.study.sources import BundleSource, Source, control_of, music_group
from chopin_studio.study.study_json import LONGEST_TITLE

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.music.excerpt import Excerpt

ReadPiece = Callable[[], "Excerpt"]


@dataclass(frozen=True, slots=True)
class MusicGroup:
    """Takes or files that are compared as one, each with its name and what reads it.

    `kind` is one of MODEL_KINDS but BUNDLE; real pieces as a control have a label of their own.
    """

    label: str
    kind: str
    pieces: tuple[tuple[str, ReadPiece], ...]

    def source(self, number: int) -> Source:
        """Read the music of the `number`th group; raises what reading it raises."""
        pieces = tuple((name, read()) for name, read in self.pieces)
        if self.kind == CONTROL:
            return control_of(pieces)
        return music_group(number, one_line(self.label, LONGEST_TITLE), pieces, self.kind)


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that a study compares."""

    bundles: tuple[Bundle, ...]
    groups: tuple[MusicGroup, ...]

    def sources(self) -> tuple[Source, ...]:
        """Read the music of all; slow, so call it on a worker thread."""
        models = (BundleSource(bundle) for bundle in self.bundles)
        return (*models, *(group.source(n) for n, group in enumerate(self.groups, 1)))

    def why_no_bars(self) -> str:
        """Return why excerpts cannot be so many bars long; empty where they can."""
        lacking = (bundle for bundle in self.bundles if "bars" not in bundle.controls)
        return next((why_unsupported(bundle, "bars") for bundle in lacking), "")


def files_group(
    label: str, kind: str, paths: Sequence[Path], read: Callable[[Path], Excerpt]
) -> MusicGroup:
    """Return files as a group; they are read when the study is created."""

    def reading(path: Path) -> ReadPiece:
        return lambda: read(path)

    return MusicGroup(label, kind, tuple((path.name, reading(path)) for path in paths))
