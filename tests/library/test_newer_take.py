"""A take that a newer version wrote: used as far as it is understood, and left as it is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.engine.seeds import RandomStart
from chopin_studio.export.formats import export_excerpt
from chopin_studio.library.reproduce import reproduction_request
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Descent, Marks, Originality, TakeError
from tests.library.takes import MUSIC, RECORD

UNKNOWN = {"name": "rondo", "parts": [1, {"deep": [None, "\u00e9", 0.5]}]}


@pytest.fixture
def store(tmp_path):
    return TakeStore(tmp_path / "takes")


@pytest.fixture
def take(store):
    descent, originality = Descent("a", "Parent", "varied", 3), Originality(0.1, "echoes", "i")
    return store.add(MUSIC, RECORD, descent, Marks(2, ("slow",), "Notes."), originality)


def record_path(store, take):
    return store.folder_of(take.id) / "take.json"


def read(store, take):
    return json.loads(record_path(store, take).read_text("utf-8"))


def write(store, take, record):
    record_path(store, take).write_text(json.dumps(record), "utf-8")


@pytest.fixture
def newer(store, take):
    """Return a take's record as a newer version might write it, with more at every place."""
    record = read(store, take) | {"format_version": 7, "form": UNKNOWN}
    for group in ("settings", "marks", "start", "descent", "originality"):
        record[group]["unknown"] = UNKNOWN
    write(store, take, record)
    return record


def test_it_is_listed_plays_and_exports(store, take, newer, tmp_path):
    found = store.takes()
    assert found.problems == ()
    understood = replace(RECORD, is_understood=False)
    assert found.takes == (replace(take, record=understood),)
    assert store.excerpt(take.id) == MUSIC
    export_excerpt(store.excerpt(take.id), tmp_path / "out.musicxml")
    assert (tmp_path / "out.musicxml").stat().st_size > 0
    assert read(store, take) == newer


CHANGES = {
    "a rename": (lambda store, take_id: store.rename(take_id, "Dawn"), {"title": "Dawn"}),
    "stars": (lambda store, take_id: store.mark(take_id, Marks(5), ["stars"]), {}),
    "a report": (
        lambda store, take_id: store.set_originality(take_id, Originality(0.5, "quotes", "j")),
        {"originality": {"share_quoted": 0.5, "verdict": "quotes", "index_id": "j"}},
    ),
    "edits": (
        lambda store, take_id: store.save_music(take_id, replace(MUSIC, notes=MUSIC.notes[:2])),
        {"is_edited": True, "note_count": 2, "originality": None},
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_changes_that_and_nothing_else(store, take, newer, name):
    change, expected = CHANGES[name]
    (store.folder_of(take.id) / "plan.json").write_text("{}")
    (store.folder_of(take.id) / "more").mkdir()
    changed = change(store, take.id)
    assert store.takes().takes == (changed,)
    if name == "stars":
        expected = {"marks": newer["marks"] | {"stars": 5}}
    assert read(store, take) == newer | expected
    assert (store.folder_of(take.id) / "plan.json").read_text() == "{}"
    assert (store.folder_of(take.id) / "more").is_dir()


@pytest.mark.parametrize("version", [3, 99, 2**53])
def test_whatever_the_number_of_the_version(store, take, version):
    write(store, take, read(store, take) | {"format_version": version})
    assert store.rename(take.id, "Dawn").title == "Dawn"
    assert read(store, take)["format_version"] == version


@pytest.mark.parametrize("version", [0, -1, "3", 2.5, None, True, 10**30])
def test_what_is_no_version_is_damage(store, take, version):
    write(store, take, read(store, take) | {"format_version": version})
    (problem,) = store.takes().problems
    assert "damaged" in problem
    assert "delete" not in problem


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start", {"kind": "two pieces", "names": ["a", "b"]}),
        ("start", 5),
        ("notices", [{"kind": "loop", "bar": 3}]),
        ("descent", {"parents": ["a", "b"]}),
        ("originality", [0.1, 0.2]),
        ("complete", "to the end"),
        ("created", 1_700_000_000),
        ("note_count", {"left": 1, "right": 2}),
        ("title", {"en": "Waltz", "de": "Walzer"}),
        ("settings", ["notes", 5]),
        ("bundle_id", None),
    ],
)
def test_a_field_that_has_become_another_is_left_out_and_left_alone(store, take, field, value):
    record = read(store, take) | {"format_version": 3, field: value}
    write(store, take, record)
    (found,) = store.takes().takes
    assert found.marks == take.marks
    assert store.excerpt(take.id).notes == MUSIC.notes
    store.mark(take.id, Marks(4), ["stars"])
    assert read(store, take) == record | {"marks": record["marks"] | {"stars": 4}}


def test_a_field_that_has_vanished_is_done_without(store, take):
    record = read(store, take) | {"format_version": 3}
    for field in ("start", "settings", "weights_sha256", "complete", "marks", "note_count"):
        del record[field]
    write(store, take, record)
    (found,) = store.takes().takes
    assert found.title == take.title
    assert found.created == take.created
    assert found.record.settings.start == RandomStart()
    store.rename(take.id, "Dawn")
    assert read(store, take) == record | {"title": "Dawn"}


def test_settings_are_read_one_by_one(store, take):
    record = read(store, take) | {"format_version": 3}
    record["settings"] |= {"temperature": {"from": 0.5, "to": 1.5}, "top_p": 0.5}
    write(store, take, record)
    settings = store.takes().takes[0].record.settings
    assert settings.top_p == 0.5
    assert settings.temperature == 1.0
    assert settings.random_state == RECORD.settings.random_state


def test_what_is_kept_otherwise_there_is_not_overwritten(store, take):
    record = read(store, take) | {"format_version": 3}
    record["marks"] |= {"stars": 4.5}
    write(store, take, record)
    assert store.takes().takes[0].marks.stars == 0
    with pytest.raises(TakeError, match=r"keeps its stars in another way\. Change it with that"):
        store.mark(take.id, Marks(3), ["stars"])
    assert read(store, take) == record
    assert store.mark(take.id, Marks(comment="x"), ["comment"]).marks.comment == "x"
    assert read(store, take)["marks"]["stars"] == 4.5


def test_it_is_not_said_to_come_out_the_same_again(store, take, newer):
    (found,) = store.takes().takes
    with pytest.raises(TakeError, match="generated by a newer version of Chopin Studio"):
        reproduction_request(found, [])


def test_fields_that_are_unknown_in_this_version_stay_too(store, take):
    record = read(store, take) | {"later": UNKNOWN, "half": "\ud800"}
    record["settings"]["later"] = UNKNOWN
    write(store, take, record)
    (found,) = store.takes().takes
    assert not found.record.is_understood
    store.rename(take.id, "Dawn")
    assert read(store, take) == record | {"title": "Dawn"}


def test_a_take_of_the_first_version_becomes_one_of_this_version_with_what_it_had(store, take):
    record = read(store, take) | {"format_version": 1, "mine": UNKNOWN}
    for field in ("is_edited", "marks", "descent", "originality"):
        del record[field]
    write(store, take, record)
    store.mark(take.id, Marks(3))
    changed = read(store, take)
    assert changed["format_version"] == 2
    assert changed["mine"] == UNKNOWN
    assert store.takes().takes[0].marks == Marks(3)


def test_no_message_of_the_library_advises_to_delete_music():
    from chopin_studio import library

    for path in Path(library.__file__).parent.glob("*.py"):
        assert "delete the" not in path.read_text("utf-8").lower(), path.name
