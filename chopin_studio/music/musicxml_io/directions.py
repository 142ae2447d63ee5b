"""Read directions: tempo, dynamics, hairpins, pedal, and where to jump."""

import re
from collections.abc import Iterator
from fractions import Fraction
from xml.etree.ElementTree import Element

from chopin_studio.music.excerpt import SOFT_PEDAL, SOSTENUTO_PEDAL
from chopin_studio.music.musicxml_io.notes import beat_unit, velocity_of
from chopin_studio.music.musicxml_io.part_content import (
    Dynamic,
    Jump,
    Pedal,
    Sign,
    Tempo,
    TempoText,
    Trio,
    Wedge,
)
from chopin_studio.music.musicxml_io.values import decimal, is_yes, words
from chopin_studio.music.written_score.dynamics import ALL_MARKS
from chopin_studio.music.written_score.written import SUSTAIN_PEDAL, JumpKind

_SLOWEST_BPM, _FASTEST_BPM = 5, 1000
_NUMBER = re.compile(r"\d{1,4}(?:[.,]\d{1,3})?")
_GROWING = re.compile(r"\b(?:cresc|crescendo|rinforz|rinforzando)\b", re.I)
_FADING = re.compile(
    r"\b(?:dim|dimin|diminuendo|decresc|decrescendo|smorz|smorzando|"
    r"morendo|perdendo|perdendosi|calando)\b",
    re.I,
)
_MARKS_IN_WORDS = re.compile(r"(?:poco |più |molto |sempre |subito )*([a-z]+)\.?(?: \w+)?")
_JUMP_WORDS = (
    (JumpKind.DA_CAPO, re.compile(r"\bd\. ?c\.|\bda capo\b|^dc\b", re.I)),
    (JumpKind.DAL_SEGNO, re.compile(r"\bd\. ?s\.|\bdal segno\b|^ds\b", re.I)),
    (JumpKind.TO_CODA, re.compile(r"\bto coda\b|\bal coda\b|^alla coda$", re.I)),
    (JumpKind.FINE, re.compile(r"^fine\.?$", re.I)),
)
_TRIO = re.compile(r"trio\b", re.I)
_SOUND_JUMPS = {
    "dacapo": JumpKind.DA_CAPO,
    "dalsegno": JumpKind.DAL_SEGNO,
    "tocoda": JumpKind.TO_CODA,
    "fine": JumpKind.FINE,
    "segno": JumpKind.SEGNO,
    "coda": JumpKind.CODA,
}
_PEDAL_MOVES = {
    "start": (True,),
    "resume": (True,),
    "change": (False, True),
}
_SOUND_PEDALS = {
    "damper-pedal": SUSTAIN_PEDAL,
    "sostenuto-pedal": SOSTENUTO_PEDAL,
    "soft-pedal": SOFT_PEDAL,
}
_SOFT = re.compile(r"\b(?:una corda|u\. ?c\.)", re.I)
_NOT_SOFT = re.compile(r"\b(?:tre corde|tutte (?:le )?corde|t\. ?c\.)", re.I)
_MOST_LABEL = 40


def read_direction(direction: Element, staff: int) -> Iterator[Sign]:
    """Yield what a `<direction>` at a staff says."""
    sound = direction.find("sound")
    sounding = list(read_sound(sound)) if sound is not None else []
    yield from sounding
    kinds = {type(sign) for sign in sounding}
    placement = direction.get("placement")
    is_between = placement is None or (placement == "above") is (staff > 1)
    velocity = velocity_of(sound.get("dynamics")) if sound is not None else None
    for sign in (sign for kind in direction.findall("direction-type") for sign in kind):
        if sign.tag == "dynamics":
            yield from _dynamics(sign, staff, velocity, is_between)
        elif sign.tag == "wedge":
            yield from _wedge(sign, staff, is_between)
        elif sign.tag == "pedal" and Pedal not in kinds:
            yield from _pedal(sign)
        elif sign.tag == "metronome" and Tempo not in kinds:
            yield from _metronome(sign)
        elif sign.tag in ("segno", "coda") and Jump not in kinds:
            yield Jump(JumpKind(sign.tag), is_glyph=True)
    yield from _from_words(direction, staff, kinds, velocity)


def read_sound(sound: Element) -> Iterator[Sign]:
    """Yield what a `<sound>` says, dynamics aside."""
    tempo = decimal(sound.get("tempo"))
    if tempo is not None and _SLOWEST_BPM <= tempo <= _FASTEST_BPM:
        yield Tempo(float(tempo))
    for attribute, kind in _SOUND_JUMPS.items():
        value = sound.get(attribute)
        if value is None or value.strip().lower() == "no":
            continue
        has_label = kind not in (JumpKind.DA_CAPO, JumpKind.FINE)
        yield Jump(kind, value.strip()[:_MOST_LABEL] if has_label else "")
    for attribute, controller in _SOUND_PEDALS.items():
        if sound.get(attribute) is not None:
            depth = decimal(sound.get(attribute))
            yield Pedal(is_yes(sound, attribute) if depth is None else depth >= 50, controller)


def _pedal(sign: Element) -> Iterator[Pedal]:
    kind = sign.get("type", "")
    if kind == "sostenuto":
        yield Pedal(True, SOSTENUTO_PEDAL)
    elif kind in ("stop", "discontinue"):
        yield Pedal(False)
        yield Pedal(False, SOSTENUTO_PEDAL)
    else:
        yield from (Pedal(down) for down in _PEDAL_MOVES.get(kind, ()))


def _dynamics(
    element: Element, staff: int, velocity: int | None, is_between: bool
) -> Iterator[Dynamic]:
    for sign in element:
        text = words(sign).lower().strip(". ") if sign.tag == "other-dynamics" else sign.tag
        if text in ALL_MARKS or velocity is not None:
            yield Dynamic(staff, text, velocity, is_between)


def _wedge(element: Element, staff: int, is_between: bool) -> Iterator[Wedge]:
    kind, number = element.get("type", ""), element.get("number", "1")[:_MOST_LABEL]
    if kind in ("crescendo", "diminuendo"):
        yield Wedge(staff, number, True, kind == "crescendo", is_between=is_between)
    elif kind == "stop":
        yield Wedge(staff, number, False)


def _metronome(element: Element) -> Iterator[Tempo]:
    """Yield the tempo of a mark such as `♩. = 60`, of a range the middle; none for `♩ = ♪`."""
    units = element.findall("beat-unit")
    numbers = [
        float(number.replace(",", "."))
        for number in _NUMBER.findall(words(element.find("per-minute")))
    ]
    if len(units) != 1 or not numbers:
        return
    unit = beat_unit(words(units[0]), len(element.findall("beat-unit-dot")))
    if unit is None:
        return
    bpm = float(unit) * sum(numbers[:2]) / len(numbers[:2])
    if _SLOWEST_BPM <= bpm <= _FASTEST_BPM:
        yield Tempo(bpm)


def _from_words(
    direction: Element, staff: int, kinds: set[type], velocity: int | None
) -> Iterator[Sign]:
    """Yield what the words of a direction say, all together, as one sentence may have many."""
    text = " ".join(words(one) for one in direction.findall("direction-type/words")).strip()
    if not text:
        return
    if Jump not in kinds:
        jump = next((kind for kind, pattern in _JUMP_WORDS if pattern.search(text)), None)
        if jump is not None:
            yield Jump(jump, is_glyph=False)
            return
    if Pedal not in kinds and (_SOFT.search(text) or _NOT_SOFT.search(text)):
        yield Pedal(not _NOT_SOFT.search(text), SOFT_PEDAL)
    if _TRIO.match(text):
        yield Trio()
    if _GROWING.search(text) or _FADING.search(text):
        yield Wedge(staff, "", True, grows=bool(_GROWING.search(text)), is_word=True)
    elif (mark := _MARKS_IN_WORDS.fullmatch(text)) and mark[1].lower() in ALL_MARKS:
        yield Dynamic(staff, mark[1].lower(), velocity)
    yield TempoText(text)


def offset_of(direction: Element, divisions: Fraction) -> Fraction:
    """Return how many quarters after its place in the file a direction or sound belongs."""
    offset = decimal(direction.findtext("offset"))
    return Fraction(0) if offset is None else offset / divisions
