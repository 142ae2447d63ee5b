"""What the models that ship say of themselves is known to translation."""

import json

from chopin_studio.engine.classic.characters import CLASSIC_CHARACTERS
from chopin_studio.engine.expressive.characters import PLANNING_CHARACTER
from chopin_studio.engine.manifest import Manifest
from chopin_studio.paths import bundled_models
from chopin_studio.texts import Text


def test_the_characters_of_the_models_that_ship_are_listed() -> None:
    manifests = sorted(bundled_models().glob("*/manifest.json"))
    said = {json.loads(path.read_text("utf-8"))["character"] for path in manifests}

    assert said == {*CLASSIC_CHARACTERS.values(), PLANNING_CHARACTER}


def test_a_manifest_has_a_character_that_can_be_translated() -> None:
    path = next(bundled_models().glob("classic-256/manifest.json"))
    manifest = Manifest.from_json(path.read_text("utf-8"), "classic-256")

    assert isinstance(manifest.character, Text)
    assert manifest.character.template == CLASSIC_CHARACTERS[256].template
