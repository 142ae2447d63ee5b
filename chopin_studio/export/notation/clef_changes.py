"""Change the clef within bars where notes lie beyond four ledger lines and the other clef suits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from chopin_studio.export.notation.markings import Clef
from chopin_studio.export.notation.score import StaffBar

_HIGHEST_IN_BASS, _LOWEST_IN_TREBLE = 72, 48
"""The last pitches on four ledger lines."""

_LOWEST_FIT, _HIGHEST_FIT = 57, 64
"""What the treble clef shows on two ledger lines below, and the bass clef on two above."""

_FEWEST_CHORDS = 2
_OTHER = {Clef.TREBLE: Clef.BASS, Clef.BASS: Clef.TREBLE}


@dataclass(frozen=True, slots=True)
class _Place:
    """What begins at one tick of a bar: its lowest and its highest pitch."""

    bar: int
    tick: int
    low: int
    high: int

    def is_far(self, clef: Clef) -> bool:
        """Whether a note needs five ledger lines, on the side where the other clef has none."""
        return self.high > _HIGHEST_IN_BASS if clef is Clef.BASS else self.low < _LOWEST_IN_TREBLE

    def fits(self, clef: Clef) -> bool:
        """Whether `clef` shows all notes on two ledger lines, on the side of the other clef."""
        return self.low >= _LOWEST_FIT if clef is Clef.TREBLE else self.high <= _HIGHEST_FIT


def with_clef_changes(bars: Sequence[StaffBar]) -> list[StaffBar]:
    """Return the bars of a staff with changes of clef where runs need them.

    A run has two chords or more that lie beyond four ledger lines or lead to such ones in the bar;
    the other clef holds as long as it suits.
    """
    places = [place for number, bar in enumerate(bars) for place in _places(number, bar)]
    changed = list(bars)
    place = 0
    while place < len(places):
        clef = bars[places[place].bar].clef
        if not places[place].is_far(clef):
            place += 1
            continue
        begin, end = _run(places, place, bars)
        stop = places[end].tick if end < len(places) else None
        if end - begin >= _FEWEST_CHORDS and _can_change(places, begin, end, bars):
            for number in range(places[begin].bar, places[end - 1].bar + 1):
                changed[number] = _changed(changed[number], clef, places[begin].tick, stop)
        place = max(end, place + 1)
    return changed


def _places(number: int, bar: StaffBar) -> Iterator[_Place]:
    pitches: dict[int, list[int]] = {}
    for event in (event for voice in bar.voices for event in voice if event.pitches):
        pitches.setdefault(event.start_tick, []).extend(pitch.midi for pitch in event.pitches)
    for tick in sorted(pitches):
        yield _Place(number, tick, min(pitches[tick]), max(pitches[tick]))


def _run(places: Sequence[_Place], far: int, bars: Sequence[StaffBar]) -> tuple[int, int]:
    """Return where the other clef begins to suit in the bar of a far place, and ends to suit."""
    clef = bars[places[far].bar].clef
    other = _OTHER[clef]
    begin, end = far, far
    while begin and places[begin - 1].bar == places[far].bar and places[begin - 1].fits(other):
        begin -= 1
    while end < len(places) and bars[places[end].bar].clef is clef and places[end].fits(other):
        end += 1
    return begin, end


def _can_change(places: Sequence[_Place], begin: int, end: int, bars: Sequence[StaffBar]) -> bool:
    """Return whether something of the first voice begins wherever the clef would change."""
    for place in (places[begin], *places[end : end + 1]):
        if all(event.start_tick != place.tick for event in bars[place.bar].voices[0]):
            return False
    return True


def _changed(bar: StaffBar, clef: Clef, start: int, stop: int | None) -> StaffBar:
    """Return a bar of `clef` in the other one from `start` to `stop`."""
    first_tick, end_tick = bar.voices[0][0].start_tick, bar.voices[0][-1].end_tick
    changes = list(bar.clef_changes)
    opening = bar.clef
    if start <= first_tick:
        opening = _OTHER[clef]
    else:
        changes.append((start, _OTHER[clef]))
    if stop is not None and first_tick < stop < end_tick:
        changes.append((stop, clef))
    return replace(bar, clef=opening, clef_changes=tuple(changes))
