"""Generate with the expressive family: rhythm, dynamics, hands, pedal and rubato."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from chopin_studio.engine.attribute_sampling import Samplings
from chopin_studio.engine.bundle_files import BundleFiles
from chopin_studio.engine.events import GenerationEvent, Opening, Step, Tried
from chopin_studio.engine.expressive.loop_guard import AcceptedNote, PhraseTried, guarded
from chopin_studio.engine.expressive.network import ExpressiveStepper, loaded_network
from chopin_studio.engine.expressive.note_sampler import ExpressiveTake
from chopin_studio.engine.expressive.seed_rows import SeedRows, seed_rows
from chopin_studio.engine.originality_guard import QuotationLimit, quoting_words
from chopin_studio.engine.settings import CAREFUL, GenerationSettings
from chopin_studio.engine.warm_starts import Slot, WarmStarts
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.plan.plan import Plan
from chopin_studio.texts import translatable

_HEARD: Slot[ExpressiveStepper] = Slot("the seed that was heard last")


def generate_expressive(
    bundle: BundleFiles,
    settings: GenerationSettings,
    samplings: Samplings,
    guarding: QuotationLimit | None = None,
    ready: WarmStarts | None = None,
) -> Iterator[GenerationEvent]:
    """Yield each take's opening, then its notes one by one, the takes in turn.

    Notes come when their bar is done; where phrases are chosen among tries, when theirs is chosen,
    and what is tried before it. The takes are stepped one after the other, not as one batch:
    the last bits of a matrix product depend on its shape, and a take must be the same alone as
    among others. Each of ATTRIBUTES is sampled as `samplings` say.
    """
    ready = ready or WarmStarts()
    network = loaded_network(bundle, ready)
    growing: dict[int, Iterator[AcceptedNote | PhraseTried]] = {}
    meters: dict[int, MeterMap] = {}  # random starts have meters of their own
    for number in range(settings.takes):
        random_state = settings.random_state + number
        rng = np.random.default_rng(random_state)
        seed = seed_rows(bundle, settings, rng)
        plan = _plan(settings, seed, random_state, ready) if network.layout.has_plans else Plan()
        constraints = seed.constraints(settings, plan)
        take = ExpressiveTake(network, seed.rows, constraints, settings, rng, samplings, guarding)
        excerpt = replace(take.opening, title=seed.title, seed_end_tick=seed.end_tick)
        guarded_by = guarding.notices if guarding else ()
        chosen_by = _choice_notices(settings, ready)
        notices = (*seed.notices, *guarded_by, *chosen_by)
        yield Opening(number, excerpt, random_state, notices, plan)
        # The input for the notes of a seed depends on the constraints, too.
        heard = ready.get(_HEARD, (bundle.identity, seed.rows, constraints), take.warmed_up)
        take.moment.stepper = heard.copy()
        meters[number] = excerpt.meters
        growing[number] = _written(take, settings, ready)
    while growing:
        for number, notes in [*growing.items()]:
            if (made := next(notes, None)) is None:
                del growing[number]
                continue
            if isinstance(made, PhraseTried):
                yield Tried(number, made.notes, made.tick)
                continue
            played = made.played
            notices = made.notices
            if played.quotes:
                notices += (quoting_words(meters[number], played.note),)
            yield Step(number, (played.note,), played.pedals, played.tempo, notices)


def _written(
    take: ExpressiveTake, settings: GenerationSettings, ready: WarmStarts
) -> Iterator[AcceptedNote | PhraseTried]:
    """Return the notes of a take as they are written, phrases chosen where that is asked for."""
    can_heat = settings.temperature > 0
    if settings.quality != CAREFUL:
        return guarded(take, can_heat)
    from chopin_studio.engine.expressive.phrase_choice import chosen_phrases
    from chopin_studio.engine.expressive.phrase_score import PhraseScore
    from chopin_studio.engine.planning.critic_files import loaded_critic

    constraints = take.constraints
    score = PhraseScore(loaded_critic(ready), constraints.plan, constraints.frame.meters)
    return chosen_phrases(take, score, can_heat)


def _choice_notices(settings: GenerationSettings, ready: WarmStarts) -> tuple[str, ...]:
    """Return the notice on who chose the phrases: the take can be reproduced only with it."""
    if settings.quality != CAREFUL:
        return ()
    from chopin_studio.engine.planning.critic_files import loaded_critic

    identity = loaded_critic(ready).id
    return (
        translatable(
            "The best of several tries of each phrase was kept (critic {id}).", id=identity
        ),
    )


def _plan(
    settings: GenerationSettings, seed: SeedRows, random_state: int, ready: WarmStarts
) -> Plan:
    """Return the plan of a take; what plans is imported for models that follow plans alone."""
    from chopin_studio.engine.expressive.take_plan import take_plan
    from chopin_studio.engine.planning.planner import loaded_planner

    return take_plan(settings, seed, random_state, loaded_planner(ready))
