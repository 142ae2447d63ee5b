"""Try temperatures and top-p values, one attribute at a time, to find those closest to Chopin."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from threadpoolctl import threadpool_limits

from chopin_studio.engine.attribute_sampling import Sampling, Samplings
from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.events import whole_take
from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.engine.expressive.generate import generate_expressive
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.training.common.tables import Record, markdown_table, rounded
from chopin_studio.training.expressive.evaluation.distances import TRAITS, distances
from chopin_studio.training.expressive.evaluation.evaluate import ExpressivePlan, RealExcerpt
from chopin_studio.training.expressive.evaluation.generate import in_processes
from chopin_studio.training.expressive.evaluation.passages import MeasuredPassage, made_passage
from chopin_studio.training.expressive.evaluation.statistics import Summary, summaries

OTHER_TEMPERATURES = (0.8, 0.9, 1.1)
OTHER_TOP_PS = (0.9, 0.95, 0.98)
EVERY, NONE = "every attribute", "none: the defaults"

_SHOWN = ("share_in_key", "share_rhythm_repeated", "share_bars_repeated")
_HOLDING_UP = ("notes_a_bar", "sounding", "velocity", "share_in_key")
"""The statistics for which the last quarter divided by the first is shown."""


@dataclass(frozen=True, slots=True)
class SweepResult:
    """One setting, and how the music then compares with Chopin's.

    It is for an attribute, for EVERY one, or for NONE, which has the defaults and no `sampling`.
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
) -> list[SweepResult]:
    """Continue the seeds of `real`, with one attribute after the other sampled differently.

    The first try has the defaults; in each of the others one attribute, or every one, has another
    temperature or top-p, and the rest has the defaults.
    """
    settings = [plan.settings(excerpt.start, number) for number, excerpt in enumerate(real)]
    passages = [excerpt.passage for excerpt in real]
    own = bundle.samplings
    asked = [(NONE, None, own), *_variations(own, temperatures, top_ps)]
    make = partial(_made, bundle.folder, settings)
    tries = []
    found = in_processes(make, [table for _, _, table in asked], plan.processes)
    for (attribute, sampling, _), made in zip(asked, found, strict=True):
        tries.append(SweepResult(attribute, sampling, distances(made, passages), summaries(made)))
        report(f"{len(tries)}/{len(asked)}: {attribute}{_in_words(sampling)}")
    return tries


def made_with(
    bundle: Bundle, settings: Sequence[GenerationSettings], samplings: Samplings
) -> list[MeasuredPassage]:
    """Generate the first takes of `settings`, each attribute sampled as `samplings` say."""
    # As in the studio: several threads would only wait for each other.
    with threadpool_limits(1, user_api="blas"):
        return [
            made_passage(whole_take(generate_expressive(bundle, one, samplings)))
            for one in settings
        ]


def as_records(tries: Iterable[SweepResult]) -> list[Record]:
    """Return a flat record for each try: its distances, their mean, and some statistics."""
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


def as_table(tries: Sequence[SweepResult], real: Sequence[RealExcerpt]) -> str:
    """Return the records as Markdown, with Chopin's values as the last row."""
    chopin = summaries([excerpt.passage for excerpt in real])
    own = SweepResult("*Chopin*", None, dict.fromkeys(TRAITS, 0.0), chopin)
    rows = as_records([*tries, own])
    return markdown_table(
        [name.replace("_", " ") for name in rows[0]],
        [["" if value is None else str(value) for value in row.values()] for row in rows],
    )


def _made(
    folder: Path, settings: Sequence[GenerationSettings], samplings: Samplings
) -> list[MeasuredPassage]:
    return made_with(Bundle.open(folder), settings, samplings)


def _variations(
    own: Samplings, temperatures: Sequence[float], top_ps: Sequence[float]
) -> Iterable[tuple[str, Sampling, Samplings]]:
    for attribute in (EVERY, *ATTRIBUTES):
        names = ATTRIBUTES if attribute == EVERY else (attribute,)
        default = own.get(attribute, Sampling())
        values = [
            *(replace(default, temperature=temperature) for temperature in temperatures),
            *(replace(default, top_p=top_p) for top_p in top_ps),
        ]
        for value in values:
            yield attribute, value, {**own, **dict.fromkeys(names, value)}


def _in_words(sampling: Sampling | None) -> str:
    if sampling is None:
        return ""
    return f" at temperature {sampling.temperature}, top-p {sampling.top_p}"
