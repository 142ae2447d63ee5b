"""Read one `<note>`: its pitch, its length, and the signs that belong to it alone."""

from dataclasses import dataclass, replace
from fractions import Fraction
from xml.etree.ElementTree import Element

from chopin_studio.music.musicxml_io.values import decimal, whole
from chopin_studio.music.written_score.written import PrintedNote

FULL_VELOCITY = 90
"""The velocity that MusicXML's 100 per cent of dynamics stand for."""

LONGEST_QUARTERS = 1024
"""A longer note is a slip: a hundred bars."""

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_LOWEST_OCTAVE, _HIGHEST_OCTAVE = 0, 9
_MOST_ALTER = 4
_NATURAL = Fraction(0)

_TYPES = {
    "1024th": Fraction(1, 256),
    "512th": Fraction(1, 128),
    "256th": Fraction(1, 64),
    "128th": Fraction(1, 32),
    "64th": Fraction(1, 16),
    "32nd": Fraction(1, 8),
    "16th": Fraction(1, 4),
    "eighth": Fraction(1, 2),
    "quarter": Fraction(1),
    "half": Fraction(2),
    "whole": Fraction(4),
    "breve": Fraction(8),
    "long": Fraction(16),
    "maxima": Fraction(32),
}
_MOST_DOTS = 4

_ACCENTS = {"accent": 12, "strong-accent": 20, "soft-accent": 6, "stress": 8}
_SHARES = {
    "staccato": Fraction(2, 5),
    "staccatissimo": Fraction(1, 4),
    "spiccato": Fraction(2, 5),
    "detached-legato": Fraction(3, 4),
}
_PORTATO = Fraction(3, 4)


@dataclass(frozen=True, slots=True)
class NoteSigns:
    """What a note's `<notations>` say: how loud, how short, and whether it is held."""

    accent: int = 0
    share: Fraction = Fraction(1)
    has_fermata: bool = False
    dynamics: tuple[str, ...] = ()

    def joined(self, others: "NoteSigns") -> "NoteSigns":
        """Return these signs with the articulations of `others`, of the same chord."""
        return replace(
            self, accent=max(self.accent, others.accent), share=min(self.share, others.share)
        )


NO_SIGNS = NoteSigns()


def stated_length(text: str | None, divisions: Fraction) -> Fraction | None:
    """Return the length in quarters of so many divisions; None for a negative or absurd one."""
    stated = decimal(text)
    if stated is None or not 0 <= stated / divisions <= LONGEST_QUARTERS:
        return None
    return stated / divisions


def printed_value(note: Element) -> Fraction | None:
    """Return the length that note head, dots and tuplet show; None without a note head."""
    value = _TYPES.get((note.findtext("type") or "").strip())
    if value is None:
        return None
    value *= 2 - Fraction(1, 2 ** min(len(note.findall("dot")), _MOST_DOTS))
    ratio = note.find("time-modification")
    if ratio is not None:
        actual, normal = (
            whole(ratio.findtext("actual-notes")),
            whole(ratio.findtext("normal-notes")),
        )
        if actual and normal and 0 < actual < 1000 and 0 < normal < 1000:
            value *= Fraction(normal, actual)
    return value


def beat_unit(name: str, dots: int) -> Fraction | None:
    """Return the length in quarters of a note head by name with `dots`."""
    value = _TYPES.get(name.strip())
    return None if value is None else value * (2 - Fraction(1, 2 ** min(dots, _MOST_DOTS)))


def pitch(note: Element, transposition: int) -> int | None:
    """Return the MIDI note number that a note sounds; None where it states none."""
    element = note.find("pitch")
    if element is None:
        return None
    step = _STEPS.get((element.findtext("step") or "").strip().upper())
    octave = whole(element.findtext("octave"))
    written = element.findtext("alter")
    alter = _NATURAL if written is None else decimal(written)
    if step is None or octave is None or not _LOWEST_OCTAVE <= octave <= _HIGHEST_OCTAVE:
        return None
    if alter is None or abs(alter) > _MOST_ALTER:
        return None
    return 12 * (octave + 1) + step + round(alter) + transposition


def printed_note(
    note: Element, number: int, quarters: Fraction, is_grace: bool, signs: NoteSigns
) -> PrintedNote:
    """Return the note of a pitch and length with its ties and signs."""
    ties = {tie.get("type") for tie in note.findall("tie")}
    ties |= {tied.get("type") for tied in note.findall("notations/tied")}
    return PrintedNote(
        number,
        quarters,
        continues="stop" in ties or "continue" in ties,
        holds="start" in ties or "continue" in ties,
        is_grace=is_grace,
        velocity=_stated_velocity(note),
        accent=signs.accent,
        sounding_share=signs.share,
    )


def note_signs(note: Element) -> NoteSigns:
    """Return what stands in the notations of a note or rest."""
    if note.find("notations") is None:
        return NO_SIGNS
    accent, share, has_fermata = 0, Fraction(1), False
    marks: list[str] = []
    is_tenuto = False
    for notations in note.findall("notations"):
        has_fermata = has_fermata or notations.find("fermata") is not None
        for articulations in notations.findall("articulations"):
            names = [sign.tag for sign in articulations]
            accent = max([accent, *(_ACCENTS.get(name, 0) for name in names)])
            share = min([share, *(_SHARES.get(name, Fraction(1)) for name in names)])
            is_tenuto = is_tenuto or "tenuto" in names
        marks += [sign.tag for dynamics in notations.findall("dynamics") for sign in dynamics]
    if is_tenuto and share < 1:
        share = _PORTATO
    return NoteSigns(accent, share, has_fermata, tuple(marks))


def velocity_of(per_cent: str | None) -> int | None:
    """Return the velocity that a share of MusicXML's full dynamics stands for."""
    share = decimal(per_cent)
    if share is None or share < 0:
        return None
    return min(max(round(share * FULL_VELOCITY / 100), 1), 127)


def _stated_velocity(note: Element) -> int | None:
    return velocity_of(note.get("dynamics"))
