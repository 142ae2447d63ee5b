from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chopin_studio.engine.sampling import SAMPLER
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, Passage, RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.stored_start import StoredStart
from chopin_studio.library.take import Descent, Marks, Originality, Take, TakeError, TakeRecord
from chopin_studio.library.take_json import take_from_json, take_to_json
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import Note

NOWHERE = Path("nowhere.mid")
SEED = ExcerptStart(Excerpt((Note(60, 80, 0, 240),), title="Sketch"))
TAKE = Take(
    id="20260101-120000-0a",
    title="Dämmerung",
    created=datetime(2026, 1, 1, 12, tzinfo=UTC),
    note_count=200,
    record=TakeRecord(
        "expressive-512",
        "0f" * 32,
        GenerationSettings(LibraryStart("waltz-op18"), bpm=66.0, key="D minor", bars=16),
        complete=False,
        notices=("A sentence.",),
        is_edited=True,
    ),
    marks=Marks(4, ("slow", "left hand"), "Bars 3 to 5 want\na ritenuto."),
    descent=Descent("20251231-000000-0b", "Nocturne #3", "continued", 9),
    originality=Originality(0.08, "echoes", "corpus-48"),
)

VERSION_1 = {
    "format_version": 1,
    "id": "20250101-000000-0c",
    "title": "After a Nocturne",
    "created": "2025-01-01T00:00:00+00:00",
    "note_count": 3,
    "bundle_id": "classic-256",
    "weights_sha256": "0" * 64,
    "complete": True,
    "notices": [],
    "start": {"kind": "library", "name": "nocturne-op27-2"},
    "settings": {
        "notes": 2,
        "takes": 1,
        "temperature": 1,
        "top_p": 0.95,
        "random_state": 7,
        "bpm": None,
    },
}


def test_what_is_written_is_read_again_to_the_last_field():
    assert take_from_json(take_to_json(TAKE), NOWHERE) == TAKE


@pytest.mark.parametrize(
    "start",
    [
        RandomStart(),
        SEED,
        replace(SEED, passage=Passage(240)),
        replace(SEED, passage=Passage(240, 960)),
    ],
)
def test_other_starts_are_too(start, tmp_path):
    write_midi(SEED.excerpt, tmp_path / "seed.mid")
    record = TakeRecord("classic-256", "0f", GenerationSettings(start))
    take = Take("a", "b", TAKE.created, 1, record)
    assert take_from_json(take_to_json(take), tmp_path / "seed.mid") == take


def test_a_take_of_the_first_version_has_no_marks_and_comes_from_no_other():
    take = take_from_json(VERSION_1, NOWHERE)
    assert take.marks == Marks()
    assert take.descent is None
    assert take.originality is None
    assert not take.record.is_edited
    assert take.record.settings == GenerationSettings(
        LibraryStart("nocturne-op27-2"), notes=2, top_p=0.95, random_state=7, sampler=1
    )


def test_the_title_of_the_users_own_music_is_known_without_reading_that():
    record = TakeRecord("classic-256", "0f", GenerationSettings(SEED))
    written = take_to_json(Take("a", "b", TAKE.created, 1, record))
    start = take_from_json(written, NOWHERE).record.settings.start
    assert isinstance(start, ExcerptStart)
    assert start.title == "Sketch"
    with pytest.raises(TakeError, match=r"missing or damaged\. Restore nowhere\.mid"):
        _ = start.excerpt


def test_the_first_version_left_that_title_to_the_music(tmp_path):
    write_midi(SEED.excerpt, tmp_path / "seed.mid")
    written = VERSION_1 | {"start": {"kind": "excerpt"}}
    start = take_from_json(written, tmp_path / "seed.mid").record.settings.start
    assert start.title == "Sketch"
    assert take_from_json(written, NOWHERE).record.settings.start.title == ""


def test_music_on_disk_equals_the_same_music_at_hand(tmp_path):
    write_midi(SEED.excerpt, tmp_path / "seed.mid")
    stored = StoredStart(tmp_path / "seed.mid", "Sketch")
    assert stored == SEED
    assert stored == SEED
    assert hash(stored) == hash(SEED)
    assert stored != ExcerptStart(Excerpt())
    assert stored != replace(SEED, passage=Passage(240))
    assert stored != RandomStart()


def test_descent_is_told_by_bar_and_title():
    assert TAKE.descent.words == "from bar 9 of Nocturne #3"


@pytest.mark.parametrize(
    "marks",
    [
        {"stars": 6},
        {"stars": -1},
        {"tags": ("",)},
        {"tags": ("x",) * 41},
        {"comment": "x" * 20_001},
    ],
)
def test_marks_have_bounds(marks):
    with pytest.raises(ValueError, match="must"):
        Marks(**marks)


@pytest.mark.parametrize(
    "changes",
    [
        {"title": 3},
        {"title": "half a letter \ud800"},
        {"complete": "false"},
        {"note_count": True},
        {"note_count": -1},
        {"notices": "one"},
        {"marks": {"stars": 9}},
        {"marks": {"stars": "5"}},
        {"marks": {"tags": "slow"}},
        {"marks": []},
        {"descent": {"parent_id": "a"}},
        {"descent": {"parent_id": "a", "parent_title": "b", "how": "varied", "bar": 0}},
        {"originality": {"share_quoted": float("nan"), "verdict": "a", "index_id": "b"}},
        {"originality": 0.5},
        {"settings": {"notes": 2.5}},
        {"settings": {"notes": True}},
        {"settings": {"temperature": "hot"}},
        {"settings": {"temperature": float("nan")}},
        {"settings": {"notes": None}},
        {"settings": ["notes"]},
        {"start": {"kind": "excerpt", "title": 3}},
        {"start": {"kind": "excerpt", "passage": {"start_tick": 0, "end_tick": None}}},
        {"start": {"kind": "excerpt", "passage": {"start_tick": 9, "end_tick": 9}}},
        {"start": {"kind": "thin air"}},
    ],
)
def test_values_of_a_wrong_kind_are_damage(changes):
    with pytest.raises(TakeError, match=r"damaged|has no"):
        take_from_json(take_to_json(TAKE) | changes, NOWHERE)


def test_a_take_of_an_earlier_version_is_drawn_as_it_was_drawn():
    found = take_to_json(TAKE)
    assert found["settings"]["sampler"] == SAMPLER
    del found["settings"]["sampler"]

    assert take_from_json(found, NOWHERE).record.settings.sampler == 1


@pytest.mark.parametrize(
    "asked",
    [{"form": "A B A C " * 16, "phrase": 4}, {"chords": "C Am Dm G7 " * 250}, {"chords": "C\nG"}],
)
def test_a_long_form_or_progression_is_read_again(asked):
    settings = GenerationSettings(RandomStart(), **asked)
    take = replace(TAKE, record=replace(TAKE.record, settings=settings))
    assert take_from_json(take_to_json(take), NOWHERE) == take


@pytest.mark.parametrize(("name", "value"), [("form", "A ? B"), ("chords", "C \x1b[2J")])
def test_a_record_with_a_form_that_is_none_is_damaged(name, value):
    written = take_to_json(TAKE)
    written["settings"][name] = value
    with pytest.raises(TakeError, match="damaged"):
        take_from_json(written, NOWHERE)
