from chopin_studio.study.definition import CONTROL, StudyModel
from chopin_studio.study.report import sentences
from tests.study.report.examples import (
    MODELS,
    answer,
    clear_study,
    report_of,
    small_answers,
    small_study,
)


def small_report(listeners: int = 5):
    return report_of(small_study(), small_answers(small_study(), listeners))


def test_who_answered_is_said_in_words():
    assert sentences.who_answered(small_report(0)) == "Nobody has answered yet."
    assert sentences.who_answered(small_report(1)) == "1 listener answered."
    assert sentences.who_answered(small_report()) == "5 listeners answered, 5 of them to the end."


def test_each_difference_is_a_sentence_with_its_size_and_direction():
    found = sentences.findings(report_of(*clear_study()))

    assert (
        "Melody: 256 units was rated higher than 384 units (by 6.0 points), 512 units "
        "(by 6.0 points)."
    ) in found
    assert (
        "Taken for classical music: 256 units more often than 384 units (by 100 percentage "
        "points), 512 units (by 100 percentage points)."
    ) in found
    assert (
        "Ranking: 256 units was placed above 384 units (by 1.0 places), 512 units (by 2.0 places)."
    ) in found
    assert "Ranking: 384 units was placed above 512 units (by 1.0 places)." in found
    assert not any("No difference" in sentence for sentence in found)


def test_questions_without_a_difference_are_named():
    of = small_study()
    ratings = {"melody": (9, 3, 3), "rhythm": (5, 5, 5), "classical": (1, 1, 1)}
    answers = [answer(of, number, ratings, (None,) * 3) for number in range(10)]

    found = sentences.findings(report_of(of, answers))

    assert found[-1] == "No difference was found in: Rhythm, Taken for classical music, Ranking."


def test_models_told_apart_without_a_certain_pair_are_said_to_be():
    of = small_study()
    ratings = {"melody": (9, 5, 3), "rhythm": (9, 5, 3), "classical": (1, 1, 1)}
    answers = [answer(of, number, ratings, (1, 2, 3)) for number in range(5)]

    found = sentences.findings(report_of(of, answers))

    assert found[0] == (
        "Melody: listeners tell the models apart, but which of them differ is not certain."
    )


def test_nothing_found_is_said():
    found = sentences.findings(small_report(2))

    assert found == ("No difference between the models was found in any question.",)


def test_without_answers_nothing_is_said_about_differences():
    assert sentences.findings(small_report(0)) == ()


def test_too_few_listeners_are_told_how_many_it_takes():
    (sentence,) = sentences.limits(small_report())

    assert sentence == (
        "With so few listeners, no difference between two of 3 models can be shown, however large "
        "it is. That takes at least 7 listeners, and more for small differences."
    )


def test_enough_listeners_are_told_how_large_a_difference_must_be():
    of = small_study()
    answers = small_answers(of) * 4

    report = report_of(of, answers)
    size, chance = sentences.limits(report)

    melody, rhythm, average = (report.questions[place].detectable for place in range(3))
    low, high = min(melody, rhythm, average), max(melody, rhythm, average)
    assert size.startswith("With 20 listeners, a study like this shows in four of five cases")
    assert f"at least {low:.1f} to {high:.1f} points" in size
    assert "the models may differ all the same" in size
    assert "5 of 100" in chance


def test_enough_listeners_of_whom_too_few_rated_all_are_told_so():
    of = small_study()
    ratings = {"melody": (9, None, 3), "rhythm": (None, 5, 3), "classical": (1, 1, 1)}
    answers = [answer(of, number, ratings, (None,) * 3) for number in range(10)]

    (sentence,) = sentences.limits(report_of(of, answers))

    assert sentence.startswith("Too few of the listeners rated every model")


def test_where_all_listeners_see_the_same_difference_no_size_is_named():
    (chance,) = sentences.limits(report_of(*clear_study()))

    assert "5 of 100" in chance


def test_one_model_has_nothing_to_compare():
    of = small_study(MODELS[:1])

    assert sentences.limits(report_of(of, small_answers(of))) == (
        "There are no two models to compare.",
    )


def test_agreement_is_that_of_the_ranking():
    assert sentences.agreement(small_report()) == (
        "Ranking: how far listeners agree on the order of the models is 0.64, on a scale from 0, "
        "not at all, to 1, completely."
    )
    assert sentences.agreement(small_report(1)) is None


def test_real_music_is_named():
    of = small_study((StudyModel("c", "Chopin", CONTROL), *MODELS[:2]))

    assert sentences.controls(report_of(of, small_answers(of))) == (
        "Chopin: real music, shown beside the models but not compared with them."
    )
    assert sentences.controls(small_report()) is None
