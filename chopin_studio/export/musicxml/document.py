"""Write MusicXML 4.0: one piano part on two staves.

Only translation happens here; what goes where is decided in `notation`.

It is done without a library, since music21 was slower and lost signs: given the same scores
(prelude 15, nocturne op. 27 no. 2 and polonaise op. 53, 9,401 notes), its writer took 1.15, 1.28
and 4.63 s of processor time where this one took 0.09, 0.07 and 0.40 s, for which the score tab
waits, and left out 3 of 78 signs of hairpins. What makes a score readable, voices and values, it
leaves to the caller; by itself it writes polonaise op. 53 with four voices on a staff
(`tests/export/rivals_report.py` compares).
"""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from chopin_studio import __version__
from chopin_studio.export.credits import NO_CREDITS, STUDIO, Credits, plain_text
from chopin_studio.export.musicxml.measures import Measures
from chopin_studio.export.notation.build_score import build_score
from chopin_studio.export.notation.score import Score
from chopin_studio.files import write_bytes
from chopin_studio.music.excerpt import Excerpt

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE score-partwise PUBLIC "-//Recordare//DTD MusicXML 4.0 Partwise//EN" '
    '"http://www.musicxml.org/dtds/partwise.dtd">\n'
)
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<container><rootfiles>'
    '<rootfile full-path="score.musicxml" media-type="application/vnd.recordare.musicxml+xml"/>'
    "</rootfiles></container>\n"
)
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_PART = "P1"


def export_musicxml(excerpt: Excerpt, path: Path, credits: Credits = NO_CREDITS) -> None:
    """Write `excerpt` as a MusicXML score; raises StudioError where it cannot be written."""
    write_bytes(path, musicxml(excerpt, credits))


def export_mxl(excerpt: Excerpt, path: Path, credits: Credits = NO_CREDITS) -> None:
    """Write `excerpt` as compressed MusicXML; raises StudioError where it cannot be written."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            ("META-INF/container.xml", _CONTAINER.encode()),
            ("score.musicxml", musicxml(excerpt, credits)),
        ):
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_DEFLATED)
    write_bytes(path, buffer.getvalue())


def musicxml(excerpt: Excerpt, credits: Credits = NO_CREDITS) -> bytes:
    """Return `excerpt` as a MusicXML document; equal music gives equal bytes."""
    root = score_element(build_score(excerpt), credits)
    ElementTree.indent(root, " ")
    return document(root)


def score_element(score: Score, credits: Credits, names_notes: bool = False) -> ElementTree.Element:
    """Return `score` as the root element of a document; see Measures for the notes' names."""
    root = ElementTree.Element("score-partwise", version="4.0")
    _add_header(root, score, credits)
    Measures(score, names_notes).add_to(ElementTree.SubElement(root, "part", id=_PART))
    return root


def document(root: ElementTree.Element) -> bytes:
    """Return the bytes of a MusicXML document."""
    return (_HEAD + ElementTree.tostring(root, encoding="unicode") + "\n").encode()


def _add_header(root: ElementTree.Element, score: Score, credits: Credits) -> None:
    """Add title, composer and credits of the piece, and a part list with one piano."""
    title = plain_text(score.title) or "Untitled"
    _add(_add(root, "work"), "work-title", title)
    _add(root, "movement-title", title)
    identification = _add(root, "identification")
    if credits.composer:
        _add(identification, "creator", plain_text(credits.composer)).set("type", "composer")
    encoding = _add(identification, "encoding")
    _add(encoding, "software", f"{STUDIO} {__version__}")
    for element in ("accidental", "beam"):
        ElementTree.SubElement(encoding, "supports", element=element, type="yes")
    if credits.fields:
        miscellaneous = _add(identification, "miscellaneous")
        for name, value in credits.fields:
            field = _add(miscellaneous, "miscellaneous-field", plain_text(value))
            field.set("name", plain_text(name))
    part = ElementTree.SubElement(_add(root, "part-list"), "score-part", id=_PART)
    _add(part, "part-name", "Piano")
    instrument = ElementTree.SubElement(part, "score-instrument", id=f"{_PART}-I1")
    _add(instrument, "instrument-name", "Piano")
    midi = ElementTree.SubElement(part, "midi-instrument", id=f"{_PART}-I1")
    _add(midi, "midi-channel", "1")
    _add(midi, "midi-program", "1")


def _add(parent: ElementTree.Element, tag: str, text: str | None = None) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, tag)
    child.text = text
    return child
