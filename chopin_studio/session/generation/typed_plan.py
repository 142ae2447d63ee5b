"""What is wrong with a form or a progression as it was typed, and where."""

from __future__ import annotations

from dataclasses import dataclass

from chopin_studio.music.harmony.progression import ProgressionError
from chopin_studio.music.harmony.progression_check import check_progression
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.form_text import FormError, parse_form
from chopin_studio.music.plan.plan import Section
from chopin_studio.session.support.translation import tr_joined, translated


@dataclass(frozen=True, slots=True)
class Mistake:
    """What stands at `start` to `end` of a text is wrong, as the sentence says."""

    sentence: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TypedForm:
    """The sections of a form, or the mistake in it."""

    sections: tuple[Section, ...] = ()
    mistake: Mistake | None = None

    @property
    def bars(self) -> int:
        """How many bars the form has."""
        return sum(section.bars for section in self.sections)

    @property
    def returns(self) -> bool:
        """Whether any section returns."""
        return any(section.likeness.has_source for section in self.sections)


@dataclass(frozen=True, slots=True)
class TypedHarmony:
    """What is planned more simply than it was typed, in a sentence each, or the mistake."""

    simplified: str = ""
    mistake: Mistake | None = None


def read_form(text: str, phrase: int) -> TypedForm:
    """Read a form in phrases of so many bars."""
    try:
        return TypedForm(parse_form(text, phrase))
    except FormError as error:
        end = min(error.place + 1, len(text))
        start = min(error.place, max(len(text.rstrip()) - 1, 0))
        return TypedForm(mistake=Mistake(_sentence(error), start, end))


def read_harmony(text: str, key: Key | None, meter: MeterChange | None) -> TypedHarmony:
    """Read a progression; `key` and `meter` are None while they are left to the seed."""
    try:
        simplified = check_progression(text, key, meter)
    except ProgressionError as error:
        return TypedHarmony(mistake=Mistake(_sentence(error), error.start, error.end))
    return TypedHarmony(tr_joined((each.message for each in simplified), "\n"))


def _sentence(error: Exception) -> str:
    return translated(str(error))
