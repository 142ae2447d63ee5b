"""Plans as JSON values, written and read; what is not a plan is refused."""

from collections.abc import Callable
from typing import Any

from chopin_studio import data_fields as check
from chopin_studio.music.harmony.chord import CHORD_NUMBERS, chord_number, numbered_chord
from chopin_studio.music.plan.character import LEVELS, Character
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, Plan, PlannedBar, Section

MOST_BARS = 20_000
_MOST_BEATS = 255
"""A bar of 255/4 is the longest that a MIDI file can state."""


_LIKENESSES = {likeness: likeness.name.lower() for likeness in Likeness}


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """Return a plan as JSON values; in a bar, what is open is left out."""
    return {
        "first_bar": plan.first_bar,
        "sections": [_section_to_json(section) for section in plan.sections],
        "bars": [_bar_to_json(bar) for bar in plan.bars],
    }


def plan_from_json(value: object) -> Plan:
    """Read what `plan_to_json` wrote; raises KeyError or ValueError for anything else."""
    found = check.fields(value)
    return Plan(
        tuple(map(_bar, check.items(found["bars"], MOST_BARS))),
        tuple(map(_section, check.items(found["sections"], MOST_BARS))),
        check.whole(found["first_bar"], 0, MOST_BARS),
    )


def _section_to_json(section: Section) -> dict[str, Any]:
    return {
        "letter": section.letter,
        "bars": section.bars,
        "likeness": _LIKENESSES[section.likeness],
        "transposition": section.transposition,
    }


def _bar_to_json(bar: PlannedBar) -> dict[str, Any]:
    written: dict[str, Any] = {}
    if bar.likeness is not Likeness.UNPLANNED:
        written["likeness"] = _LIKENESSES[bar.likeness]
    if bar.source is not None:
        written |= {"source": bar.source, "transposition": bar.transposition}
    if bar.chords:
        written["chords"] = [chord_number(chord) for chord in bar.chords]
    if bar.character != Character():
        written["character"] = list(bar.character.levels)
    return written


def _section(value: object) -> Section:
    found = check.fields(value)
    return Section(
        check.line(found["letter"], 1, least=1),
        check.whole(found["bars"], 1, MOST_BARS),
        _likeness(found["likeness"]),
        _semitones(found["transposition"]),
    )


def _bar(value: object) -> PlannedBar:
    found = check.fields(value)

    def or_none(name: str, read: Callable[[object], Any], default: object) -> Any:  # noqa: ANN401
        return read(found[name]) if name in found else default

    return PlannedBar(
        or_none("likeness", _likeness, Likeness.UNPLANNED),
        or_none("source", lambda source: check.whole(source, 0, MOST_BARS), None),
        or_none("transposition", _semitones, 0),
        tuple(
            numbered_chord(check.whole(number, 0, CHORD_NUMBERS - 1))
            for number in or_none("chords", lambda chords: check.items(chords, _MOST_BEATS), ())
        ),
        or_none("character", _character, Character()),
    )


def _character(value: object) -> Character:
    levels = check.items(value, 3, least=3)
    return Character(*(check.whole(level, 0, LEVELS - 1) for level in levels))


def _likeness(value: object) -> Likeness:
    name = check.line(value, 20, least=1)
    for likeness, own in _LIKENESSES.items():
        if own == name:
            return likeness
    raise ValueError("likeness must be one of those that there are")


def _semitones(value: object) -> int:
    return check.whole(value, -MOST_SEMITONES, MOST_SEMITONES)
