"""The phrases of a plan: how each ends, and in which key it is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.plan.plan import Likeness, Plan, Section

PHRASE_BARS = 8
"""How long a phrase is where a plan has no sections, or long ones."""

DrawKey = Callable[[], Tonality]


class Cadence(Enum):
    """How a phrase, or half of one, ends."""

    FULL = auto()
    """On the tonic, after its dominant seventh."""
    HALF = auto()
    """On the dominant."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some bars of a plan from `begin` to before `end`, which belong together.

    `kind` is the same for phrases of the same music. `cadence` is that of its last bar, in the key
    `cadence_key`; `middle` is the number of the bar that ends its first half with a half cadence.
    """

    begin: int
    end: int
    kind: str
    key: Tonality
    cadence: Cadence
    cadence_key: Tonality
    middle: int | None = None


def phrases_of(plan: Plan, home: Tonality, draw_key: DrawKey, ends: bool = True) -> list[Phrase]:
    """Return the phrases of a plan, from its first bar that is no pickup on.

    The first letter is in the home key, and the last one where the piece `ends` with the plan; each
    other one is in a key of its own, from `draw_key`. What comes before a return to the home key
    ends on its dominant, and so does a section whose varied return follows, as a period does; all
    else has a full cadence. Where the plan has no sections, it is divided into phrases of
    PHRASE_BARS, the last of which goes beyond the plan where the piece goes on.
    """
    parts = list(_parts(plan, ends))
    keys = _keys(plan, parts, home, draw_key, ends)
    phrases: list[Phrase] = []
    for number, (begin, section) in enumerate(parts):
        following = number + 1 if number + 1 < len(parts) else None
        open_end = following is not None and _stays_open(plan, parts, number)
        back_home = following is not None and keys[number] != home == keys[following]
        phrase = Phrase(
            begin,
            begin + section.bars,
            section.letter,
            keys[number],
            Cadence.HALF if open_end or back_home else Cadence.FULL,
            home if back_home else keys[number],
        )
        if ends and following is None:
            # Whatever key the last section is in, the piece ends in its own.
            phrase = replace(phrase, cadence=Cadence.FULL, cadence_key=home)
        phrases.extend(_halves(phrase))
    return phrases


def _parts(plan: Plan, ends: bool) -> Iterator[tuple[int, Section]]:
    """Yield the sections of a plan, or phrases where it has none, with their first bars."""
    end = plan.first_bar
    for begin, section in plan.placed_sections():
        yield begin, section
        end = begin + section.bars
    for begin in range(end, len(plan.bars), PHRASE_BARS):
        left = len(plan.bars) - begin
        yield begin, Section("A", min(PHRASE_BARS, left) if ends else PHRASE_BARS)


def _keys(
    plan: Plan, parts: list[tuple[int, Section]], home: Tonality, draw_key: DrawKey, ends: bool
) -> list[Tonality]:
    """Return the key of each part."""
    if not plan.sections:
        last = len(parts) - 1 if ends else None
        return [home if number in (0, last) else draw_key() for number in range(len(parts))]
    of_letters = {parts[0][1].letter: home}
    if ends:
        of_letters[parts[-1][1].letter] = home
    keys = []
    for _, section in parts:
        if section.letter not in of_letters:
            of_letters[section.letter] = draw_key()
        keys.append(of_letters[section.letter].transposed(section.transposition))
    return keys


def _stays_open(plan: Plan, parts: list[tuple[int, Section]], number: int) -> bool:
    """Whether a section is the first half of a period: its varied return answers it.

    Not so where the same bars return exactly at the end, and would leave the piece open.
    """
    if not plan.sections:
        return False
    section, following, last = parts[number][1], parts[number + 1][1], parts[-1][1]
    answered = following.letter == section.letter and following.likeness is Likeness.VARIED
    ends_alike = last.letter == section.letter and last.likeness in (Likeness.NEW, Likeness.EXACT)
    return answered and not ends_alike and section.likeness is Likeness.NEW


def _halves(phrase: Phrase) -> Iterator[Phrase]:
    """Yield a long section in phrases, each with its half cadence in the middle."""
    begin = phrase.begin
    while phrase.end - begin >= 2 * PHRASE_BARS:
        part = replace(phrase, begin=begin, end=begin + PHRASE_BARS, cadence_key=phrase.key)
        yield _with_middle(replace(part, cadence=Cadence.FULL))
        begin = part.end
    yield _with_middle(replace(phrase, begin=begin))


def _with_middle(phrase: Phrase) -> Phrase:
    """Return a phrase with a half cadence in its middle, where it ends with a full one."""
    bars = phrase.end - phrase.begin
    if phrase.cadence is not Cadence.FULL or bars < PHRASE_BARS or bars % 4:
        return phrase
    return replace(phrase, middle=phrase.begin + bars // 2 - 1)
