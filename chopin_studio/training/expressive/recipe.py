"""The training recipe of the expressive family: schedules as functions of the step's number."""

from dataclasses import dataclass, field
from math import cos, pi
from pathlib import Path

from chopin_studio.training.expressive.corpus import Shares

WINDOWS = 12
"""Windows in one step."""

_WARM_UP = 0.2
"""The share of the run in which the learning rate rises."""

_START_DIVISOR, _END_DIVISOR = 25, 1e4
"""The factors by which the learning rate is below its peak at the beginning and the end."""

_FINAL_FROM = 0.4
"""The share of the run after which the shares of the groups of pieces move to FINAL_SHARES."""

FINAL_SHARES = (0.4, 0.28, 0.2, 0.12)
"""The shares of windows at the end of the run, by GROUPS: music by Chopin, and as it is played."""

_LONG_FROM = 0.85
"""The share of the run after which windows are twice as long."""


_PEAK_RATE, _PEAK_RATE_OF_TRAINED = 2e-3, 1e-3
"""The highest learning rates: of a new network, and of one whose weights are trained already."""


def peak_rate(start_from: Path | None) -> float:
    """Return the highest learning rate of a run, which may begin with the weights of a bundle."""
    return _PEAK_RATE_OF_TRAINED if start_from else _PEAK_RATE


_HALF_PRECISION_FLAGS = ("avx512_bf16", "amx_bf16")


def fastest_precision(processor: Path = Path("/proc/cpuinfo")) -> str:
    """Return the precision in which this processor trains fastest, as Linux describes it.

    Without instructions for bfloat16, 512 units train 1.3 times faster in float32 (measured).
    """
    try:
        flags = processor.read_text("utf-8", "replace").split()
    except OSError:
        return "float32"
    has_half = any(flag in flags for flag in _HALF_PRECISION_FLAGS)
    return "mixed_bfloat16" if has_half else "float32"


@dataclass(frozen=True, slots=True)
class ExpressiveOptions:
    """What to train, from what, and how.

    `work` has the encoded corpus and the state of the run, from which training with the same
    options resumes after an interruption. A pass is as many notes as there are to train on; a run
    resumed with another number of passes follows the new schedule from there on. `start_from` is
    the folder of a bundle with whose weights the run begins; `name` is the new bundle's id, where
    it is not that of its size.
    """

    corpus: Path
    work: Path
    hidden_units: int = 512
    passes: float = 14.0
    window: int = 256
    windows: int = WINDOWS
    peak_rate: float = _PEAK_RATE
    dropout: float = 0.3
    weight_decay: float = 0.03
    average_decay: float = 0.998
    steps_between_validations: int = 100
    precision: str = field(default_factory=fastest_precision)
    random_state: int = 0
    name: str = ""
    start_from: Path | None = None

    @property
    def bundle_id(self) -> str:
        """The id of the bundle that the run produces."""
        return self.name or f"expressive-{self.hidden_units}"

    @property
    def summary(self) -> str:
        """How the network is trained, in words."""
        return f"{self.passes:g} passes over {self.settings}"

    @property
    def settings(self) -> str:
        """Everything that determines a run except its length, in words."""
        return (
            f"random windows of {self.window} notes, twice that "
            f"in the last {1 - _LONG_FROM:.0%} of the steps, {self.windows} at once; the share "
            f"of Chopin's windows rises to {FINAL_SHARES[0] + FINAL_SHARES[2]:.0%}, that of played "
            f"music to {FINAL_SHARES[0] + FINAL_SHARES[1]:.0%}; transposed by up to 6 semitones, "
            "velocities shifted by up to 3 classes; told their form, their chords, both or "
            "nothing; AdamW, one cycle to "
            f"{self.peak_rate:g}, weight decay {self.weight_decay:g}, gradients clipped to norm "
            f"1; dropout {self.dropout:g}; weights averaged with decay {self.average_decay:g}; "
            f"{self.precision}; hidden units {self.hidden_units}; random state "
            f"{self.random_state}{self._start}"
        )

    @property
    def _start(self) -> str:
        if self.start_from is None:
            return ""
        # A model usually begins with the one that it is to replace, whose name it will have.
        return f"; begun with the weights of an earlier {self.start_from.name}"


@dataclass(frozen=True, slots=True)
class Schedule:
    """A run of `steps` steps, by the number of the step, from 0."""

    options: ExpressiveOptions
    notes: int
    shares: Shares
    """The share of the notes of each group of pieces."""

    @property
    def steps(self) -> int:
        """The number of steps of all passes."""
        mean_window = self.options.window * (2 - _LONG_FROM)
        return max(1, round(self.options.passes * self.notes / mean_window / self.options.windows))

    def window(self, step: int) -> int:
        """Return the length of the windows."""
        return self.options.window * (2 if step >= _LONG_FROM * self.steps else 1)

    def windows_shares(self, step: int) -> Shares:
        """Return the share of windows to draw of each group: its own at first, then the final.

        A group without pieces has none.
        """
        rise = max(0.0, (step / self.steps - _FINAL_FROM) / (1 - _FINAL_FROM))
        pairs = zip(self.shares, FINAL_SHARES, strict=True)
        shares = [own + rise * (final - own) if own else 0.0 for own, final in pairs]
        return tuple(share / sum(shares) for share in shares)

    def rate(self, step: int) -> float:
        """Return the learning rate: one cycle with halves of cosines (Smith and Topin, 2017)."""
        peak = self.options.peak_rate
        done = step / self.steps
        if done < _WARM_UP:
            return _between(peak / _START_DIVISOR, peak, done / _WARM_UP)
        return _between(peak, peak / _END_DIVISOR, (done - _WARM_UP) / (1 - _WARM_UP))

    def average_decay(self, step: int) -> float:
        """Return the decay of the averaged weights: shorter at first, to forget the start."""
        return min(self.options.average_decay, (1 + step) / (10 + step))


def _between(start: float, end: float, done: float) -> float:
    """Interpolate from `start` to `end` by half a cosine."""
    return end + (start - end) * (1 + cos(pi * done)) / 2
