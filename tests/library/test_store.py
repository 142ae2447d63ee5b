import errno
import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart
from chopin_studio.library.store import TakeStore
from chopin_studio.library.take import Descent, Marks, Originality, TakeError, TakeGoneError
from tests.library.takes import MUSIC, RECORD


@pytest.fixture
def store(tmp_path):
    return TakeStore(tmp_path / "takes")


def test_a_take_is_there_again_for_another_store_on_the_same_folder(store, tmp_path):
    take = store.add(MUSIC, RECORD)
    again = TakeStore(tmp_path / "takes")
    assert again.takes().takes == (take,)
    assert again.excerpt(take.id) == MUSIC
    assert again.takes().takes[0].record == RECORD


@pytest.mark.parametrize(
    "start", [RandomStart(), LibraryStart("prelude-op28-4"), ExcerptStart(MUSIC)]
)
def test_every_kind_of_start_is_kept_whole(store, start):
    record = replace(RECORD, settings=replace(RECORD.settings, start=start), complete=False)
    store.add(MUSIC, record)
    assert store.takes().takes[0].record == record


@pytest.mark.parametrize("bpm", [None, 66.0])
def test_the_tempo_asked_for_is_kept_and_so_is_that_none_was(store, bpm):
    record = replace(RECORD, settings=replace(RECORD.settings, bpm=bpm))
    store.add(MUSIC, record)
    assert store.takes().takes[0].record.settings.bpm == bpm


def test_the_newest_take_stands_first(store):
    ids = [store.add(replace(MUSIC, title=f"Take {k}"), RECORD).id for k in range(3)]
    assert [take.id for take in store.takes().takes] == ids[::-1]


def test_rename_lasts_and_names_the_music_too(store):
    take = store.add(MUSIC, RECORD)
    assert store.rename(take.id, "  My\nfavourite ").title == "My favourite"
    assert store.takes().takes[0].title == "My favourite"
    assert store.excerpt(take.id).title == "My favourite"
    with pytest.raises(TakeError, match="needs a name"):
        store.rename(take.id, "  ")


def test_an_empty_or_missing_folder_is_an_empty_list(store):
    assert store.takes().takes == ()
    assert store.takes().problems == ()


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "take.json").write_text("{"),
        lambda folder: (folder / "take.json").write_text("[]"),
        lambda folder: (folder / "take.json").write_bytes(b"\xff\xfe"),
        lambda folder: (folder / "take.json").unlink(),
        lambda folder: rewrite(folder, format_version=0),
        lambda folder: rewrite(folder, settings={"notes": -5}),
        lambda folder: rewrite(folder, settings=3),
        lambda folder: rewrite(folder, start={}),
        lambda folder: rewrite(folder, created="yesterday"),
        lambda folder: rewrite(folder, created="2026-01-01"),
        lambda folder: rewrite(folder, note_count=None),
        lambda folder: rewrite(folder, notices=4),
        lambda folder: rewrite(folder, created="0001-01-01T00:00:00+00:00"),
        lambda folder: rewrite(folder, created="9999-12-31T23:59:59+00:00"),
        lambda folder: rewrite(folder, note_count=float("inf")),
        lambda folder: rewrite(folder, settings={"notes": "many"}),
        lambda folder: (folder / "take.json").write_text("[" * 200_000),
    ],
)
def test_nonsense_in_one_take_is_named_and_leaves_the_others(store, damage):
    good = store.add(MUSIC, RECORD)
    bad = store.add(MUSIC, RECORD)
    damage(store.folder_of(bad.id))
    found = store.takes()
    assert [take.id for take in found.takes] == [good.id]
    (problem,) = found.problems
    assert bad.id in problem
    assert "from a backup, or open its music, take.mid" in problem
    assert "delete" not in problem
    assert not any(word in problem for word in ("argument", "<=", "NoneType", "__init__"))


@pytest.mark.parametrize(
    "damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"no music")]
)
def test_a_take_can_be_played_without_the_music_that_it_started_from(store, damage):
    record = replace(RECORD, settings=replace(RECORD.settings, start=ExcerptStart(MUSIC)))
    take = store.add(MUSIC, record)
    damage(store.folder_of(take.id) / "seed.mid")
    (found,) = store.takes().takes
    assert store.excerpt(found.id) == MUSIC
    with pytest.raises(TakeError, match="started from is missing or damaged"):
        _ = found.record.settings.start.excerpt


def test_a_take_made_of_another_is_kept_even_where_the_others_seed_is_lost(store):
    record = replace(RECORD, settings=replace(RECORD.settings, start=ExcerptStart(MUSIC)))
    parent = store.add(MUSIC, record)
    kept_with_it = store.add(MUSIC, store.takes().takes[0].record)
    seeds = [store.folder_of(take.id) / "seed.mid" for take in (parent, kept_with_it)]
    assert seeds[0].read_bytes() == seeds[1].read_bytes()
    (found,) = [
        take for take in TakeStore(seeds[0].parents[1]).takes().takes if take.id == parent.id
    ]
    seeds[0].unlink()
    child = store.add(MUSIC, found.record)
    assert store.excerpt(child.id) == MUSIC


def rewrite(folder, **changes):
    path = folder / "take.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes))


def test_a_stray_file_is_no_take(store):
    take = store.add(MUSIC, RECORD)
    (store.folder_of(take.id).parent / "notes.txt").write_text("mine")
    assert store.takes().takes == (take,)
    assert store.takes().problems == ()


def test_damaged_music_is_an_error_in_words(store):
    take = store.add(MUSIC, RECORD)
    (store.folder_of(take.id) / "take.mid").write_bytes(b"")
    with pytest.raises(TakeError, match="cannot be read"):
        store.excerpt(take.id)


def test_a_full_disk_leaves_no_half_take(store, monkeypatch):
    kept = store.add(MUSIC, RECORD)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("chopin_studio.files.os.fsync", full)
    with pytest.raises(TakeError, match="No space left") as told:
        store.add(MUSIC, RECORD)
    folder = store.folder_of("x").parent
    assert f"cannot be saved in {folder}: " in str(told.value)
    assert "export the take meanwhile" in str(told.value)
    with pytest.raises(TakeError, match="try again"):
        store.rename(kept.id, "Dawn")
    monkeypatch.undo()
    assert store.takes().takes == (kept,)
    assert {path.name for path in folder.iterdir()} == {kept.id, ".lock"}
    assert {path.name for path in store.folder_of(kept.id).iterdir()} == {"take.json", "take.mid"}


def test_a_folder_that_cannot_be_made_is_an_error_in_words(tmp_path):
    (tmp_path / "takes").write_text("a file where the folder should be")
    with pytest.raises(TakeError, match="cannot be saved"):
        TakeStore(tmp_path / "takes").add(MUSIC, RECORD)


def test_a_take_deleted_by_other_means_is_told_apart_from_a_damaged_one(store):
    take = store.add(MUSIC, RECORD)
    assert store.has(take.id)
    shutil.rmtree(store.folder_of(take.id))
    assert not store.has(take.id)
    with pytest.raises(TakeGoneError, match="deleted outside Chopin Studio"):
        store.excerpt(take.id)
    with pytest.raises(TakeGoneError, match="deleted outside Chopin Studio"):
        store.rename(take.id, "Dawn")


def test_marks_descent_and_originality_last(store):
    descent = Descent("elsewhere", "Nocturne #3", "varied", 9)
    take = store.add(MUSIC, RECORD, descent, Marks(2), title=" My\ntitle ")
    assert take.title == "My title"
    marks = Marks(5, ("slow",), "Good.\nKeep.")
    assert store.mark(take.id, marks).marks == marks
    originality = Originality(0.25, "echoes", "corpus-48")
    assert store.set_originality(take.id, originality).originality == originality
    (found,) = store.takes().takes
    assert found == replace(take, marks=marks, originality=originality)
    assert found.descent == descent


def test_some_marks_are_changed_and_the_others_stay(store):
    take = store.add(MUSIC, RECORD, marks=Marks(2, ("slow",), "Good."))
    assert store.mark(take.id, Marks(5, ("fast",)), ["stars"]).marks == Marks(5, ("slow",), "Good.")
    assert Marks(5, ("slow",)).differing_fields(Marks(5, (), "Good.")) == ("tags", "comment")


def test_edited_music_is_kept_and_said_to_be_edited(store):
    take = store.add(MUSIC, RECORD, originality=Originality(0.25, "echoes", "corpus-48"))
    edited = replace(MUSIC, notes=MUSIC.notes[:2])
    saved = store.save_music(take.id, edited)
    assert store.excerpt(take.id) == edited
    assert store.takes().takes == (saved,)
    assert saved.record.is_edited
    assert saved.note_count == 2
    assert saved.originality is None, "it was said of other music"


def test_a_take_comes_back_from_the_trash_as_it_was(store, tmp_path):
    take = store.add(MUSIC, RECORD)
    trashed = tmp_path / "trash" / take.id
    trashed.parent.mkdir()
    store.folder_of(take.id).rename(trashed)
    assert store.takes().takes == ()
    assert store.restore(trashed, take.id) == take
    assert store.excerpt(take.id) == MUSIC
    with pytest.raises(TakeGoneError, match="no longer in the trash"):
        store.restore(trashed, take.id)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere a folder cannot be forced to disk")
def test_a_take_that_was_kept_is_on_disk_before_anyone_hears_of_it(store, monkeypatch):
    """As far as can be told without cutting the power: what was forced to disk, in what order."""
    steps, fsync, rename = [], os.fsync, Path.rename

    def noted_fsync(descriptor):
        path = Path(f"/proc/self/fd/{descriptor}")
        steps.append(path.readlink().name if path.is_dir() else path.read_bytes()[:4].decode())
        fsync(descriptor)

    def noted_rename(path, target):
        steps.append("rename")
        return rename(path, target)

    if not Path("/proc/self/fd").is_dir():
        pytest.skip("needs to see which file a descriptor is of")
    monkeypatch.setattr("chopin_studio.files.os.fsync", noted_fsync)
    monkeypatch.setattr(Path, "rename", noted_rename)
    take = store.add(MUSIC, RECORD)
    music, record, making, renamed, folder = steps
    assert music == "MThd"
    assert record.startswith("{")
    assert making.startswith(f".{take.id}")
    assert (renamed, folder) == ("rename", "takes")
