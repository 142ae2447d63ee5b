"""What is kept of a take makes it again, note for note, or says what is missing for that."""

from dataclasses import replace

import pytest

from chopin_studio.engine.events import whole_take
from chopin_studio.engine.generator import generate
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage, RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.reproduce import (
    ReproductionRequest,
    is_same_music,
    reproduce,
    reproduction_request,
)
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Descent, TakeError, TakeRecord
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.tempo import TempoChange, TempoMap
from tests.classic_models import write_classic_model
from tests.expressive_models import write_expressive_model

SKETCH = Excerpt(
    notes=tuple(
        Note(
            55 + 5 * k % 13, 40 + 7 * k, 247 * k, 130 + 91 * k % 400, (Hand.LEFT, Hand.RIGHT)[k % 2]
        )
        for k in range(11)
    ),
    tempo_map=TempoMap((TempoChange(0, 731_234), TempoChange(960, 612_345))),
    meters=MeterMap((MeterChange(0, 3, 4),)),
    keys=(KeyChange(0, Key.named("E-flat minor")),),
    pedals=(PedalChange(3, 127), PedalChange(700, 0)),
    title="Sketch: “Étude”",
)
STARTS = [LibraryStart("waltz"), RandomStart(), ExcerptStart(SKETCH)]


@pytest.fixture(params=["classic", "expressive"])
def bundle(request, tmp_path):
    write = {"classic": write_classic_model, "expressive": write_expressive_model}[request.param]
    return write(tmp_path / "models" / f"tiny-{request.param}")


@pytest.fixture
def store(tmp_path):
    return TakeStore(tmp_path / "takes")


def keep(store, bundle, start=RandomStart(), **settings):
    """Generate a take and keep it; return it as the store has it, and its music."""
    asked = GenerationSettings(start, **{"notes": 40, "random_state": 7} | settings)
    music = reproduce(ReproductionRequest(bundle, asked), generate)
    record = TakeRecord(bundle.manifest.id, bundle.manifest.weights_sha256, asked)
    kept = store.add(music, record)
    (found,) = [take for take in store.takes().takes if take.id == kept.id]
    return found, music


@pytest.mark.parametrize("start", STARTS, ids=lambda start: type(start).__name__)
def test_a_take_that_was_kept_comes_out_again_bit_for_bit(store, bundle, start):
    take, music = keep(store, bundle, start, temperature=0.9, top_p=0.95)
    again = reproduce(reproduction_request(take, [bundle]), generate)
    assert again == music
    assert is_same_music(again, store.excerpt(take.id))
    assert len(again.generated_notes) >= 40


@pytest.mark.parametrize(
    "settings",
    [
        {"temperature": 3.0, "top_p": 0.01, "random_state": 2**32 - 1, "bpm": 10.0},
        {"temperature": 5.0, "top_p": 1.0, "random_state": 0, "bpm": 400.0},
    ],
)
def test_a_take_at_the_ends_of_all_ranges_comes_out_again(store, bundle, settings):
    take, music = keep(store, bundle, **settings)
    assert reproduce(reproduction_request(take, [bundle]), generate) == music


def test_another_random_state_does_not(store, bundle):
    take, music = keep(store, bundle)
    record = replace(take.record, settings=replace(take.record.settings, random_state=8))
    other = reproduce(reproduction_request(replace(take, record=record), [bundle]), generate)
    assert not is_same_music(other, music)


def test_the_users_settings_are_kept_to_the_last_one(store, tmp_path):
    bundle = write_expressive_model(tmp_path / "models" / "tiny-expressive")
    take, music = keep(
        store, bundle, LibraryStart("march"), bpm=71.3, key="F-sharp minor", meter="6/8", bars=3,
        lowest_pitch=40, highest_pitch=90, hand_span=9,
    )  # fmt: skip
    assert is_same_music(reproduce(reproduction_request(take, [bundle]), generate), music)


def test_a_take_that_was_stopped_early_ends_where_it_ended(store, bundle):
    take, whole = keep(store, bundle, LibraryStart("waltz"))
    part = reproduce(
        ReproductionRequest(bundle, take.record.settings, take.note_count - 9), generate
    )
    assert part.notes == whole.notes[: len(part.notes)]
    record = replace(take.record, complete=False)
    kept = store.add(part, record)
    assert is_same_music(reproduce(reproduction_request(kept, [bundle]), generate), part)


def test_a_renamed_take_is_the_same_music(store, bundle):
    take, _ = keep(store, bundle)
    renamed = store.rename(take.id, "Dawn")
    again = reproduce(reproduction_request(renamed, [bundle]), generate)
    assert is_same_music(again, store.excerpt(take.id))
    assert again != store.excerpt(take.id)


def test_a_missing_model_is_named_with_its_weights(store, bundle):
    take, _ = keep(store, bundle)
    sha256 = bundle.manifest.weights_sha256
    with pytest.raises(
        TakeError, match=rf"the model {bundle.manifest.id}, which is missing\. .* {sha256[:12]}\."
    ):
        reproduction_request(take, [])


def test_another_version_of_the_model_is_told_from_the_one_that_made_it(store, tmp_path):
    bundle = write_classic_model(tmp_path / "models" / "tiny")
    other = write_classic_model(tmp_path / "newer" / "tiny", seed=2)
    take, _ = keep(store, bundle)
    wanted, there = (each.manifest.weights_sha256[:12] for each in (bundle, other))
    with pytest.raises(TakeError, match=rf"another version .* {wanted}, .* {there}\. Install"):
        reproduction_request(take, [other])
    assert reproduction_request(take, [other, bundle]).bundle is bundle


def test_a_take_that_was_edited_by_hand_offers_what_it_comes_from(store, bundle):
    take, music = keep(store, bundle)
    descent = Descent("elsewhere", "Nocturne #3", "edited", 9)
    edited = store.add(music, replace(take.record, is_edited=True), descent)
    with pytest.raises(TakeError, match=r"by hand, .* Generate “Nocturne #3” again"):
        reproduction_request(edited, [bundle])


def test_the_users_music_that_is_gone_is_missed_before_anything_is_made(store, bundle):
    take, _ = keep(store, bundle, ExcerptStart(SKETCH))
    (store.folder_of(take.id) / "seed.mid").unlink()
    (found,) = TakeStore(store.folder_of("x").parent).takes().takes
    with pytest.raises(TakeError, match="started from is missing"):
        reproduction_request(found, [bundle])


def test_what_stayed_original_needs_the_same_index(store, bundle):
    take, _ = keep(store, bundle)
    settings = replace(take.record.settings, stay_original=10)
    notices = ("The take stays original (index 0a1b2c3d).",)
    guarded = replace(take, record=replace(take.record, settings=settings, notices=notices))
    assert reproduction_request(guarded, [bundle], "0a1b2c3d").settings == settings
    for other in (None, "9f8e7d6c"):
        with pytest.raises(TakeError, match="by another index"):
            reproduction_request(guarded, [bundle], other)


def test_a_careful_take_comes_out_again_with_the_critic_that_chose_its_phrases(store, tmp_path):
    bundle = write_expressive_model(tmp_path / "models" / "planned", version=2)
    asked = GenerationSettings(LibraryStart("waltz"), bars=5, quality="careful", random_state=7)
    opening, *steps = generate(bundle, asked)
    settings = asked.with_plan(opening.plan)
    music = whole_take([opening, *steps]).with_pedal_lifted()
    record = TakeRecord(
        bundle.manifest.id, bundle.manifest.weights_sha256, settings, notices=opening.notices
    )
    store.add(music, record)
    (take,) = store.takes().takes
    assert reproduce(reproduction_request(take, [bundle]), generate) == music
    other = replace(take, record=replace(take.record, notices=("(critic 0a1b2c3d)",)))
    with pytest.raises(TakeError, match="chosen by another critic"):
        reproduction_request(other, [bundle])


@pytest.mark.parametrize("passage", [Passage(2640), Passage(1440, 2880)], ids=["after", "within"])
def test_what_was_carried_on_comes_out_again_around_the_music_it_kept(store, bundle, passage):
    parent = replace(SKETCH, notes=tuple(n for n in SKETCH.notes if not _is_in(passage, n)))
    take, music = keep(store, bundle, ExcerptStart(parent, passage), notes=15)
    assert set(parent.notes) <= set(music.notes)
    assert len(music.notes) > len(parent.notes)
    assert is_same_music(reproduce(reproduction_request(take, [bundle]), generate), music)
    assert is_same_music(store.excerpt(take.id), music)


def _is_in(passage, note):
    return passage.start_tick <= note.onset_tick < (passage.end_tick or note.onset_tick + 1)
