"""The corpora of scores, where they are."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def corpora_dir(corpus_dir: Path) -> Path:
    """Return the folder that holds the three corpora, or skip where one of them isn't."""
    folder = corpus_dir.parent
    for name in ("chopin-first-editions", "polish-piano"):
        if not (folder / name / "metadata.csv").is_file():
            pytest.skip(f"needs the corpus {name} beside that of piano-midi.de")
    return folder
