"""What commands ask of a family's training and evaluation, whichever family that is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.errors import StudioError

Report = Callable[[str], None]


class RequestError(StudioError):
    """A family cannot be trained or evaluated in the way asked for."""


@dataclass(frozen=True, slots=True)
class TrainingRequest:
    """What to train, from what, and how; each family follows what it knows of this.

    `hidden_units` is None for all sizes that a family has, but for those that `out` holds already.
    `work` keeps the state of a run, from which the same request resumes. `recipe` is one of
    RECIPE_NAMES, `strategy` one of STRATEGIES; what is None is the recipe's own. With
    `measures_speed` nothing is trained, but each way to train is timed. `start_from` is the folder
    of a model with whose weights the run begins.
    """

    corpus: Path | None
    out: Path | None
    work: Path
    hidden_units: int | None
    recipe: str
    strategy: str
    passes: float
    epochs: int | None = None
    stop_at_loss: float | None = None
    random_state: int = 0
    batch: int | None = None
    precision: str | None = None
    jit: bool | None = None
    logical_cpus: int | None = None
    measures_speed: bool = False
    start_from: Path | None = None

    @property
    def folders(self) -> tuple[Path, Path]:
        """The corpus and the place for bundles; RequestError where either is missing."""
        if self.corpus is None or self.out is None:
            raise RequestError(
                "Training needs a folder of MIDI files by --corpus and an output folder by --out."
            )
        return self.corpus, self.out


@dataclass(frozen=True, slots=True)
class EvaluationRequest:
    """What to compare, and where the reports go; each family follows what it knows of this.

    Of each model, `excerpts` of so many `notes` are made (None: as many as its family takes), at
    each of the `temperatures`, in so many `processes`. `work` keeps the corpus as it is read.
    """

    corpus: Path
    out: Path
    work: Path
    excerpts: int
    notes: int | None = None
    temperatures: tuple[float, ...] = (1.0,)
    processes: int = 2


@dataclass(frozen=True, slots=True)
class EvaluationResult:
    """The files written, and the figures in them by their kind, as JSON values."""

    files: tuple[Path, ...]
    figures: dict[str, object]
