"""Engrave an excerpt: the pages of its score, and where its notes are on them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, SubElement

from chopin_studio.export.credits import NO_CREDITS, Credits, plain_text
from chopin_studio.export.engraving.engraver import Engraver
from chopin_studio.export.engraving.page import Line, Page, TextRun
from chopin_studio.export.engraving.verovio_svg import read_page, signs_of
from chopin_studio.export.errors import ExportError
from chopin_studio.export.musicxml.document import document, score_element
from chopin_studio.export.musicxml.measures import ticks_of
from chopin_studio.export.notation.build_score import on_grid, score_of
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.tempo import TempoMap
from chopin_studio.texts import translatable


@dataclass(frozen=True, slots=True)
class EngravedNote:
    """A written note: when it begins and ends, and where its head is."""

    start_tick: int
    end_tick: int
    name: str
    page: int
    system: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Engraving:
    """Pages, with the notes on them in the order of their starts.

    Where music that was played freely had to be quantised, the score has ticks of its own;
    `played` and `written` are then the tempo maps of the two, by which ticks are converted.
    """

    pages: tuple[Page, ...] = ()
    marks: tuple[EngravedNote, ...] = ()
    starts: tuple[int, ...] = ()
    longest_tick: int = 0
    played: TempoMap | None = None
    written: TempoMap | None = None

    def sounding_at(self, tick: float) -> tuple[EngravedNote, ...]:
        """Return the notes that sound at a tick of the music."""
        place = self._in_score(tick)
        last = bisect_right(self.starts, place)
        first = bisect_right(self.starts, place - self.longest_tick - 1)
        return tuple(mark for mark in self.marks[first:last] if mark.end_tick > place)

    def begun_between(self, start_tick: float, end_tick: float) -> tuple[EngravedNote, ...]:
        """Return the notes that begin in `[start_tick, end_tick)`, by ticks of the music."""
        first = bisect_left(self.starts, self._in_score(start_tick))
        return self.marks[first : bisect_left(self.starts, self._in_score(end_tick))]

    def place_at(self, tick: float) -> tuple[EngravedNote, EngravedNote | None, float] | None:
        """Return the onsets before and after a tick of the music, and its place between, 0 to 1."""
        if not self.marks:
            return None
        place = self._in_score(tick)
        index = max(bisect_right(self.starts, place) - 1, 0)
        before = self.marks[index]
        following = bisect_right(self.starts, before.start_tick)
        if following == len(self.marks):
            return before, None, 0.0
        after = self.marks[following]
        share = (place - before.start_tick) / (after.start_tick - before.start_tick)
        return before, after, min(max(share, 0.0), 1.0)

    def tick_of(self, mark: EngravedNote) -> float:
        """Return the tick of the music at which the note begins."""
        if self.played is None or self.written is None:
            return mark.start_tick
        return self.played.sec_to_tick(self.written.tick_to_sec(mark.start_tick))

    def _in_score(self, tick: float) -> float:
        if self.played is None or self.written is None:
            return tick
        return self.written.sec_to_tick(self.played.tick_to_sec(tick))


def engrave(excerpt: Excerpt, engraver: Engraver, credits: Credits = NO_CREDITS) -> Engraving:
    """Engrave `excerpt`; raises ExportError where it cannot be written as a score."""
    counted = on_grid(excerpt)
    score = score_of(counted)
    root = score_element(score, credits, names_notes=True)
    _leave_out_name(root)
    _add_heading(root, score.title, credits)
    drawn = engraver.pages(document(root))
    try:
        signs = signs_of(engraver.signs)
        pages = tuple(read_page(page, signs) for page in drawn)
    except (ValueError, TypeError, AttributeError, SyntaxError) as error:  # the last for no XML
        raise ExportError(
            translatable(
                "The program that engraves scores (verovio) drew what cannot be read. Try again, "
                "or export the music as MusicXML and open it in a notation program."
            )
        ) from error
    title, composer = plain_text(score.title), plain_text(credits.composer)
    pages = (_with_heading(pages[0], title, composer), *pages[1:])
    marks = tuple(sorted(_marks(pages), key=lambda mark: (mark.start_tick, mark.x)))
    is_laid = counted is not excerpt
    return Engraving(
        pages,
        marks,
        tuple(mark.start_tick for mark in marks),
        max((mark.end_tick - mark.start_tick for mark in marks), default=0),
        excerpt.tempo_map if is_laid else None,
        counted.tempo_map if is_laid else None,
    )


def _add_heading(root: Element, title: str, credits: Credits) -> None:
    """Add title and composer above the music; verovio prints no composer otherwise."""
    part_list = root.find("part-list")
    before = list(root).index(root[-1] if part_list is None else part_list)
    for kind, text, justify, height in (
        ("title", title, "center", "top"),
        ("composer", credits.composer, "right", "bottom"),  # below the title, which may be long
    ):
        if plain_text(text):
            credit = Element("credit", page="1")
            SubElement(credit, "credit-type").text = kind
            words = SubElement(credit, "credit-words", justify=justify, valign=height)
            words.text = plain_text(text)
            root.insert(before, credit)
            before += 1


def _with_heading(page: Page, title: str, composer: str) -> Page:
    """Set title and composer in the sizes of printed music; verovio makes them equal and close."""

    def lettered(line: Line) -> Line:
        words = _words(line.runs)
        if line.anchor == "middle" and words == " ".join(title.split()):
            return replace(line, y=line.y - _TITLE_RISE, runs=_scaled(line.runs, _TITLE_SIZE))
        if line.anchor == "end" and words == " ".join(composer.split()):
            return replace(line, runs=_scaled(line.runs, _COMPOSER_SIZE))
        return line

    return replace(page, lines=tuple(map(lettered, page.lines)))


_TITLE_SIZE, _COMPOSER_SIZE = 1.5, 0.8
_TITLE_RISE = 200
"""By how much the title moves up, in hundredths of a millimetre."""


def _scaled(runs: Sequence[TextRun], factor: float) -> tuple[TextRun, ...]:
    return tuple(replace(run, size=run.size * factor) for run in runs)


def _words(runs: Sequence[TextRun]) -> str:
    return " ".join("".join(run.text for run in runs).split())


def _leave_out_name(root: Element) -> None:
    """Remove the name of the part, since printed music names no single part."""
    for name in root.iter("part-name"):
        name.text = ""


def _marks(pages: Sequence[Page]) -> list[EngravedNote]:
    found = []
    for number, page in enumerate(pages):
        for head in page.heads:
            ticks = ticks_of(head.name)
            if ticks is not None:
                found.append(EngravedNote(*ticks, head.name, number, head.system, head.x, head.y))
    return found
