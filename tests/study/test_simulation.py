import numpy as np
import pytest

from chopin_studio.study.report.analyse import analyse
from chopin_studio.study.report.published import paper_study
from chopin_studio.study.simulation import (
    Preferences,
    find,
    main,
    paper_deviations,
    simulated_answers,
    simulated_study,
)


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.fixture(scope="module")
def deviations():
    return paper_deviations(paper_study())


def test_the_papers_deviations_are_the_means_over_its_models(deviations):
    # Melody: (1.912 + 2.144 + 1.7 + 2.436 + 2.144) / 5
    assert deviations["melody"] == pytest.approx(2.0672)
    assert "average" not in deviations


def test_listeners_answer_as_they_prefer(deviations):
    study = simulated_study(3)
    answers = simulated_answers(study, Preferences((2.0, 0.0, 0.0), deviations), 4000, rng())

    melody = np.array([each.ratings["melody"] for each in answers])
    ranks = np.array([each.ranking for each in answers])

    first, second, third = melody.mean(axis=0)
    assert first - second == pytest.approx(2.0, abs=0.15)
    assert second == pytest.approx(third, abs=0.15)
    assert melody.std(axis=0)[0] == pytest.approx(deviations["melody"], abs=0.15)
    assert melody.min() >= 1
    assert melody.max() <= 10
    assert np.sort(ranks, axis=1).tolist() == [[1, 2, 3]] * 4000
    assert ranks.mean(axis=0).argmin() == 0


def test_without_a_difference_few_studies_find_one(deviations):
    found = find(Preferences((0.0,) * 4, deviations), 10, 60, rng())

    assert found.anything <= 0.15  # 5 % of 60 are 3; more than 9 come about once in 1,000
    assert found.wrong_pair <= found.anything
    assert found.right_pair == 0.0


def test_a_large_difference_is_found_and_no_other(deviations):
    found = find(Preferences((4.0, 0.0, 0.0, 0.0), deviations), 12, 30, rng())

    assert found.right_pair == 1.0
    assert found.pair_by_question["average"] >= 0.9
    assert found.wrong_pair <= 0.3


def test_a_report_on_made_up_listeners_names_the_model_they_prefer(deviations):
    study = simulated_study(4)
    answers = simulated_answers(study, Preferences((0.0, 5.0, 0.0, 0.0), deviations), 15, rng(1))

    report = analyse(study, answers, paper_study())

    pairs = report.question("average").comparison.found_pairs
    assert [(pair.first, pair.second) for pair in pairs] == [(0, 1), (1, 2), (1, 3)]


def test_the_command_prints_a_share_for_each_question(capsys):
    main(["--studies", "3", "--listeners", "6", "--models", "3"])

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 * (1 + 3 + 13)
    assert lines[0] == "3 models, the first better by 0 points:"
    assert lines[17] == "3 models, the first better by 1 points:"
