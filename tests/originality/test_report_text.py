"""A report in words."""

import re

import pytest

from chopin_studio.originality.report import LEAST_SHARES, Quotation, Report, Verdict
from chopin_studio.originality.report_text import (
    quotation_words,
    quoted_words,
    report_text,
    report_to_json,
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


@pytest.mark.parametrize(("quoted", "percent"), [(1, 1), (2, 1), (80, 8), (500, 50), (1000, 100)])
def test_what_quotes_anything_is_never_said_to_quote_nothing(quoted, percent):
    assert quoted_words(Report(1000, quoted, ()).quoted_share) == f"{percent}% quoted"


def test_of_music_in_which_nothing_is_found_just_that_is_said():
    assert quoted_words(0.0) == "no quotation found"
    report = Report(500, 0, (), pieces=1137)
    assert report_text(report) == "original: no quotation found among 1,137 pieces"
    assert report_text(report, is_take=False) == "no quotation found among 1,137 pieces"
    assert report_to_json(report)["verdict"] == "original"
    assert report_to_json(report, is_take=False)["verdict"] is None


@pytest.mark.parametrize("is_take", [True, False])
def test_nothing_to_compare_gets_no_verdict(is_take):
    report = Report(0, 0, (), pieces=1137)
    assert report_text(report, is_take=is_take) == "there are no notes to compare"
    short = Report(5, 0, (), pieces=1137)
    assert report_text(short, is_take=is_take) == "5 notes are too few to compare"
    assert report_to_json(report, is_take=is_take)["verdict"] is None


def test_opened_music_that_quotes_is_told_what_without_a_verdict():
    report = Report(100, 18, (Quotation(TITLE, (1, 2), (1, 2), 18, 0, 0, 1),), pieces=9)
    first, second = report_text(report, is_take=False).splitlines()
    assert first == "18 of 100 notes (18%) are quoted"
    assert TITLE in second


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
