"""Read XML of unknown origin piece by piece: the bars of a score, and what stands before them.

The tree of a long score would take a gigabyte. So each bar is handed on as soon as it is whole:
in `<score-partwise>` the measures within each part, in `<score-timewise>` the parts within each
measure.

Nothing is fetched from outside: the name of a document type, which most programs write, is passed
over. Entities are refused, since a few lines of them can stand for gigabytes of text.
"""

import codecs
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element, SubElement
from xml.parsers import expat

OnCell = Callable[[dict[str, str] | None, Element], None]
OnRoot = Callable[[str], None]

_DEEPEST = 100
_MOST_ELEMENTS = 4_000_000
_MOST_ELEMENTS_A_CELL = 500_000
_HOLDERS = ("part", "measure")
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_CODECS = ("ascii", "big5", "cp", "euc", "gb", "iso", "johab", "koi8", "mac", "shift", "utf-8")
"""Encodings of text, by how Python calls them; it has others, such as of names in the Internet."""

_FIRST_BYTES = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""By what bytes a document in an encoding of several bytes a character begins."""


class XmlError(Exception):
    """The XML is damaged at some place; what was handed on before it was sound."""


class RefusedXmlError(XmlError):
    """The XML has what no score has: entities, or elements in absurd depth or number."""


def read_cells(data: bytes, on_cell: OnCell, on_root: OnRoot = lambda tag: None) -> None:
    """Hand the pieces of a document to `on_cell`, each as a whole tree.

    They are the children of the root element (with None), and where these are parts or measures,
    their children instead (with the attributes of the part or measure). The root's tag goes to
    `on_root` before. Exceptions of both pass through. Raises XmlError.
    """
    _Reader(on_cell, on_root).read(data)


class _Reader:
    def __init__(self, on_cell: OnCell, on_root: OnRoot) -> None:
        self._on_cell = on_cell
        self._on_root = on_root
        self._depth = 0
        self._count = 0
        self._cell_start = 0
        self._holder: dict[str, str] | None = None
        self._open: list[Element] = []
        self._text: list[str] = []

    def read(self, data: bytes) -> None:
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = self._refuse_entity
        try:
            parser.Parse(_as_utf_8(data), True)
        except expat.ExpatError as error:
            raise XmlError(str(error)) from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        self._depth += 1
        self._count += 1
        if self._depth > _DEEPEST or self._count > _MOST_ELEMENTS:
            raise RefusedXmlError
        if self._open:
            if self._count - self._cell_start > _MOST_ELEMENTS_A_CELL:
                raise RefusedXmlError
            self._finish_text()
            self._open.append(SubElement(self._open[-1], tag, attributes))
        elif self._depth == 1:
            self._on_root(tag)
        elif self._depth == 2 and tag in _HOLDERS:
            self._holder = attributes
        else:
            self._cell_start = self._count
            self._open.append(Element(tag, attributes))

    def _end(self, _: str) -> None:
        self._depth -= 1
        if self._open:
            self._finish_text()
            element = self._open.pop()
            if not self._open:
                self._on_cell(self._holder, element)
        elif self._depth == 1:
            self._holder = None

    def _characters(self, text: str) -> None:
        if self._open:
            self._text.append(text)

    def _finish_text(self) -> None:
        """Give the text read so far to the element that is open; text after its children counts."""
        if self._text:
            element = self._open[-1]
            if not len(element):
                element.text = "".join(self._text)
            self._text.clear()

    def _refuse_entity(self, *_: object) -> None:
        raise RefusedXmlError


def _as_utf_8(data: bytes) -> bytes:
    """Return a document in UTF-8, whatever encoding it is in, and whatever it says about that.

    Expat knows few encodings itself. Text that is not in the one that it claims becomes UTF-8 with
    signs for what cannot be read.
    """
    for start, encoding in _FIRST_BYTES:
        if data.startswith(start):
            return data.decode(encoding, "replace").encode("utf-8", "replace")
    found = _ENCODING.search(data[:400])
    try:
        codec = codecs.lookup(found[1].decode()).name if found else "utf-8"
    except LookupError:
        codec = "utf-8"
    if not codec.startswith(_CODECS):  # so with UTF-16, too, which the first bytes say it isn't
        codec = "utf-8"
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(codec)
    except ValueError:
        text = data.decode("utf-8", "replace")
    return text.encode("utf-8", "replace")
