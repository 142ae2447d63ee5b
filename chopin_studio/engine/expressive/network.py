"""The network of the expressive family in NumPy: one step for each note, with a state."""

from collections.abc import Sequence
from functools import cached_property, partial

import numpy as np

from chopin_studio.engine.bundle_files import BundleFiles, Tensors
from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    CONDITION_SIZES,
    CONDITIONS,
    LOOKBACK_BARS,
    POSITIONS,
)
from chopin_studio.engine.lstm import Doubles, Floats, LstmLayer, widened
from chopin_studio.engine.sampling import Answer
from chopin_studio.engine.warm_starts import Slot, WarmStarts

ATTRIBUTE_WIDTHS = (64, 128, 48, 48, 8, 8, 32)
CONDITION_WIDTHS = (16, 32, 16, 32)
POSITION_WIDTH = 48
HEAD_WIDTH = 256
"""The widths of the embeddings of the inputs, in their order, and of the layers of the heads."""

_INPUTS = (*ATTRIBUTES, "position", *CONDITIONS, *ATTRIBUTES * len(LOOKBACK_BARS))
"""The inputs of each step, in the order in which their embeddings are joined: the note before, the
conditions, and the notes that came at this moment some bars ago."""

_LAYERS = ("lstm_1", "lstm_2", "lstm_3")
_THEN = (*ATTRIBUTES[:-1], "position")

_GELU_SCALE = float(np.sqrt(2 / np.pi))


class ExpressiveNetwork:
    """The weights of an expressive bundle, ready to run.

    With ⊕ for concatenation, the function is

        x  = ⊕ embed_‹input›[class], over the attributes and the position of the note before,
             the conditions of the next and the attributes of the notes some bars ago
        h1 = lstm_1(x);  h2 = h1 + lstm_2(h1);  h3 = h2 + lstm_3(h2);  z = trunk(h3)
        for each attribute k:
            logits_k = head_k(gelu(head_k_hidden(gelu(z))))
            z = z + then_k[class drawn], and after the delta onset also + then_position[position]
    """

    def __init__(self, tensors: Tensors) -> None:
        """Take the tensors that `expressive_shapes` names, all of one float type."""
        self._tensors = tensors
        first, *above = (
            LstmLayer(*(tensors[f"{name}/{part}"] for part in ("kernel", "recurrent", "bias")))
            for name in _LAYERS
        )
        # x times the kernel is a sum over the inputs, each of a few classes: it is multiplied here
        # once, and looked up at each step.
        tables = [tensors[f"embed_{name}/table"] for name in _INPUTS]
        kernels = np.split(first.kernel, np.cumsum([table.shape[1] for table in tables])[:-1])
        self._projected = np.concatenate([t @ k for t, k in zip(tables, kernels, strict=True)])
        self._offsets = np.cumsum([0, *(len(table) for table in tables[:-1])])
        self.layers = (first, *above)
        self._trunk = _Dense(tensors, "trunk")
        self._hidden = [_Dense(tensors, f"head_{name}_hidden") for name in ATTRIBUTES]
        self._heads = [_Dense(tensors, f"head_{name}") for name in ATTRIBUTES]
        self._then = [tensors[f"then_{name}/table"] for name in ATTRIBUTES[:-1]]
        self._then_position = tensors["then_position/table"]

    @classmethod
    def load(cls, bundle: BundleFiles) -> "ExpressiveNetwork":
        """Read a bundle's weights; BundleError where they are not what its manifest says."""
        return cls(bundle.tensors(expressive_shapes(bundle.manifest.hidden_units)))

    @cached_property
    def exact(self) -> "ExpressiveNetwork":
        """The same network in float64."""
        return ExpressiveNetwork(widened(self._tensors))

    def zeros(self) -> list[Floats]:
        """Return a state of zeros, [1, units] for each layer."""
        return [layer.zeros() for layer in self.layers]

    def stepper(self) -> "ExpressiveStepper":
        """Start a take: a stepper that has seen nothing yet."""
        return ExpressiveStepper(self)

    def projected(self, classes: Sequence[int]) -> Floats:
        """Return the embedded inputs of a step times the first layer's kernel, [1, 4·units]."""
        projected: Floats = self._projected[self._offsets + classes].sum(axis=0, keepdims=True)
        return projected

    def trunk(self, hidden: Floats) -> Floats:
        """Map the output of the LSTM layers [1, units] to z [256]."""
        z: Floats = self._trunk(hidden)[0]
        return z

    def logits(self, attribute: int, z: Floats) -> Floats:
        """Return the logits [classes] of the attribute of this number, from z [256]."""
        return self._heads[attribute](_gelu(self._hidden[attribute](_gelu(z))))

    def given(self, attribute: int, drawn: int, z: Floats) -> Floats:
        """Add to z [256] the class that was sampled for an attribute; nothing follows the last."""
        told: Floats = z + self._then[attribute][drawn]
        return told

    def given_position(self, position: int, z: Floats) -> Floats:
        """Add to z [256] the place of the new note in its bar, after its Δonset."""
        told: Floats = z + self._then_position[position]
        return told


_NETWORK: Slot[ExpressiveNetwork] = Slot("the network that was run last")


def loaded_network(bundle: BundleFiles, ready: WarmStarts) -> ExpressiveNetwork:
    """Return a bundle's network, cached in `ready`."""
    return ready.get(_NETWORK, bundle.identity, partial(ExpressiveNetwork.load, bundle))


class ExpressiveStepper:
    """The state of one take: takes what is known before a note, and returns z for that note."""

    def __init__(self, network: ExpressiveNetwork) -> None:
        self._network = network
        self._hidden = network.zeros()
        self._cell = network.zeros()
        self._fed: list[tuple[int, ...]] = []  # what the exact stepper has not heard yet
        self._exact: ExpressiveStepper | None = None
        self._exact_z: Floats | None = None

    def copy(self) -> "ExpressiveStepper":
        """Return an independent stepper in the same state."""
        twin = ExpressiveStepper(self._network)
        twin._hidden = [hidden.copy() for hidden in self._hidden]
        twin._cell = [cell.copy() for cell in self._cell]
        twin._fed = self._fed.copy()
        twin._exact = self._exact.copy() if self._exact is not None else None
        twin._exact_z = self._exact_z
        return twin

    def feed(
        self,
        previous: Sequence[int],
        previous_position: int,
        conditions: Sequence[int],
        lookback: Sequence[int],
    ) -> Floats:
        """Take the note before (seven classes and its position) and what is known of the next.

        These are its conditions and the notes some bars ago (seven classes each). Returns z [256],
        from which `logits` of the network compute the attributes of the next note.
        """
        classes = (*previous, previous_position, *conditions, *lookback)
        self._fed.append(classes)
        return self._step(classes)

    def exact_z(self) -> Floats:
        """Return the z [256] that `feed` gave last, computed in float64.

        This runs a network in float64 over all that came since it was asked for last.
        """
        exact = self._exact = self._exact or self._network.exact.stepper()
        for classes in self._fed:
            self._exact_z = exact._step(classes)
        self._fed.clear()
        if self._exact_z is None:
            raise ValueError("nothing has been fed yet")
        return self._exact_z

    def _step(self, classes: Sequence[int]) -> Floats:
        steps = zip(self._network.layers, self._hidden, self._cell, strict=True)
        layer, values, cell = next(steps)
        projected = self._network.projected(classes)
        layer.step_projected(projected, values, cell)
        for layer, hidden, cell in steps:
            layer.step(values, hidden, cell)
            values = values + hidden
        return self._network.trunk(values)


class NoteAnswers:
    """What the network expects of one note, attribute after attribute as each is drawn.

    It starts from the z [256] that a stepper gave for the note; `given` returns what is expected
    once a class is known, and leaves this one as it is.
    """

    def __init__(
        self,
        network: ExpressiveNetwork,
        stepper: ExpressiveStepper,
        z: Floats,
        told: tuple[tuple[int | None, int], ...] = (),
    ) -> None:
        """Start from z; `told` are (attribute, class) and, with None for it, the position."""
        self._network = network
        self._stepper = stepper
        self._z = z
        self._told = told

    def answer(self, attribute: int) -> Answer:
        """Return the logits of the attribute of this number."""
        return Answer(self._network.logits(attribute, self._z), partial(self._exact, attribute))

    def given(self, attribute: int, drawn: int) -> "NoteAnswers":
        """Return what is expected once the class of an attribute is drawn."""
        return self._after(self._network.given(attribute, drawn, self._z), (attribute, drawn))

    def given_position(self, position: int) -> "NoteAnswers":
        """Return what is expected once the note's place in its bar is known."""
        return self._after(self._network.given_position(position, self._z), (None, position))

    def _after(self, z: Floats, told: tuple[int | None, int]) -> "NoteAnswers":
        return NoteAnswers(self._network, self._stepper, z, (*self._told, told))

    def _exact(self, attribute: int) -> Doubles:
        network, z = self._network.exact, self._stepper.exact_z()
        for one, known in self._told:
            z = network.given_position(known, z) if one is None else network.given(one, known, z)
        return np.asarray(network.logits(attribute, z), np.float64)


class _Dense:
    """A dense layer, x·kernel + bias."""

    def __init__(self, tensors: Tensors, name: str) -> None:
        self._kernel = tensors[f"{name}/kernel"]
        self._bias = tensors[f"{name}/bias"]

    def __call__(self, values: Floats) -> Floats:
        given: Floats = values @ self._kernel
        given += self._bias
        return given


def expressive_shapes(hidden_units: int) -> dict[str, tuple[int, ...]]:
    """Return the names and shapes of an expressive bundle's tensors."""
    # One class more than can be sampled: the start of a piece.
    attributes = [size + 1 for size in ATTRIBUTE_SIZES]
    embedded = [*attributes, POSITIONS + 1, *CONDITION_SIZES, *attributes * len(LOOKBACK_BARS)]
    looking_back = ATTRIBUTE_WIDTHS * len(LOOKBACK_BARS)
    widths = (*ATTRIBUTE_WIDTHS, POSITION_WIDTH, *CONDITION_WIDTHS, *looking_back)
    shapes: dict[str, tuple[int, ...]] = {
        f"embed_{name}/table": (classes, width)
        for name, classes, width in zip(_INPUTS, embedded, widths, strict=True)
    }
    for name, inputs in zip(_LAYERS, (sum(widths), hidden_units, hidden_units), strict=True):
        shapes[f"{name}/kernel"] = (inputs, 4 * hidden_units)
        shapes[f"{name}/recurrent"] = (hidden_units, 4 * hidden_units)
        shapes[f"{name}/bias"] = (4 * hidden_units,)
    shapes |= _dense_shapes("trunk", hidden_units, HEAD_WIDTH)
    for name, classes in zip(ATTRIBUTES, ATTRIBUTE_SIZES, strict=True):
        shapes |= _dense_shapes(f"head_{name}_hidden", HEAD_WIDTH, HEAD_WIDTH)
        shapes |= _dense_shapes(f"head_{name}", HEAD_WIDTH, classes)
    for name, classes in zip(_THEN, (*ATTRIBUTE_SIZES[:-1], POSITIONS), strict=True):
        shapes[f"then_{name}/table"] = (classes, HEAD_WIDTH)
    return shapes


def _dense_shapes(name: str, inputs: int, outputs: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}/kernel": (inputs, outputs), f"{name}/bias": (outputs,)}


def _gelu(values: Floats) -> Floats:
    """Return 0.5·x·(1 + tanh(√(2/π)·(x + 0.044715·x³))) (Hendrycks and Gimpel, 2016)."""
    inner = values * values
    inner *= 0.044715
    inner += 1.0
    inner *= values
    inner *= _GELU_SCALE
    np.tanh(inner, out=inner)
    inner += 1.0
    inner *= values
    inner *= 0.5
    return inner
