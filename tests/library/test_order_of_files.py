"""What another program finds, or is left by a crash, while the files of a take are written."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

import pytest

from chopin_studio.engine.seeds import ExcerptStart
from chopin_studio.errors import StudioError
from chopin_studio.library import take_folder
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import TakeGoneError, new_take_id
from chopin_studio.library.take_folder import MUSIC_FILE, RECORD_FILE, read_music, read_take
from tests.library.takes import MUSIC, RECORD

OWN_SEED = replace(MUSIC, notes=MUSIC.notes[:2], title="My own", seed_end_tick=0)
FROM_OWN_SEED = replace(RECORD, settings=replace(RECORD.settings, start=ExcerptStart(OWN_SEED)))


@pytest.fixture
def store(tmp_path):
    return TakeStore(tmp_path / "takes")


@pytest.fixture
def at_each_file(monkeypatch) -> Callable[[Callable[[Path], None]], None]:
    """Have a look at a folder each time that a file of it has appeared or changed."""

    def have(look: Callable[[Path], None]) -> None:
        rename = Path.replace

        def renaming(self: Path, target: Path) -> Path:
            done = rename(self, target)
            look(Path(target).parent)
            return done

        monkeypatch.setattr(Path, "replace", renaming)

    return have


def seed_of(folder):
    start = read_take(folder).record.settings.start
    assert isinstance(start, ExcerptStart)
    return start.excerpt


@pytest.mark.parametrize("is_growing", [True, False])
def test_where_there_is_a_record_the_music_and_the_seed_that_it_tells_of_are_there(
    store, at_each_file, is_growing
):
    seen = []

    def look(folder):
        if (folder / RECORD_FILE).exists():
            seen.append((len(read_music(folder).notes), len(seed_of(folder).notes)))

    at_each_file(look)
    if is_growing:
        store.save_growing(new_take_id(), MUSIC, FROM_OWN_SEED)
    else:
        store.add(MUSIC, FROM_OWN_SEED)
    assert set(seen) == {(3, 2)}


def test_a_record_never_promises_more_notes_than_the_music_has_by_then(store, at_each_file):
    take_id, promised = new_take_id(), []

    def look(folder):
        if (folder / RECORD_FILE).exists():
            promised.append(read_take(folder).note_count <= len(read_music(folder).notes))

    at_each_file(look)
    for count in (1, 2, 3):
        store.save_growing(take_id, replace(MUSIC, notes=MUSIC.notes[:count]), FROM_OWN_SEED)
    assert len(promised) > 3
    assert all(promised)


def test_edited_music_is_never_taken_for_what_its_model_made(store, at_each_file):
    take = store.add(MUSIC, RECORD)
    shorter, seen = replace(MUSIC, notes=MUSIC.notes[:1]), []

    def look(folder):
        seen.append((read_music(folder) == MUSIC, read_take(folder).record.is_edited))

    at_each_file(look)
    store.save_music(take.id, shorter)
    assert seen == [(True, True), (False, True)]


def test_a_take_whose_music_cannot_be_written_is_not_there_at_all(store, monkeypatch):
    def full(*_: object) -> None:
        raise StudioError("Cannot write: no space.")

    store.add(MUSIC, RECORD)
    monkeypatch.setattr("chopin_studio.library.take_folder.write_midi", full)
    with pytest.raises(StudioError):
        store.add(replace(MUSIC, title="Second"), RECORD)
    found = store.takes()
    assert [take.title for take in found.takes] == [MUSIC.title]
    assert found.problems == ()
    assert [path for path in store.folder_of("x").parent.glob(".*") if path.is_dir()] == []


def test_a_take_deleted_elsewhere_while_it_is_read_is_gone_and_not_damaged(store, monkeypatch):
    take = store.add(MUSIC, RECORD)
    read_own_midi = take_folder.read_own_midi

    def reading(path: Path) -> object:
        assert path.name == MUSIC_FILE
        rmtree(path.parent)
        return read_own_midi(path)

    monkeypatch.setattr(take_folder, "read_own_midi", reading)
    with pytest.raises(TakeGoneError):
        store.excerpt(take.id)
