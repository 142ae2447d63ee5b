"""Check MusicXML documents against the 4.0 schema, without a network."""

from functools import cache
from importlib.resources import files

from lxml import etree

_XML = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/XML/1998/namespace">
  <xs:attribute name="lang" type="xs:language"/><xs:attribute name="space" type="xs:NCName"/>
</xs:schema>"""
_XLINK = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"
  targetNamespace="http://www.w3.org/1999/xlink">
  <xs:attribute name="href" type="xs:anyURI"/><xs:attribute name="type" type="xs:token"/>
  <xs:attribute name="role" type="xs:token"/><xs:attribute name="title" type="xs:string"/>
  <xs:attribute name="show" type="xs:token"/><xs:attribute name="actuate" type="xs:token"/>
</xs:schema>"""


class _Imports(etree.Resolver):
    """Stand in for the two schemas that the MusicXML one imports from the web."""

    def resolve(self, url: str, public_id: str, context: object) -> object:
        """Return our own short form of the attributes that MusicXML refers to."""
        if url.endswith(("xml.xsd", "xlink.xsd")):
            content = _XLINK if url.endswith("xlink.xsd") else _XML
            return self.resolve_string(content, context)
        return None


@cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Imports())
    source = files("musicxml") / "generate_classes" / "musicxml_4_0.xsd"
    return etree.XMLSchema(etree.fromstring(source.read_bytes(), parser))


def parsed(document: bytes) -> etree._Element:
    """Parse `document` and fail where it breaks the MusicXML 4.0 schema."""
    root = etree.fromstring(document, etree.XMLParser(no_network=True, load_dtd=False))
    _schema().assertValid(root)
    return root
