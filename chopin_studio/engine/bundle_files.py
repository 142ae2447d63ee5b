"""The files of a model: read when they are needed, and checked. Nothing in them can execute."""

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
from chopin_studio.texts import Text, joined, translatable

MANIFEST_FILE = "manifest.json"
WEIGHTS_FILE = "weights.safetensors"
SEEDS_FILE = "seeds.json"
CARD_FILE = "card.md"
CURVE_FILE = "curve.csv"

MOST_TEXT_BYTES = 32 * 2**20
"""A hundred times the seeds and the vocabulary of the largest model."""

MOST_SEEDS = 10_000

Tensors = dict[str, NDArray[np.float32]]

_Part = TypeVar("_Part")
_Seed = TypeVar("_Seed", bound=LibrarySeed)


@dataclass(frozen=True)
class BundleFiles:
    """The folder of one model, for its family to read."""

    manifest: Manifest
    folder: Path
    _parts: dict[Callable[[Any], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def identity(self) -> tuple[Path, str]:
        """What distinguishes its weights from all others."""
        return (self.folder, self.manifest.weights_sha256)

    def part(self, read: Callable[[Self], _Part]) -> _Part:
        """Return what `read` returns for these files; it is read once, and cached."""
        if read not in self._parts:
            self._parts[read] = read(self)
        part: _Part = self._parts[read]
        return part

    def text(self, name: str, sha256: str | None) -> str:
        """Read a text file; raises BundleError where its checksum differs from the manifest's."""
        text = read_text(self.folder, name, MOST_TEXT_BYTES)
        if hashlib.sha256(text.encode()).hexdigest() != sha256:
            raise self.damaged(_changed(name))
        return text

    def read_seeds(self, read: Callable[[object], _Seed]) -> tuple[_Seed, ...]:
        """Return the library seeds; raises BundleError where there are none.

        `read` reads one of their JSON values, and raises KeyError or ValueError if it is invalid.
        """
        text = self.text(SEEDS_FILE, self.manifest.seeds_sha256)
        try:
            return tuple(map(read, check.items(parse_json(text), MOST_SEEDS, least=1)))
        except (KeyError, ValueError) as error:
            raise self.damaged(
                translatable("{file} is not a list of seeds", file=SEEDS_FILE)
            ) from error

    def find_seed(self, seeds: Sequence[_Seed], name: str) -> _Seed:
        """Return the one of `seeds` with this name; raises BundleError, which lists some names."""
        for seed in seeds:
            if seed.name == name:
                return seed
        known = ", ".join(seed.name for seed in seeds[:3])
        raise BundleError(
            translatable(
                "The model {model} has no seed named {name}. It has {known} and others.",
                model=self.manifest.id,
                name=shown(name),
                known=known,
            )
        )

    def tensors(self, shapes: Mapping[str, tuple[int, ...]]) -> Tensors:
        """Read the weights, as float32; raises BundleError where checksum or shapes are wrong."""
        path = self.folder / WEIGHTS_FILE
        try:
            with os.fdopen(open_regular(path), "rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            if digest != self.manifest.weights_sha256:
                raise self.damaged(_changed(WEIGHTS_FILE))
            stored = load_file(path)
        except OSError as error:
            raise self.damaged(unreadable(WEIGHTS_FILE, error.strerror)) from error
        except DataError as error:
            raise self.damaged(joined((WEIGHTS_FILE, str(error)))) from error
        except (SafetensorError, KeyError, TypeError, ValueError) as error:
            raise self.damaged(
                translatable("{file} has no readable weights", file=WEIGHTS_FILE)
            ) from error
        if {name: tensor.shape for name, tensor in stored.items()} != dict(shapes):
            raise self.damaged(
                translatable("the weights in {file} have the wrong shapes", file=WEIGHTS_FILE)
            )
        if not all(np.isfinite(tensor).all() for tensor in stored.values()):
            raise self.damaged(
                translatable("{file} has weights that are not numbers", file=WEIGHTS_FILE)
            )
        return {name: tensor.astype(np.float32) for name, tensor in stored.items()}

    def damaged(self, reason: str) -> BundleError:
        """Return the error for a file that is damaged; `reason` has no full stop."""
        return damaged(self.manifest.id, reason)


def read_text(folder: Path, name: str, most_bytes: int) -> str:
    """Read a text file of a bundle; raises BundleError where it is invalid or too large."""
    try:
        return read_bounded(folder / name, most_bytes).decode()
    except OSError as error:
        raise damaged(folder.name, unreadable(name, error.strerror)) from error
    except UnicodeDecodeError as error:
        raise damaged(folder.name, translatable("{file} is not text", file=name)) from error
    except DataError as error:
        raise damaged(folder.name, joined((name, str(error)))) from error


def file_size(folder: Path, name: str) -> int:
    """Return the size of a bundle's file in bytes; raises BundleError if it is no ordinary file."""
    try:
        status = (folder / name).stat()
    except OSError as error:
        raise damaged(folder.name, unreadable(name, error.strerror)) from error
    if not stat.S_ISREG(status.st_mode):
        raise damaged(folder.name, translatable("{file} is not an ordinary file", file=name))
    return status.st_size


def unreadable(name: str, reason: object) -> Text:
    """Return what `damaged` says of a file that cannot be read."""
    return translatable("{file} cannot be read ({reason})", file=name, reason=reason)


def wrong_size(name: str) -> Text:
    """Return what `damaged` says of a file that was cut or has grown."""
    return translatable("{file} has the wrong size", file=name)


def _changed(name: str) -> Text:
    return translatable("{file} is not the original file", file=name)
