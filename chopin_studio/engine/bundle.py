"""Models on disk: find them, check them, read them. Nothing in a bundle can execute."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from chopin_studio.engine.classic.vocabulary import Vocabulary, VocabularyError
from chopin_studio.engine.expressive.openings import expressive_seed_from_json
from chopin_studio.engine.manifest import (
    SEEDS_FILE,
    VOCABULARY_FILE,
    BundleError,
    Manifest,
    damaged,
)
from chopin_studio.engine.seeds import LibrarySeed, Seed
from chopin_studio.music.key import Key

MANIFEST_FILE = "manifest.json"
WEIGHTS_FILE = "weights.safetensors"
CARD_FILE = "card.md"
CURVE_FILE = "curve.csv"

Tensors = dict[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Bundle:
    """One model on disk. Opening it is cheap; each file is read and checked when asked for."""

    manifest: Manifest
    folder: Path

    @classmethod
    def open(cls, folder: Path) -> "Bundle":
        """Read the manifest and see that all files are there, the weights whole by their size.

        Raises BundleError, a sentence that names the bundle.
        """
        try:
            manifest = Manifest.from_json((folder / MANIFEST_FILE).read_text("utf-8"), folder.name)
            size = (folder / WEIGHTS_FILE).stat().st_size
            for name in manifest.text_files:
                (folder / name).stat()
        except (OSError, UnicodeDecodeError) as error:
            raise damaged(folder.name, f"a file cannot be read ({error})") from error
        if size != manifest.weight_bytes:
            raise damaged(folder.name, f"{WEIGHTS_FILE} does not have the size it should")
        return cls(manifest, folder)

    @property
    def identity(self) -> tuple[Path, str]:
        """By what to know its weights from all others."""
        return (self.folder, self.manifest.weights_sha256)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The classic family's chords by token id; BundleError where the file is not theirs."""
        if self.manifest.vocabulary_size is None:
            raise BundleError(
                f"The model {self.manifest.id} has no vocabulary of chords, since its family makes "
                "music note by note. Choose a classic model for this."
            )
        text = self._checked_text(VOCABULARY_FILE, self.manifest.vocabulary_sha256)
        try:
            vocabulary = Vocabulary.from_json(text)
        except VocabularyError as error:
            raise self._damaged(str(error)) from error
        if len(vocabulary) != self.manifest.vocabulary_size:
            raise self._damaged(f"{VOCABULARY_FILE} does not have the size it should")
        return vocabulary

    @cached_property
    def seeds(self) -> tuple[Seed, ...]:
        """The library seeds that come with this model, all of its family's kind."""
        text = self._checked_text(SEEDS_FILE, self.manifest.seeds_sha256)
        read = _SEED_READERS[self.manifest.family]
        try:
            seeds = tuple(read(row, self.manifest) for row in json.loads(text))
        except (KeyError, TypeError, ValueError, OverflowError, RecursionError) as error:
            raise self._damaged(f"{SEEDS_FILE} is not a list of seeds") from error
        if not seeds:
            raise self._damaged(f"{SEEDS_FILE} has no seeds")
        return seeds

    def seed(self, name: str) -> Seed:
        """Return the library seed of this name; BundleError names some that there are."""
        for seed in self.seeds:
            if seed.name == name:
                return seed
        known = ", ".join(seed.name for seed in self.seeds[:3])
        raise BundleError(
            f"The model {self.manifest.id} has no seed named {name}. It has {known} and others."
        )

    def tensors(self, shapes: Mapping[str, tuple[int, ...]]) -> Tensors:
        """Read the weights, widened to float32; BundleError where sum or shapes are not right."""
        path = self.folder / WEIGHTS_FILE
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.manifest.weights_sha256:
                raise self._damaged(f"{WEIGHTS_FILE} is not the file it was")
            stored = load_file(path)
        except (OSError, SafetensorError) as error:
            raise self._damaged(f"{WEIGHTS_FILE} cannot be read ({error})") from error
        if {name: tensor.shape for name, tensor in stored.items()} != dict(shapes):
            raise self._damaged(f"{WEIGHTS_FILE} does not have the shapes of its family")
        if not all(np.isfinite(tensor).all() for tensor in stored.values()):
            raise self._damaged(f"{WEIGHTS_FILE} has weights that are no numbers")
        return {name: tensor.astype(np.float32) for name, tensor in stored.items()}

    def _checked_text(self, name: str, sha256: str | None) -> str:
        try:
            data = (self.folder / name).read_bytes()
        except OSError as error:
            raise self._damaged(f"{name} cannot be read ({error.strerror})") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise self._damaged(f"{name} is not the file it was")
        try:
            return data.decode()
        except UnicodeDecodeError as error:
            raise self._damaged(f"{name} is not text") from error

    def _damaged(self, reason: str) -> BundleError:
        return damaged(self.manifest.id, reason)


def _library_seed(row: Mapping[str, Any], manifest: Manifest) -> LibrarySeed:
    tokens = tuple(int(token) for token in row["tokens"])
    size = manifest.vocabulary_size or 0
    if not tokens or not all(0 <= token < size for token in tokens):
        raise ValueError("a seed has no tokens, or tokens that the vocabulary has not")
    key = None if row["key"] is None else Key.named(row["key"])
    return LibrarySeed(str(row["name"]), str(row["title"]), tokens, key)


_SEED_READERS: dict[str, Callable[[Mapping[str, Any], Manifest], Seed]] = {
    "classic": _library_seed,
    "expressive": lambda row, _: expressive_seed_from_json(row),
}


@dataclass(frozen=True, slots=True)
class BundleList:
    """The bundles that can be used, and a sentence for each that cannot."""

    bundles: tuple[Bundle, ...]
    problems: tuple[str, ...]

    def find(self, bundle_id: str) -> Bundle:
        """Return the bundle of this id; BundleError names those that there are."""
        for bundle in self.bundles:
            if bundle.manifest.id == bundle_id:
                return bundle
        known = ", ".join(bundle.manifest.id for bundle in self.bundles) or "none"
        raise BundleError(f"There is no model named {bundle_id}. Installed: {known}.")


def list_bundles(folders: Sequence[Path]) -> BundleList:
    """Open every bundle in `folders`, smallest first; one that cannot be becomes a sentence.

    Of several with one id the first found counts.
    """
    bundles: dict[str, Bundle] = {}
    problems: list[str] = []
    for folder in folders:
        for manifest in sorted(folder.glob(f"*/{MANIFEST_FILE}")):
            try:
                bundle = Bundle.open(manifest.parent)
                bundles.setdefault(bundle.manifest.id, bundle)
            except BundleError as error:
                problems.append(str(error))
    by_size = sorted(bundles.values(), key=lambda b: (b.manifest.family, b.manifest.hidden_units))
    return BundleList(tuple(by_size), tuple(problems))
