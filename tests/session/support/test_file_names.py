import os
from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.session.support.file_names import distinct_names, free_names, safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Nocturne #3", "Nocturne #3"),
        ("a/b\\c:d*e?", "a b c d e"),
        ("../../etc/passwd", "etc passwd"),
        ("CON", "_CON"),
        ("nul.tar", "_nul.tar"),
        ("Com1 ", "_Com1"),
        ("lpt¹", "_lpt¹"),
        ("Console", "Console"),
        ("Étude...", "Étude"),
        (".hidden", "hidden"),
        ("line\nbreak\ttab", "line break tab"),
        ("\u202egnp.exe", "gnp.exe"),
        ("E\u0301tude", "Étude"),
        ("", "Untitled"),
        (" . ", "Untitled"),
        ("夜想曲", "夜想曲"),
    ],
)
def test_a_title_becomes_a_name_that_every_system_takes(title: str, name: str) -> None:
    assert safe_name(title) == name


@given(st.text(max_size=400))
def test_no_title_whatsoever_gives_an_unsafe_name(title: str) -> None:
    name = safe_name(title)
    assert 0 < len(os.fsencode(name)) <= 200
    assert not set(name) & set('<>:"/\\|?*')
    assert name.isprintable()
    assert name.strip(" .") == name
    assert not PureWindowsPath(f"{name}.mid").is_reserved()
    assert PureWindowsPath(name).name == name
    assert safe_name(name) == name


@given(st.lists(st.sampled_from(["A", "a", "A (2)", "Ä", "a\u0308", "ﬁn", "fin", "CON", ""])))
def test_takes_of_one_title_get_names_that_no_file_system_confuses(titles: list[str]) -> None:
    names = distinct_names(titles, lambda name: False)
    assert len({name.casefold() for name in names}) == len(titles)
    assert len(names) == len(titles)


def test_names_keep_clear_of_the_files_of_any_format(tmp_path: Path) -> None:
    (tmp_path / "A.mid").touch()
    (tmp_path / "A (2).wav").symlink_to(tmp_path / "nowhere")
    assert free_names(tmp_path, ["A", "B"], [".mid", ".wav"]) == ["A (3)", "B"]
    assert free_names(tmp_path, ["A", "B"], [".ogg"]) == ["A", "B"]
