"""LSTM layers in NumPy, one time step at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
"""Networks run in float32; where its last bits could decide, the same code runs in float64."""

Doubles = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LstmLayer:
    """One LSTM layer's weights, gates in Keras's order: input, forget, cell, output.

    `kernel` is [inputs, 4·units], `recurrent` [units, 4·units], `bias` [4·units]. The cell is
    that of Hochreiter and Schmidhuber (1997) with the forget gate of Gers et al. (2000).
    """

    kernel: Floats
    recurrent: Floats
    bias: Floats

    @property
    def units(self) -> int:
        """The number of cells of the layer."""
        return len(self.recurrent)

    def zeros(self, batch: int = 1) -> Floats:
        """Return a state of zeros [batch, units], in the weights' float type or float32."""
        return np.zeros((batch, self.units), np.promote_types(self.bias.dtype, np.float32))

    def step(self, inputs: Floats, hidden: Floats, cell: Floats) -> None:
        """Advance a batch by one step, in place.

        `inputs` is [batch, inputs] (or [1, inputs], the same for all), `hidden` and `cell` are
        [batch, units].
        """
        self.step_projected(inputs @ self.kernel, hidden, cell)

    def step_projected(self, projected: Floats, hidden: Floats, cell: Floats) -> None:
        """Advance by one step, in place, given the inputs times the kernel [batch, 4·units]."""
        gates = hidden @ self.recurrent
        gates += projected
        gates += self.bias
        units = self.units
        _sigmoid(gates[:, : 2 * units])
        candidate = np.tanh(gates[:, 2 * units : 3 * units])
        _sigmoid(gates[:, 3 * units :])
        np.multiply(cell, gates[:, units : 2 * units], out=cell)
        candidate *= gates[:, :units]
        cell += candidate
        np.tanh(cell, out=hidden)
        hidden *= gates[:, 3 * units :]


@dataclass(frozen=True, slots=True)
class OutputHead:
    """The layers from the last LSTM layer to the logits of the vocabulary.

    Two dense layers with batch normalisation between: y = ((x·K + k) - mean)·γ/√(var + ε) + β,
    logits = y·O + o. All of it is affine, so the normalisation is folded into K and k.
    """

    kernel: Floats
    bias: Floats
    output_kernel: Floats
    output_bias: Floats

    def logits(self, hidden: Floats) -> Floats:
        """Map hidden states [..., units] to logits [..., vocabulary]."""
        normalised: Floats = np.add(hidden @ self.kernel, self.bias)
        logits: Floats = np.add(normalised @ self.output_kernel, self.output_bias)
        return logits


AHEAD = 12
"""So many streams of a sliding window process what is fed before the others do.

A network of 512 units processes 100 notes in 0.4 s with these instead of 0.9 s with all, and can
generate 12 notes before it needs the others: two to six seconds of music, in which those catch up.
"""


class SlidingWindow:
    """The state of an LSTM stack whose output is as if it saw just the last `window` steps.

    A network run over a sliding window computes every output from zero state, `window` steps back.
    Instead of running them all again for each note, `window` streams are kept, each started from
    zero one step after the other; a step advances all of them as one batch, and the one that has
    seen the whole window gives the output, then restarts from zero. The result is the same.

    Since only one stream gives the output, the first `ahead` of them run ahead at the beginning,
    and the others process everything at once when the first of them is to give the output. When
    that is depends only on the number of steps, so the same steps always give the same outputs, bit
    for bit.
    """

    def __init__(self, layers: Sequence[LstmLayer], window: int, ahead: int = AHEAD) -> None:
        self._layers = layers
        self._window = window
        self._ahead = min(ahead, window)
        self._waiting: list[Floats] = []  # what the streams behind have not processed yet
        self._is_together = self._ahead == window
        self._fed = 0
        self._hidden = [layer.zeros(window) for layer in layers]
        self._cell = [layer.zeros(window) for layer in layers]

    def copy(self) -> "SlidingWindow":
        """Return an independent window in the same state, with the same layers."""
        twin = SlidingWindow(self._layers, self._window, self._ahead)
        twin._waiting = self._waiting.copy()
        twin._is_together = self._is_together
        twin._fed = self._fed
        twin._hidden = [hidden.copy() for hidden in self._hidden]
        twin._cell = [cell.copy() for cell in self._cell]
        return twin

    def feed(self, inputs: Floats) -> Floats:
        """Advance by one step; return the top layer's hidden state [1, units] over the window.

        `inputs` is [1, inputs]. Until `window` steps are fed, it is over those fed so far.
        """
        if self._is_together:
            self._advance(self._fed, inputs, 0, self._window)
        else:
            self._advance(self._fed, inputs, 0, self._ahead)
            self._waiting.append(inputs)
        self._fed += 1
        oldest = self._fed % self._window if self._fed >= self._window else 0
        if not self._is_together and oldest >= self._ahead:
            self._catch_up()
        return self._hidden[-1][oldest : oldest + 1]

    def _catch_up(self) -> None:
        """Advance the streams that are behind by all that they have not processed."""
        for place, inputs in enumerate(self._waiting):
            self._advance(place, inputs, self._ahead, self._window)
        self._waiting = []
        self._is_together = True

    def _advance(self, place: int, inputs: Floats, first: int, end: int) -> None:
        """Advance the streams from `first` to before `end` by the step of this place, from 0."""
        youngest = place % self._window
        active = slice(first, min(place + 1, end))
        if active.start >= active.stop:
            return  # none of them has begun
        below = inputs
        for layer, hidden, cell in zip(self._layers, self._hidden, self._cell, strict=True):
            if first <= youngest < end:
                hidden[youngest] = 0.0
                cell[youngest] = 0.0
            layer.step(below, hidden[active], cell[active])
            below = hidden[active]


def run_layers(layers: Sequence[LstmLayer], steps: Sequence[Floats]) -> Floats:
    """Run a stack from zero state over `steps`, each [1, inputs]; return what it answers last.

    This is what a `SlidingWindow` answers, for one answer alone.
    """
    hidden = [layer.zeros() for layer in layers]
    cell = [layer.zeros() for layer in layers]
    for inputs in steps:
        below = inputs
        for layer, values, kept in zip(layers, hidden, cell, strict=True):
            layer.step(below, values, kept)
            below = values
    return hidden[-1]


def widened(tensors: Mapping[str, Floats]) -> dict[str, Floats]:
    """Return weights in float64."""
    return {name: np.asarray(values, np.float64) for name, values in tensors.items()}


def _sigmoid(values: Floats) -> None:
    """Replace x by 1 / (1 + e^-x) in place; written by tanh, which cannot overflow."""
    values *= 0.5
    np.tanh(values, out=values)
    values += 1.0
    values *= 0.5
