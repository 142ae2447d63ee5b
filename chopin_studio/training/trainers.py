"""Who trains and evaluates models of which family."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from chopin_studio.engine.classic.family import ClassicFamily
from chopin_studio.engine.expressive.family import ExpressiveFamily
from chopin_studio.training.classic import trainer as classic
from chopin_studio.training.common.requests import (
    EvaluationRequest,
    EvaluationResult,
    Report,
    TrainingRequest,
)
from chopin_studio.training.expressive import trainer as expressive

if TYPE_CHECKING:
    from chopin_studio.engine.bundle import Bundle
    from chopin_studio.training.common.tables import Record

Train = Callable[[TrainingRequest, Report], Iterator[str]]
Check = Callable[[EvaluationRequest], None]
Evaluate = Callable[["Sequence[Bundle]", EvaluationRequest, Report], EvaluationResult]
Sweep = Callable[["Bundle", EvaluationRequest, Report], "tuple[list[Record], str]"]


@dataclass(frozen=True, slots=True)
class Trainer:
    """What can be done with the models of one family beyond making music.

    `train` yields a line for each result, `check` raises a StudioError for what `evaluate` cannot
    do, and `sweep` compares ways of sampling, where the family has several. `notes` are those of
    an excerpt where nothing else is asked for, and `follows` names the fields of the requests
    that not every family follows.
    """

    family: str
    train: Train
    check: Check
    evaluate: Evaluate
    notes: int
    follows: frozenset[str]
    sweep: Sweep | None = None


TRAINERS: tuple[Trainer, ...] = (
    Trainer(
        ClassicFamily.name,
        classic.train,
        classic.check,
        classic.evaluate,
        classic.NOTES,
        frozenset({"recipe", "epochs", "stop_at_loss", "temperatures"}),
    ),
    Trainer(
        ExpressiveFamily.name,
        expressive.train,
        expressive.check,
        expressive.evaluate,
        expressive.NOTES,
        frozenset({"passes", "processes", "start_from"}),
        expressive.sweep,
    ),
)


def followers(field: str) -> str:
    """Return the names of the families that follow a field of a request, in words."""
    return " or ".join(trainer.family for trainer in TRAINERS if field in trainer.follows)
