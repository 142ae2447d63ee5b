"""Forms as musicians write them, such as A A′ B A, read and written."""

import re
from dataclasses import astuple, dataclass

from chopin_studio.data_fields import shown
from chopin_studio.errors import StudioError
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, Section
from chopin_studio.texts import Text, translatable

DEFAULT_PHRASE_BARS = 8
MOST_SECTIONS = 64
MOST_SECTION_BARS = 999
MOST_FORM_BARS = 2000
LONGEST_FORM = 500
"""The most characters of a form."""

PRIME = "′"
RHYTHM_SIGN = "~"

_MOST_DIGIT = 4
"""A1 to A4 number an A and its variations; a larger number is likely meant as bars."""

_BETWEEN = re.compile(r"[\s,;|–—-]*")
_MARK = re.compile(
    r"""\s*(?P<primes>['’‘′`´ʹʼ"”″‴]+)
    | (?P<rhythm>~)
    | (?P<digit>\d+)
    | \s*\(\s*(?P<bracketed>[+−-]?\s*\d+)\s*\)
    | (?P<shift>[+−-]\d+)
    | \s*:\s*(?P<bars>\d+)
    """,
    re.VERBOSE,
)
_PRIMES_OF = {'"': 2, "”": 2, "″": 2, "‴": 3}
_LONGEST_NUMBER = 6


class FormError(StudioError):
    """A form cannot be read; `place` is the index in its text where it goes wrong."""

    def __init__(self, sentence: Text, place: int) -> None:
        super().__init__(sentence)
        self.place = place


@dataclass(frozen=True, slots=True)
class _Marks:
    """What stands behind a letter; None for what doesn't."""

    likeness: Likeness | None = None
    transposition: int | None = None
    bars: int | None = None


def parse_form(text: str, phrase: int = DEFAULT_PHRASE_BARS) -> tuple[Section, ...]:
    """Return the sections of a form; raises FormError where it is none.

    A section is a letter; spaces, commas, dashes and bar lines between sections may be left out.
    Behind the letter of one that returns may stand, in any order:

    - `'` or `′` for varied, two of them for loosely alike; A2 is A′ and A3 is A″, too;
    - `~` for its rhythm alone, on other pitches;
    - `+5` or `(-3)` for semitones by which it is transposed.

    `:16` is a length in bars, for a first section, too. Without it a first section has `phrase`
    bars, a return as many as the first.
    """
    if len(text) > LONGEST_FORM:
        raise FormError(
            translatable("A form has at most {most} characters; shorten it.", most=LONGEST_FORM),
            LONGEST_FORM,
        )
    sections: list[Section] = []
    place = _between(text, 0)
    while place < len(text):
        section, end = _section(text, place, sections, phrase)
        sections.append(section)
        if len(sections) > MOST_SECTIONS:
            raise FormError(
                translatable("A form has at most {most} sections.", most=MOST_SECTIONS), place
            )
        if sum(each.bars for each in sections) > MOST_FORM_BARS:
            raise FormError(
                translatable(
                    "A form has at most {most:,} bars in all. Leave out sections, or make them "
                    "shorter.",
                    most=MOST_FORM_BARS,
                ),
                place,
            )
        place = _between(text, end)
    if not sections:
        raise FormError(
            translatable("A form needs one letter or more, such as A A B A."), len(text)
        )
    return tuple(sections)


def form_text(sections: tuple[Section, ...], phrase: int = DEFAULT_PHRASE_BARS) -> str:
    """Return sections as `parse_form` reads them with the same `phrase`: `A A′ B:4 A(+5)`."""
    firsts: dict[str, Section] = {}
    words = []
    for section in sections:
        first = firsts.get(section.letter)
        usual = phrase if first is None else first.bars
        marks = "" if first is None else _likeness_mark(section.likeness)
        if first is not None and section.transposition and marks != RHYTHM_SIGN:
            marks += f"({section.transposition:+})"
        if section.bars != usual:
            marks += f":{section.bars}"
        words.append(section.letter + marks)
        firsts.setdefault(section.letter, section)
    return " ".join(words)


def _likeness_mark(likeness: Likeness) -> str:
    marks = {Likeness.VARIED: PRIME, Likeness.LOOSE: 2 * PRIME, Likeness.RHYTHM: RHYTHM_SIGN}
    return marks.get(likeness, "")


def _between(text: str, place: int) -> int:
    found = _BETWEEN.match(text, place)
    return found.end() if found else place


def _section(text: str, place: int, before: list[Section], phrase: int) -> tuple[Section, int]:
    """Return the section at a place of the text, and where it ends."""
    letter = text[place].upper()
    if not (text[place].isascii() and letter.isalpha()):
        raise FormError(
            translatable(
                "{sign} is no section. Write letters with or without primes, such as A A' B A.",
                sign=shown(text[place]),
            ),
            place,
        )
    marks, end = _marks(text, place + 1, letter)
    first = next((section for section in before if section.letter == letter), None)
    if first is None:
        _refuse_marks(marks, letter, text[place:end].strip(), place)
        return Section(letter, marks.bars or phrase), end
    return (
        Section(
            letter,
            marks.bars or first.bars,
            marks.likeness or Likeness.EXACT,
            marks.transposition or 0,
        ),
        end,
    )


def _refuse_marks(marks: _Marks, letter: str, name: str, place: int) -> None:
    """Refuse a first section that is marked as a return."""
    if marks.likeness in (None, Likeness.EXACT) and not marks.transposition:
        return
    raise FormError(
        translatable(
            "There is no {letter} before {name} that it could return to. Write {letter} first.",
            letter=letter,
            name=name,
        ),
        place,
    )


def _marks(text: str, place: int, letter: str) -> tuple[_Marks, int]:
    """Return the marks behind a letter, and where they end."""
    marks = _Marks()
    while found := _MARK.match(text, place):
        place = found.start() + len(found[0]) - len(found[0].lstrip())
        added = _mark(found, letter, place)
        if _overlap(marks, added):
            raise FormError(
                translatable(
                    "{mark} says again what was said before. Leave out one.", mark=found[0].strip()
                ),
                place,
            )
        marks = _Marks(
            added.likeness or marks.likeness,
            marks.transposition if added.transposition is None else added.transposition,
            added.bars or marks.bars,
        )
        place = found.end()
    if marks.likeness is Likeness.RHYTHM and marks.transposition:
        raise FormError(
            translatable("Rhythm alone has no pitches to transpose. Leave out one of the two."),
            place - 1,
        )
    return marks, place


def _overlap(marks: _Marks, added: _Marks) -> bool:
    """Return whether both say something of the same kind."""
    pairs = zip(astuple(marks), astuple(added), strict=True)
    return any(old is not None and new is not None for old, new in pairs)


def _mark(found: re.Match[str], letter: str, place: int) -> _Marks:
    if found["primes"]:
        count = sum(_PRIMES_OF.get(sign, 1) for sign in found["primes"])
        return _Marks(likeness=Likeness.VARIED if count == 1 else Likeness.LOOSE)
    if found["rhythm"]:
        return _Marks(likeness=Likeness.RHYTHM)
    if found["digit"]:
        return _Marks(likeness=_numbered(found["digit"], letter, place))
    if found["bars"]:
        return _Marks(bars=_bars(found["bars"], place))
    return _Marks(transposition=_semitones(found["bracketed"] or found["shift"], place))


def _numbered(digits: str, letter: str, place: int) -> Likeness:
    number = int(digits[:_LONGEST_NUMBER])
    if not 1 <= number <= _MOST_DIGIT:
        raise FormError(
            translatable(
                "Variations are numbered 1 to {most}. For a length in bars, write {letter}:8.",
                most=_MOST_DIGIT,
                letter=letter,
            ),
            place,
        )
    return (Likeness.EXACT, Likeness.VARIED, Likeness.LOOSE)[min(number - 1, 2)]


def _bars(digits: str, place: int) -> int:
    bars = int(digits[:_LONGEST_NUMBER])
    if not 1 <= bars <= MOST_SECTION_BARS:
        raise FormError(
            translatable(
                "A section has 1 to {most} bars. Write another number.", most=MOST_SECTION_BARS
            ),
            place,
        )
    return bars


def _semitones(written: str, place: int) -> int:
    semitones = int(written.replace("−", "-").replace(" ", "")[:_LONGEST_NUMBER])
    if abs(semitones) > MOST_SEMITONES:
        raise FormError(
            translatable(
                "A section is transposed by up to {most} semitones. Write a smaller number.",
                most=MOST_SEMITONES,
            ),
            place,
        )
    return semitones
