"""Models on disk: find them and open them."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from chopin_studio.data_fields import shown
from chopin_studio.engine.attribute_sampling import Samplings
from chopin_studio.engine.bundle_files import (
    MANIFEST_FILE,
    WEIGHTS_FILE,
    BundleFiles,
    file_size,
    read_text,
    wrong_size,
)
from chopin_studio.engine.families import FAMILIES, family_named
from chopin_studio.engine.family import Family
from chopin_studio.engine.manifest import (
    MOST_MANIFEST_BYTES,
    BundleError,
    Manifest,
    damaged,
    unknown_format,
)
from chopin_studio.engine.seeds import LibrarySeed
from chopin_studio.texts import Text, translatable


@dataclass(frozen=True)
class Bundle(BundleFiles):
    """One model on disk, with its family.

    Opening it is cheap; each file is read and checked when it is needed.
    """

    family: Family

    @classmethod
    def open(cls, folder: Path, families: Sequence[Family] = FAMILIES) -> "Bundle":
        """Read the manifest and check that all files exist, the weights in their full size.

        Raises BundleError, which names the bundle, also where it is of none of the `families`.
        """
        text = read_text(folder, MANIFEST_FILE, MOST_MANIFEST_BYTES)
        manifest = Manifest.from_json(text, folder.name)
        family = family_named(manifest.family, folder.name, families)
        if manifest.format_version not in family.formats:
            raise unknown_format(folder.name, manifest.format_version)
        family.samplings_of(manifest)
        if file_size(folder, WEIGHTS_FILE) != manifest.weight_bytes:
            raise damaged(folder.name, wrong_size(WEIGHTS_FILE))
        for name in family.text_files:
            file_size(folder, name)
        return cls(manifest, folder, family)

    @property
    def controls(self) -> frozenset[str]:
        """The names in CONTROLS that this model follows."""
        return self.family.controls_of(self.manifest)

    def why_not(self, control: str) -> Text:
        """Return why a control, by its title, has no effect, with the remedy."""
        return self.family.why_not(control)

    @property
    def samplings(self) -> Samplings:
        """How each attribute of a note is sampled; empty where the user's settings are all."""
        return self.family.samplings_of(self.manifest)

    @property
    def seeds(self) -> tuple[LibrarySeed, ...]:
        """The library seeds of this model; raises BundleError where they are damaged."""
        return self.family.seeds(self)

    def seed(self, name: str) -> LibrarySeed:
        """Return the library seed of this name; raises BundleError, which lists some names."""
        return self.find_seed(self.seeds, name)


@dataclass(frozen=True, slots=True)
class BundleList:
    """The bundles that can be used, and a message for each that cannot."""

    bundles: tuple[Bundle, ...]
    problems: tuple[str, ...]

    def find(self, bundle_id: str) -> Bundle:
        """Return the bundle of this id; raises BundleError, which lists those installed."""
        for bundle in self.bundles:
            if bundle.manifest.id == bundle_id:
                return bundle
        known = ", ".join(bundle.manifest.id for bundle in self.bundles)
        raise BundleError(
            translatable(
                "There is no model named {name}. Installed: {known}.",
                name=shown(bundle_id),
                known=known or translatable("none"),
            )
        )


def first_choice(bundles: Sequence[Bundle]) -> Bundle:
    """Return the one of some bundles that a new user begins with: one that its family names."""
    named = (bundle for bundle in bundles if bundle.manifest.id == bundle.family.first_choice)
    return next(named, bundles[0])


def list_bundles(folders: Sequence[Path], families: Sequence[Family] = FAMILIES) -> BundleList:
    """Open every bundle in `folders`, in the order of the families, the smallest first in each.

    For one that cannot be opened there is a message. Of several with one id the first found counts.
    """
    bundles: dict[str, Bundle] = {}
    problems: list[str] = []
    for folder in folders:
        try:
            candidates = _bundle_folders(folder)
        except OSError as error:
            problems.append(
                translatable(
                    "The models in {folder} cannot be listed: {reason}.",
                    folder=folder,
                    reason=error.strerror,
                )
            )
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
    """Return the folders with a manifest, sorted by name; none where `folder` does not exist."""
    if not folder.is_dir():
        return []
    return [each for each in sorted(folder.iterdir()) if os.path.lexists(each / MANIFEST_FILE)]
