"""Small models of the expressive family, of weights by chance, and seeds for them."""

import hashlib
import json

import numpy as np
from safetensors.numpy import save

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.expressive.attributes import ATTRIBUTE_SIZES, DELTA_ONSETS, MEDIAN_TEMPO
from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.layout import LAYOUTS
from chopin_studio.engine.expressive.openings import ExpressiveSeed, expressive_seed_to_json
from chopin_studio.engine.manifest import Manifest
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap

HIDDEN = 16

WALTZ = Frame(
    150.0,
    MeterMap((MeterChange(0, 3, 4),)),
    (KeyChange(0, Key.named("A minor")),),
    "Waltz in A minor",
)
MARCH = Frame(
    66.0,
    MeterMap((MeterChange(0, 4, 4),)),
    (KeyChange(0, Key.named("B-flat minor")),),
    "Funeral March",
)


def row(delta=24, pitch=60, duration=24, velocity=80, hand="right", pedal="up", tempo=0):
    """Return a note's classes; times in 24ths of a beat, tempo in steps from the median."""
    pedals = ("up", "held", "anew")
    durations = [*range(1, 13), 14, 16, 18, 20, 21, 24, 28, 30, 32, 36, 40, 42, 48]
    return (
        DELTA_ONSETS.index(delta),
        pitch - 21,
        durations.index(duration),
        velocity // 4,
        ("right", "left").index(hand),
        pedals.index(pedal),
        MEDIAN_TEMPO + tempo,
    )


WALTZ_SEED = ExpressiveSeed(
    "waltz",
    "Waltz in A minor",
    (
        row(0, 45, 24, hand="left", pedal="anew"),
        row(0, 64, 48),
        row(24, 52, 24, hand="left", pedal="held", tempo=1),
        row(0, 57, 24, hand="left", pedal="held", tempo=1),
        row(24, 69, 24, pedal="up"),
    ),
    WALTZ,
    3 * 480,
)
MARCH_SEED = ExpressiveSeed(
    "march",
    "Funeral March",
    tuple(
        note
        for _ in range(4)
        for note in (row(24, 46, hand="left", pedal="held"), row(0, 53, hand="left"))
    ),
    MARCH,
    5 * 480,
)


def random_tensors(hidden=HIDDEN, seed=1, version=1):
    """Draw float16 weights, large enough to prefer some classes."""
    rng = np.random.default_rng(seed)
    return {
        name: rng.normal(scale=0.5 if "table" in name else 0.15, size=shape).astype(np.float16)
        for name, shape in LAYOUTS[version].shapes(hidden).items()
    }


def write_expressive_model(
    folder, tensors=None, seeds=(WALTZ_SEED, MARCH_SEED), hidden=HIDDEN, version=1
):
    """Write a bundle of that name, in a version of the format, and open it."""
    folder.mkdir(parents=True)
    weights = save(tensors or random_tensors(hidden, version=version))
    text = json.dumps([expressive_seed_to_json(seed) for seed in seeds]).encode()
    manifest = Manifest(
        format_version=version,
        id=folder.name,
        family="expressive",
        name=f"Expressive {hidden}",
        character="Drawn by chance.",
        hidden_units=hidden,
        parameters=sum(int(np.prod(s)) for s in LAYOUTS[version].shapes(hidden).values()),
        vocabulary_size=None,
        training_loss=None,
        validation_nats_per_note=float(np.log(ATTRIBUTE_SIZES).sum()),
        epochs=0,
        recipe="none",
        data="none",
        licence="CC0",
        weight_bytes=len(weights),
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        vocabulary_sha256=None,
        seeds_sha256=hashlib.sha256(text).hexdigest(),
    )
    (folder / "weights.safetensors").write_bytes(weights)
    (folder / "seeds.json").write_bytes(text)
    (folder / "manifest.json").write_text(manifest.to_json(), "utf-8")
    return Bundle.open(folder)
