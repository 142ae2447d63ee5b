"""A model's files: read as they are asked for, and checked. Nothing in them can execute."""

import hashlib
import os
import stat
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from chopin_studio import data_fields as check
from chopin_studio.data_fields import DataError, shown
from chopin_studio.data_files import open_regular, parse_json, read_bounded
from chopin_studio.engine.manifest import BundleError, Manifest, damaged
from chopin_studio.engine.seeds import LibrarySeed

MANIFEST_FILE = "manifest.json"
WEIGHTS_FILE = "weights.safetensors"
SEEDS_FILE = "seeds.json"
CARD_FILE = "card.md"
CURVE_FILE = "curve.csv"

MOST_TEXT_BYTES = 32 * 2**20
"""A hundred times the seeds and the vocabulary of the largest model there is."""

MOST_SEEDS = 10_000

Tensors = dict[str, NDArray[np.float32]]

_Part = TypeVar("_Part")
_Seed = TypeVar("_Seed", bound=LibrarySeed)


@dataclass(frozen=True)
class BundleFiles:
    """The folder of one model, as its family reads it."""

    manifest: Manifest
    folder: Path
    _parts: dict[Callable[[Any], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def identity(self) -> tuple[Path, str]:
        """By what to know its weights from all others."""
        return (self.folder, self.manifest.weights_sha256)

    def part(self, read: Callable[[Self], _Part]) -> _Part:
        """Return what `read` makes of these files; it is read once, and kept with them."""
        if read not in self._parts:
            self._parts[read] = read(self)
        part: _Part = self._parts[read]
        return part

    def text(self, name: str, sha256: str | None) -> str:
        """Read a text file; BundleError where its sum is not the manifest's."""
        text = read_text(self.folder, name, MOST_TEXT_BYTES)
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            raise self.damaged(f"{name} is not the file it was")
        return text

    def read_seeds(self, read: Callable[[object], _Seed]) -> tuple[_Seed, ...]:
        """Return the library seeds; BundleError where there are none.

        `read` reads one of their JSON values, and raises KeyError or ValueError for what is none.
        """
        text = self.text(SEEDS_FILE, self.manifest.seeds_sha256)
        try:
            return tuple(map(read, check.items(parse_json(text), MOST_SEEDS, least=1)))
        except (KeyError, ValueError) as error:
            raise self.damaged(f"{SEEDS_FILE} is not a list of seeds") from error

    def find_seed(self, seeds: Sequence[_Seed], name: str) -> _Seed:
        """Return the one of this name among its seeds; BundleError names some that there are."""
        for seed in seeds:
            if seed.name == name:
                return seed
        known = ", ".join(seed.name for seed in seeds[:3])
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
                raise self.damaged(f"{WEIGHTS_FILE} is not the file it was")
            stored = load_file(path)
        except OSError as error:
            raise self.damaged(f"{WEIGHTS_FILE} cannot be read ({error.strerror})") from error
        except DataError as error:
            raise self.damaged(f"{WEIGHTS_FILE} {error}") from error
        except (SafetensorError, KeyError, TypeError, ValueError) as error:
            raise self.damaged(f"{WEIGHTS_FILE} holds no weights that can be read") from error
        if {name: tensor.shape for name, tensor in stored.items()} != dict(shapes):
            raise self.damaged(f"{WEIGHTS_FILE} does not have the shapes of its family")
        if not all(np.isfinite(tensor).all() for tensor in stored.values()):
            raise self.damaged(f"{WEIGHTS_FILE} has weights that are no numbers")
        return {name: tensor.astype(np.float32) for name, tensor in stored.items()}

    def damaged(self, reason: str) -> BundleError:
        """Return the error for a file that is not what it should be."""
        return damaged(self.manifest.id, reason)


def read_text(folder: Path, name: str, most_bytes: int) -> str:
    """Read a bundle's file as it stands; BundleError where it is none, too large or no text."""
    try:
        return read_bounded(folder / name, most_bytes).decode()
    except OSError as error:
        raise damaged(folder.name, f"{name} cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise damaged(folder.name, f"{name} is not text") from error
    except DataError as error:
        raise damaged(folder.name, f"{name} {error}") from error


def file_size(folder: Path, name: str) -> int:
    """Return the size of a bundle's file in bytes; BundleError where it is no ordinary file."""
    try:
        status = (folder / name).stat()
    except OSError as error:
        raise damaged(folder.name, f"{name} cannot be read ({error.strerror})") from error
    if not stat.S_ISREG(status.st_mode):
        raise damaged(folder.name, f"{name} is not an ordinary file")
    return status.st_size
