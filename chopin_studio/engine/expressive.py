"""The expressive family: from seed to notes with rhythm, dynamics, hands, pedal and rubato."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.expressive_network import ExpressiveNetwork, ExpressiveStepper
from chopin_studio.engine.expressive_seed import SeedRows, seed_rows
from chopin_studio.engine.expressive_take import SAMPLINGS, ExpressiveTake, Samplings
from chopin_studio.engine.loop_guard import Made, guarded
from chopin_studio.engine.originality_guard import Guarding, quoting_words
from chopin_studio.engine.settings import GenerationSettings


def generate_expressive(
    bundle: Bundle,
    settings: GenerationSettings,
    samplings: Samplings = SAMPLINGS,
    guarding: Guarding | None = None,
) -> Iterator[Opening | Step]:
    """Yield each take's opening, then its notes one by one, the takes in turn.

    Notes come when their bar is done. The takes are stepped one after the other, not as one
    batch: a matrix product's last bits depend on its shape, and a take must come out the same
    alone as among others.
    """
    network = ExpressiveNetwork.load(bundle)
    growing: dict[int, Iterator[Made]] = {}
    warmed_up: dict[SeedRows, ExpressiveStepper] = {}
    for number in range(settings.takes):
        random_state = settings.random_state + number
        rng = np.random.default_rng(random_state)
        seed = seed_rows(bundle, settings, rng)
        plan = seed.plan(settings)
        take = ExpressiveTake(network, seed.rows, plan, settings, rng, samplings, guarding)
        excerpt = replace(take.opening, title=seed.title, seed_end_tick=seed.end_tick)
        guarded_by = guarding.notices if guarding else ()
        yield Opening(number, excerpt, random_state, (*seed.notices, *guarded_by))
        if seed not in warmed_up:
            warmed_up[seed] = take.warmed_up()
        take.moment.stepper = warmed_up[seed].copy()
        growing[number] = guarded(take, can_heat=settings.temperature > 0)
    while growing:
        for number, notes in [*growing.items()]:
            if (made := next(notes, None)) is None:
                del growing[number]
                continue
            played = made.played
            notices = made.notices
            if played.quotes:
                notices += (quoting_words(excerpt.meters, played.note),)
            yield Step(number, (played.note,), played.pedals, played.tempo, notices)
