import csv
from importlib.resources import files

import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Note
from chopin_studio.training.corpora.mode_report import judged, known_keys, main
from chopin_studio.training.corpora.pieces import pieces
from tests.music.humdrum_io.kern import kern

MINOR = ((45, 57, 60, 64), (40, 56, 59, 62), (45, 57, 60, 64))
MAJOR = ((48, 60, 64, 67), (43, 59, 62, 65), (48, 60, 64, 67))


def write_piece(path, *chords):
    """Write chords of a bar each, with the signature of C major."""
    notes = tuple(
        Note(pitch, 64, 1920 * k, 1920) for k, chord in enumerate(chords) for pitch in chord
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_midi(Excerpt(notes, keys=(KeyChange(0, Key(0)),)), path)


@pytest.fixture
def corpora(tmp_path):
    midis = tmp_path / "piano-midi" / "midis"
    # Schubert's D 784 is in A minor; this one is so for 6 bars of 21.
    write_piece(midis / "Schubert" / "schu_143_1.mid", *MINOR * 2, *MAJOR * 5)
    write_piece(midis / "Schubert" / "nobody_knows.mid", *MAJOR * 3)
    editions = tmp_path / "chopin-first-editions" / "kern"
    editions.mkdir(parents=True)
    bars = [line for k in range(12) for line in (f"={k + 1}", "2A  2a 2cc 2ee", "2E  2g# 2b 2ee")]
    (editions / "028-1-BH-002.krn").write_text(kern("*k[]", "*a:", "*M4/4", *bars))
    (editions / "028-1-BH-003.krn").write_text(kern("*k[]", "*M4/4", *bars))
    (editions / "028-1-BH-004.krn").write_text(kern("*k[]", "*e:", "*M4/4", *bars))
    return tmp_path


def test_pieces_of_known_key_are_judged_by_their_signature(corpora):
    keys = known_keys(corpora / "piano-midi")
    by_name = {one.name: one for one in judged(pieces(corpora), keys)}

    assert set(by_name) == {"schu_143_1", "028-1-BH-002"}
    schubert = by_name["schu_143_1"]
    assert (schubert.mode, schubert.whole, schubert.older_whole) == ("minor", "minor", "major")
    assert not schubert.is_tuned_on
    chopin = by_name["028-1-BH-002"]
    assert (chopin.mode, chopin.opening, chopin.whole) == ("minor", "minor", "minor")
    assert chopin.is_tuned_on


def test_the_table_counts_both_modes_of_both_halves(corpora, capsys):
    assert main([str(corpora)]) == 0

    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["piano-midi,", "others", "minor", "1", "0", "1", "0", "1"] in rows
    assert ["chopin-first-editions", "minor", "1", "1", "1", "1", "1"] in rows


def test_a_folder_without_corpora_is_an_error(tmp_path, capsys):
    assert main([str(tmp_path)]) == 1

    assert "no MIDI files" in capsys.readouterr().err


def test_the_known_keys_can_be_read_and_name_each_work_once():
    table = files("chopin_studio.training.corpora").joinpath("known_keys.csv").read_text("utf-8")
    rows = list(csv.DictReader(table.splitlines()))

    assert all(Key.named(row["key"]) for row in rows)
    assert len({row["file"] for row in rows}) == len({row["work"] for row in rows}) == len(rows)


def test_the_known_keys_are_those_of_the_signatures(corpus_dir):
    keys = known_keys(corpus_dir)
    paths = sorted((corpus_dir / "midis").glob("*/*.mid"))[::12]
    known = [path for path in paths if path.stem in keys]

    assert len(known) > 20
    for path in known:
        stated = read_midi(path).keys[0].key.fifths
        assert (stated - keys[path.stem].fifths) % 12 == 0, path.stem


def test_the_corpus_is_read_in_its_modes(corpora_dir):
    """Pieces on which no weight was chosen: more are right than by the profile alone."""
    keys = known_keys(corpora_dir / "piano-midi")
    schubert = [piece for piece in pieces(corpora_dir) if piece.name.startswith("schu")]
    found = list(judged(schubert, keys))

    assert len(found) >= 25
    assert not any(one.is_tuned_on for one in found)
    now, before = (
        sum(mode == one.mode for one in found for mode in modes(one))
        for modes in (now_read, before_read)
    )
    assert before < now
    assert now >= 0.95 * 2 * len(found)


def now_read(one):
    return one.opening, one.whole


def before_read(one):
    return one.older_opening, one.older_whole
