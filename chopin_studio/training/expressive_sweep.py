"""Try temperatures and top-p's, one attribute at a time, to choose those that come near Chopin."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from chopin_studio.engine.attributes import ATTRIBUTES
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.expressive_network import ExpressiveNetwork
from chopin_studio.engine.expressive_seed import Rows, seed_rows
from chopin_studio.engine.expressive_take import (
    TEMPERATURE_FACTORS,
    TOP_PS,
    ExpressiveTake,
    Mask,
)
from chopin_studio.engine.loop_guard import guarded
from chopin_studio.engine.lstm import Floats
from chopin_studio.engine.plan import Plan
from chopin_studio.engine.sampling import draw
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.training.expressive_distances import TRAITS, distances
from chopin_studio.training.expressive_evaluate import ExpressivePlan, RealExcerpt
from chopin_studio.training.expressive_making import in_processes
from chopin_studio.training.expressive_passage import Passage, made_passage
from chopin_studio.training.expressive_statistics import Summary, summaries
from chopin_studio.training.tables import Record, markdown_table, rounded

OTHER_TEMPERATURES = (0.8, 0.9, 1.1)
OTHER_TOP_PS = (0.9, 0.95, 0.98)
EVERY, NONE = "every attribute", "none: the defaults"

_SHOWN = ("share_in_key", "share_rhythm_repeated", "share_bars_repeated")
_HOLDING_UP = ("notes_a_bar", "sounding", "velocity", "share_in_key")
"""The statistics of which the last quarter over the first is shown."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How one attribute is drawn."""

    temperature: float = 1.0
    top_p: float = 1.0


Samplings = Mapping[str, Sampling]
"""By the names in ATTRIBUTES."""

DEFAULTS: Samplings = {
    name: Sampling(TEMPERATURE_FACTORS[name], TOP_PS[name]) for name in ATTRIBUTES
}
"""What the studio draws with."""


@dataclass(frozen=True, slots=True)
class Try:
    """One setting, and how the music then compares with Chopin's.

    It is of an attribute, of EVERY one, or of NONE, which has the defaults and no `sampling`.
    """

    attribute: str
    sampling: Sampling | None
    distances: Mapping[str, float]
    made: Mapping[str, Summary]


def sweep(
    bundle: Bundle,
    real: Sequence[RealExcerpt],
    plan: ExpressivePlan,
    report: Callable[[str], None],
    temperatures: Sequence[float] = OTHER_TEMPERATURES,
    top_ps: Sequence[float] = OTHER_TOP_PS,
) -> list[Try]:
    """Go on from the seeds of `real` with one attribute after the other drawn otherwise.

    The first try is of the defaults; in each of the others one attribute, or every one, has
    another temperature or top-p, and the rest is as by default.
    """
    settings = [plan.settings(excerpt.start, number) for number, excerpt in enumerate(real)]
    passages = [excerpt.passage for excerpt in real]
    asked = [(NONE, None, DEFAULTS), *_variations(temperatures, top_ps)]
    make = partial(_made, bundle.folder, settings)
    tries = []
    found = in_processes(make, [table for _, _, table in asked], plan.processes)
    for (attribute, sampling, _), made in zip(asked, found, strict=True):
        tries.append(Try(attribute, sampling, distances(made, passages), summaries(made)))
        report(f"{len(tries)}/{len(asked)}: {attribute}{_in_words(sampling)}")
    return tries


def made_with(
    bundle: Bundle, settings: Sequence[GenerationSettings], samplings: Samplings
) -> list[Passage]:
    """Make the first takes of `settings`, each attribute drawn as `samplings` say."""
    # As in the studio: several threads would only wait for each other.
    with threadpool_limits(1, user_api="blas"):
        network = ExpressiveNetwork.load(bundle)
        return [made_passage(_take(network, bundle, one, samplings)) for one in settings]


def as_records(tries: Iterable[Try]) -> list[Record]:
    """Give a flat record for each try: its distances, their mean, and some statistics."""
    return [
        {
            "attribute": one.attribute,
            "temperature": None if one.sampling is None else one.sampling.temperature,
            "top_p": None if one.sampling is None else one.sampling.top_p,
            "mean_distance": rounded(sum(one.distances.values()) / len(one.distances)),
            **{name: rounded(distance) for name, distance in one.distances.items()},
            **{name: rounded(one.made[name].mean) for name in _SHOWN},
            **{
                f"{name}_last_to_first": rounded(one.made[name].last_to_first)
                for name in _HOLDING_UP
            },
        }
        for one in tries
    ]


def as_table(tries: Sequence[Try], real: Sequence[RealExcerpt]) -> str:
    """Write the records as Markdown, with Chopin's own figures as the last row."""
    chopin = summaries([excerpt.passage for excerpt in real])
    own = Try("*Chopin*", None, dict.fromkeys(TRAITS, 0.0), chopin)
    rows = as_records([*tries, own])
    return markdown_table(
        [name.replace("_", " ") for name in rows[0]],
        [["" if value is None else str(value) for value in row.values()] for row in rows],
    )


class _SweptTake(ExpressiveTake):
    """A take in which each attribute is drawn by a table, and not by the user's two knobs."""

    def __init__(
        self,
        network: ExpressiveNetwork,
        seed: Rows,
        plan: Plan,
        settings: GenerationSettings,
        rng: np.random.Generator,
        samplings: Samplings,
    ) -> None:
        super().__init__(network, seed, plan, settings, rng)
        self._samplings = samplings

    def _draw(self, attribute: int, z: Floats, heat: float, allowed: Mask | None) -> int:
        how = self._samplings[ATTRIBUTES[attribute]]
        logits = self._network.logits(attribute, z)
        return draw(logits, how.temperature * heat, how.top_p, self._rng, allowed)


def _take(
    network: ExpressiveNetwork, bundle: Bundle, settings: GenerationSettings, samplings: Samplings
) -> Excerpt:
    """Make a take whole, as the studio does but for the drawing."""
    rng = np.random.default_rng(settings.random_state)
    seed = seed_rows(bundle, settings, rng)
    take = _SweptTake(network, seed.rows, seed.plan(settings), settings, rng, samplings)
    opening = replace(take.opening, seed_end_tick=seed.end_tick)
    take.moment.stepper = take.warmed_up()
    played = [made.played for made in guarded(take, can_heat=True)]
    return opening.with_notes_added(
        tuple(one.note for one in played),
        tuple(pedal for one in played for pedal in one.pedals),
        tuple(one.tempo for one in played if one.tempo is not None),
    )


def _made(
    folder: Path, settings: Sequence[GenerationSettings], samplings: Samplings
) -> list[Passage]:
    return made_with(Bundle.open(folder), settings, samplings)


def _variations(
    temperatures: Sequence[float], top_ps: Sequence[float]
) -> Iterable[tuple[str, Sampling, Samplings]]:
    for attribute in (EVERY, *ATTRIBUTES):
        names = ATTRIBUTES if attribute == EVERY else (attribute,)
        default = DEFAULTS[names[0]]
        values = [
            *(replace(default, temperature=temperature) for temperature in temperatures),
            *(replace(default, top_p=top_p) for top_p in top_ps),
        ]
        for value in values:
            yield attribute, value, {**DEFAULTS, **dict.fromkeys(names, value)}


def _in_words(sampling: Sampling | None) -> str:
    if sampling is None:
        return ""
    return f" at temperature {sampling.temperature}, top-p {sampling.top_p}"
