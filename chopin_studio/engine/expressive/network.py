"""The network of the expressive family in NumPy: one step for each note, with a state."""

from collections.abc import Sequence
from functools import cached_property, partial

import numpy as np

from chopin_studio.engine.bundle_files import BundleFiles, Tensors
from chopin_studio.engine.expressive.attributes import ATTRIBUTES, PLACES
from chopin_studio.engine.expressive.layout import LAYERS, LAYOUTS, Layout
from chopin_studio.engine.lstm import Doubles, Floats, LstmLayer, widened
from chopin_studio.engine.sampling import Answer
from chopin_studio.engine.warm_starts import Slot, WarmStarts

_DELTA = ATTRIBUTES.index("delta_onset")
_GELU_SCALE = float(np.sqrt(2 / np.pi))


class ExpressiveNetwork:
    """The weights of an expressive bundle, ready to run.

    With ⊕ for concatenation, the function is

        x  = ⊕ embed_‹input›[class], over the attributes and the position of the note before,
             the conditions of the next and the attributes of the notes of earlier bars
        h1 = lstm_1(x);  h2 = h1 + lstm_2(h1);  h3 = h2 + lstm_3(h2);  z = trunk(h3)
        for each attribute k:
            logits_k = head_k(gelu(head_k_hidden(gelu(z))))
            z = z + then_k[class drawn], and after the delta onset also + then_‹place›[class],
                over the places that the layout tells
    """

    def __init__(self, tensors: Tensors, layout: Layout) -> None:
        """Take the tensors that the layout names, all of one float type."""
        self.layout = layout
        self._tensors = tensors
        first, *above = (
            LstmLayer(*(tensors[f"{name}/{part}"] for part in ("kernel", "recurrent", "bias")))
            for name in LAYERS
        )
        # x times the kernel is a sum over the inputs, each of a few classes: it is multiplied here
        # once, and looked up at each step.
        tables = [tensors[f"embed_{name}/table"] for name in layout.inputs]
        kernels = np.split(first.kernel, np.cumsum([table.shape[1] for table in tables])[:-1])
        self._projected = np.concatenate([t @ k for t, k in zip(tables, kernels, strict=True)])
        self._offsets = np.cumsum([0, *(len(table) for table in tables[:-1])])
        self.layers = (first, *above)
        self._trunk = _Dense(tensors, "trunk")
        self._hidden = [_Dense(tensors, f"head_{name}_hidden") for name in ATTRIBUTES]
        self._heads = [_Dense(tensors, f"head_{name}") for name in ATTRIBUTES]
        self._then = [tensors[f"then_{name}/table"] for name in ATTRIBUTES[:-1]]
        self._then_places = [tensors[f"then_{name}/table"] for name in PLACES[: layout.places]]

    @classmethod
    def load(cls, bundle: BundleFiles) -> "ExpressiveNetwork":
        """Read a bundle's weights; BundleError where they are not what its manifest says."""
        layout = LAYOUTS[bundle.manifest.format_version]
        return cls(bundle.tensors(layout.shapes(bundle.manifest.hidden_units)), layout)

    @cached_property
    def exact(self) -> "ExpressiveNetwork":
        """The same network in float64."""
        return ExpressiveNetwork(widened(self._tensors), self.layout)

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

    def given_place(self, place: Sequence[int], z: Floats) -> Floats:
        """Add to z [256] what is known of the new note's place, by PLACES, after its Δonset."""
        for table, known in zip(self._then_places, place, strict=False):
            z = z + table[known]
        return z


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

        These are its conditions and notes of earlier bars (seven classes each), of which the
        network is told what its layout says. Returns z [256], from which `logits` of the network
        compute the attributes of the next note.
        """
        layout = self._network.layout
        classes = layout.classes(previous, previous_position, conditions, lookback)
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
        told: tuple[tuple[int, int], ...] = (),
        place: Sequence[int] = (),
    ) -> None:
        """Start from z; `told` are the (attribute, class) and the place told already."""
        self._network = network
        self._stepper = stepper
        self._z = z
        self._told = told
        self._place = place

    def answer(self, attribute: int) -> Answer:
        """Return the logits of the attribute of this number."""
        return Answer(self._network.logits(attribute, self._z), partial(self._exact, attribute))

    def given(self, attribute: int, drawn: int) -> "NoteAnswers":
        """Return what is expected once the class of an attribute is drawn."""
        z = self._network.given(attribute, drawn, self._z)
        told = (*self._told, (attribute, drawn))
        return NoteAnswers(self._network, self._stepper, z, told, self._place)

    def given_place(self, place: Sequence[int]) -> "NoteAnswers":
        """Return what is expected once the note's place is known, by PLACES."""
        z = self._network.given_place(place, self._z)
        return NoteAnswers(self._network, self._stepper, z, self._told, place)

    def _exact(self, attribute: int) -> Doubles:
        network, z = self._network.exact, self._stepper.exact_z()
        for one, known in self._told:
            z = network.given(one, known, z)
            if one == _DELTA:
                z = network.given_place(self._place, z)
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
