import json
from pathlib import Path

import pytest

from chopin_studio.errors import StudioError
from chopin_studio.paths import resources
from chopin_studio.study.questions import FEATURES, PAPER_KEYS
from chopin_studio.study.report.published import paper_study
from chopin_studio.study.report.study_report import AVERAGE

FILE = resources() / "paper" / "listening-study.json"


def test_the_paper_has_figures_for_each_of_its_questions():
    paper = paper_study()

    assert paper.questions.keys() == {*PAPER_KEYS, AVERAGE} - {"comment"}
    assert paper.listeners == 17
    assert paper.hidden_units == (256, 384, 512, 640, 768)


def test_the_papers_average_is_that_of_its_features():
    paper = paper_study()

    for place, average in enumerate(paper.questions[AVERAGE]):
        features = [paper.questions[key][place].mean for key in FEATURES]
        assert average.mean == pytest.approx(sum(features) / 8, abs=0.001)


def test_the_papers_shares_are_of_17_listeners_and_have_the_deviations_of_these():
    for figure in paper_study().questions["classical"]:
        share = round(figure.mean * 17) / 17
        assert figure.mean == pytest.approx(share, abs=0.0006)
        deviation = (share * (1 - share) * 17 / 16) ** 0.5
        assert figure.standard_deviation == pytest.approx(deviation, abs=0.0006)


def test_the_papers_mean_ranks_add_up_to_those_of_five_places():
    ranks = [figure.mean for figure in paper_study().questions["ranking"]]

    assert sum(ranks) == pytest.approx(1 + 2 + 3 + 4 + 5, abs=0.025)


@pytest.mark.parametrize(
    "damage",
    [
        lambda found: found.pop("questions"),
        lambda found: found["bundles"].pop(),
        lambda found: found["questions"]["melody"]["mean"].pop(),
        lambda found: found["questions"]["melody"].update(mean=["a"] * 5),
    ],
)
def test_a_damaged_file_is_one_sentence(damage, tmp_path: Path):
    found = json.loads(FILE.read_text("utf-8"))
    damage(found)
    path = tmp_path / "paper.json"
    path.write_text(json.dumps(found), "utf-8")

    with pytest.raises(StudioError, match=r"paper\.json cannot be read\. Install"):
        paper_study(path)
