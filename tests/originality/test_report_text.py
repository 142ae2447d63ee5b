"""A report in words."""

import re

import pytest

from chopin_studio.originality.report import LEAST_SHARES, Quotation, Report, Verdict
from chopin_studio.originality.report_text import (
    original_words,
    quotation_words,
    report_text,
    transposition_words,
    verdict_words,
)

TITLE = "Nocturne in E-flat major, Op. 9 No. 2"


@pytest.mark.parametrize(
    ("semitones", "words"),
    [
        (0, ""),
        (5, "a fourth higher"),
        (-1, "a semitone lower"),
        (12, "an octave higher"),
        (-19, "an octave and a fifth lower"),
        (24, "two octaves higher"),
        (70, "70 semitones higher"),
    ],
)
def test_a_transposition_is_told_as_a_musician_does(semitones, words):
    assert transposition_words(semitones) == words


def test_a_quotation_is_a_sentence_on_both_sides():
    quotation = Quotation(TITLE, (9, 12), (1, 4), 41, 5, 0, 1)
    assert quotation_words(quotation) == (
        f"Bars 9–12 quote {TITLE}, bars 1–4, a fourth higher; 41 notes"
    )
    assert quotation_words(Quotation(TITLE, (9, 9), (4, 4), 1, 0, 0, 1)) == (
        f"Bar 9 quotes {TITLE}, bar 4; 1 note"
    )


@pytest.mark.parametrize(
    ("quoted", "percent"), [(0, 100), (1, 99), (2, 99), (80, 92), (500, 50), (1000, 0)]
)
def test_only_what_quotes_nothing_is_wholly_original(quoted, percent):
    assert original_words(Report(1000, quoted, ()).quoted_share) == f"{percent}% original"


def test_music_without_notes_is_wholly_original():
    assert original_words(Report(0, 0, ()).quoted_share) == "100% original"


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_explained_by_the_shares_that_it_is_found_by(verdict):
    numbers = [int(number) / 100 for number in re.findall(r"\d+", verdict_words(verdict))]
    shares = sorted([0.0, *LEAST_SHARES.values(), 1.0])
    low = LEAST_SHARES.get(verdict, 0.0)
    high = shares[shares.index(low) + 1]
    assert numbers == [share for share in (low, high) if 0 < share < 1]


def test_the_text_has_a_line_for_each_quotation():
    quotations = tuple(Quotation(TITLE, (k, k + 1), (1, 2), 9, 0, 0, 1) for k in (1, 5))
    first, *others = report_text(Report(100, 18, quotations)).splitlines()
    assert first == "echoes: 18 of 100 notes (18%) are quoted"
    assert [line.split()[:2] for line in others] == [["bars", "1–2"], ["bars", "5–6"]]
