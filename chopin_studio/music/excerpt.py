"""A stretch of piano music: the value that everything in the studio passes on."""

from dataclasses import dataclass, replace
from itertools import pairwise

from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.tempo import TempoChange, TempoMap


@dataclass(frozen=True, slots=True)
class PedalChange:
    """The sustain pedal (MIDI controller 64) moves to `value` at `tick`; 64 and up is down."""

    tick: int
    value: int

    def __post_init__(self) -> None:
        if self.tick < 0:
            raise ValueError(f"tick must not be negative, not {self.tick}")
        if not 0 <= self.value <= 127:
            raise ValueError(f"value must be 0 to 127, not {self.value}")

    @property
    def is_down(self) -> bool:
        """Whether the dampers are lifted, by MIDI's rule for switches."""
        return self.value >= 64


SOSTENUTO_PEDAL, SOFT_PEDAL = 66, 67
"""MIDI's controllers for the pedals that a grand piano has besides the sustain pedal."""


@dataclass(frozen=True, slots=True)
class ControlChange:
    """The sostenuto or soft pedal (MIDI `controller` 66 or 67) moves to `value` at `tick`."""

    tick: int
    controller: int
    value: int

    def __post_init__(self) -> None:
        if self.tick < 0:
            raise ValueError(f"tick must not be negative, not {self.tick}")
        if self.controller not in (SOSTENUTO_PEDAL, SOFT_PEDAL):
            raise ValueError(f"controller must be 66 or 67, not {self.controller}")
        if not 0 <= self.value <= 127:
            raise ValueError(f"value must be 0 to 127, not {self.value}")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Notes with everything needed to play, show and notate them.

    `notes` stand in score order; `keys`, `pedals` and `controls` in rising order of ticks, `keys`
    possibly empty where the key is unknown. Notes before `seed_end_tick` are the seed, 0 where
    there is none. `names_meter` is False where the source states no meter, and `meters` are only
    the default. Raises ValueError where an order is broken.
    """

    notes: tuple[Note, ...] = ()
    tempo_map: TempoMap = TempoMap()
    meters: MeterMap = MeterMap()
    keys: tuple[KeyChange, ...] = ()
    pedals: tuple[PedalChange, ...] = ()
    title: str = ""
    seed_end_tick: int = 0
    names_meter: bool = True
    controls: tuple[ControlChange, ...] = ()

    def __post_init__(self) -> None:
        # The cheap comparison goes first: editing makes an excerpt for each step.
        if any(
            (a.onset_tick, a.pitch) >= (b.onset_tick, b.pitch) and score_order(a) > score_order(b)
            for a, b in pairwise(self.notes)
        ):
            raise ValueError("notes must be in score order")
        if any(a.tick >= b.tick for a, b in pairwise(self.keys)):
            raise ValueError("key changes must be in rising order of ticks")
        if any(a.tick > b.tick for a, b in pairwise(self.pedals)):
            raise ValueError("pedal changes must be in order of ticks")
        if any(a.tick > b.tick for a, b in pairwise(self.controls)):
            raise ValueError("control changes must be in order of ticks")
        if self.seed_end_tick < 0:
            raise ValueError(f"seed_end_tick must not be negative, not {self.seed_end_tick}")

    @property
    def end_tick(self) -> int:
        """The tick at which the last note is released; 0 for no notes."""
        return max((note.end_tick for note in self.notes), default=0)

    @property
    def duration_sec(self) -> float:
        """How long the notes sound, in seconds, from tick 0 to the last release."""
        return self.tempo_map.tick_to_sec(self.end_tick)

    @property
    def generated_notes(self) -> tuple[Note, ...]:
        """The notes that a model made: those from `seed_end_tick` on."""
        return tuple(note for note in self.notes if note.onset_tick >= self.seed_end_tick)

    def key_at(self, tick: float) -> Key | None:
        """Return the key signature in force at `tick`, None where none is known."""
        found = None
        for change in self.keys:
            if change.tick > tick:
                break
            found = change.key
        return found

    def with_notes_added(
        self,
        notes: tuple[Note, ...],
        pedals: tuple[PedalChange, ...] = (),
        tempos: tuple[TempoChange, ...] = (),
    ) -> "Excerpt":
        """Return the same excerpt with `notes` added in their places.

        Changes of pedal and tempo go after those there are; see TempoMap.with_change.
        """
        tempo_map = self.tempo_map
        for tempo in tempos:
            tempo_map = tempo_map.with_change(tempo)
        return replace(
            self,
            notes=tuple(sorted((*self.notes, *notes), key=score_order)),
            pedals=self.pedals + pedals,
            tempo_map=tempo_map,
        )

    def with_pedal_lifted(self) -> "Excerpt":
        """Return the same excerpt with its pedals up at its end: nothing is to sound after it."""
        held = {change.controller: change for change in self.controls}
        down = [change for change in held.values() if change.value]
        is_sustained = bool(self.pedals) and self.pedals[-1].is_down
        if not is_sustained and not down:
            return self
        last_ticks = [change.tick for change in self.pedals[-1:]]
        last_ticks += [change.tick for change in self.controls[-1:]]
        end_tick = max(self.end_tick, *last_ticks)
        return replace(
            self,
            pedals=(*self.pedals, *([PedalChange(end_tick, 0)] if is_sustained else [])),
            controls=(
                *self.controls,
                *(replace(change, tick=end_tick, value=0) for change in down),
            ),
        )
