"""Sample a take of the expressive family: each note attribute by attribute."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from chopin_studio.engine.attribute_sampling import Samplings
from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTES,
    CHARACTERS,
    CONDITIONS,
    DELTA_ONSETS,
    GRID_TICKS,
    PLACES,
)
from chopin_studio.engine.expressive.constraints import TakeConstraints
from chopin_studio.engine.expressive.decoder import DecodedNote, assemble
from chopin_studio.engine.expressive.lookback import SourceNote
from chopin_studio.engine.expressive.network import (
    ExpressiveNetwork,
    ExpressiveStepper,
    NoteAnswers,
)
from chopin_studio.engine.expressive.openings import MOST_HEARD_NOTES, onset_ticks
from chopin_studio.engine.expressive.plan_guide import PlanGuide
from chopin_studio.engine.expressive.playability import HandReach
from chopin_studio.engine.expressive.sampling_state import SamplingState
from chopin_studio.engine.expressive.samplings import SAMPLINGS
from chopin_studio.engine.expressive.seed_rows import Rows
from chopin_studio.engine.originality_guard import QuotationLimit
from chopin_studio.engine.sampling import SPARES_SEED, draw_answer
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.note import Note
from chopin_studio.music.plan.seed_returns import seed_returns

_DELTA, _PITCH, _DURATION, _HAND, _PEDAL, _TEMPO = map(
    ATTRIBUTES.index, ("delta_onset", "pitch", "duration", "hand", "pedal", "tempo")
)
_CHORD = PLACES.index("chord")
_CHARACTER = slice(CONDITIONS.index(CHARACTERS[0]), None)
_DELTA_TICKS = np.array(DELTA_ONSETS, np.int64) * GRID_TICKS

Mask = NDArray[np.bool_]


class ExpressiveTake:
    """Samples note after note, by constraints, after the rows of a seed, if there are any.

    What cannot be played is never sampled: of notes that begin together each is higher than the
    one before, as in the seeds, so no key is struck twice; and each is within the range of the
    settings and the reach of the hand that plays it. There is always something left to sample,
    since a chord can end, and hands become free in time.

    `moment` is the state of the take: replace it by an earlier copy to sample again from there.
    """

    def __init__(
        self,
        network: ExpressiveNetwork,
        seed: Rows,
        constraints: TakeConstraints,
        settings: GenerationSettings,
        rng: np.random.Generator,
        samplings: Samplings = SAMPLINGS,
        guarding: QuotationLimit | None = None,
    ) -> None:
        """Play the seed; the network receives it once `moment` has a `warmed_up` stepper."""
        self.constraints = constraints
        self._network = network
        self._seed = seed
        self._settings = settings
        self._rng = rng
        self._samplings = samplings
        self._guarding = guarding
        self._guide = PlanGuide(constraints, samplings, settings.sampler)
        self._from_seed: frozenset[int] = frozenset()
        if settings.sampler >= SPARES_SEED:
            self._from_seed = seed_returns(constraints.plan, constraints.lead_bars)
        # What the note that is drawn would return to, as long as it does, and the chord there.
        self._source: SourceNote | None = None
        self._chord: Mask | None = None
        self._levels: Sequence[int] = ()
        reach = HandReach(settings.hand_span, settings.lowest_pitch, settings.highest_pitch)
        self._planned = self._guide.planned
        self.moment = SamplingState(network.stepper(), constraints.frame, self._planned, reach)
        self._played = [self.moment.play(row) for row in seed]
        for played in self._played:
            reach.learn(played.note)

    @property
    def seed_notes(self) -> Sequence[DecodedNote]:
        """The notes of the seed."""
        return self._played

    @property
    def opening(self) -> Excerpt:
        """The seed as the network reads it."""
        return assemble(self._played, self.constraints.frame, goes_on=True)

    def warmed_up(self) -> ExpressiveStepper:
        """Return a stepper that has been fed the notes of the seed, except for the last one.

        Of a long seed it is fed the end; bars can return to what comes before that, too.
        """
        ticks = onset_ticks(np.array([row[_DELTA] for row in self._seed], np.int64))
        before = np.append(0, ticks)[:-1]
        conditions = self.constraints.conditions(np.arange(len(before)), before, self._planned)
        stepper = self._network.stepper()
        told = SamplingState(stepper, self.constraints.frame, self._planned, HandReach())
        unfed = len(self._seed) - MOST_HEARD_NOTES
        for place, (row, known) in enumerate(zip(self._seed, conditions, strict=True)):
            if place >= unfed:
                told.stepper.feed(told.row, told.position, known, told.lookback.recall().row)
            told.play(row)
        return told.stepper

    def step(self, heat: float = 1.0, from_tick: int = 0) -> DecodedNote | None:
        """Sample the next note, not before `from_tick`; None at the end of the take.

        The temperature is multiplied by `heat`.
        """
        moment = self.moment
        place, now = np.array([moment.place]), np.array([moment.now_tick])
        (conditions,) = self.constraints.conditions(place, now, self._planned)
        recalled = moment.lookback.recall()
        z = moment.stepper.feed(moment.row, moment.position, conditions, recalled.row)
        answers = NoteAnswers(self._network, moment.stepper, z)
        self._source = self._guide.source(recalled)
        self._levels = conditions[_CHARACTER]
        delta = self._draw(_DELTA, answers, heat, self._possible_deltas(from_tick))
        if self.constraints.is_over(moment.place, delta, moment.now_tick):
            return None
        row, quotes = self._draw_row(delta, answers, heat)
        onset_tick = moment.decoder.onset_tick(delta)
        return replace(moment.make(row, self._is_seed_s(onset_tick)), quotes=quotes)

    def end(self) -> tuple[PedalChange, ...]:
        """Return the last change of pedal, after the last note: lift it if it is down."""
        return self.moment.decoder.end()

    def _draw_row(
        self, delta: int, answers: NoteAnswers, heat: float
    ) -> tuple[Sequence[int], bool]:
        """Sample the other six classes of the next note; return all seven.

        Where a note would quote, another pitch is sampled; also returns whether it still quotes.
        """
        moment = self.moment
        onset_tick = moment.decoder.onset_tick(delta)
        answers = answers.given(_DELTA, delta)
        place = self._place_at(onset_tick)
        answers = answers.given_place(place)
        self._chord = self._guide.chord_tones(place[_CHORD])
        source = self._source
        if source is not None and source.row[_DELTA] != delta:
            source = None
        keys = moment.reach.keys_at(onset_tick)
        is_together = delta == 0 and moment.place > 0
        pitches = self._pitches(keys, onset_tick, is_together)

        def draw_row() -> Sequence[int]:
            self._source = source  # a try before may have left it
            masks = {_PITCH: pitches, _DURATION: self.constraints.durations(onset_tick)}
            return self._draw_from_pitch(delta, answers, heat, masks, keys)

        if self._guarding is None or self._is_seed_s(onset_tick):
            return draw_row(), False

        def forbid(row: Sequence[int]) -> bool:
            pitches[row[_PITCH]] = False
            return bool(pitches.any())

        def notes_of(row: Sequence[int]) -> tuple[Note, ...]:
            return (moment.decoder.note(row),)

        return self._guarding.choose(moment.made, draw_row, notes_of, forbid)

    def _is_seed_s(self, tick: int) -> bool:
        """Return whether the bar that holds `tick` returns from the seed, by the plan."""
        bar = self.constraints.frame.meters.bar_at(tick)
        return bar.number - 1 in self._from_seed

    def _place_at(self, tick: int) -> tuple[int, ...]:
        """Return what is known of a note at `tick`, in the order of PLACES."""
        planned: list[int] = self._planned.places(np.array([tick]))[0].tolist()
        return (self.moment.position_at(tick), *planned)

    def _draw_from_pitch(
        self,
        delta: int,
        answers: NoteAnswers,
        heat: float,
        masks: dict[int, Mask | None],
        keys: Mask,
    ) -> Sequence[int]:
        """Sample the classes from pitch on, and return all seven; `keys` [2, 88] can be reached."""
        moment = self.moment
        is_together = delta == 0 and moment.place > 0
        row = [delta]
        for attribute in range(_PITCH, len(ATTRIBUTES)):
            if is_together and attribute in (_PEDAL, _TEMPO):
                drawn = moment.row[attribute]  # as in the first note of the chord
            else:
                drawn = self._draw(attribute, answers, heat, masks.get(attribute))
            if attribute == _PITCH:
                masks[_HAND] = keys[:, drawn]
                if self._source is not None and self._source.row[_PITCH] != drawn:
                    self._source = None
            if attribute != _TEMPO:
                answers = answers.given(attribute, drawn)
            row.append(drawn)
        return row

    def _draw(self, attribute: int, answers: NoteAnswers, heat: float, allowed: Mask | None) -> int:
        sampling = self._samplings[ATTRIBUTES[attribute]]
        temperature = self._settings.temperature * sampling.temperature * heat
        top_p = min(self._settings.top_p, sampling.top_p)
        answer, sampler = answers.answer(attribute), self._settings.sampler
        answer = self._guide.lean(
            answer, attribute, self._source, self._chord, self.moment, self._levels
        )
        return draw_answer(answer, temperature, top_p, self._rng, allowed, sampler)

    def _possible_deltas(self, from_tick: int) -> Mask:
        """Return which classes of Δonset lead to notes that can be played, as bool [62]."""
        moment = self.moment
        now_tick, reach = moment.now_tick, moment.reach
        ticks = now_tick + _DELTA_TICKS
        possible: Mask = ticks >= max(self.constraints.begin_tick, from_tick)
        keys = reach.keys_at(now_tick)
        if not keys.any():  # both hands hold keys of the seed, far from the range in the settings
            possible &= np.array([reach.keys_at(tick).any() for tick in ticks.tolist()])
        elif possible[0] and moment.place > 0:
            possible[0] = self._pitches(keys, now_tick, True).any()
        return self.constraints.deltas(moment.place, now_tick, moment.together, possible)

    def _pitches(self, keys: Mask, onset_tick: int, is_together: bool) -> Mask:
        """Return which pitches either hand reaches, of `keys` [2, 88], as bool [88].

        They are limited to those of the constraints, unless none of these is within reach.
        """
        pitches: Mask = np.logical_or(keys[0], keys[1])
        if is_together:
            pitches[: self.moment.row[_PITCH] + 1] = False
        planned = self.constraints.pitches(onset_tick, not is_together)
        if planned is not None and (is_together or (pitches & planned).any()):
            pitches &= planned
        return pitches
