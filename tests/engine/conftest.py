"""The bundles that ship, for tests of the engine."""

import pytest

from chopin_studio.engine.bundle import Bundle, list_bundles
from chopin_studio.paths import bundled_models


@pytest.fixture(scope="session")
def classic_256() -> Bundle:
    return list_bundles([bundled_models()]).find("classic-256")
