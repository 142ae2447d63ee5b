import subprocess
import sys
from pathlib import Path

import pytest

from chopin_studio.export.errors import ExportError
from chopin_studio.export.formats import EXPORTERS, export_excerpt, exporter_for
from chopin_studio.music.midi_io import read_midi
from tests.export.takes import expressive_take
from tests.waiting import PROGRAM_PATIENCE_SEC


def test_the_table_has_one_row_an_extension() -> None:
    extensions = [exporter.extension for exporter in EXPORTERS]
    assert {".mid", ".musicxml", ".mxl", ".wav"} <= set(extensions)
    assert len(set(extensions)) == len(extensions)


def test_the_extension_chooses_whatever_its_case() -> None:
    assert exporter_for(Path("a.b/Take 1.MusicXML")).extension == ".musicxml"


@pytest.mark.parametrize("name", ["take.doc", "take", ".mid"])
def test_an_unknown_extension_is_answered_with_the_known_ones(name: str) -> None:
    with pytest.raises(ExportError, match=r"\.mid, \.musicxml, \.mxl, \.wav"):
        exporter_for(Path(name))


def test_a_midi_export_is_the_excerpt(tmp_path: Path) -> None:
    export_excerpt(expressive_take(), tmp_path / "a.mid")
    assert read_midi(tmp_path / "a.mid") == expressive_take()


def test_the_table_costs_no_heavy_import() -> None:
    program = (
        "import sys, chopin_studio.export; "
        "sys.exit(any(name in sys.modules for name in ('music21', 'fluidsynth')))"
    )
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, check=False, timeout=PROGRAM_PATIENCE_SEC).returncode == 0
