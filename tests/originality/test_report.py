"""What is found in music whose quotations are known."""

from dataclasses import replace

import numpy as np
import pytest

from chopin_studio.music.midi_io import read_midi, write_midi
from chopin_studio.music.note import Hand, Note
from chopin_studio.originality.index import CorpusIndex, Source
from chopin_studio.originality.lines import struck_row
from chopin_studio.originality.report import Report, Verdict, report_on
from tests.originality.music import (
    BAR,
    after,
    between,
    changed,
    excerpt,
    index_of,
    piece,
    with_others,
)

FIRST, SECOND = piece(1), piece(2)


@pytest.fixture(scope="module")
def index():
    return with_others(First=FIRST, Second=SECOND)


def test_new_music_quotes_nothing(index):
    report = report_on(piece(50), index)
    assert (report.quoted_notes, report.quotations) == (0, ())
    assert report.verdict is Verdict.ORIGINAL


def test_a_quotation_is_found_with_its_bars_on_both_sides(index):
    opening = between(piece(50), 1, 4)
    music = after(opening, between(FIRST, 6, 9))
    report = report_on(music, index)
    (quotation,) = report.quotations
    assert (quotation.title, quotation.transposition) == ("First", 0)
    first_bar = -(-opening.end_tick // BAR) + 1
    assert quotation.take_bars == (first_bar, first_bar + 3)
    assert quotation.piece_bars == (6, 9)
    assert quotation.notes == report.quoted_notes == len(between(FIRST, 6, 9).notes)


@pytest.mark.parametrize(
    ("change", "least_share"),
    [
        ({"semitones": 5}, 1.0),
        ({"slowness": 2}, 1.0),
        ({"every": 10}, 0.9),
        ({"hands": False}, 1.0),
        ({"semitones": -3, "slowness": 3, "every": 10}, 0.9),
    ],
)
def test_a_changed_piece_is_still_found(index, change, least_share):
    report = report_on(changed(SECOND, **change), index)
    longest = report.quotations[0]
    assert longest.title == "Second"
    assert longest.transposition == change.get("semitones", 0)
    assert longest.piece_bars[0] <= 2
    assert longest.notes / report.notes >= least_share
    assert report.verdict is Verdict.COPIES


def test_a_melody_is_found_under_other_chords_and_past_an_ornament(index):
    melody = [note for note in between(FIRST, 1, 8).notes if note.hand is Hand.RIGHT]
    chords = [note for note in between(piece(60), 1, 8).notes if note.hand is Hand.LEFT]
    turned = melody[20]
    grace = Note(turned.pitch + 1, 80, turned.onset_tick, 60, Hand.RIGHT)
    melody[20] = replace(turned, onset_tick=turned.onset_tick + 60, duration_tick=60)
    report = report_on(excerpt([*melody, grace, *chords]), index)
    (quotation,) = report.quotations
    assert quotation.title == "First"
    assert quotation.piece_bars == (1, 8)
    assert quotation.notes >= len(melody)


def test_the_seed_does_not_count(index):
    opening = between(FIRST, 1, 8)
    music = after(opening, between(piece(50), 1, 4))
    seeded = replace(music, seed_end_tick=8 * BAR)
    assert report_on(music, index).quoted_notes == len(opening.notes)
    report = report_on(seeded, index)
    assert report.quoted_notes == 0
    assert report.notes == len(seeded.generated_notes) < len(seeded.notes)


def test_bars_are_those_of_the_whole_take_after_a_seed(index):
    seed = between(piece(50), 1, 4)
    seed_bars = -(-seed.end_tick // BAR)
    take = replace(after(seed, between(FIRST, 3, 6)), seed_end_tick=seed_bars * BAR)
    (quotation,) = report_on(take, index).quotations
    assert quotation.take_bars == (seed_bars + 1, seed_bars + 4)
    assert quotation.piece_bars == (3, 6)


def test_what_another_reading_of_a_piece_has_is_found_too():
    """A classic model quotes what music21 made of a piece, which can be other chords."""
    rng = np.random.default_rng(4)
    chords = [tuple(int(p) for p in rng.integers(40, 80, 1 + k % 3)) for k in range(40)]
    reading = struck_row(chords, [960 * k for k in range(40)])
    notes = [
        Note(pitch + 3, 80, 240 * place, 240)
        for place, chord in enumerate(chords[10:30])
        for pitch in set(chord)
    ]
    plain = index_of(First=FIRST)
    index = CorpusIndex.of([Source("First", FIRST, (reading,))])
    assert report_on(excerpt(notes), plain).quotations == ()
    (quotation,) = report_on(excerpt(notes), index).quotations
    assert (quotation.title, quotation.transposition) == ("First", 3)
    assert quotation.piece_bars == (6, 15)


def test_a_scale_and_a_trill_are_nobodys_own():
    scale = [Note(48 + 2 * k - (k > 2), 80, 240 * k, 240, Hand.RIGHT) for k in range(20)]
    trill = [Note(72 + k % 2, 80, 4800 + 60 * k, 60, Hand.RIGHT) for k in range(60)]
    figures = excerpt([*scale, *trill])
    index = index_of(With_figures=after(FIRST, figures))
    assert report_on(figures, index).quotations == ()


def test_what_other_composers_write_too_is_no_quotation():
    common = between(piece(70), 1, 6)
    alone = with_others(Own=common)
    shared = index_of(Own=common, **{f"Other_{k}": common for k in range(6)})
    assert report_on(common, alone).quoted_share == 1.0
    assert report_on(common, shared).quoted_notes == 0


def test_notes_are_counted_once_and_the_longest_quotation_is_first(index):
    music = after(between(SECOND, 1, 3), between(FIRST, 1, 9))
    report = report_on(music, index)
    assert [quotation.title for quotation in report.quotations] == ["First", "Second"]
    assert sum(quotation.notes for quotation in report.quotations) == report.quoted_notes
    assert report.quoted_share == 1.0


@pytest.mark.parametrize("notes", [0, 11])
def test_music_with_too_few_notes_gets_no_verdict(index, notes):
    report = report_on(excerpt(piece(50).notes[:notes]), index)
    assert (report.notes, report.quoted_share, report.verdict) == (notes, 0.0, None)


def test_a_report_says_how_many_pieces_it_was_compared_with(index):
    assert report_on(piece(50), index).pieces == 8
    twice = CorpusIndex.of([Source("First", FIRST), Source("First", piece(9))])
    assert report_on(piece(50), twice).pieces == 1


def test_a_midi_file_reports_as_the_excerpt_does(index, tmp_path):
    music = changed(between(FIRST, 2, 9), semitones=2)
    write_midi(music, tmp_path / "take.mid")
    assert report_on(read_midi(tmp_path / "take.mid"), index) == report_on(music, index)


@pytest.mark.parametrize(
    ("quoted", "verdict"),
    [(0, "original"), (29, "original"), (30, "echoes"), (250, "quotes"), (600, "copies")],
)
def test_the_word_goes_by_the_share(quoted, verdict):
    assert Report(1000, quoted, ()).verdict == verdict
