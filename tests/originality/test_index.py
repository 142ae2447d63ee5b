"""The index as a file: small, whole, without notes, and refused where it is damaged."""

import time

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from chopin_studio.music.midi_io import read_midi
from chopin_studio.music.note import Hand, Note
from chopin_studio.originality.event_rows import Kind, rows_of, run_weights
from chopin_studio.originality.index import CorpusIndex, IndexFileError
from chopin_studio.originality.report import report_on
from chopin_studio.paths import originality_index
from tests.originality.music import changed, excerpt, piece


@pytest.fixture(scope="module")
def index():
    return CorpusIndex.of([("First", piece(1)), ("Zweites Stück", piece(2))], [piece(3)])


def test_what_was_saved_is_loaded(index, tmp_path):
    index.save(tmp_path / "index.safetensors")
    loaded = CorpusIndex.load(tmp_path / "index.safetensors")
    assert loaded.titles == ("First", "Zweites Stück")
    assert loaded.counted_pieces == 3
    loaded.save(tmp_path / "again.safetensors")
    assert (tmp_path / "again.safetensors").read_bytes() == (
        tmp_path / "index.safetensors"
    ).read_bytes()
    assert report_on(piece(2), loaded) == report_on(piece(2), index)


@pytest.mark.parametrize("content", [b"", b"MThd", b"\xff" * 100])
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "index.safetensors"
    path.write_bytes(content)
    with pytest.raises(IndexFileError, match="Install Chopin Studio again"):
        CorpusIndex.load(path)


def test_a_missing_file_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(IndexFileError, match="cannot be read"):
        CorpusIndex.load(tmp_path / "index.safetensors")


def test_a_file_of_another_version_is_refused(index, tmp_path):
    index.save(tmp_path / "index.safetensors")
    tensors = load_file(tmp_path / "index.safetensors")
    save_file(tensors, tmp_path / "index.safetensors", {"about": '{"format_version": 0}'})
    with pytest.raises(IndexFileError, match="another version"):
        CorpusIndex.load(tmp_path / "index.safetensors")


def test_a_piece_left_out_is_as_if_it_had_not_been_known(index):
    without = index.without(piece(1), "First")
    fresh = CorpusIndex.of([("Zweites Stück", piece(2))], [piece(3)])
    assert report_on(piece(1), without).quotations == ()
    assert report_on(piece(2), without).quoted_share == 1.0
    assert without.counted_pieces == fresh.counted_pieces
    np.testing.assert_array_equal(without.hashes, fresh.hashes)
    np.testing.assert_array_equal(without.pieces_with_it, fresh.pieces_with_it)


def test_pitches_are_masked_so_that_transposing_a_piece_leaves_no_plain_trace(index):
    """The first pitches of runs would be the notes themselves; behind masks they spread evenly."""
    rows = rows_of(piece(1))
    plain = np.concatenate([row.pitches for row in rows])
    assert len(np.unique(plain)) < 60
    assert len(np.unique(index.pitches)) > 110


def test_transposed_and_slower_music_has_the_same_runs(index):
    for row, other in zip(
        rows_of(piece(1)), rows_of(changed(piece(1), semitones=7, slowness=2)), strict=True
    ):
        hits, other_hits = index.hits(row), index.hits(other)
        np.testing.assert_array_equal(hits.places, other_hits.places)
        np.testing.assert_array_equal(hits.transpositions + 7, other_hits.transpositions)
        assert len(set(hits.runs.tolist())) == len(row.pitches) - row.run_length + 1


def test_a_held_note_hides_what_the_hand_plays_below_it():
    notes = [
        Note(76, 80, 0, 960, Hand.RIGHT),
        Note(60, 80, 240, 240, Hand.RIGHT),
        Note(64, 80, 480, 240, Hand.RIGHT),
        Note(74, 80, 930, 480, Hand.RIGHT),
    ]
    voice = next(row for row in rows_of(excerpt(notes)) if row.kind is Kind.VOICE)
    assert voice.pitches.tolist() == [76, 74]


@pytest.mark.parametrize(
    ("pitches", "weight"),
    [
        ([60, 62, 64, 65, 67, 69, 71], 0.5),
        ([60, 64, 67, 72, 67, 64, 60], 0.5),
        ([60, 60, 60, 60, 60, 60, 60], 0.5),
        ([60, 67, 65, 63, 62, 60, 59], 1.0),
    ],
)
def test_scales_arpeggios_and_repeated_notes_tell_half_as_much(pitches, weight):
    notes = [Note(pitch, 80, 240 * k, 240, Hand.RIGHT) for k, pitch in enumerate(pitches)]
    voice = next(row for row in rows_of(excerpt(notes)) if row.kind is Kind.VOICE)
    assert run_weights(voice).tolist() == [weight]


def test_the_shipped_index_is_small_and_opens_at_once():
    path = originality_index()
    assert path.stat().st_size < 10_000_000
    started = time.process_time()
    index = CorpusIndex.load(path)
    assert time.process_time() - started < 0.2
    assert len(index.titles) == 48
    assert "Ballade No. 1 in G minor, Op. 23" in index.titles


def test_five_hundred_notes_are_looked_through_in_half_a_second():
    """Processor time, since other programs' work is not the report's; hands are to be guessed."""
    index = CorpusIndex.load(originality_index())
    music = changed(piece(5, notes=400), hands=False)
    music = excerpt(music.notes[:500])
    report_on(piece(6), index)  # what is done only once, by NumPy for instance, is not counted
    started = time.process_time()
    report = report_on(music, index)
    assert time.process_time() - started < 0.5
    assert report.notes == 500


def test_a_chopin_piece_is_found_in_the_shipped_index(corpus_dir):
    index = CorpusIndex.load(originality_index())
    music = read_midi(corpus_dir / "midis" / "Chopin" / "chpn-p7.mid")
    report = report_on(changed(music, semitones=5, slowness=2, every=10), index)
    assert report.quotations[0].title == "Prelude in A major, Op. 28 No. 7"
    assert report.quotations[0].transposition == 5
    assert report.verdict == "copies"


def test_another_composers_piece_raises_no_alarm(corpus_dir):
    music = read_midi(corpus_dir / "midis" / "Schumann" / "scn15_1.mid")
    index = CorpusIndex.load(originality_index()).without(music)
    assert report_on(music, index).quotations == ()


def test_what_is_known_is_told_sooner_than_where_it_is(index):
    for music, known in (
        (piece(1), True),
        (changed(piece(2), semitones=3), True),
        (piece(9), False),
    ):
        assert any(index.knows_any(row) for row in rows_of(music)) is known
        assert any(len(index.hits(row).runs) for row in rows_of(music)) is known
