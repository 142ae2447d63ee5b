"""An expressive training run on disk: its state, its best averaged weights, its curve."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import safe_open
from safetensors.numpy import load_file, save

from chopin_studio.engine.expressive.attributes import ATTRIBUTES
from chopin_studio.errors import StudioError
from chopin_studio.files import write_bytes, write_text

Tensors = dict[str, NDArray[np.generic]]


class RunError(StudioError):
    """The folder of a run contains another run, or none."""


@dataclass(frozen=True, slots=True)
class ExpressiveFigures:
    """One row of the learning curve: where the run stood and how well it predicted.

    `training` is the mean of the steps since the row before, with dropout and varied windows, in
    nats a note summed over the attributes; `validation` is that of the averaged weights on the
    validation pieces, by attribute, and `told` the same where they are told the form and the
    chords of these. `seconds` are the run's, from its beginning.
    """

    step: int
    passes: float
    seconds: float
    notes_per_second: float
    learning_rate: float
    training: float
    validation: tuple[float, ...]
    told: tuple[float, ...]

    @property
    def validation_sum(self) -> float:
        """Nats a note, summed over the attributes."""
        return sum(self.validation)

    @property
    def told_sum(self) -> float:
        """The same where the plan is told."""
        return sum(self.told)

    @property
    def validation_mean(self) -> float:
        """The mean of both: by this the best weights are chosen."""
        return (self.validation_sum + self.told_sum) / 2


@dataclass(frozen=True, slots=True)
class RunState:
    """What a run needs to resume: tensors by name and the rows of the curve so far."""

    tensors: Tensors
    curve: tuple[ExpressiveFigures, ...]


class ExpressiveRun:
    """A folder with the run's last state, its best averaged weights and its learning curve.

    `settings` describe what must not change in the middle of the run. A single file holds the
    whole last state, including the curve, and is replaced in one step: it determines where the run
    stands.
    """

    def __init__(self, folder: Path, settings: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._settings = settings
        self._last = folder / "last.safetensors"
        self._best = folder / "best.safetensors"
        self.curve_file = folder / "curve.csv"

    def resume(self) -> RunState | None:
        """Load the last state; None where the run is new. Raises RunError for other settings."""
        if not self._last.is_file():
            return None
        with safe_open(self._last, framework="numpy") as file:
            metadata = file.metadata()
        if metadata["settings"] != self._settings:
            raise RunError(
                f"{self._last.parent} has a run with other settings ({metadata['settings']}). "
                "Use the same settings, or set another folder by --work."
            )
        curve = tuple(_rows_from_csv(metadata["curve"]))
        return RunState(load_file(self._last), curve)

    def checkpoint(self, state: RunState) -> None:
        """Save the state."""
        curve = curve_as_csv(state.curve)
        metadata = {"settings": self._settings, "curve": curve}
        write_bytes(self._last, save(state.tensors, metadata))
        write_text(self.curve_file, curve)

    def keep_best(self, weights: Tensors) -> None:
        """Save averaged weights as the best so far."""
        write_bytes(self._best, save(weights))

    def best(self) -> Tensors:
        """Load the best averaged weights so far."""
        return load_file(self._best)


def curve_as_csv(curve: Sequence[ExpressiveFigures]) -> str:
    """Return the learning curve as CSV with a header; losses in nats a note."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        ["step", "passes", "seconds", "notes_per_second", "learning_rate", "training_loss"]
        + [f"validation_{name}" for name in (*ATTRIBUTES, "sum")]
        + [f"told_{name}" for name in (*ATTRIBUTES, "sum")]
    )
    for row in curve:
        writer.writerow(
            [row.step, f"{row.passes:.3f}", f"{row.seconds:.1f}", f"{row.notes_per_second:.0f}"]
            + [f"{row.learning_rate:.3e}"]
            + [f"{nats:.5f}" for nats in (row.training, *row.validation, row.validation_sum)]
            + [f"{nats:.5f}" for nats in (*row.told, row.told_sum)]
        )
    return text.getvalue()


def _rows_from_csv(text: str) -> list[ExpressiveFigures]:
    return [
        ExpressiveFigures(
            int(row["step"]),
            float(row["passes"]),
            float(row["seconds"]),
            float(row["notes_per_second"]),
            float(row["learning_rate"]),
            float(row["training_loss"]),
            *(
                tuple(float(row[f"{kind}_{name}"]) for name in ATTRIBUTES)
                for kind in ("validation", "told")
            ),
        )
        for row in csv.DictReader(io.StringIO(text))
    ]
