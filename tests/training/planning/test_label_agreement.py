"""Labels of chords against analyses."""

from pathlib import Path

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.harmony.symbols import parse_chord
from chopin_studio.music.midi_io import write_midi
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Note
from chopin_studio.training.planning import label_agreement
from chopin_studio.training.planning.analyses import ANALYSES, Analysis
from chopin_studio.training.planning.label_agreement import Agreement, agreement, agreements, total


def music(*symbols: str) -> Excerpt:
    """Return a chord a beat."""
    return Excerpt(
        tuple(
            Note(pitch, 64, beat * BEAT, BEAT)
            for beat, symbol in enumerate(symbols)
            for pitch in sorted(
                48 + parse_chord(symbol).root + step for step in parse_chord(symbol).quality.steps
            )
        )
    )


def test_beats_are_compared_where_an_analysis_has_a_reading() -> None:
    analysis = Analysis("x", "X", "C C Am ? | Dm7=F")
    found = agreement(analysis, music(*["C"] * 4, *["F"] * 4))
    assert found == Agreement(beats=7, roots=6, chords=6)


def test_a_root_can_agree_without_its_quality() -> None:
    assert agreement(Analysis("x", "X", "Cm"), music(*["C"] * 4)) == Agreement(4, 4, 0)


def test_any_note_of_a_diminished_seventh_is_its_root() -> None:
    assert agreement(Analysis("x", "X", "Adim7"), music(*["Cdim7"] * 4)) == Agreement(4, 4, 4)


def test_an_analysis_may_begin_later() -> None:
    analysis = Analysis("x", "X", "F", first_bar=2)
    assert agreement(analysis, music(*["C"] * 4, *["F"] * 4)) == Agreement(4, 4, 4)


def test_each_analysis_can_be_read() -> None:
    for analysis in ANALYSES:
        for word in analysis.bars.replace("|", " ").replace("=", " ").split():
            assert word == "?" or parse_chord(word)


def test_a_missing_piece_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_midi(music("C"), tmp_path / "other.mid")
    assert label_agreement.main([str(tmp_path)]) == 1
    assert "chpn-p20.mid" in capsys.readouterr().err


def test_labels_agree_with_analyses_of_well_known_pieces(corpus_dir: Path) -> None:
    found = list(agreements(corpus_dir))
    for weighed in (True, False):
        together = total(one for analysis, one in found if analysis.weighed is weighed)
        assert together.roots > 0.92 * together.beats
        assert together.chords > 0.88 * together.beats
