"""Models on disk: find them and open them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.data_fields import shown
from chopin_studio.engine.bundle_files import (
    MANIFEST_FILE,
    WEIGHTS_FILE,
    BundleFiles,
    file_size,
    read_text,
)
from chopin_studio.engine.families import FAMILIES, family_named
from chopin_studio.engine.family import Family
from chopin_studio.engine.manifest import MOST_MANIFEST_BYTES, BundleError, Manifest, damaged
from chopin_studio.engine.seeds import LibrarySeed


@dataclass(frozen=True)
class Bundle(BundleFiles):
    """One model on disk, with its family, which knows what to do with it.

    Opening it is cheap; each file is read and checked when asked for.
    """

    family: Family

    @classmethod
    def open(cls, folder: Path, families: Sequence[Family] = FAMILIES) -> "Bundle":
        """Read the manifest and see that all files are there, the weights whole by their size.

        Raises BundleError, a sentence that names the bundle, also where it is of none of the
        `families`.
        """
        text = read_text(folder, MANIFEST_FILE, MOST_MANIFEST_BYTES)
        manifest = Manifest.from_json(text, folder.name)
        family = family_named(manifest.family, folder.name, families)
        if file_size(folder, WEIGHTS_FILE) != manifest.weight_bytes:
            raise damaged(folder.name, f"{WEIGHTS_FILE} does not have the size it should")
        for name in family.text_files:
            file_size(folder, name)
        return cls(manifest, folder, family)

    @property
    def seeds(self) -> tuple[LibrarySeed, ...]:
        """The library seeds that come with this model; BundleError where they are damaged."""
        return self.family.seeds(self)

    def seed(self, name: str) -> LibrarySeed:
        """Return the library seed of this name; BundleError names some that there are."""
        return self.find_seed(self.seeds, name)


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


def first_choice(bundles: Sequence[Bundle]) -> Bundle:
    """Return the one of some bundles that a new user begins with: one that its family names."""
    named = (bundle for bundle in bundles if bundle.manifest.id == bundle.family.first_choice)
    return next(named, bundles[0])


def list_bundles(folders: Sequence[Path], families: Sequence[Family] = FAMILIES) -> BundleList:
    """Open every bundle in `folders`, in the order of the families, each one's smallest first.

    One that cannot be opened becomes a sentence. Of several with one id the first found counts.
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
                bundle = Bundle.open(candidate, families)
                bundles.setdefault(bundle.manifest.id, bundle)
            except BundleError as error:
                problems.append(str(error))
    names = [family.name for family in families]
    in_order = sorted(
        bundles.values(), key=lambda b: (names.index(b.family.name), b.manifest.hidden_units)
    )
    return BundleList(tuple(in_order), tuple(problems))


def _bundle_folders(folder: Path) -> list[Path]:
    """Return the folders with a manifest, in the order of their names; none in no folder."""
    if not folder.is_dir():
        return []
    return [each for each in sorted(folder.iterdir()) if os.path.lexists(each / MANIFEST_FILE)]
