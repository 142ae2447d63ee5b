"""What the networks of the expressive family receive, by the format of their bundles.

A network of format 1 receives the note before, four conditions, and the notes of one and of two
bars ago. One of format 2 receives the plan as well: how the bar is related to an earlier one, the
note of that bar that comes next, the chords, and the character; and it can be told that a velocity,
a pedal or a tempo is unknown, as in music read from scores.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chopin_studio.engine.expressive.attributes import (
    ATTRIBUTE_SIZES,
    ATTRIBUTES,
    CONDITION_SIZES,
    CONDITIONS,
    LOOKBACK_BARS,
    LOOKBACK_ROWS,
    PLACE_SIZES,
    PLACES,
)

ATTRIBUTE_WIDTHS = (64, 128, 48, 48, 8, 8, 32)
POSITION_WIDTH = 48
HEAD_WIDTH = 256
"""The widths of the embeddings of a note and its place, and of the layers of the heads."""

CONDITION_WIDTHS = (16, 32, 16, 32, 16, 48, 32, 8, 8, 8)
"""The widths of the embeddings of CONDITIONS."""

Shapes = dict[str, tuple[int, ...]]

LAYERS = ("lstm_1", "lstm_2", "lstm_3")


@dataclass(frozen=True, slots=True)
class Layout:
    """The inputs of a network.

    `special` counts the classes that an attribute has as an input beyond those that can be
    sampled: the start of a piece, and that it is unknown. The first `conditions` of CONDITIONS are
    told, with `composers` classes of those; notes of `looks_back` places of LOOKBACK_ROWS; and the
    first `places` of PLACES, once Δonset is known.
    """

    special: int
    conditions: int
    composers: int
    looks_back: int
    places: int

    @property
    def has_plans(self) -> bool:
        """Whether the network is told of plans."""
        return "likeness" in CONDITIONS[: self.conditions]

    @property
    def attribute_classes(self) -> tuple[int, ...]:
        """How many classes each attribute has as an input."""
        return tuple(size + self.special for size in ATTRIBUTE_SIZES)

    @property
    def condition_sizes(self) -> tuple[int, ...]:
        """How many classes each condition has."""
        sizes = dict(zip(CONDITIONS, CONDITION_SIZES, strict=True)) | {"composer": self.composers}
        return tuple(sizes[name] for name in CONDITIONS[: self.conditions])

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of a step's inputs, in the order in which their embeddings are joined.

        They are the note before, the conditions, and the notes of earlier bars.
        """
        told = CONDITIONS[: self.conditions]
        return (*ATTRIBUTES, "position", *told, *ATTRIBUTES * self.looks_back)

    @property
    def tables(self) -> Mapping[str, tuple[int, int]]:
        """The classes and the width of the embedding of each input, by its name."""
        position = PLACE_SIZES[0] + 1  # the start row is in no bar
        sizes = (*self.attribute_classes, position, *self.condition_sizes)
        widths = (*ATTRIBUTE_WIDTHS, POSITION_WIDTH, *CONDITION_WIDTHS[: self.conditions])
        names = self.inputs[: len(sizes)]
        return dict(zip(names, zip(sizes, widths, strict=True), strict=True))

    @property
    def then(self) -> Mapping[str, int]:
        """How many classes of each attribute and place the heads after it are told."""
        # An unknown attribute of a note has to be told as well.
        unknown = self.special - 1
        attributes = {
            name: size + unknown
            for name, size in zip(ATTRIBUTES[:-1], ATTRIBUTE_SIZES[:-1], strict=True)
        }
        return attributes | dict(zip(PLACES[: self.places], PLACE_SIZES, strict=False))

    def classes(
        self,
        previous: Sequence[int],
        previous_position: int,
        conditions: Sequence[int],
        lookback: Sequence[int],
    ) -> tuple[int, ...]:
        """Return the classes of a step's inputs, leaving out what the network is not told."""
        told = conditions[: self.conditions]
        earlier = lookback[: self.looks_back * len(ATTRIBUTES)]
        return (*previous, previous_position, *told, *earlier)

    def shapes(self, hidden_units: int) -> Shapes:
        """Return the names and shapes of a bundle's tensors."""
        shapes: Shapes = {f"embed_{name}/table": shape for name, shape in self.tables.items()}
        width = sum(self.tables[name][1] for name in self.inputs)
        for name, inputs in zip(LAYERS, (width, hidden_units, hidden_units), strict=True):
            shapes[f"{name}/kernel"] = (inputs, 4 * hidden_units)
            shapes[f"{name}/recurrent"] = (hidden_units, 4 * hidden_units)
            shapes[f"{name}/bias"] = (4 * hidden_units,)
        shapes |= _dense_shapes("trunk", hidden_units, HEAD_WIDTH)
        for name, classes in zip(ATTRIBUTES, ATTRIBUTE_SIZES, strict=True):
            shapes |= _dense_shapes(f"head_{name}_hidden", HEAD_WIDTH, HEAD_WIDTH)
            shapes |= _dense_shapes(f"head_{name}", HEAD_WIDTH, classes)
        for name, classes in self.then.items():
            shapes[f"then_{name}/table"] = (classes, HEAD_WIDTH)
        return shapes


def _dense_shapes(name: str, inputs: int, outputs: int) -> Shapes:
    return {f"{name}/kernel": (inputs, outputs), f"{name}/bias": (outputs,)}


_FIRST_CONDITIONS = 4
_FIRST_COMPOSERS = 26

LAYOUTS: Mapping[int, Layout] = {
    1: Layout(1, _FIRST_CONDITIONS, _FIRST_COMPOSERS, len(LOOKBACK_BARS), 1),
    2: Layout(2, len(CONDITIONS), CONDITION_SIZES[3], len(LOOKBACK_ROWS), len(PLACES)),
}
"""By the format version of a bundle."""

NEWEST_FORMAT = max(LAYOUTS)
"""The format of new bundles."""
