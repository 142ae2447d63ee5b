"""The form of a piece as a template: which of its bars return, and none of its notes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from chopin_studio.data_fields import DataError
from chopin_studio.music.meter import MeterChange
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, Plan, PlannedBar, Section
from chopin_studio.texts import translatable

MOST_BARS = 2000
"""The most bars of a template."""

_SIGNS = {
    Likeness.UNPLANNED: "u",
    Likeness.NEW: "n",
    Likeness.RHYTHM: "r",
    Likeness.LOOSE: "l",
    Likeness.VARIED: "v",
    Likeness.EXACT: "e",
}
_LIKENESSES = {sign: likeness for likeness, sign in _SIGNS.items()}
_RUN = re.compile(r"([unrlve])([1-9]\d{0,3})(?:<([1-9]\d{0,3})([+-]\d{1,2})?)?")
_UNPLANNED = PlannedBar()
_NEW = PlannedBar(Likeness.NEW)


@dataclass(frozen=True, slots=True)
class FormTemplate:
    """The plan of a piece without its chords, its title, and the meter of most of its bars."""

    id: str
    title: str
    composer: str
    meter: MeterChange
    plan: Plan

    def cut(self, bars: int, first_bar: int = 0) -> Plan:
        """Return the plan of the first bars, `bars` at most, as if the form began at `first_bar`.

        The bars before it are unplanned, and what returns to them in the piece is new.
        """
        begin = self.plan.first_bar
        taken = self.plan.bars[begin : begin + max(bars - first_bar, 0)]
        planned = [moved(bar, first_bar - begin, first_bar) for bar in taken]
        return Plan(
            (*(_UNPLANNED,) * first_bar, *planned),
            cut_sections(self.plan.sections, len(planned)),
            first_bar,
        )

    def window(self, begin: int, bars: int) -> tuple[PlannedBar, ...]:
        """Return some bars from `begin` on as if there were none before them, counted from 0."""
        return tuple(moved(bar, -begin, 0) for bar in self.plan.bars[begin : begin + bars])


def moved(bar: PlannedBar, shift: int, least: int) -> PlannedBar:
    """Return the bar with its source moved by some bars; new where that is before bar `least`."""
    if bar.source is None:
        return bar
    return replace(bar, source=bar.source + shift) if bar.source + shift >= least else _NEW


def cut_sections(sections: Sequence[Section], bars: int) -> tuple[Section, ...]:
    """Return the first sections, the last of them shortened to make up so many bars at most."""
    cut: list[Section] = []
    for section in sections:
        if bars <= 0:
            break
        cut.append(replace(section, bars=min(section.bars, bars)))
        bars -= section.bars
    return tuple(cut)


def bars_text(bars: Sequence[PlannedBar]) -> str:
    """Return bars as a text, without chords: `n8 e6<8 v2<8+5`.

    A run of equal bars is written as the sign of its likeness, its length, and behind `<` how many
    bars back their sources lie and by how much they are transposed.
    """
    runs = groupby(enumerate(bars), key=lambda pair: _run(*pair))
    return " ".join(f"{sign}{sum(1 for _ in run)}{source}" for (sign, source), run in runs)


def parse_bars(text: str) -> tuple[PlannedBar, ...]:
    """Return the bars of a text; raises DataError for anything that `bars_text` doesn't write."""
    return tuple(_bars(text))


def _run(number: int, bar: PlannedBar) -> tuple[str, str]:
    if bar.source is None:
        return _SIGNS[bar.likeness], ""
    shift = f"{bar.transposition:+}" if bar.transposition else ""
    return _SIGNS[bar.likeness], f"<{number - bar.source}{shift}"


def _bars(text: str) -> Iterator[PlannedBar]:
    number = 0
    for word in text.split():
        found = _RUN.fullmatch(word)
        likeness = _LIKENESSES[found[1]] if found else Likeness.UNPLANNED
        if found is None or likeness.has_source != (found[3] is not None):
            raise DataError(translatable("must be a plan of bars"))
        length, distance, shift = int(found[2]), int(found[3] or 0), int(found[4] or 0)
        if distance > number or abs(shift) > MOST_SEMITONES or number + length > MOST_BARS:
            raise DataError(translatable("must be a plan of bars"))
        for place in range(number, number + length):
            yield PlannedBar(likeness, place - distance if distance else None, shift)
        number += length
