"""Put the parts of a score together as it is written, whatever parts are taken of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from operator import attrgetter
from typing import TypeVar

from chopin_studio.music.musicxml_io.bar_lines import bar_lines, endings, jumps
from chopin_studio.music.musicxml_io.bar_times import BarTimes, bar_times
from chopin_studio.music.musicxml_io.loudness_signs import (
    dynamic_marks,
    hairpins,
    staff_numbers,
)
from chopin_studio.music.musicxml_io.part_content import (
    Hold,
    KeySignature,
    PartContent,
    Pedal,
    PlacedNote,
    Tempo,
    TempoText,
)
from chopin_studio.music.note import Hand
from chopin_studio.music.written_score.dynamics import with_velocities
from chopin_studio.music.written_score.tempo_plan import tempo_plan
from chopin_studio.music.written_score.written import (
    Fermata,
    MetronomeMark,
    PedalMark,
    Signature,
    TempoWords,
    Timed,
    WrittenNote,
    WrittenScore,
)

StaffHands = Mapping[int, Hand | None]
"""Which hand plays the staves of a part, by their numbers from 1."""

_Mark = TypeVar("_Mark", bound=Timed)


def assembled(
    parts: Sequence[PartContent], taken: Sequence[int], hands: Mapping[int, StaffHands]
) -> WrittenScore:
    """Return the score with the notes of the parts `taken`.

    Bars, meters, tempi and repeats hold for all parts, and come from whichever states them.
    """
    times = bar_times(parts)
    chosen = [parts[index] for index in taken]
    score = WrittenScore(
        meters=list(times.meters),
        bar_lines=bar_lines(parts, times),
        endings=endings(parts, times),
        jumps=jumps(parts, times),
        signatures=_signatures(chosen, times),
        pedal_marks=_pedals(chosen, times),
        end=times.starts[-1],
        is_terminated=True,
    )
    score.printed_marks = _first_at_each_time(
        MetronomeMark(times.time(placed.place), placed.sign.bpm)
        for part in parts
        for placed in part.signs_of(Tempo)
    )
    score.tempo_words = sorted(
        {
            TempoWords(times.time(placed.place), placed.sign.text)
            for part in parts
            for placed in part.signs_of(TempoText)
        },
        key=lambda words: (words.time, words.text),
    )
    _add_staves(score, chosen, [hands[index] for index in taken], times)
    score.notes = with_velocities(score)
    score.printed_marks = tempo_plan(score)
    return score


def _add_staves(
    score: WrittenScore,
    parts: Sequence[PartContent],
    hands: Sequence[StaffHands],
    times: BarTimes,
) -> None:
    """Add what belongs to the staves of `parts`: notes, dynamics, fermatas and hands."""
    first = 1
    of_staff: dict[int, Hand | None] = {}
    for index, (part, part_hands) in enumerate(zip(parts, hands, strict=True)):
        staves = staff_numbers(part, first)
        score.notes += _notes(part, index, first, times)
        score.marks += dynamic_marks(part, staves, times)
        score.hairpins += hairpins(part, staves, times)
        score.fermatas += [
            Fermata(times.time(placed.place), times.time(placed.place) + placed.sign.quarters)
            for placed in part.signs_of(Hold)
        ]
        for staff in range(1, part.staves + 1):
            of_staff[first + staff - 1] = part_hands.get(staff)
        first += part.staves
    score.hands = of_staff


def _notes(
    part: PartContent, index: int, first_staff: int, times: BarTimes
) -> Iterator[WrittenNote]:
    for placed in _with_repeated_bars(part):
        if placed.place.bar >= len(times.starts) - 1:
            continue
        yield WrittenNote(
            times.time(placed.place),
            first_staff + placed.staff - 1,
            placed.note,
            place=placed.order,
            part=index,
        )


def _with_repeated_bars(part: PartContent) -> list[PlacedNote]:
    """Return the notes with those that signs for repeated bars stand for."""
    if not part.repeated:
        return part.notes
    by_bar: dict[int, list[PlacedNote]] = {}
    for placed in part.notes:
        by_bar.setdefault(placed.place.bar, []).append(placed)
    for bar, back in sorted(part.repeated.items()):
        by_bar[bar] = [
            replace(placed, place=placed.place._replace(bar=bar))
            for placed in by_bar.get(bar - back, ())
        ]
    return [placed for bar in sorted(by_bar) for placed in by_bar[bar]]


def _signatures(parts: Iterable[PartContent], times: BarTimes) -> list[Signature]:
    """Return the keys of the first of `parts` that has any."""
    for part in parts:
        found = _first_at_each_time(
            Signature(times.time(placed.place), placed.sign.fifths, placed.sign.is_minor)
            for placed in part.signs_of(KeySignature)
        )
        if found:
            return found
    return []


def _pedals(parts: Iterable[PartContent], times: BarTimes) -> list[PedalMark]:
    marks = [
        PedalMark(times.time(placed.place), placed.sign.is_down, placed.sign.controller)
        for part in parts
        for placed in part.signs_of(Pedal)
    ]
    return sorted(marks, key=attrgetter("time"))


def _first_at_each_time(marks: Iterable[_Mark]) -> list[_Mark]:
    """Return marks in order of time, of several at one time the first."""
    by_time: dict[Fraction, _Mark] = {}
    for mark in marks:
        by_time.setdefault(mark.time, mark)
    return [by_time[time] for time in sorted(by_time)]
