"""The index: what it finds, what it leaves out, and that it is small and soon read."""

import time

import numpy as np
import pytest

from chopin_studio.music.midi_io import read_midi
from chopin_studio.originality.index import CorpusIndex, Source
from chopin_studio.originality.index_file import load_index
from chopin_studio.originality.lines import rows_of, rows_to_index
from chopin_studio.originality.report import report_on
from chopin_studio.originality.runs import runs_of
from chopin_studio.paths import originality_index
from tests.originality.music import changed, excerpt, index_of, piece

MOST_BYTES = 12_000_000
MOST_SEC = 0.2
MOST_REPORT_SEC = 0.5


@pytest.fixture(scope="module")
def index():
    return index_of(First=piece(1), Second=piece(2), Third=piece(3))


def found(index, music):
    """The hits for the rows of some music."""
    return [index.hits(row, runs_of(row)) for row in rows_of(music)]


def test_pieces_left_out_are_as_if_they_had_not_been_known(index):
    without = index.without(["First"])
    fresh = index_of(Second=piece(2), Third=piece(3))
    assert report_on(piece(1), without).quotations == ()
    assert report_on(piece(2), without).quoted_share == 1.0
    assert len(without.entries) == len(fresh.entries)


def test_two_indexes_joined_find_what_each_finds():
    own, more = index_of(First=piece(1), Second=piece(2)), index_of(Third=piece(3), First=piece(9))
    joined = own.joined(more)
    assert joined.titles == ("First", "Second", "Third")
    whole = CorpusIndex.of(
        [Source(t, piece(k)) for t, k in (("First", 1), ("Second", 2), ("Third", 3), ("First", 9))]
    )
    for number in (1, 2, 3, 9):
        assert report_on(piece(number), joined) == report_on(piece(number), whole)


def test_pitches_are_masked_so_that_a_piece_leaves_no_plain_trace(index):
    """The first pitches of runs would be the notes themselves; behind masks they spread evenly."""
    plain = np.concatenate([row.pitches for row in rows_to_index(piece(1))])
    assert len(np.unique(plain)) < 60
    assert len(np.unique(index.entries >> np.uint32(22) & np.uint32(127))) > 110


def test_transposed_music_has_the_same_runs(index):
    for hits, others in zip(
        found(index, piece(1)),
        found(index, changed(piece(1), semitones=7)),
        strict=True,
    ):
        np.testing.assert_array_equal(hits.places, others.places)
        np.testing.assert_array_equal(hits.transpositions + 7, others.transpositions)


def test_what_is_in_many_pieces_tells_little():
    shared = piece(1)
    alone = found(index_of(First=shared, **{f"Other_{k}": piece(k) for k in range(2, 6)}), shared)
    common = found(index_of(First=shared, **{f"Other_{k}": shared for k in range(2, 6)}), shared)
    assert max(hits.weights.max() for hits in common) < 0.15
    assert max(hits.weights.max() for hits in alone) == 1.0


def test_bars_are_told_as_they_are_printed():
    numbered = CorpusIndex.of([Source("First", piece(1), printed_bars=tuple(range(100, 140)))])
    (quotation,) = report_on(piece(1), numbered).quotations
    assert quotation.piece_bars[0] == 100


def test_more_music_than_an_index_can_hold_is_refused(monkeypatch):
    monkeypatch.setattr("chopin_studio.originality.index.MOST_EVENTS", 100)
    with pytest.raises(ValueError, match="holds 100 events"):
        index_of(First=piece(1))


def test_the_shipped_index_is_small_and_opens_at_once():
    path = originality_index()
    assert path.stat().st_size < MOST_BYTES
    started = time.process_time()
    index = load_index(path)
    assert time.process_time() - started < MOST_SEC
    assert len(index.titles) > 1000
    assert "Frédéric Chopin, Nocturne Op. 9 No. 2" in index.titles
    assert any("Moonlight" in title for title in index.titles)


def test_five_hundred_notes_are_looked_through_in_half_a_second():
    """Processor time, since other programs' work is not the report's; hands are to be guessed."""
    index = load_index(originality_index())
    music = changed(piece(5, notes=400), hands=False)
    music = excerpt(music.notes[:500])
    report_on(piece(6), index)  # what is done only once, by NumPy for instance, is not counted
    started = time.process_time()
    report = report_on(music, index)
    assert time.process_time() - started < MOST_REPORT_SEC
    assert report.notes == 500


def test_a_chopin_piece_is_found_in_the_shipped_index(corpus_dir):
    index = load_index(originality_index())
    music = read_midi(corpus_dir / "midis" / "Chopin" / "chpn-p7.mid")
    for every, verdict in ((20, "copies"), (10, "quotes")):
        report = report_on(changed(music, semitones=5, slowness=2, every=every), index)
        assert report.quotations[0].title == "Frédéric Chopin, Prelude Op. 28 No. 7"
        assert report.quotations[0].transposition == 5
        assert report.verdict == verdict


def test_music_by_others_is_found_as_well(corpus_dir):
    index = load_index(originality_index())
    music = read_midi(corpus_dir / "midis" / "Schumann" / "scn15_1.mid")
    report = report_on(music, index)
    assert report.quotations[0].title.startswith("Robert Schumann, Scenes from Childhood")
    own = [title for title in index.titles if title.startswith("Robert Schumann")]
    assert report_on(music, index.without(own)).quotations == ()
