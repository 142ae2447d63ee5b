"""The order in which the parts of a score are played, and what is played in that order.

For training, repeats are played once (`Repeats.ONCE`). MIDI files by piano-midi.de do write them
out: of 48 files of Chopin's, seven have scores with repeats, and share more with those written out
(Op. 7 No. 1 94 against 71 % of the notes, Op. 7 No. 2 100 against 75, Op. 18 99 against 88, the
first movement of Op. 35 98 against 82). But a bar that returns because of a sign teaches nothing
about form, and would count twice: written out, the first editions have 6 % more notes, and the
Polish pieces 21 %. Returns that are not at once, such as a da capo, are played in any case.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from operator import attrgetter
from typing import Generic, TypeVar

from chopin_studio.music.written_score.repeats import Repeats, Span, signed_spans
from chopin_studio.music.written_score.written import Timed, WrittenNote, WrittenScore

_MOST_SECTIONS = 256
"""A list of more sections to play is no list that somebody wrote: the longest has 81."""

_Change = TypeVar("_Change", bound=Timed)


@dataclass(frozen=True, slots=True)
class Played(Generic[_Change]):
    """A change, and when it comes in played time, in quarter notes."""

    time: Fraction
    change: _Change


def play_order(score: WrittenScore, repeats: Repeats) -> list[Span]:
    """Return the stretches of `score` in the order in which they are played.

    Where the file lists its sections (`*>[A,A,B]`), that list holds, else the signs. With
    `Repeats.ONCE` whatever is repeated at once is played once, with its last ending: `A A1 A A2 B
    A` is `A A2 B A`, since a return later on, a da capo, is form and not a repeat sign.
    """
    spans = _listed(score, repeats) or signed_spans(score, repeats)
    return _joined(span for span in spans if span.start < span.end)


def played_notes(notes: Sequence[WrittenNote], spans: Iterable[Span]) -> list[WrittenNote]:
    """Return `notes` as they are played in `spans`, timed from the beginning of the first."""
    notes = sorted(notes, key=attrgetter("onset"))
    onsets = [item.onset for item in notes]
    played: list[WrittenNote] = []
    start = Fraction(0)
    for span in spans:
        shift = start - span.start
        inside = notes[bisect_left(onsets, span.start) : bisect_left(onsets, span.end)]
        played += [replace(item, onset=item.onset + shift) if shift else item for item in inside]
        start += span.end - span.start
    return played


def played_changes(changes: Sequence[_Change], spans: Iterable[Span]) -> list[Played[_Change]]:
    """Return `changes`, in order of time, as they come in `spans`.

    What is in force where a span begins is stated there again.
    """
    times = [change.time for change in changes]
    played: list[Played[_Change]] = []
    start = Fraction(0)
    for span in spans:
        first = bisect_right(times, span.start)
        if first:
            played.append(Played(start, changes[first - 1]))
        inside = changes[first : bisect_left(times, span.end)]
        played += [Played(start + change.time - span.start, change) for change in inside]
        start += span.end - span.start
    return played


def without_immediate_repeats(labels: Sequence[str]) -> list[str]:
    """Return `labels` without what is followed at once by itself, endings (`A1`, `A2`) aside."""
    kept = list(labels)
    place = 0
    while place < len(kept):
        length = _repeated(kept, place)
        if length:
            del kept[place : place + length]
        else:
            place += 1
    return kept


def _repeated(labels: Sequence[str], place: int) -> int:
    """Return how many labels from `place` on come again at once, 0 for none."""
    for length in range(1, (len(labels) - place) // 2 + 1):
        first = labels[place : place + length]
        again = labels[place + length : place + 2 * length]
        if [_letter(label) for label in first] == [_letter(label) for label in again]:
            return length
    return 0


def _letter(label: str) -> str:
    """Return a section's name without the number of its ending."""
    return label.rstrip("0123456789") + ("*" if label[-1:].isdigit() else "")


def _listed(score: WrittenScore, repeats: Repeats) -> list[Span]:
    """Return the spans that the file lists; none where it doesn't list every section."""
    if not score.sections:
        return []
    ends = [section.time for section in score.sections[1:]] + [score.end]
    spans = {
        section.label: Span(section.time, end)
        for section, end in zip(score.sections, ends, strict=True)
    }
    order: Sequence[str] = score.orders.get("", ())
    if not 0 < len(order) <= _MOST_SECTIONS or len(spans) < len(ends) or set(order) != set(spans):
        return []
    if repeats is Repeats.ONCE:
        order = score.orders.get("norep") or without_immediate_repeats(order)
    opening = Span(Fraction(0), score.sections[0].time)
    return [opening, *(spans[label] for label in order if label in spans)]


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Make one span of those that go on where the one before ended."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
