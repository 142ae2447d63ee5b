"""Begin a run with the weights of an earlier bundle, also of one whose format tells less."""

from collections import Counter
from pathlib import Path

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.bundle_files import Tensors
from chopin_studio.engine.expressive.layout import LAYOUTS, NEWEST_FORMAT, Layout
from chopin_studio.training.common.requests import RequestError

_KERNEL = "lstm_1/kernel"


def earlier_weights(folder: Path, hidden_units: int, fresh: Tensors) -> Tensors:
    """Return weights of the newest layout with which a network predicts as the bundle's does.

    `fresh` are the weights of a new network of that layout. They are replaced by those of the
    bundle in `folder`, as far as it has them. An input that it lacks keeps its new embedding, but
    has no effect yet: its rows of the first kernel are zero, as is what the heads are told of
    places that it lacks. Raises BundleError where the bundle is damaged, RequestError where it is
    of another family or size.
    """
    bundle = Bundle.open(folder)
    manifest = bundle.manifest
    if (manifest.family, manifest.hidden_units) != ("expressive", hidden_units):
        raise RequestError(
            f"{manifest.id} cannot be trained on to {hidden_units} hidden units: it is of the "
            f"{manifest.family} family and has {manifest.hidden_units}. Set --hidden to that, or "
            "start from another model."
        )
    layout = LAYOUTS[manifest.format_version]
    return _grown(fresh, bundle.tensors(layout.shapes(hidden_units)), layout)


def _grown(fresh: Tensors, earlier: Tensors, layout: Layout) -> Tensors:
    weights = {name: tensor.copy() for name, tensor in fresh.items()}
    for name, tensor in weights.items():
        if name in earlier and name != _KERNEL:
            # Classes that the earlier one lacks stand after those that it has.
            tensor[: len(earlier[name])] = earlier[name]
        elif name.startswith("then_"):
            tensor[:] = 0
    weights[_KERNEL][:] = 0
    here, there = _kernel_rows(LAYOUTS[NEWEST_FORMAT]), _kernel_rows(layout)
    for told, rows in there.items():
        weights[_KERNEL][here[told]] = earlier[_KERNEL][rows]
    return weights


def _kernel_rows(layout: Layout) -> dict[tuple[str, int], slice]:
    """Return the rows of the first kernel of each input, by its name and how often it came."""
    rows: dict[tuple[str, int], slice] = {}
    seen: Counter[str] = Counter()
    ends = np.cumsum([layout.tables[name][1] for name in layout.inputs]).tolist()
    for name, start, end in zip(layout.inputs, (0, *ends), ends, strict=False):
        rows[name, seen[name]] = slice(start, end)
        seen[name] += 1
    return rows
