"""The families of models that there are."""

from collections.abc import Sequence

from chopin_studio.data_fields import shown
from chopin_studio.engine.classic.family import ClassicFamily
from chopin_studio.engine.expressive.family import ExpressiveFamily
from chopin_studio.engine.family import Family
from chopin_studio.engine.manifest import BundleError

FAMILIES: tuple[Family, ...] = (ClassicFamily(), ExpressiveFamily())
"""Those that ship, in the order in which their models are listed.

Whoever opens bundles may pass others: nothing else knows which there are.
"""


def family_named(name: str, bundle_id: str, families: Sequence[Family] = FAMILIES) -> Family:
    """Return the family of this name, which a bundle claims to be of; BundleError for no such."""
    for family in families:
        if family.name == name:
            return family
    raise BundleError(
        f"The model {shown(bundle_id)} is of the family {name}, which this studio does not know. "
        "Update Chopin Studio."
    )
