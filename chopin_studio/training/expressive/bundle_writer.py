"""Write an expressive run as a bundle: its best averaged weights, with seeds and a card."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from safetensors.numpy import save
from threadpoolctl import threadpool_limits

from chopin_studio.engine.bundle_files import (
    CARD_FILE,
    CURVE_FILE,
    MANIFEST_FILE,
    SEEDS_FILE,
    WEIGHTS_FILE,
)
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.frame import Frame
from chopin_studio.engine.expressive.layout import LAYOUTS, NEWEST_FORMAT
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.expressive.openings import (
    ExpressiveSeed,
    cut_opening,
    expressive_seed_to_json,
    frame_until,
    onset_ticks,
)
from chopin_studio.engine.expressive.samplings import PLANNING_SAMPLINGS
from chopin_studio.engine.manifest import Manifest
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.midi_io import read_midi
from chopin_studio.training.classic.corpus import CorpusPiece, chopin_pieces
from chopin_studio.training.common.bundle_files import (
    WEIGHTS_LICENCE,
    replaced_folder,
    seeds_as_json,
)
from chopin_studio.training.common.own_index import learned_corpora
from chopin_studio.training.expressive.checkpoint import (
    ExpressiveFigures,
    ExpressiveRun,
    RunError,
    Tensors,
    curve_as_csv,
)
from chopin_studio.training.expressive.corpus import EncodedPiece, encoded_pieces, split
from chopin_studio.training.expressive.dataset import told_rows
from chopin_studio.training.expressive.engine_loss import mean_cross_entropies
from chopin_studio.training.expressive.model_card import (
    CardFacts,
    composers_of,
    data_of,
    expressive_card,
)
from chopin_studio.training.expressive.recipe import ExpressiveOptions
from chopin_studio.training.expressive.told import VALIDATIONS

SEED_NOTES, SEED_BARS = 100, 16
"""The longest library seed; it ends at a bar line."""


def write_expressive_bundle(
    options: ExpressiveOptions, out: Path, report: Callable[[str], None]
) -> Path:
    """Write the best weights so far of the options' run to `out`; return the bundle's folder.

    The weights are validated as they are stored and as the studio runs them. Raises RunError
    where there is no such run, or one with other settings.
    """
    run = ExpressiveRun(options.work / options.bundle_id, options.settings)
    state = run.resume()
    if state is None or not state.curve:
        raise RunError(
            f"{options.work / options.bundle_id} has no trained weights yet. Train first."
        )
    pieces = encoded_pieces(options.corpus, options.work, report)
    folder = out / options.bundle_id
    with replaced_folder(folder) as fresh:
        _write_files(run.best(), state.curve, pieces, options, fresh)
    return folder


def library_seed(piece: CorpusPiece) -> ExpressiveSeed:
    """Read the opening of a piece, in the key that the piece is known to be in."""
    encoding = read(read_midi(piece.path))
    rows = encoding.rows.attributes
    meters = encoding.frame.meters
    cut = cut_opening(onset_ticks(rows[:, 0]), meters, SEED_NOTES, SEED_BARS)
    frame = _in_known_key(frame_until(encoding.frame, cut.end_tick), piece.key)
    return ExpressiveSeed(
        piece.name,
        piece.title,
        tuple(map(tuple, rows[: cut.notes].tolist())),
        replace(frame, title=piece.title),
        cut.end_tick,
    )


def _in_known_key(frame: Frame, name: str | None) -> Frame:
    """Set the first key to that of the piece, in the same signature: the files state no mode."""
    if name is None or Key.named(name).fifths != frame.keys[0].key.fifths:
        return frame
    return replace(frame, keys=(KeyChange(0, Key.named(name)), *frame.keys[1:]))


def _write_files(
    weights: Tensors,
    curve: tuple[ExpressiveFigures, ...],
    pieces: list[EncodedPiece],
    options: ExpressiveOptions,
    folder: Path,
) -> None:
    stored: Tensors = {name: np.ascontiguousarray(w, np.float16) for name, w in weights.items()}
    data = save(stored)
    seeds = seeds_as_json(_seeds(options.corpus))
    facts = _facts(stored, curve, pieces)
    manifest = Manifest(
        format_version=NEWEST_FORMAT,
        id=options.bundle_id,
        family="expressive",
        name=options.bundle_id.replace("-", " ").capitalize(),
        character=(
            "Rhythm, dynamics, both hands, pedal and rubato, in a form and a harmony of your "
            f"choice; learned from {composers_of(facts.training)}, and from Chopin most of all."
        ),
        hidden_units=options.hidden_units,
        parameters=sum(tensor.size for tensor in stored.values()),
        vocabulary_size=None,
        training_loss=None,
        validation_nats_per_note=round(sum(facts.validation_losses["nothing"]), 4),
        epochs=round(curve[-1].passes),
        recipe=f"{curve[-1].passes:.1f} passes over {options.settings}",
        data=data_of(facts.training),
        licence=WEIGHTS_LICENCE,
        weight_bytes=len(data),
        weights_sha256=hashlib.sha256(data).hexdigest(),
        vocabulary_sha256=None,
        seeds_sha256=hashlib.sha256(seeds).hexdigest(),
        corpora=learned_corpora(options.corpus, options.bundle_id, folder),
        sampling=PLANNING_SAMPLINGS,
    )
    (folder / WEIGHTS_FILE).write_bytes(data)
    (folder / SEEDS_FILE).write_bytes(seeds)
    (folder / CURVE_FILE).write_text(curve_as_csv(curve), "utf-8")
    (folder / CARD_FILE).write_text(expressive_card(manifest, facts), "utf-8")
    (folder / MANIFEST_FILE).write_text(manifest.to_json(), "utf-8")


def _facts(
    stored: Tensors, curve: tuple[ExpressiveFigures, ...], pieces: list[EncodedPiece]
) -> CardFacts:
    """Validate the weights, on one thread, as the studio runs them."""
    training, validation = split(pieces)
    tensors = {name: w.astype(np.float32) for name, w in stored.items()}
    network = ExpressiveNetwork(tensors, LAYOUTS[NEWEST_FORMAT])
    with threadpool_limits(1, user_api="blas"):
        losses = {
            name: mean_cross_entropies(network, [told_rows(p.planned, told) for p in validation])
            for name, told in VALIDATIONS.items()
        }
    return CardFacts(training, validation, curve, losses)


def _seeds(corpus: Path) -> Iterator[dict[str, object]]:
    for piece in chopin_pieces(corpus):
        yield expressive_seed_to_json(library_seed(piece))
