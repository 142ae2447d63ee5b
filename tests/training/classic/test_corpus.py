import sys
from pathlib import Path

import pytest

from chopin_studio.training.classic.corpus import CorpusError, timed_chords


def test_without_music21_reading_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "music21", None)
    with pytest.raises(CorpusError, match="make setup"):
        next(timed_chords(Path("piece.mid")))
