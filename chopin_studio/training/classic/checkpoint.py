"""A training run on disk, from which the same command resumes."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import keras

from chopin_studio.files import replacing, write_text
from chopin_studio.training.common.window_lstm import WindowLstm


@dataclass(frozen=True, slots=True)
class EpochFigures:
    """One row of the learning curve: mean losses of the epoch in nats, its time and speed.

    `loss` counts every position of the windows, `window_end_loss` the last quarter of each: see
    `MeanLosses`; it is NaN in a run of an earlier version. The last epoch can be a part of one.
    """

    epoch: int
    loss: float
    window_end_loss: float
    seconds: float
    tokens_per_second: float


class TrainingRun:
    """A folder with the network's last state, its best weights and the learning curve.

    The last state includes that of the optimizer, and the number of its steps says how many epochs
    are done or begun; so a single file, replaced in one step, determines where the run stands.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._last = folder / "last.keras"
        self._best = folder / "best.weights.h5"
        self.curve_file = folder / "curve.csv"

    def resume(self) -> keras.Model | None:
        """Load the network as the run left it, with its optimizer; None for a new run."""
        if not self._last.is_file():
            return None
        return keras.models.load_model(self._last, {"WindowLstm": WindowLstm})

    def curve(self, epochs: int) -> list[EpochFigures]:
        """Read the rows of the first `epochs` epochs."""
        if not self.curve_file.is_file():
            return []
        with self.curve_file.open(newline="") as file:
            rows = [
                EpochFigures(
                    int(row["epoch"]),
                    float(row["loss"]),
                    float(row.get("window_end_loss", "nan")),
                    float(row["seconds"]),
                    float(row["tokens_per_second"]),
                )
                for row in csv.DictReader(file)
            ]
        return rows[:epochs]

    def keep_best(self, network: keras.Model) -> None:
        """Save the weights as the best so far."""
        _save(network.save_weights, self._best, ".weights.h5")

    def load_best(self, network: keras.Model) -> None:
        """Load the best weights so far into `network`."""
        network.load_weights(self._best)

    def checkpoint(self, network: keras.Model, curve: list[EpochFigures]) -> None:
        """Save the state of the network and its optimizer, and the learning curve."""
        write_text(self.curve_file, curve_as_csv(curve))
        _save(network.save, self._last, ".keras")


def _save(save: Callable[[Path], object], path: Path, ending: str) -> None:
    """Have Keras write a file, which it does by name alone and by the ending it insists on."""
    with replacing(path) as file, TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        made = Path(folder) / f"network{ending}"
        save(made)
        with made.open("rb") as content:
            shutil.copyfileobj(content, file)


def steps_taken(network: keras.Model) -> int:
    """Return how many steps the network's optimizer has taken, on any number of devices."""
    return int(network.optimizer.iterations.value.numpy())


def curve_as_csv(curve: list[EpochFigures]) -> str:
    """Return the learning curve as CSV with a header."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["epoch", "loss", "window_end_loss", "seconds", "tokens_per_second"])
    for row in curve:
        writer.writerow(
            [
                row.epoch,
                f"{row.loss:.6f}",
                f"{row.window_end_loss:.6f}",
                f"{row.seconds:.2f}",
                round(row.tokens_per_second),
            ]
        )
    return text.getvalue()
