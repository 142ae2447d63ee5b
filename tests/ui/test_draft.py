from types import SimpleNamespace

from chopin_studio.engine.events import Opening, Step
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.ui.draft import Draft


def test_a_draft_keeps_what_is_said_of_its_seed_and_of_its_notes():
    bundle = SimpleNamespace(manifest=SimpleNamespace(name="Model"))
    draft = Draft(Opening(0, Excerpt(), 7, ("Of the seed.",)), bundle, GenerationSettings())
    draft.add(Step(0, (Note(60, 80, 0, 480),)))
    draft.add(Step(0, (Note(62, 80, 480, 480),), notices=("Of a bar.",)))
    assert draft.notices == ("Of the seed.", "Of a bar.")
