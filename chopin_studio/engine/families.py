"""The list of families of models."""

from collections.abc import Sequence

from chopin_studio.data_fields import shown
from chopin_studio.engine.classic.family import ClassicFamily
from chopin_studio.engine.expressive.family import ExpressiveFamily
from chopin_studio.engine.family import Family
from chopin_studio.engine.manifest import BundleError
from chopin_studio.texts import translatable

FAMILIES: tuple[Family, ...] = (ClassicFamily(), ExpressiveFamily())
"""The families that ship, in the order in which their models are listed.

Code that opens bundles may pass others: nothing else knows which there are.
"""


def family_named(name: str, bundle_id: str, families: Sequence[Family] = FAMILIES) -> Family:
    """Return the family of this name, from a bundle; raises BundleError where there is none."""
    for family in families:
        if family.name == name:
            return family
    raise BundleError(
        translatable(
            "The model {model} is of the family {family}, which this version does not support. "
            "Update Chopin Studio.",
            model=shown(bundle_id),
            family=name,
        )
    )
