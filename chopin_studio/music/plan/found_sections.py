"""Find the form of music that is there: its phrases, and which of them return."""

from collections import deque
from dataclasses import dataclass, replace
from string import ascii_uppercase

import numpy as np

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.plan.bar_notes import Agreements, BarNotes, Counts, notes_of
from chopin_studio.music.plan.pickup import pickup_bars
from chopin_studio.music.plan.plan import MOST_SEMITONES, Likeness, Section

LEAST_PHRASE_AGREEMENTS = {Likeness.EXACT: 0.85, Likeness.VARIED: 0.6, Likeness.LOOSE: 0.4}
"""The least mean agreement of the bars of two phrases for each likeness, the nearest first.

They are lower than for a bar, since a varied phrase may close in another way.
"""

_UNTRANSPOSED = 0.1
"""How much agreement it is worth that a phrase stays on its pitches."""

_MOVED_GRID = 0.4
"""How many phrases more must be explained for phrases not to begin with the first whole bar."""

_LONGEST_NEW = (2, 4, 8, 16)
"""So many phrases in a row that never return make one section: the first for which letters do."""

_LONGEST_TAIL = 4
"""A rest of up to a phrase divided by this belongs to the last phrase: final chords."""


@dataclass(frozen=True, slots=True)
class FoundForm:
    """Sections that follow each other from bar `first_bar` on, counted from 0."""

    first_bar: int
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class _Likenesses:
    """How far phrases that begin at any two bars agree at best: [starts, starts].

    `shifts` are the semitones by which the earlier one is moved up for that.
    """

    agreements: Agreements
    shifts: Counts


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase: the place of the first statement of its music, itself where it is new."""

    first: int
    bars: int
    likeness: Likeness = Likeness.NEW
    transposition: int = 0


def sections_of(excerpt: Excerpt, phrase: int = 8) -> FoundForm:
    """Return the form of an excerpt in phrases of so many bars; raises ValueError for less than 1.

    The phrases stand in a row, from the place on from which most of them return. Two of them that
    are new and never return make one section.
    """
    if phrase < 1:
        raise ValueError(f"a phrase must have 1 bar or more, not {phrase}")
    notes = notes_of(excerpt)
    if notes.bars == 0:
        return FoundForm(0, ())
    pickup = pickup_bars(notes)
    likenesses = _phrase_likenesses(notes, phrase)
    begin = _begin(likenesses, pickup, phrase)
    phrases = _phrases(likenesses, begin, phrase)
    if begin > pickup:
        opening = _Phrase(-1, begin - pickup)
        phrases = [opening, *phrases]
    rest = notes.bars - pickup - sum(one.bars for one in phrases)
    return FoundForm(pickup, _lettered(_shortened(_with_rest(phrases, rest, phrase), phrase)))


def _phrase_likenesses(notes: BarNotes, phrase: int) -> _Likenesses:
    starts = max(notes.bars - phrase + 1, 0)
    agreements = np.zeros((starts, starts))
    shifts = np.zeros((starts, starts), np.int64)
    recent: deque[Agreements] = deque(maxlen=phrase)
    for number in range(notes.bars):
        recent.append(notes.agreements(number))
        start = number - phrase + 1
        if start < phrase:
            continue
        earlier = start - phrase + 1  # a phrase does not overlap with its first statement
        rows = [bar[k : k + earlier] for k, bar in enumerate(recent)]
        means = np.mean(rows, axis=0)
        scores = means + _UNTRANSPOSED * (np.arange(means.shape[1]) == MOST_SEMITONES)
        best = scores.argmax(axis=1)
        agreements[start, :earlier] = means[np.arange(earlier), best]
        shifts[start, :earlier] = best - MOST_SEMITONES
    return _Likenesses(agreements, shifts)


def _begin(likenesses: _Likenesses, pickup: int, phrase: int) -> int:
    """Return the bar from which on the phrases are counted."""

    def explained(begin: int) -> float:
        starts = likenesses.agreements[begin::phrase, begin::phrase]
        best = starts.max(axis=1, initial=0.0)
        return float(best[best >= LEAST_PHRASE_AGREEMENTS[Likeness.LOOSE]].sum())

    best = max(range(pickup, pickup + phrase), key=explained)
    return best if explained(best) > explained(pickup) + _MOVED_GRID else pickup


def _phrases(likenesses: _Likenesses, begin: int, phrase: int) -> list[_Phrase]:
    phrases: list[_Phrase] = []
    firsts: list[int] = []
    for start in range(begin, len(likenesses.agreements), phrase):
        found = _Phrase(start, phrase)
        if firsts:
            agreements = likenesses.agreements[start, firsts]
            best = int(agreements.argmax())
            likeness = _likeness(float(agreements[best]))
            if likeness is not Likeness.NEW:
                shift = int(likenesses.shifts[start, firsts[best]])
                found = _Phrase(firsts[best], phrase, likeness, shift)
        if found.likeness is Likeness.NEW:
            firsts.append(start)
        phrases.append(found)
    return phrases


def _likeness(agreement: float) -> Likeness:
    for likeness, least in LEAST_PHRASE_AGREEMENTS.items():
        if agreement >= least:
            return likeness
    return Likeness.NEW


def _with_rest(phrases: list[_Phrase], rest: int, phrase: int) -> list[_Phrase]:
    """Return the phrases with the bars behind the last whole one."""
    if rest == 0:
        return phrases
    if phrases and rest * _LONGEST_TAIL <= phrase:
        return [*phrases[:-1], replace(phrases[-1], bars=phrases[-1].bars + rest)]
    return [*phrases, _Phrase(-2, rest)]


def _shortened(phrases: list[_Phrase], phrase: int) -> list[_Phrase]:
    """Return the phrases with so many joined that there is a letter for each, if possible."""
    for longest in _LONGEST_NEW:
        joined = _joined(phrases, longest * phrase)
        if len({one.first for one in joined}) <= len(ascii_uppercase):
            break
    return joined


def _joined(phrases: list[_Phrase], most_bars: int) -> list[_Phrase]:
    """Return the phrases with neighbours joined that are new and never return."""
    returning = {one.first for one in phrases if one.likeness is not Likeness.NEW}
    joined: list[_Phrase] = []
    for one in phrases:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.bars + one.bars <= most_bars
            and all(
                each.likeness is Likeness.NEW and each.first not in returning
                for each in (last, one)
            )
        ):
            joined[-1] = replace(last, bars=last.bars + one.bars)
        else:
            joined.append(one)
    return joined


def _lettered(phrases: list[_Phrase]) -> tuple[Section, ...]:
    """Return sections of the phrases; where letters run out, the last is as long as the rest."""
    letters: dict[int, str] = {}
    sections: list[Section] = []
    for one in phrases:
        if one.first not in letters and len(letters) == len(ascii_uppercase):
            sections[-1] = replace(sections[-1], bars=sections[-1].bars + one.bars)
            continue
        letter = letters.setdefault(one.first, ascii_uppercase[len(letters) % len(ascii_uppercase)])
        sections.append(Section(letter, one.bars, one.likeness, one.transposition))
    return tuple(sections)
