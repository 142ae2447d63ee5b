"""Scores in MusicXML read as music: `.musicxml`, `.xml` and compressed `.mxl` files.

`compressed.py` unpacks, `xml_cells.py` reads XML of unknown origin bar by bar, and `header.py`,
`attributes.py`, `notes.py`, `directions.py` and `part_reader.py` what stands in a score. The bars
of all parts are put one after the other by `bar_times.py` and `assemble.py`, and `reading.py` makes
music of it by `written_score`. The format: MusicXML 4.0, W3C Community Group Final Report (2021);
older versions have the same elements.

MusicXML states pitches as they sound, octave lines included, but written for the instrument. Rolled
chords are struck together, and trills, mordents and turns played as they are written.
"""

from chopin_studio.music.musicxml_io.compressed import names_in_archive
from chopin_studio.music.musicxml_io.errors import MusicXmlError
from chopin_studio.music.musicxml_io.reading import open_musicxml

__all__ = ["MusicXmlError", "names_in_archive", "open_musicxml"]
