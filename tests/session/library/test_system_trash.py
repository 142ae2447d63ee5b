import sys
from pathlib import Path

import pytest

from chopin_studio.session.library.system_trash import forget_trashed, move_to_trash


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of the trash as Linux has it")
@pytest.mark.parametrize("is_first", [False, True], ids=["of a desktop", "of a new user"])
def test_what_is_in_the_real_trash_can_be_fetched_back_without_a_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool
) -> None:
    if not is_first:
        (tmp_path / "data").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    folder = tmp_path / "take"
    folder.mkdir()
    (folder / "take.json").write_text("{}")
    trashed = move_to_trash(folder)
    assert trashed is not None
    assert trashed.place is not None
    assert not folder.exists()
    assert (trashed.place / "take.json").read_text() == "{}"
    notes = tmp_path / "data" / "Trash" / "info"
    assert len(list(notes.iterdir())) == 1
    trashed.place.rename(folder)
    forget_trashed(trashed.place)
    assert list(notes.iterdir()) == []
    forget_trashed(trashed.place)


def test_what_is_not_there_cannot_be_moved_to_the_trash(tmp_path: Path) -> None:
    assert move_to_trash(tmp_path / "nothing") is None
