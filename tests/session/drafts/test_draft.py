from types import SimpleNamespace

from chopin_studio.engine.events import Opening, Step, Tried
from chopin_studio.engine.seeds import ExcerptStart, Passage
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Note
from chopin_studio.session.drafts.draft import Draft


def test_a_draft_keeps_what_is_said_of_its_seed_and_of_its_notes():
    bundle = SimpleNamespace(manifest=SimpleNamespace(name="Model"))
    draft = Draft(Opening(0, Excerpt(), 7, ("Of the seed.",)), bundle, GenerationSettings())
    draft.add(Step(0, (Note(60, 80, 0, 480),)))
    draft.add(Step(0, (Note(62, 80, 480, 480),), notices=("Of a bar.",)))
    assert draft.notices == ("Of the seed.", "Of a bar.")


def test_progress_in_bars_counts_from_where_a_take_is_carried_on():
    bundle = SimpleNamespace(manifest=SimpleNamespace(name="Model"))
    kept = Excerpt(tuple(Note(60, 80, bar * 1920, 480) for bar in range(4)), seed_end_tick=1920)
    settings = GenerationSettings(start=ExcerptStart(kept, Passage(4 * 1920)), bars=8)
    draft = Draft(Opening(0, kept, 7), bundle, settings)
    draft.add(Step(0, (Note(62, 80, 6 * 1920, 480),)))
    assert draft.first_tick == 4 * 1920
    assert draft.progress.done == 2


def test_progress_goes_on_while_tries_are_written_and_never_back():
    bundle = SimpleNamespace(manifest=SimpleNamespace(name="Model"))
    opening = Opening(0, Excerpt(seed_end_tick=1920), 7)
    draft = Draft(opening, bundle, GenerationSettings(bars=8))
    counted = Draft(opening, bundle, GenerationSettings(notes=40))
    assert draft.progress.done == counted.progress.done == 0
    for notes, bars in ((2, 1), (3, 2), (9, 4)):
        for one in (draft, counted):
            one.add_tried(Tried(0, notes, (1 + bars) * 1920))
        assert (draft.progress.done, counted.progress.done) == (bars, notes)
    for one in (draft, counted):
        one.add(Step(0, (Note(60, 80, 1920, 480),)))
    assert (draft.progress.done, counted.progress.done) == (4, 9)
    assert not draft.is_whole
    assert draft.step_count == 1
