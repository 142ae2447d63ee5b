"""What happens when, in a timeline: a function of ticks, with no time of its own."""

from bisect import bisect_left

from chopin_studio.music.excerpt import PedalChange
from chopin_studio.music.midi_messages import SUSTAIN_PEDAL, Event, event_tick, in_order
from chopin_studio.music.note import Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.playback.timeline import Timeline


class Scheduler:
    """Says what happens when, for a timeline as it is when the scheduler is made.

    Making one is cheap, and its answers are consistent while the timeline continues to grow.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._state = timeline.state
        self._pedals = self._state.pedals

    @property
    def tempo_map(self) -> TempoMap:
        """The tempo as far as it is known."""
        return self._state.tempo_map

    def events_between(self, start_tick: int, end_tick: int) -> list[Event]:
        """Return the onsets and pedal changes in `[start_tick, end_tick)`, in order of ticks."""
        notes, pedals = self._state.notes, self._pedals
        return in_order(
            pedals[_from_tick(pedals, start_tick) : _from_tick(pedals, end_tick)],
            notes[_from_onset(notes, start_tick) : _from_onset(notes, end_tick)],
        )

    def next_tick(self, start_tick: int) -> int | None:
        """Return the tick of the first event at `start_tick` or later, None where there is none."""
        notes, pedals = self._state.notes, self._pedals
        note = _from_onset(notes, start_tick)
        pedal = _from_tick(pedals, start_tick)
        following: tuple[Event, ...] = (*notes[note : note + 1], *pedals[pedal : pedal + 1])
        return min((event_tick(event) for event in following), default=None)

    def state_at(self, tick: int) -> dict[int, int]:
        """Return the value of each MIDI controller just before the events of `tick`.

        This is what must be sent when playback starts in the middle.
        """
        pedals = self._pedals
        index = _from_tick(pedals, tick)
        return {SUSTAIN_PEDAL: pedals[index - 1].value if index else 0}

    @property
    def horizon_tick(self) -> int | None:
        """The tick from which on more may still come; None where all is known."""
        return self._state.horizon_tick

    @property
    def end_tick(self) -> int:
        """The first tick from which nothing known happens or sounds."""
        pedals = self._pedals
        last_pedal = pedals[-1].tick + 1 if pedals else 0
        return max(self._state.end_tick, last_pedal)


def _from_onset(notes: tuple[Note, ...], tick: int) -> int:
    return bisect_left(notes, tick, key=lambda note: note.onset_tick)


def _from_tick(pedals: tuple[PedalChange, ...], tick: int) -> int:
    return bisect_left(pedals, tick, key=lambda pedal: pedal.tick)
