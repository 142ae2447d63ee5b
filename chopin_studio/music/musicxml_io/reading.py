"""Read a MusicXML score as music to play."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from chopin_studio.data_fields import DataError
from chopin_studio.data_files import read_bounded
from chopin_studio.music.musicxml_io.assemble import assembled
from chopin_studio.music.musicxml_io.compressed import unpacked
from chopin_studio.music.musicxml_io.errors import MusicXmlError
from chopin_studio.music.musicxml_io.header import Header, PartInfo
from chopin_studio.music.musicxml_io.notices import ReadingFacts, notices
from chopin_studio.music.musicxml_io.part_content import PartContent
from chopin_studio.music.musicxml_io.part_reader import PartReader
from chopin_studio.music.musicxml_io.xml_cells import RefusedXmlError, XmlError, read_cells
from chopin_studio.music.opened_music import OpenedMusic, Part
from chopin_studio.music.written_score.part_choice import (
    PartSummary,
    chosen_parts,
    pitched_parts,
    staff_hands,
)
from chopin_studio.music.written_score.played_score import PlayedScore, TooLongError, played_score
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.music.written_score.written import WrittenScore
from chopin_studio.texts import translatable

MOST_FILE_BYTES = 64 * 2**20
MOST_SCORE_BYTES = 128 * 2**20
"""Of a compressed score when it is unpacked: more than a symphony takes."""

MOST_NOTES = 200_000
"""More than a symphony has."""

MOST_BARS = 50_000
MOST_SIGNS = 200_000
_MOST_PARTS = 200


def open_musicxml(
    path: Path, parts: Collection[int] | None = None, repeats: Repeats = Repeats.WRITTEN_OUT
) -> OpenedMusic:
    """Read the score at `path`, compressed or not; see `music_from_bytes`."""
    path = Path(path)
    try:
        data = read_bounded(path, MOST_FILE_BYTES)
    except (DataError, OSError) as error:
        raise MusicXmlError(
            translatable(
                "{name} cannot be read: {reason}. Choose a MusicXML file.",
                name=path,
                reason=getattr(error, "strerror", None) or error,
            )
        ) from error
    return music_from_bytes(data, path.name, parts, repeats)


def music_from_bytes(
    data: bytes,
    name: str,
    parts: Collection[int] | None = None,
    repeats: Repeats = Repeats.WRITTEN_OUT,
) -> OpenedMusic:
    """Read the content of a MusicXML file, called `name` in errors.

    `parts` are the indices of the parts to take, None for those of the piano, or for all where
    there are none. Raises MusicXmlError where there are no notes to read.
    """
    if data.startswith(b"PK"):
        data = unpacked(data, name, MOST_SCORE_BYTES)
    document = _read(data, name)
    contents = [reader.content for reader in document.readers.values()]
    summaries = [
        _summary(info, content) for info, content in zip(document.infos, contents, strict=True)
    ]
    choice = chosen_parts(summaries, parts)
    if not choice.taken:
        raise _without_notes(name, bool(pitched_parts(summaries)))
    taken = choice.taken
    score = assembled(contents, taken, staff_hands(summaries, taken))
    score.records = {"OTL": document.header.title}
    played, is_played_once = _played(score, repeats, name)
    if not played.excerpt.notes:
        raise _without_notes(name, False)
    facts = ReadingFacts(
        labels=tuple(summary.label for summary in summaries),
        choice=choice,
        contents=tuple(contents),
        percussion=tuple(summary.is_percussion for summary in summaries),
        played=played,
        is_cut_short=document.is_cut_short,
        is_played_once=is_played_once,
    )
    infos = document.infos
    listed = tuple(
        Part(index, info.name, info.instrument, len(content.notes), index in taken)
        for index, (info, content) in enumerate(zip(infos, contents, strict=True))
    )
    return OpenedMusic(played.excerpt, listed, notices(facts))


@dataclass(slots=True)
class _Document:
    """A document while it is read: its header, and a reader for each part by its id."""

    name: str
    header: Header = field(default_factory=Header)
    readers: dict[str, PartReader] = field(default_factory=dict)
    is_timewise: bool = False
    is_cut_short: bool = False
    bar_attributes: dict[str, str] | None = None
    bars_begun: int = 0
    note_count: int = 0
    sign_count: int = 0

    @property
    def infos(self) -> list[PartInfo]:
        """What the list of parts says of those there are, in the order of the readers."""
        return [self.header.parts.get(key, PartInfo(key)) for key in self.readers]

    def read_root(self, tag: str) -> None:
        if tag not in ("score-partwise", "score-timewise"):
            raise MusicXmlError(
                translatable(
                    "{name} is an XML file without a score that can be read. "
                    "Export the score as MusicXML.",
                    name=self.name,
                )
            )
        self.is_timewise = tag == "score-timewise"

    def read_cell(self, holder: dict[str, str] | None, element: Element) -> None:
        if holder is None:
            self.header.read(element)
        elif self.is_timewise and element.tag == "part":
            self._read_timewise(holder, element)
        elif not self.is_timewise and element.tag == "measure":
            self._read_bar(holder.get("id", ""), element)

    def _read_timewise(self, measure: dict[str, str], part: Element) -> None:
        """Read the bar of a part: in such a file the measure around it has its attributes."""
        if measure is not self.bar_attributes:
            self.bar_attributes = measure
            self.bars_begun += 1
        key = part.get("id", "")
        for name, value in measure.items():
            part.set(name, value)
        self._read_bar(key, part, self.bars_begun - 1)

    def _read_bar(self, key: str, measure: Element, place: int | None = None) -> None:
        reader = self.readers.get(key)
        if reader is None:
            if len(self.readers) >= _MOST_PARTS:
                return
            reader = self.readers[key] = PartReader()
        content = reader.content
        while place is not None and len(content.ends) < min(place, MOST_BARS):
            reader.pass_over_bar()
        notes, signs = len(content.notes), len(content.signs)
        reader.read_bar(measure)
        self.note_count += len(content.notes) - notes
        self.sign_count += len(content.signs) - signs
        if self.note_count > MOST_NOTES:
            raise _too_long(self.name)
        if self.sign_count > MOST_SIGNS or len(content.ends) > MOST_BARS:
            raise MusicXmlError(
                translatable(
                    "{name} is longer than any score. Export its piano part alone.", name=self.name
                )
            )


def _read(data: bytes, name: str) -> _Document:
    document = _Document(name)
    try:
        read_cells(data, document.read_cell, document.read_root)
    except RefusedXmlError as error:
        raise MusicXmlError(
            translatable(
                "{name} has XML that no score has, and is not opened. Export it again as MusicXML.",
                name=name,
            )
        ) from error
    except XmlError as error:
        if not any(reader.content.notes for reader in document.readers.values()):
            raise MusicXmlError(
                translatable(
                    "{name} is damaged and cannot be read. Export it again as MusicXML.", name=name
                )
            ) from error
        document.is_cut_short = True
    return document


def _summary(info: PartInfo, content: PartContent) -> PartSummary:
    label = info.name or info.instrument
    return PartSummary(
        label,
        info.sound,
        content.staves,
        len(content.notes),
        info.is_percussion,
        sum(placed.note.pitch for placed in content.notes) / max(len(content.notes), 1),
        info.program,
    )


def _played(score: WrittenScore, repeats: Repeats, name: str) -> tuple[PlayedScore, bool]:
    """Return the score as played, and whether repeats are left out as it would be too long."""
    for attempt in dict.fromkeys((repeats, Repeats.ONCE)):
        try:
            return played_score(score, attempt, MOST_NOTES), attempt is not repeats
        except TooLongError:
            continue
    raise _too_long(name)


def _too_long(name: str) -> MusicXmlError:
    return MusicXmlError(
        translatable(
            "{name} has more than {most:,} notes. Export its piano part alone.",
            name=name,
            most=MOST_NOTES,
        )
    )


def _without_notes(name: str, has_others: bool) -> MusicXmlError:
    if has_others:
        return MusicXmlError(
            translatable("{name} has no notes in the parts chosen. Choose others.", name=name)
        )
    return MusicXmlError(
        translatable("{name} has no notes to play. Choose another score.", name=name)
    )
