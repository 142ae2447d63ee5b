"""Models on disk: find them, check them, read them. Nothing in a bundle can execute."""

import hashlib
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError, shown
from chopin_studio.data_files import open_regular, parse_json, read_bounded
from chopin_studio.engine.classic.vocabulary import Vocabulary, VocabularyError
from chopin_studio.engine.expressive.openings import expressive_seed_from_json
from chopin_studio.engine.manifest import (
    MOST_MANIFEST_BYTES,
    SEEDS_FILE,
    VOCABULARY_FILE,
    BundleError,
    Manifest,
    damaged,
)
from chopin_studio.engine.seeds import LONGEST_SEED_NAME, MOST_SEED_NOTES, LibrarySeed, Seed
from chopin_studio.music.key import Key

MANIFEST_FILE = "manifest.json"
WEIGHTS_FILE = "weights.safetensors"
CARD_FILE = "card.md"
CURVE_FILE = "curve.csv"

MOST_TEXT_BYTES = 32 * 2**20
"""A hundred times the seeds and the vocabulary of the largest model there is."""

MOST_SEEDS = 10_000

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
        text = _read_text(folder, MANIFEST_FILE, MOST_MANIFEST_BYTES)
        manifest = Manifest.from_json(text, folder.name)
        if _size(folder, WEIGHTS_FILE) != manifest.weight_bytes:
            raise damaged(folder.name, f"{WEIGHTS_FILE} does not have the size it should")
        for name in manifest.text_files:
            _size(folder, name)
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
        return read_seeds(text, self.manifest)

    def seed(self, name: str) -> Seed:
        """Return the library seed of this name; BundleError names some that there are."""
        for seed in self.seeds:
            if seed.name == name:
                return seed
        known = ", ".join(seed.name for seed in self.seeds[:3])
        raise BundleError(
            f"The model {self.manifest.id} has no seed named {shown(name)}. "
            f"It has {known} and others."
        )

    def tensors(self, shapes: Mapping[str, tuple[int, ...]]) -> Tensors:
        """Read the weights, widened to float32; BundleError where sum or shapes are not right."""
        path = self.folder / WEIGHTS_FILE
        try:
            with os.fdopen(open_regular(path), "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.manifest.weights_sha256:
                raise self._damaged(f"{WEIGHTS_FILE} is not the file it was")
            stored = load_file(path)
        except OSError as error:
            raise self._damaged(f"{WEIGHTS_FILE} cannot be read ({error.strerror})") from error
        except DataError as error:
            raise self._damaged(f"{WEIGHTS_FILE} {error}") from error
        except (SafetensorError, KeyError, TypeError, ValueError) as error:
            raise self._damaged(f"{WEIGHTS_FILE} holds no weights that can be read") from error
        if {name: tensor.shape for name, tensor in stored.items()} != dict(shapes):
            raise self._damaged(f"{WEIGHTS_FILE} does not have the shapes of its family")
        if not all(np.isfinite(tensor).all() for tensor in stored.values()):
            raise self._damaged(f"{WEIGHTS_FILE} has weights that are no numbers")
        return {name: tensor.astype(np.float32) for name, tensor in stored.items()}

    def _checked_text(self, name: str, sha256: str | None) -> str:
        text = _read_text(self.folder, name, MOST_TEXT_BYTES)
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            raise self._damaged(f"{name} is not the file it was")
        return text

    def _damaged(self, reason: str) -> BundleError:
        return damaged(self.manifest.id, reason)


def _read_text(folder: Path, name: str, most_bytes: int) -> str:
    """Read a bundle's file as it stands; BundleError where it is none, too large or no text."""
    try:
        return read_bounded(folder / name, most_bytes).decode()
    except OSError as error:
        raise damaged(folder.name, f"{name} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise damaged(folder.name, f"{name} is not text") from error
    except DataError as error:
        raise damaged(folder.name, f"{name} {error}") from error


def _size(folder: Path, name: str) -> int:
    """Return the size of a bundle's file in bytes; BundleError where it is no ordinary file."""
    try:
        status = (folder / name).stat()
    except OSError as error:
        raise damaged(folder.name, f"{name} cannot be read ({error.strerror})") from error
    if not stat.S_ISREG(status.st_mode):
        raise damaged(folder.name, f"{name} is not an ordinary file")
    return status.st_size


def read_seeds(text: str, manifest: Manifest) -> tuple[Seed, ...]:
    """Read library seeds of the manifest's family from JSON; BundleError where they are none."""
    read = _SEED_READERS[manifest.family]
    try:
        rows = check.items(parse_json(text), MOST_SEEDS, least=1)
        return tuple(read(row, manifest) for row in rows)
    except (KeyError, ValueError) as error:
        raise damaged(manifest.id, f"{SEEDS_FILE} is not a list of seeds") from error


def _library_seed(row: object, manifest: Manifest) -> LibrarySeed:
    found = check.fields(row)
    most_id = (manifest.vocabulary_size or 0) - 1
    tokens = check.items(found["tokens"], MOST_SEED_NOTES, least=1)
    key = None if found["key"] is None else Key.named(check.line(found["key"], LONGEST_SEED_NAME))
    return LibrarySeed(
        check.line(found["name"], LONGEST_SEED_NAME, least=1),
        check.line(found["title"], LONGEST_SEED_NAME, least=1),
        tuple(check.whole(token, 0, most_id) for token in tokens),
        key,
    )


_SEED_READERS: dict[str, Callable[[object, Manifest], Seed]] = {
    "classic": _library_seed,
    "expressive": lambda row, _: expressive_seed_from_json(check.fields(row)),
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
        raise BundleError(f"There is no model named {shown(bundle_id)}. Installed: {known}.")


def list_bundles(folders: Sequence[Path]) -> BundleList:
    """Open every bundle in `folders`, smallest first; one that cannot be becomes a sentence.

    Of several with one id the first found counts.
    """
    bundles: dict[str, Bundle] = {}
    problems: list[str] = []
    for folder in folders:
        try:
            candidates = _bundle_folders(folder)
        except OSError as error:
            problems.append(f"The models in {folder} cannot be listed: {error.strerror}.")
            continue
        for candidate in candidates:
            try:
                bundle = Bundle.open(candidate)
                bundles.setdefault(bundle.manifest.id, bundle)
            except BundleError as error:
                problems.append(str(error))
    by_size = sorted(bundles.values(), key=lambda b: (b.manifest.family, b.manifest.hidden_units))
    return BundleList(tuple(by_size), tuple(problems))


def _bundle_folders(folder: Path) -> list[Path]:
    """Return the folders with a manifest, in the order of their names; none in no folder."""
    if not folder.is_dir():
        return []
    return [each for each in sorted(folder.iterdir()) if os.path.lexists(each / MANIFEST_FILE)]
