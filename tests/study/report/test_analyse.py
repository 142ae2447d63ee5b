import math
from dataclasses import replace

import pytest

from chopin_studio.study.definition import CONTROL, StudyModel
from chopin_studio.study.report.study_report import AVERAGE
from tests.study.report.examples import (
    MODELS,
    answer,
    clear_study,
    report_of,
    small_answers,
    small_study,
    with_comments,
)


@pytest.fixture(scope="module")
def report():
    return report_of(small_study(), small_answers(small_study()))


def means(report, key: str) -> list[float]:
    return [each.summary.mean for each in report.question(key).models]


def test_questions_come_in_their_order_with_the_average_after_the_features(report):
    keys = [question.key for question in report.questions]

    assert keys == ["melody", "rhythm", AVERAGE, "classical", "ranking"]


def test_means_are_those_worked_out_by_hand(report):
    # Melody: sums 35, 27, 18 of 5. Rhythm: 33, 27, 16. Average: half the sum of both.
    # Classical: 5, 2 and 1 yes of 5. Ranks: 1+1+1+1+2 = 6, 2+2+3+2+1 = 10, 3+3+2+3+3 = 14.
    assert means(report, "melody") == pytest.approx([7.0, 5.4, 3.6])
    assert means(report, "rhythm") == pytest.approx([6.6, 5.4, 3.2])
    assert means(report, AVERAGE) == pytest.approx([6.8, 5.4, 3.4])
    assert means(report, "classical") == pytest.approx([1.0, 0.4, 0.2])
    assert means(report, "ranking") == pytest.approx([1.2, 2.0, 2.8])


def test_the_deviation_of_an_average_is_that_of_each_listeners(report):
    # First model: 7, 7, 8, 5, 7, mean 6.8: 0.04 + 0.04 + 1.44 + 3.24 + 0.04 = 4.8 over 4.
    found = report.question(AVERAGE).models[0].summary

    assert found.standard_deviation == pytest.approx(math.sqrt(1.2))


def test_tests_and_agreement_are_those_worked_out_by_hand(report):
    # Melody as in the tests of ranks. Ranking: sums of centred ranks -4, 0, 4, so ΣS² = 32, and
    # ΣR² = 5 · 2: χ² = 2 · 32 / 10 = 6.4, W = 32 / (5 · 10) = 0.64.
    # Cochran's Q: totals 5, 2, 1 of 8, of listeners 1, 2, 1, 2, 2 with Σ = 8 and Σ² = 14:
    # 2 · (3 · (25 + 4 + 1) - 64) / (3 · 8 - 14) = 2 · 26 / 10 = 5.2.
    melody, ranking = (report.question(key).comparison.overall for key in ("melody", "ranking"))

    assert (melody.statistic, melody.agreement) == pytest.approx((6.0, 0.6))
    assert (ranking.statistic, ranking.agreement) == pytest.approx((6.4, 0.64))
    assert ranking.p == pytest.approx(0.039, abs=0.0005)  # the exact table
    assert report.question("classical").comparison.overall.statistic == pytest.approx(5.2)


def test_five_listeners_cannot_show_which_of_three_models_differ(report):
    # All of five agreeing has p = 1/16, and three pairs make it 3/16.
    assert report.fewest_listeners == 7
    assert all(question.detectable is None for question in report.questions)
    assert not any(question.comparison.found_pairs for question in report.questions)


def test_the_paper_stands_beside_its_models(report):
    published = [each.published.mean for each in report.question("melody").models]

    assert published == [3.824, 3.294, 6.529]  # 256, 384 and 512 hidden units
    assert report.source.startswith("V. N. Nguyen")


def test_places_among_other_models_are_not_those_of_the_paper(report):
    assert not any(each.published for each in report.question("ranking").models)


def test_models_that_the_paper_had_not_have_no_published_figures():
    other = StudyModel("x", "X", bundle_id="other-256", hidden_units=256)
    grown = StudyModel("y", "Y", bundle_id="classic-384", hidden_units=400)
    of = small_study((other, grown, StudyModel("z", "Z", "files")))

    found = report_of(of, small_answers(of))

    assert not any(each.published for question in found.questions for each in question.models)
    assert found.source == ""


def test_a_clear_difference_is_found():
    report = report_of(*clear_study())

    for key in ("melody", "rhythm", AVERAGE, "ranking"):
        pairs = report.question(key).comparison.found_pairs
        assert [(pair.first, pair.second) for pair in pairs][:2] == [(0, 1), (0, 2)]


def test_answers_left_out_are_missing_where_they_are_and_nowhere_else():
    of = small_study()
    answers = small_answers(of)
    gap = {**answers[0].ratings, "melody": (None, 5.0, 3.0)}
    answers[0] = replace(answers[0], ratings=gap, ranking=(1, None, None))

    report = report_of(of, answers)

    melody = report.question("melody")
    assert [each.summary.answers for each in melody.models] == [4, 5, 5]
    assert melody.models[0].summary.mean == pytest.approx((7 + 9 + 5 + 6) / 4)
    assert melody.comparison.overall.listeners == 4
    assert report.question("rhythm").comparison.overall.listeners == 5
    assert [each.summary.answers for each in report.question(AVERAGE).models] == [4, 5, 5]
    assert [each.summary.answers for each in report.question("ranking").models] == [5, 4, 4]


def test_who_answered_nothing_is_no_listener():
    of = small_study()
    silent = answer(
        of, 9, dict.fromkeys(("melody", "rhythm", "classical"), (None,) * 3), (None,) * 3
    )

    assert report_of(of, [*small_answers(of), silent]) == report_of(of, small_answers(of))


def test_nobody_who_answered_is_a_report_without_figures():
    report = report_of(small_study(), [])

    assert report.listeners == 0
    for question in report.questions:
        assert question.comparison.overall is None
        assert [each.summary.mean for each in question.models] == [None] * 3


def test_one_listener_has_means_and_nothing_else():
    report = report_of(small_study(), small_answers(small_study(), 1))

    assert means(report, "melody") == [8.0, 5.0, 3.0]
    for question in report.questions:
        assert question.comparison.overall.adjusted_p == 1.0
        assert question.comparison.overall.agreement is None
        assert question.models[0].summary.standard_deviation is None


def test_two_models_are_compared_by_one_test():
    of = small_study(MODELS[:2])

    report = report_of(of, small_answers(of))

    for question in report.questions:
        (pair,) = question.comparison.pairs
        assert question.comparison.overall.p == pytest.approx(pair.p)


def test_one_model_has_means_and_no_tests():
    of = small_study(MODELS[:1])

    report = report_of(of, small_answers(of))

    assert means(report, "melody") == [7.0]
    assert all(question.comparison.overall is None for question in report.questions)
    assert report.fewest_listeners == 0


def test_all_equal_answers_show_nothing():
    of = small_study()
    same = {"melody": (5, 5, 5), "rhythm": (5, 5, 5), "classical": (1, 1, 1)}
    answers = [answer(of, number, same, (None,) * 3) for number in range(8)]

    report = report_of(of, answers)

    assert not any(question.comparison.is_found for question in report.questions)
    assert report.question("melody").models[0].summary.interval == (5.0, 5.0)
    assert report.question("melody").detectable is None


def test_real_music_is_shown_and_not_compared():
    control = StudyModel("chopin", "Chopin", CONTROL)
    of = small_study((control, *MODELS))
    answers = [
        answer(
            of,
            number,
            {"melody": (10, 5, 5, 5), "rhythm": (10, 5, 5, 5), "classical": (1, 0, 0, 0)},
            (1, 2, 3, 4) if number % 2 else (1, 4, 3, 2),
        )
        for number in range(10)
    ]

    report = report_of(of, answers)

    melody = report.question("melody")
    assert melody.models[0].summary.mean == 10.0
    assert not melody.comparison.is_found
    assert {place for p in melody.comparison.pairs for place in (p.first, p.second)} == {1, 2, 3}
    assert report.compared == 3


def test_comments_come_model_by_model_without_those_that_are_empty():
    of = small_study()
    first, second, *_ = small_answers(of)
    answers = [with_comments(first, "a", "", " b "), with_comments(second, "c", "  ", "")]

    comments = [(comment.model, comment.text) for comment in report_of(of, answers).comments]

    assert comments == [(0, "a"), (0, "c"), (2, "b")]


def test_the_same_answers_have_the_same_report_each_time(report):
    assert report == report_of(small_study(), small_answers(small_study()))
