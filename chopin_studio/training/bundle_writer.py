"""Write a trained network as a bundle: plain data that the engine reads without Keras."""

import hashlib
import json
import tempfile
from pathlib import Path

import keras
import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from chopin_studio.engine.bundle import (
    CARD_FILE,
    CURVE_FILE,
    MANIFEST_FILE,
    SEEDS_FILE,
    VOCABULARY_FILE,
    WEIGHTS_FILE,
)
from chopin_studio.engine.classic import WINDOW
from chopin_studio.engine.manifest import FORMAT_VERSION, Manifest
from chopin_studio.training.card import model_card
from chopin_studio.training.networks import trainable_and_total
from chopin_studio.training.run import curve_as_csv
from chopin_studio.training.train import TrainedNetwork, TrainingOptions

WEIGHTS_LICENCE = "CC BY-SA 3.0 DE"
DATA = (
    "Piano pieces by Frédéric Chopin, sequenced by Bernd Krueger (www.piano-midi.de), "
    "licence CC BY-SA 3.0 Germany"
)

_PARTS = {
    "lstm": ("kernel", "recurrent", "bias"),
    "dense": ("kernel", "bias"),
    "norm": ("gamma", "beta", "mean", "variance"),
    "output": ("kernel", "bias"),
}
"""Each kind of layer's tensors, in the order in which Keras keeps them."""


def write_bundle(trained: TrainedNetwork, options: TrainingOptions) -> Path:
    """Write the bundle to `options.out` and give its folder.

    All files are made in a new folder beside it, which then takes the place of an older one.
    """
    options.out.mkdir(parents=True, exist_ok=True)
    folder = options.out / options.bundle_id
    with tempfile.TemporaryDirectory(prefix=f".{options.bundle_id}-", dir=options.out) as name:
        fresh = Path(name) / "new"
        fresh.mkdir()
        _write_files(trained, options, fresh)
        if folder.exists():
            folder.rename(Path(name) / "old")
        fresh.rename(folder)
    return folder


def network_tensors(network: keras.Model) -> dict[str, NDArray[np.generic]]:
    """Give a classic network's weights under the bundle's names, narrowed to float16.

    The four vectors of the normalisation stay float32: they are small, and a variance can lie
    outside what float16 holds.
    """
    tensors: dict[str, NDArray[np.generic]] = {}
    for layer in network.layers:
        kind = layer.name.split("_")[0]
        precision = np.float32 if kind == "norm" else np.float16
        for part, weight in zip(_PARTS[kind], layer.get_weights(), strict=True):
            tensors[f"{layer.name}/{part}"] = np.ascontiguousarray(weight, precision)
    return tensors


def set_network_tensors(network: keras.Model, tensors: dict[str, NDArray[np.float32]]) -> None:
    """Put a bundle's tensors into a classic network of the same sizes."""
    for layer in network.layers:
        parts = _PARTS[layer.name.split("_")[0]]
        layer.set_weights([tensors[f"{layer.name}/{part}"] for part in parts])


def _write_files(trained: TrainedNetwork, options: TrainingOptions, folder: Path) -> None:
    weights = save(network_tensors(trained.network))
    vocabulary = trained.vocabulary.to_json().encode()
    seeds = _seeds_json(trained).encode()
    manifest = Manifest(
        format_version=FORMAT_VERSION,
        id=options.bundle_id,
        family="classic",
        name=f"Classic {options.hidden_units}",
        character=_character(options.hidden_units),
        hidden_units=options.hidden_units,
        parameters=trainable_and_total(trained.network)[0],
        vocabulary_size=len(trained.vocabulary),
        training_loss=round(min(row.loss for row in trained.curve), 4),
        validation_nats_per_note=None,
        epochs=len(trained.curve),
        recipe=options.recipe.summary,
        data=DATA,
        licence=WEIGHTS_LICENCE,
        weight_bytes=len(weights),
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        vocabulary_sha256=hashlib.sha256(vocabulary).hexdigest(),
        seeds_sha256=hashlib.sha256(seeds).hexdigest(),
    )
    (folder / WEIGHTS_FILE).write_bytes(weights)
    (folder / VOCABULARY_FILE).write_bytes(vocabulary)
    (folder / SEEDS_FILE).write_bytes(seeds)
    (folder / CURVE_FILE).write_text(curve_as_csv(trained.curve))
    (folder / CARD_FILE).write_text(model_card(manifest, trained), "utf-8")
    (folder / MANIFEST_FILE).write_text(manifest.to_json(), "utf-8")


def _seeds_json(trained: TrainedNetwork) -> str:
    """Encode the opening of every piece, one a line."""
    rows = [
        {
            "name": piece.name,
            "title": piece.title,
            "key": piece.key,
            "tokens": [trained.vocabulary.id_of(chord) for chord in piece.chords[:WINDOW]],
        }
        for piece in trained.pieces
    ]
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n"


def _character(hidden_units: int) -> str:
    """Say in one sentence what to expect."""
    return (
        f"The paper's network at {hidden_units} hidden units: Chopin's notes and chords in an even "
        "half-beat pulse, without rhythm or dynamics."
    )
