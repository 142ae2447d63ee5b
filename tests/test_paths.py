from pathlib import Path

import pytest

from chopin_studio.paths import (
    WINDOW_RESOURCES,
    FolderError,
    ResourceError,
    UserPaths,
    check_window_resources,
    resources,
)


def test_the_folders_are_made(tmp_path: Path) -> None:
    places = UserPaths.below(tmp_path / "home")
    places.prepare()
    assert places.takes.is_dir()
    assert places.models.is_dir()


def test_a_folder_that_cannot_be_made_is_named_and_the_others_are_made(tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("in the way")
    places = UserPaths.below(tmp_path)
    with pytest.raises(FolderError, match=r"takes cannot be created \(.+\)"):
        places.prepare()
    assert places.models.is_dir()


def test_the_files_to_draw_the_window_with_are_all_checked() -> None:
    shipped = {
        path.relative_to(resources()).as_posix()
        for folder in ("icons", "theme")
        for path in (resources() / folder).iterdir()
    }
    assert shipped == set(WINDOW_RESOURCES)
    check_window_resources(resources())


def test_a_missing_file_is_told_with_its_remedy(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"studio\.qss .* Install Chopin Studio again\."):
        check_window_resources(tmp_path)
