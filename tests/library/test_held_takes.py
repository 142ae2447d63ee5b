"""Music that was opened is listed without being on disk, until somebody does something with it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.library.reproduce import reproduction_request
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import (
    Descent,
    Marks,
    Originality,
    Source,
    Take,
    TakeError,
    record_of,
)
from chopin_studio.library.take_credits import credits_of
from tests.library.takes import MUSIC, RECORD

SOURCE = Source("nocturne.mid", "0" * 64, (0, 2))


@pytest.fixture
def store(tmp_path: Path) -> TakeStore:
    return TakeStore(tmp_path / "takes")


@pytest.fixture
def held(store: TakeStore) -> Take:
    return store.hold(MUSIC, record_of(SOURCE, ("A pedal was left out.",)), "Nocturne")


def other(store: TakeStore, tmp_path: Path) -> TakeStore:
    """Return what another window sees of the takes."""
    return TakeStore(tmp_path / "takes")


def test_it_is_listed_and_has_its_music_and_is_not_on_disk(
    store: TakeStore, held: Take, tmp_path: Path
) -> None:
    assert store.takes().takes == (held,)
    assert store.excerpt(held.id) == replace(MUSIC, title="Nocturne")
    assert store.has(held.id)
    assert not held.is_kept
    assert other(store, tmp_path).takes().takes == ()


def test_its_report_on_originality_does_not_keep_it(store: TakeStore, held: Take) -> None:
    found = Originality(0.5, "echoes", "index")
    assert store.set_originality(held.id, found).originality == found
    assert store.is_held(held.id)
    assert store.takes().takes[0].originality == found


def test_stars_a_new_name_and_an_edit_each_keep_it(store: TakeStore, tmp_path: Path) -> None:
    def opened() -> str:
        return store.hold(MUSIC, record_of(SOURCE), "Nocturne").id

    store.mark(opened(), Marks(stars=3))
    store.rename(opened(), "Mine")
    store.save_music(opened(), replace(MUSIC, notes=MUSIC.notes[:1]))
    kept = other(store, tmp_path).takes().takes
    assert len(kept) == 3
    assert all(take.is_kept for take in (*kept, *store.takes().takes))
    assert [take.record.source for take in kept] == [SOURCE] * 3
    edited, renamed, starred = kept
    assert edited.record.is_edited
    assert edited.note_count == 1
    assert renamed.title == "Mine"
    assert starred.marks.stars == 3


def test_a_take_made_of_it_keeps_it(store: TakeStore, held: Take, tmp_path: Path) -> None:
    store.add(MUSIC, RECORD, Descent(held.id, "Nocturne", "varied", 2))
    kept = other(store, tmp_path)
    assert kept.has(held.id)
    assert kept.excerpt(held.id).notes == MUSIC.notes
    assert not store.is_held(held.id)


def test_its_record_is_the_same_on_disk(store: TakeStore, held: Take, tmp_path: Path) -> None:
    store.keep(held.id)
    (found,) = other(store, tmp_path).takes().takes
    assert found == replace(held, is_kept=True)
    assert found.record.notices == ("A pedal was left out.",)


def test_what_is_released_is_gone_and_can_be_held_again(store: TakeStore, held: Take) -> None:
    released = store.release(held.id)
    assert released is not None
    assert store.takes().takes == ()
    assert not store.has(held.id)
    assert store.hold_again(*released) == held
    assert store.takes().takes == (held,)


def test_no_model_is_asked_to_generate_it_again(held: Take) -> None:
    with pytest.raises(TakeError, match="No model generated “Nocturne”"):
        reproduction_request(held, ())


def test_the_studio_claims_no_credit_for_it(held: Take) -> None:
    assert credits_of(held.record, held.title).composer == ""


def test_a_take_without_a_word_on_its_source_is_a_models(store: TakeStore) -> None:
    """As every version before wrote them."""
    take = store.add(MUSIC, RECORD)
    path = store.folder_of(take.id) / "take.json"
    record = json.loads(path.read_text())
    del record["source"]
    path.write_text(json.dumps(record))
    assert store.takes().takes[0].record.source is None


@pytest.mark.parametrize(
    "source",
    [{"file_name": "a"}, {"file_name": 1, "sha256": "", "parts": []}, [], "x"],
)
def test_a_source_that_is_none_is_a_damaged_record(store: TakeStore, source: object) -> None:
    take = store.add(MUSIC, RECORD)
    path = store.folder_of(take.id) / "take.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"source": source}))
    found = TakeStore(path.parent.parent).takes()
    assert found.takes == ()
    assert len(found.problems) == 1
