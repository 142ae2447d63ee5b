"""Scores of ours beside editions: what is read of each, and what is counted."""

from dataclasses import replace
from pathlib import Path

import pytest

from chopin_studio.export.notation.build_score import build_score
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Hand, Note
from chopin_studio.training.notation.alignment import align
from chopin_studio.training.notation.edition import place_of, read_edition
from chopin_studio.training.notation.figures import compare
from chopin_studio.training.notation.measure import main
from chopin_studio.training.notation.own_page import page_of
from chopin_studio.training.notation.page import Page, PageNote, PageRest, Sign

EDITION = "\n".join(
    (
        "**kern\t**kern\t**dynam",
        "*staff2\t*staff1\t*staff1",
        "*k[]\t*k[]\t*",
        "*M4/4\t*M4/4\t*",
        "=1\t=1\t=1",
        "[1C\t4eT\tp <",
        ".\tqd\t.",
        ".\t4d#X^\t.",
        ".\t4e'\t[",
        ".\t4r\t.",
        "=2\t=2\t=2",
        "2C]\t2f#\tff",
        "2r\t2g\t.",
        "=\t=\t=",
        "*-\t*-\t*-",
    )
)


@pytest.fixture
def edition(tmp_path: Path) -> Page:
    path = tmp_path / "edition.krn"
    path.write_text(EDITION)
    return read_edition(path)


def tune(*pitches: int) -> tuple[Note, ...]:
    return tuple(Note(p, 64, i * 480, 480, Hand.RIGHT) for i, p in enumerate(pitches))


@pytest.mark.parametrize(
    ("text", "place"), [("4c", 0), ("8.BB-L", -2), ("(16ee##", 18), ("2FF--", -15), ("4en", 4)]
)
def test_a_token_tells_the_place_of_its_note_on_the_line_of_fifths(text: str, place: int) -> None:
    assert place_of(text) == place


def test_an_edition_is_read_with_its_spelling_ties_rests_and_signs(edition: Page) -> None:
    lengths = [(n.onset, n.end, n.pitch, n.place, n.pieces) for n in edition.notes if n.staff == 1]
    assert lengths[:4] == [
        (0, 480, 64, 4, 1),
        (480, 480, 62, 2, 1),
        (480, 960, 63, 9, 1),
        (960, 1440, 64, 4, 1),
    ]
    assert [n.signs for n in edition.notes if n.staff == 1][:4] == [
        {Sign.TRILL},
        set(),
        {Sign.ACCENT},
        {Sign.STACCATO},
    ]
    assert next(n for n in edition.notes if n.staff == 2).pieces == 2
    assert edition.rests == (PageRest(1440, 1920, 1, 0), PageRest(2880, 3840, 2, 0))
    assert [(mark.tick, mark.text) for mark in edition.marks] == [(0, "p"), (1920, "ff")]
    assert [(h.start_tick, h.end_tick, h.grows) for h in edition.hairpins] == [(0, 960, True)]


def test_a_score_of_ours_is_read_as_it_is_printed() -> None:
    held = Note(48, 64, 0, 2880, Hand.LEFT)
    excerpt = Excerpt((held, *tune(72, 73, 74)), keys=(KeyChange(0, Key(2)),))
    page = page_of(build_score(excerpt))
    right = [(n.onset, n.end, n.place) for n in page.notes if n.staff == 1]
    assert right == [(0, 480, 0), (480, 960, 7), (960, 1440, 2)]
    assert [(n.onset, n.end, n.pieces) for n in page.notes if n.staff == 2] == [(0, 2880, 2)]


def test_notes_beyond_four_ledger_lines_are_counted() -> None:
    def far(pitch: int) -> int | None:
        return page_of(build_score(Excerpt(tune(60, 60, 60, pitch)))).far_notes

    assert (far(88), far(93), far(95)) == (0, 0, 1)


def test_notes_are_found_whatever_else_one_of_two_scores_has() -> None:
    ours = [PageNote(i * 480, (i + 1) * 480, p, 0, 1) for i, p in enumerate((60, 61, 64, 67))]
    theirs = [PageNote(n.onset // 2 + 960, n.end // 2 + 960, n.pitch, 0, 1) for n in ours]
    alignment = align([*theirs[:1], replace(theirs[1], pitch=90), *theirs[2:]], ours)
    assert [(a.pitch, b.pitch) for a, b in alignment.notes] == [(60, 60), (64, 64), (67, 67)]
    assert alignment.scale == 2.0


def test_spelling_lengths_and_signs_are_counted() -> None:
    theirs = Page(
        (
            PageNote(0, 480, 61, 7, 1, signs=frozenset({Sign.TRILL})),
            PageNote(480, 720, 66, 6, 1),
            PageNote(960, 1440, 64, 4, 1),
        )
    )
    ours = Page(
        (
            PageNote(0, 480, 61, -5, 1, signs=frozenset({Sign.TRILL})),
            PageNote(480, 960, 66, 6, 1, voice=1, signs=frozenset({Sign.TRILL})),
            PageNote(960, 1200, 64, 4, 1),
        )
    )
    played = [Note(61, 64, 0, 480), Note(66, 64, 480, 200), Note(64, 64, 960, 240)]
    figures = compare(theirs, ours, played)
    assert (figures.aligned, figures.spelled) == (3, 2)
    assert (figures.lengths, figures.longer, figures.shorter) == (3, 1, 0)
    assert (figures.melody, figures.lower) == (3, 1)
    trills = figures.signs[Sign.TRILL]
    assert (trills.edition, trills.ours, trills.both) == (1, 2, 1)
    assert (trills.precision, trills.recall) == (0.5, 1.0)


def test_figures_of_pieces_can_be_added(edition: Page) -> None:
    page = page_of(build_score(Excerpt(tune(64, 63, 64))))
    once = compare(edition, page, tune(64, 63, 64))
    twice = compare(edition, page, tune(64, 63, 64))
    twice.add(once)
    assert once.aligned == 3
    assert (twice.aligned, twice.spelled) == (2 * once.aligned, 2 * once.spelled)
    assert twice.signs["trill"].edition == 2


def test_a_folder_without_corpora_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path)]) == 1
    assert "Choose the folder that holds the corpora" in capsys.readouterr().err
