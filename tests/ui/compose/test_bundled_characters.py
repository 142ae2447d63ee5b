"""What the bundled models say of themselves can be translated."""

import pytest

from chopin_studio.engine.bundle import list_bundles
from chopin_studio.paths import bundled_models
from chopin_studio.ui.compose.bundled_characters import BUNDLED_CHARACTERS, character_words


@pytest.mark.parametrize(
    "bundle", list_bundles([bundled_models()]).bundles, ids=lambda bundle: bundle.manifest.id
)
def test_every_bundled_model_has_its_character_in_the_list(bundle):
    assert bundle.manifest.character in BUNDLED_CHARACTERS


def test_a_models_own_words_are_shown_as_they_are():
    assert character_words("Mine: {loud}.") == "Mine: {loud}."
