"""Write a trained network as a bundle: plain data that the engine reads without Keras."""

import hashlib
import json
import tempfile
from pathlib import Path

import numpy as np
from safetensors.numpy import save

from chopin_studio.engine.bundle import (
    CARD_FILE,
    CURVE_FILE,
    MANIFEST_FILE,
    WEIGHTS_FILE,
)
from chopin_studio.engine.classic import WINDOW
from chopin_studio.engine.manifest import (
    FORMAT_VERSION,
    SEEDS_FILE,
    VOCABULARY_FILE,
    Manifest,
)
from chopin_studio.training.card import model_card
from chopin_studio.training.narrowing import stored_quality
from chopin_studio.training.networks import network_tensors, trainable_and_total
from chopin_studio.training.paper import CHARACTERS
from chopin_studio.training.run import curve_as_csv
from chopin_studio.training.throughput import read_throughput
from chopin_studio.training.train import TrainedNetwork, TrainingOptions

WEIGHTS_LICENCE = "CC BY-SA 3.0 DE"
DATA = (
    "Piano pieces by Frédéric Chopin, sequenced by Bernd Krueger (www.piano-midi.de), "
    "licence CC BY-SA 3.0 Germany"
)


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


def _write_files(trained: TrainedNetwork, options: TrainingOptions, folder: Path) -> None:
    stored = network_tensors(trained.network, np.float16)
    exact = network_tensors(trained.network, np.float32)
    weights = save(stored)
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
        recipe=options.recipe.description,
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
    quality = stored_quality(stored, exact, trained.ids, len(trained.vocabulary))
    speeds = read_throughput(options.work, options.hidden_units)
    card = model_card(manifest, trained, quality, speeds)
    (folder / CARD_FILE).write_text(card, "utf-8")
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
    return CHARACTERS.get(
        hidden_units,
        f"The paper's network at {hidden_units} hidden units: Chopin's notes and chords in an even "
        "half-beat pulse, without rhythm or dynamics.",
    )
