"""The state of a take of the expressive family: all that its next note depends on."""

from collections.abc import Sequence
from copy import copy
from typing import Self

import numpy as np

from chopin_studio.engine.expressive.attributes import ATTRIBUTES, START_POSITION, START_ROW
from chopin_studio.engine.expressive.decoder import DecodedNote, Decoder
from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.lookback import Lookback
from chopin_studio.engine.expressive.network import ExpressiveStepper
from chopin_studio.engine.expressive.plan_timeline import PlanTimeline
from chopin_studio.engine.expressive.playability import HandReach
from chopin_studio.engine.expressive.tempo_balance import TempoBalance
from chopin_studio.engine.originality_guard import LOOKS_BACK
from chopin_studio.music.note import Note

_TEMPO = ATTRIBUTES.index("tempo")


class SamplingState:
    """The state of the network and the music so far, as the next note depends on them.

    `row` and `position` are those of the last note; `place` counts the notes, including the seed,
    and `together` those that begin with the last one, including itself; `made` are the latest
    generated notes behind the last that returned from the seed, as many as are needed.
    """

    def __init__(
        self, stepper: ExpressiveStepper, frame: Frame, planned: PlanTimeline, reach: HandReach
    ) -> None:
        self.stepper = stepper
        self.decoder = Decoder(frame)
        self.lookback = Lookback(frame.meters, planned)
        self.reach = reach
        self.row: Sequence[int] = START_ROW
        self.position = START_POSITION
        self.place = 0
        self.together = 0
        self.made: tuple[Note, ...] = ()
        self._has_made = False
        self.tempo = TempoBalance()
        self._frame = frame

    @property
    def now_tick(self) -> int:
        """The onset of the last note; 0 before the first."""
        return self.decoder.onset_tick(0)

    def position_at(self, tick: int) -> int:
        """Return the place of `tick` in its bar, in 24ths of a beat."""
        return int(self._frame.positions(np.array([tick]))[0])

    def play(self, row: Sequence[int]) -> DecodedNote:
        """Add the next note."""
        before_tick = self.now_tick
        played = self.decoder.feed(row)
        is_later = played.note.onset_tick > before_tick
        self.together = 1 if is_later else self.together + 1
        self.row = row
        self.position = self.position_at(played.note.onset_tick)
        self.lookback.add(row, played.note.onset_tick)
        self.place += 1
        return played

    def make(self, row: Sequence[int], is_seed_s: bool = False) -> DecodedNote:
        """Add the next generated note, which the hands then hold.

        One that `is_seed_s` returns from the seed.
        """
        before_tick, before = self.now_tick, self.row
        played = self.play(row)
        if self._has_made:
            self.tempo.spend(before[_TEMPO], self.now_tick - before_tick)
        self.reach.strike(played.note)
        self._has_made = True
        self.made = () if is_seed_s else (*self.made[1 - LOOKS_BACK :], played.note)
        return played

    def copy(self) -> Self:
        """Return an independent copy, from which the music can continue differently."""
        twin = copy(self)
        twin.stepper = self.stepper.copy()
        twin.decoder = copy(self.decoder)
        twin.lookback = self.lookback.copy()
        twin.reach = self.reach.copy()
        twin.tempo = self.tempo.copy()
        return twin
