"""Unpack compressed MusicXML (`.mxl`): a ZIP archive that names its score.

Nothing is written to disk, so names of files in the archive lead nowhere; what is unpacked is
bounded, however much it would become.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from chopin_studio.music.musicxml_io.errors import MusicXmlError
from chopin_studio.music.musicxml_io.xml_cells import XmlError, read_cells
from chopin_studio.texts import translatable

CONTAINER = "META-INF/container.xml"
_MOST_CONTAINER_BYTES = 2**16
_MOST_FILES = 4096
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Those of the format; others unpack in pieces that cannot be bounded."""

_SCORE_ENDINGS = (".musicxml", ".xml")


def unpacked(data: bytes, name: str, most_bytes: int) -> bytes:
    """Return the score in the archive `data`; a MusicXmlError calls the file `name`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [info for info in archive.infolist()[:_MOST_FILES] if not info.is_dir()]
            for member in _scores(archive, members):
                return _content(archive, member, name, most_bytes)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        LookupError,
    ) as error:
        raise MusicXmlError(
            translatable(
                "{name} is damaged and cannot be unpacked. Export it again as MusicXML.", name=name
            )
        ) from error
    raise MusicXmlError(
        translatable(
            "{name} is an archive without a score. Export the score as MusicXML.", name=name
        )
    )


def names_in_archive(path: Path) -> tuple[str, ...]:
    """Return the names of the files in an archive, none where it is damaged."""
    try:
        with zipfile.ZipFile(path) as archive:
            return tuple(archive.namelist()[:_MOST_FILES])
    except (zipfile.BadZipFile, ValueError, OSError, LookupError, NotImplementedError):
        return ()


def _scores(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> Iterator[zipfile.ZipInfo]:
    """Yield what the container names, then whatever looks like a score."""
    by_name = {member.filename: member for member in members}
    for path in _named_scores(archive, by_name.get(CONTAINER)):
        if path in by_name:
            yield by_name[path]
    for member in members:
        if member.filename.lower().endswith(_SCORE_ENDINGS) and "META-INF/" not in member.filename:
            yield member


def _named_scores(archive: zipfile.ZipFile, container: zipfile.ZipInfo | None) -> list[str]:
    if container is None or container.compress_type not in _METHODS:
        return []
    with archive.open(container) as file:
        data = file.read(_MOST_CONTAINER_BYTES)
    paths: list[str] = []

    def read(_: dict[str, str] | None, element: Element) -> None:
        paths.extend(
            root.get("full-path", "")
            for root in element.iter("rootfile")
            if "musicxml" in root.get("media-type", "musicxml")
        )

    try:
        read_cells(data, read)
    except XmlError:
        return paths
    return paths


def _content(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, most_bytes: int
) -> bytes:
    if member.flag_bits & 1:
        raise MusicXmlError(
            translatable("{name} is locked with a password. Export it without one.", name=name)
        )
    if member.compress_type not in _METHODS:
        raise MusicXmlError(
            translatable(
                "{name} is packed in a way that MusicXML does not have. "
                "Export it again as MusicXML.",
                name=name,
            )
        )
    with archive.open(member) as file:
        data = file.read(most_bytes + 1)
    if len(data) > most_bytes:
        raise MusicXmlError(
            translatable(
                "{name} holds a score of more than {most} MB. Export its piano part alone.",
                name=name,
                most=most_bytes // 2**20,
            )
        )
    return data
