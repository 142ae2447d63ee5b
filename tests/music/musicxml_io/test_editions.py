"""Editions in Humdrum, written as MusicXML by the studio, are the same music when they are read."""

from collections import Counter
from pathlib import Path

import pytest

from chopin_studio.export.musicxml.document import musicxml
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.humdrum_io import open_humdrum
from chopin_studio.music.musicxml_io.reading import music_from_bytes

PIECES = ("017-1-BH-002", "025-1b-LE-005", "030-1-Sm-001")


@pytest.fixture(scope="module")
def editions(corpus_dir: Path) -> Path:
    """Return the folder of Chopin's first editions, or skip where there is none."""
    folder = corpus_dir.parent / "chopin-first-editions" / "kern"
    if not folder.is_dir():
        pytest.skip("needs the corpus chopin-first-editions beside that of piano-midi.de")
    return folder


def struck(excerpt: Excerpt) -> Counter[tuple[int, int, str | None]]:
    return Counter((note.pitch, note.onset_tick, note.hand) for note in excerpt.notes)


def signatures(excerpt: Excerpt) -> list[tuple[int, int]]:
    return [(change.tick, change.key.fifths) for change in excerpt.keys]


@pytest.mark.parametrize("name", PIECES)
def test_an_edition_comes_back_note_for_note(editions: Path, name: str) -> None:
    edition = open_humdrum(editions / f"{name}.krn").excerpt
    found = music_from_bytes(musicxml(edition), "own.musicxml")

    assert len(found.excerpt.notes) == len(edition.notes)
    missing = struck(edition) - struck(found.excerpt)
    assert missing.total() <= 0.002 * len(edition.notes)
    assert found.excerpt.meters == edition.meters
    # The mode is read from the notes where an edition doesn't state it.
    assert signatures(found.excerpt) == signatures(edition)
    assert found.notices == ()
