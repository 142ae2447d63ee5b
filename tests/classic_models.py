"""Small models of the classic family, of weights by chance, and seeds for them."""

import hashlib
import json

import numpy as np
from safetensors.numpy import save

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.classic.generate import classic_shapes
from chopin_studio.engine.classic.vocabulary import Vocabulary
from chopin_studio.engine.manifest import Manifest
from chopin_studio.engine.sampling import softmax

HIDDEN = 16
VOCABULARY = Vocabulary.of(
    [[(40 + k * 7 % 45,) for k in range(90)], [(48, 60, 64), (43, 59, 65), (60, 64, 67)]]
)


def probabilities(stepper, token):
    """Have a stepper take a token; return the probabilities [vocabulary] of the next one."""
    return softmax(stepper.feed(token))


def keras_network(bundle):
    """Build the Keras network that has a bundle's weights."""
    from chopin_studio.training.classic.network import classic_network, network_tensors

    size, hidden = len(vocabulary_of(bundle)), bundle.manifest.hidden_units
    network = classic_network(hidden, size)
    stored = bundle.tensors(classic_shapes(hidden, size))
    network.set_weights([stored[name] for name in network_tensors(network, np.float32)])
    return network


def write_classic_model(folder, seed=1):
    """Write a bundle of that name and open it."""
    folder.mkdir(parents=True)
    rng = np.random.default_rng(seed)
    shapes = classic_shapes(HIDDEN, len(VOCABULARY))
    tensors = {name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    tensors["norm/variance"] = np.abs(tensors["norm/variance"]) + np.float32(0.1)
    seeds = [
        {"name": name, "title": name.title(), "key": "D minor", "tokens": list(range(k, k + 30))}
        for k, name in enumerate(("waltz", "march"))
    ]
    files = {
        "weights.safetensors": save(tensors),
        "vocabulary.json": VOCABULARY.to_json().encode(),
        "seeds.json": json.dumps(seeds).encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    weights, vocabulary, library = (hashlib.sha256(data).hexdigest() for data in files.values())
    manifest = Manifest(
        format_version=1,
        id=folder.name,
        family="classic",
        name=f"Classic {HIDDEN}",
        character="Drawn by chance.",
        hidden_units=HIDDEN,
        parameters=sum(int(np.prod(shape)) for shape in shapes.values()),
        vocabulary_size=len(VOCABULARY),
        training_loss=5.0,
        validation_nats_per_note=None,
        epochs=0,
        recipe="none",
        data="none",
        licence="CC0",
        weight_bytes=len(files["weights.safetensors"]),
        weights_sha256=weights,
        vocabulary_sha256=vocabulary,
        seeds_sha256=library,
    )
    (folder / "manifest.json").write_text(manifest.to_json())
    return Bundle.open(folder)
