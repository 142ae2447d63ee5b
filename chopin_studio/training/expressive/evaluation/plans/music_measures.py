"""Measure one piece of music, or one take: what returns, its harmony, and its plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from math import nan

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.labels import label_chords
from chopin_studio.music.harmony.measures import (
    ChangeModel,
    LabelledBars,
    neighbours,
    share_of_chord_tones,
)
from chopin_studio.music.plan.bar_notes import BarNotes, notes_of
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, Plan, Section
from chopin_studio.music.plan.returns import returns_in
from chopin_studio.training.expressive.evaluation.estimates import Tally
from chopin_studio.training.expressive.evaluation.plans.takes import MadeTake

_NAMES = {Likeness.EXACT: "exact", Likeness.VARIED: "varied"}


def first_bars(music: Excerpt, bars: int) -> Excerpt:
    """Return the music up to the end of so many bars."""
    end_tick = music.meters.numbered_bar(bars + 1).start_tick
    notes = tuple(takewhile(lambda note: note.onset_tick < end_tick, music.notes))
    return replace(music, notes=notes)


def music_tallies(music: Excerpt, lead_bars: int, changes: ChangeModel) -> Mapping[str, Tally]:
    """Return what is measured of any music, by names in MEASURES, behind its first bars."""
    returns = returns_in(music, lead_bars)
    labels = label_chords(music.notes, music.meters, music.end_tick, music.keys)
    return {
        "returning": Tally(len(returns.distances), returns.bars),
        "recent": Tally(returns.recent, returns.bars),
        "labelled_chords": chord_tones(music, labels),
        **_change_tallies(labels[lead_bars:], changes),
    }


def _change_tallies(labels: LabelledBars, model: ChangeModel) -> Mapping[str, Tally]:
    pairs = list(neighbours(labels))
    changes = sum(before != after for before, after in pairs)
    nats = model.nats_per_change([labels]) * changes if changes else 0.0
    return {"change_nats": Tally(nats, changes), "changes": Tally(changes, len(pairs))}


def chord_tones(music: Excerpt, bars: LabelledBars) -> Tally:
    """Return the share of generated notes that belong to chords, those of all bars from 0 on."""
    return Tally(share_of_chord_tones(music.generated_notes, music.meters, bars))


def planned_chords(plan: Plan) -> LabelledBars:
    """Return the chords of all bars of a plan."""
    return tuple(bar.chords for bar in plan.bars)


@dataclass(frozen=True, slots=True)
class Return:
    """How far a section that returns agrees with its first statement, as F1."""

    likeness: Likeness
    agreement: float


def returns_of(take: MadeTake) -> tuple[Return, ...]:
    """Return how far each section of a take agrees with the first of its letter.

    Bars of the seed don't count, nor those that the plan wants less near than their section: the
    cadence at the end, for instance. A bar that is missing at the end of the take agrees with none.
    """
    notes = notes_of(take.music)
    statements: dict[str, int] = {}
    found = []
    for begin, section in take.plan.placed_sections():
        statement = statements.setdefault(section.letter, begin)
        if section.likeness.has_source:
            agreements = _agreements(take, notes, section, begin, statement)
            if agreements:
                found.append(Return(section.likeness, float(np.mean(agreements))))
    return tuple(found)


def _agreements(
    take: MadeTake, notes: BarNotes, section: Section, begin: int, statement: int
) -> list[float]:
    return [
        _agreement(notes, number, statement + number - begin, section.transposition)
        for number in range(max(begin, take.lead_bars), begin + section.bars)
        if take.plan.bar(number).likeness is section.likeness
    ]


def _agreement(notes: BarNotes, number: int, source: int, transposition: int) -> float:
    if number >= notes.bars:
        return 0.0
    return float(notes.agreements(number)[source, transposition + MOST_SEMITONES])


def return_tallies(found: Sequence[Return]) -> Mapping[str, Tally]:
    """Return the first and the last exact and varied return of a take, by names in MEASURES."""
    tallies = {}
    for likeness, name in _NAMES.items():
        agreements = [each.agreement for each in found if each.likeness is likeness] or [nan]
        tallies[f"{name}_first"] = Tally(agreements[0])
        tallies[f"{name}_last"] = Tally(agreements[-1])
    return tallies
