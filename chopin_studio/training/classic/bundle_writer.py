"""Write a trained network as a bundle: plain data that the engine reads without Keras."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save

from chopin_studio.engine.bundle_files import (
    CARD_FILE,
    CURVE_FILE,
    MANIFEST_FILE,
    SEEDS_FILE,
    WEIGHTS_FILE,
)
from chopin_studio.engine.classic.bundle_parts import VOCABULARY_FILE
from chopin_studio.engine.classic.characters import CLASSIC_CHARACTERS
from chopin_studio.engine.classic.codec import WINDOW
from chopin_studio.engine.manifest import Manifest
from chopin_studio.training.classic.checkpoint import curve_as_csv
from chopin_studio.training.classic.float16_cost import stored_quality
from chopin_studio.training.classic.model_card import model_card
from chopin_studio.training.classic.network import network_tensors, trainable_and_total
from chopin_studio.training.classic.throughput import read_throughput
from chopin_studio.training.classic.train import TrainedNetwork, TrainingOptions
from chopin_studio.training.common.bundle_files import (
    WEIGHTS_LICENCE,
    data_by,
    replaced_folder,
    seeds_as_json,
)
from chopin_studio.training.common.own_index import learned_corpora

_FORMAT = 1
"""The version of the bundles of this family."""


def write_bundle(trained: TrainedNetwork, options: TrainingOptions) -> Path:
    """Write the bundle to `options.out` and return its folder.

    All files are written to a new folder beside it, which then replaces an older one.
    """
    folder = options.out / options.bundle_id
    with replaced_folder(folder) as fresh:
        _write_files(trained, options, fresh)
    return folder


def _write_files(trained: TrainedNetwork, options: TrainingOptions, folder: Path) -> None:
    stored = network_tensors(trained.network, np.float16)
    exact = network_tensors(trained.network, np.float32)
    weights = save(stored)
    vocabulary = trained.vocabulary.to_json().encode()
    seeds = seeds_as_json(_seeds(trained))
    quality = stored_quality(stored, exact, trained.ids, len(trained.vocabulary))
    manifest = Manifest(
        format_version=_FORMAT,
        id=options.bundle_id,
        family="classic",
        name=f"Classic {options.hidden_units}",
        character=_character(options.hidden_units),
        hidden_units=options.hidden_units,
        parameters=trainable_and_total(trained.network)[0],
        vocabulary_size=len(trained.vocabulary),
        training_loss=round(quality.loss_after_windows, 4),
        validation_nats_per_note=None,
        epochs=len(trained.curve),
        recipe=options.recipe.description,
        data=data_by("Frédéric Chopin"),
        licence=WEIGHTS_LICENCE,
        weight_bytes=len(weights),
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        vocabulary_sha256=hashlib.sha256(vocabulary).hexdigest(),
        seeds_sha256=hashlib.sha256(seeds).hexdigest(),
        corpora=learned_corpora(options.corpus, options.bundle_id, folder),
    )
    (folder / WEIGHTS_FILE).write_bytes(weights)
    (folder / VOCABULARY_FILE).write_bytes(vocabulary)
    (folder / SEEDS_FILE).write_bytes(seeds)
    (folder / CURVE_FILE).write_text(curve_as_csv(trained.curve))
    speeds = read_throughput(options.work, options.hidden_units)
    card = model_card(manifest, trained, quality, speeds)
    (folder / CARD_FILE).write_text(card, "utf-8")
    (folder / MANIFEST_FILE).write_text(manifest.to_json(), "utf-8")


def _seeds(trained: TrainedNetwork) -> Iterator[dict[str, Any]]:
    """Encode the opening of every piece."""
    for piece in trained.pieces:
        tokens = [trained.vocabulary.id_of(chord) for chord in piece.chords[:WINDOW]]
        yield {"name": piece.name, "title": piece.title, "key": piece.key, "tokens": tokens}


def _character(hidden_units: int) -> str:
    """Return one sentence on what to expect of the model."""
    return CLASSIC_CHARACTERS.get(
        hidden_units,
        f"The paper's network at {hidden_units} hidden units: Chopin's notes and chords in an even "
        "half-beat pulse, without rhythm or dynamics.",
    )
