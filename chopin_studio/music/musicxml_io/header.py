"""What stands before the bars of a score: its title, and the list of its parts."""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from chopin_studio.music.musicxml_io.values import whole, words

_MOST_PARTS = 200
_PERCUSSION_CHANNEL = 10
_MOST_PRINTED_AS_TITLE = 120
_PERCUSSION = re.compile(
    r"drum|perc|cymbal|snare|tom\b|hi-?hat|schlagzeug|schlagwerk|trommel|batterie|batería|"
    r"bateria|batteria|tamburo|triang|ударн|ドラム",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PartInfo:
    """A part by its list entry: how it is called, and what plays it.

    `sound` is MusicXML's name of the instrument's sound, such as `keyboard.piano`, and `program`
    its General MIDI number from 1, None where none is stated.
    """

    id: str
    name: str = ""
    instrument: str = ""
    sound: str = ""
    program: int | None = None
    is_percussion: bool = False


@dataclass(slots=True)
class Header:
    """The title and the parts, by their ids, as far as they are read."""

    work: str = ""
    movement: str = ""
    printed_title: str = ""
    composer: str = ""
    parts: dict[str, PartInfo] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The title such as `Sonata No. 2: Marche funèbre`; empty where none is stated."""
        if not self.work or not self.movement:
            return self.work or self.movement or self.printed_title
        if self.movement.lower() in self.work.lower():
            return self.work
        if self.work.lower() in self.movement.lower():
            return self.movement
        return f"{self.work}: {self.movement}"

    def read(self, element: Element) -> None:
        """Take in one of the elements before the bars."""
        if element.tag == "work":
            self.work = _title(words(element.find("work-title")))
        elif element.tag == "movement-title":
            self.movement = _title(words(element))
        elif element.tag == "identification":
            self._read_creators(element)
        elif element.tag == "credit":
            self._read_credit(element)
        elif element.tag == "part-list":
            for part in element.findall("score-part")[:_MOST_PARTS]:
                info = _part(part)
                self.parts.setdefault(info.id, info)

    def _read_creators(self, element: Element) -> None:
        for creator in element.findall("creator"):
            if creator.get("type", "composer").lower() == "composer" and not self.composer:
                self.composer = words(creator)

    def _read_credit(self, element: Element) -> None:
        """Take the title that is printed on the first page, for scores that state no other."""
        kinds = [words(kind).lower() for kind in element.findall("credit-type")]
        text = words(element.find("credit-words"))[:_MOST_PRINTED_AS_TITLE]
        if "title" in kinds and not self.printed_title:
            self.printed_title = _title(text)


_NO_TITLES = re.compile(
    r"(?:untitled(?: score)?|title|titel|titre|unbenannt|\S*\.(?:mxl|xml|musicxml|mid|mus|sib))",
    re.I,
)


def _title(text: str) -> str:
    """Return a title, empty for what a program writes where there is none, such as a file name."""
    return "" if _NO_TITLES.fullmatch(text) else text


def _part(element: Element) -> PartInfo:
    instrument = element.find("score-instrument")
    midi = element.find("midi-instrument")
    name = words(element.find("part-name"))
    channel = whole(midi.findtext("midi-channel")) if midi is not None else None
    program = whole(midi.findtext("midi-program")) if midi is not None else None
    is_unpitched = midi is not None and midi.find("midi-unpitched") is not None
    # Some programs number channels on, and come to that of percussion with any instrument.
    is_drums = channel == _PERCUSSION_CHANNEL and bool(_PERCUSSION.search(name))
    return PartInfo(
        element.get("id", ""),
        "" if name.lower().startswith("musicxml part") else name,
        words(instrument.find("instrument-name")) if instrument is not None else "",
        words(instrument.find("instrument-sound")) if instrument is not None else "",
        program if program is not None and 1 <= program <= 128 else None,
        is_drums or is_unpitched,
    )
