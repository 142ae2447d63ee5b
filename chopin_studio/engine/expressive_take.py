"""One take of the expressive family in the making: each note drawn attribute by attribute."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.attributes import (
    ATTRIBUTES,
    CONDITIONS,
    DELTA_ONSETS,
    EIGHTHS,
    GRID_TICKS,
    START_POSITION,
    START_ROW,
)
from chopin_studio.engine.decoder_expressive import Decoder, Played, assemble
from chopin_studio.engine.expressive_network import ExpressiveNetwork, ExpressiveStepper
from chopin_studio.engine.frame import Frame
from chopin_studio.engine.lookback import Lookback
from chopin_studio.engine.lstm import Floats
from chopin_studio.engine.opening import onset_ticks
from chopin_studio.engine.reach import Reach
from chopin_studio.engine.sampling import draw
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt, PedalChange

COMPOSER = "Chopin"
"""In whose manner every take is made."""

TEMPERATURE_FACTORS = dict.fromkeys(ATTRIBUTES, 1.0)
"""What the user's temperature is multiplied by for each attribute."""

_DELTA, _PITCH, _HAND, _PEDAL, _TEMPO = map(
    ATTRIBUTES.index, ("delta_onset", "pitch", "hand", "pedal", "tempo")
)
_PROGRESS = CONDITIONS.index("progress")
_DELTA_TICKS = np.array(DELTA_ONSETS, np.int64) * GRID_TICKS

Rows = tuple[tuple[int, ...], ...]
Mask = NDArray[np.bool_]


class ExpressiveTake:
    """Draws note after note, in a frame, after the rows of a seed; there may be none of those.

    What cannot be played is never drawn: of notes that begin together each is higher than the
    one before, as the seeds have them, so no key is struck twice; and each is within the reach of
    the hand that plays it. There is always something left to draw, since notes that begin
    together can end, and a hand always reaches the keys that it holds.
    """

    def __init__(
        self,
        network: ExpressiveNetwork,
        seed: Rows,
        frame: Frame,
        end_tick: int,
        settings: GenerationSettings,
        rng: np.random.Generator,
    ) -> None:
        """Play the seed, after which no note begins before `end_tick`; the network knows nothing.

        `warmed_up` gives the stepper that it needs.
        """
        self.stepper = network.stepper()
        self._network = network
        self._seed = seed
        self._frame = frame
        self._earliest_tick = end_tick
        self._settings = settings
        self._rng = rng
        self._decoder = Decoder(frame)
        self._reach = Reach()
        self._lookback = Lookback(frame)
        self._conditions = self._all_conditions()
        self._row: Sequence[int] = START_ROW
        self._position = START_POSITION
        self._place = 0
        self._played = [self._play(row) for row in seed]
        for played in self._played:
            self._reach.learn(played.note)

    @property
    def opening(self) -> Excerpt:
        """The seed as the network reads it."""
        return assemble(self._played, self._frame, goes_on=True)

    def warmed_up(self) -> ExpressiveStepper:
        """Give a stepper that has been told of the seed's notes, but for the last one."""
        stepper = self._network.stepper()
        ticks = onset_ticks(np.array([row[_DELTA] for row in self._seed], np.int64))
        positions = [START_POSITION, *self._frame.positions(ticks).tolist()]
        lookback = Lookback(self._frame)
        for place, previous in enumerate((START_ROW, *self._seed)[:-1]):
            if place:
                lookback.add(previous, int(ticks[place - 1]))
            stepper.feed(previous, positions[place], self._conditions[place], lookback.row())
        return stepper

    def step(self) -> Played:
        """Make the next note."""
        conditions = self._conditions[self._place]
        z = self.stepper.feed(self._row, self._position, conditions, self._lookback.row())
        played = self._play(self._draw_row(z))
        self._reach.strike(played.note)
        return played

    def end(self) -> tuple[PedalChange, ...]:
        """Give what the foot does once the last note has ended: lift a pedal that is down."""
        return self._decoder.end()

    def _all_conditions(self) -> list[list[int]]:
        """Give the conditions of each note of the seed and of those to be made.

        The bars and the key that hold at the seed's end stay. How far the piece has come is told
        by counting notes, since nobody knows beforehand how long they will take.
        """
        seeded, total = len(self._seed), len(self._seed) + self._settings.notes
        ticks = np.full(total, self._earliest_tick, np.int64)
        ticks[:seeded] = onset_ticks(np.array([row[_DELTA] for row in self._seed], np.int64))
        conditions = self._frame.conditions(ticks, COMPOSER, 1)
        conditions[:, _PROGRESS] = np.arange(total) * EIGHTHS // total
        rows: list[list[int]] = conditions.tolist()
        return rows

    def _play(self, row: Sequence[int]) -> Played:
        played = self._decoder.feed(row)
        self._row = row
        self._position = self._position_at(played.note.onset_tick)
        self._lookback.add(row, played.note.onset_tick)
        self._place += 1
        return played

    def _position_at(self, tick: int) -> int:
        return int(self._frame.positions(np.array([tick]))[0])

    def _draw_row(self, z: Floats) -> Sequence[int]:
        """Draw the seven classes of the next note, from z [256]."""
        delta = self._draw(_DELTA, z, self._possible_deltas())
        onset_tick = self._decoder.onset_tick(delta)
        z = self._network.given(_DELTA, delta, z)
        z = self._network.given_position(self._position_at(onset_tick), z)
        keys = self._reach.keys_at(onset_tick)
        is_together = delta == 0 and self._place > 0
        masks = {_PITCH: self._pitches(keys, is_together)}
        row = [delta]
        for attribute in range(_PITCH, len(ATTRIBUTES)):
            if is_together and attribute in (_PEDAL, _TEMPO):
                drawn = self._row[attribute]  # the first of a chord's notes speaks for all
            else:
                drawn = self._draw(attribute, z, masks.get(attribute))
            if attribute == _PITCH:
                masks[_HAND] = keys[:, drawn]
            if attribute != _TEMPO:
                z = self._network.given(attribute, drawn, z)
            row.append(drawn)
        return row

    def _draw(self, attribute: int, z: Floats, allowed: Mask | None) -> int:
        temperature = self._settings.temperature * TEMPERATURE_FACTORS[ATTRIBUTES[attribute]]
        logits = self._network.logits(attribute, z)
        return draw(logits, temperature, self._settings.top_p, self._rng, allowed)

    def _possible_deltas(self) -> Mask:
        """Tell which classes of Δonset lead to notes that can be played, as bool [62]."""
        now_tick = self._decoder.onset_tick(0)
        possible: Mask = np.append(self._earliest_tick - now_tick <= _DELTA_TICKS, False)
        if possible[0] and self._place > 0:
            possible[0] = self._pitches(self._reach.keys_at(now_tick), True).any()
        return possible

    def _pitches(self, keys: Mask, is_together: bool) -> Mask:
        """Tell which pitches either hand reaches, of `keys` [2, 88], as bool [88]."""
        pitches: Mask = np.logical_or(keys[0], keys[1])
        if is_together:
            pitches[: self._row[_PITCH] + 1] = False
        return pitches
