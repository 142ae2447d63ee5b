"""Measure tiny models with plans and without, of weights by chance."""

import json
from functools import partial

import pytest

from chopin_studio.engine.seeds import LibraryStart, RandomStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.key import Key
from chopin_studio.music.midi_io import write_midi
from chopin_studio.training.common.tables import csv_text
from chopin_studio.training.expressive.evaluation.estimates import Estimate
from chopin_studio.training.expressive.evaluation.plans import trials as trials_module
from chopin_studio.training.expressive.evaluation.plans.chopin import ChopinFigures, chopin_figures
from chopin_studio.training.expressive.evaluation.plans.figures import MEASURES, Figure
from chopin_studio.training.expressive.evaluation.plans.prediction import (
    prediction_figures,
    told_pieces,
)
from chopin_studio.training.expressive.evaluation.plans.report import (
    plan_records,
    plan_section,
    targets_table,
)
from chopin_studio.training.expressive.evaluation.plans.takes import made_takes
from chopin_studio.training.expressive.evaluation.plans.trials import (
    PROGRESSIONS,
    Trials,
    form_figures,
    own_figures,
    progression_figures,
    typed_chords,
)
from tests.expressive_models import write_expressive_model
from tests.music.plan.music import A, B, C, D, excerpt_of
from tests.training.expressive.music import write_corpus

CHOPIN = ChopinFigures({"returning": Estimate(0.35, 0.3, 0.4, 46)}, Estimate(0.48, 0.4, 0.5, 46))


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    """A model without plans and one with plans, by the version of their format."""
    folder = tmp_path_factory.mktemp("models")
    return {
        version: write_expressive_model(folder / f"expressive-{version}", version=version)
        for version in (1, 2)
    }


def trials_of(bundle, takes=2):
    return Trials(bundle, partial(made_takes, bundle.folder, processes=1), takes)


@pytest.fixture
def short(monkeypatch):
    """Let takes be short."""
    monkeypatch.setattr(trials_module, "BARS", 6)
    monkeypatch.setattr(trials_module, "PROGRESSION_BARS", 4)
    monkeypatch.setattr(trials_module, "FORMS", ("A:2 A B:2 A", "A:2 A′ B:2 A′"))


def by_case(figures):
    return {(each.measure, each.case): each for each in figures}


def test_takes_are_the_same_from_one_process_and_from_two(models):
    asked = [GenerationSettings(notes=12, random_state=k) for k in range(3)]
    one, two = (made_takes(models[2].folder, asked, count) for count in (1, 2))
    assert [take.music for take in one] == [take.music for take in two]
    assert [take.plan for take in one] == [take.plan for take in two]
    assert len({take.music for take in one}) == 3


def test_a_take_knows_its_plan_and_where_its_seed_ends(models):
    asked = [
        GenerationSettings(start=start, bars=3) for start in (RandomStart(), LibraryStart("march"))
    ]
    nothing, march = made_takes(models[2].folder, asked, 1)
    assert (nothing.lead_bars, march.lead_bars) == (0, 2)
    assert len(march.plan.bars) == 5
    assert march.milliseconds > 0


def test_every_other_take_is_after_a_seed(models):
    starts = trials_of(models[2], 4).mixed_starts()
    assert [isinstance(start, LibraryStart) for start in starts] == [False, True, False, True]
    assert starts[1].name != starts[3].name


def test_form_and_harmony_are_measured_with_plans_and_without(models, short):
    with_plans, without = (by_case(own_figures(trials_of(models[k]), CHOPIN)) for k in (2, 1))
    assert with_plans.keys() - without.keys() == {
        ("own_chords", ""),
        ("quoted_new", ""),
        ("quoted_new", "staying original"),
    }
    assert without.keys() <= with_plans.keys()
    assert with_plans["returning", ""].real.value == 0.35
    assert with_plans["returning", ""].made.takes == 2
    assert with_plans["milliseconds", ""].made.value > 0


def test_forms_are_measured_one_by_one_and_together(models, short):
    found = by_case(form_figures(trials_of(models[2])))
    assert found["exact_first", "A:2 A B:2 A, from nothing"].made.takes == 2
    # Varied returns are planned in the other form alone.
    assert ("varied_last", "A:2 A B:2 A, from nothing") not in found
    assert found["varied_last", ""].made.takes == 4
    assert all(0 <= each.made.value <= 1 for each in found.values())


def test_a_progression_begins_behind_the_seed_and_is_repeated(models):
    asked = [GenerationSettings(start=LibraryStart("march"), bars=5, key="C minor")]
    (take,) = made_takes(models[2].folder, asked, 1)
    chords = typed_chords(take, "i V", Key.named("C minor"))
    roots = [bar[0].root if bar else None for bar in chords]
    assert roots == [None, None, 0, 7, 0, 7, 0]


def test_progressions_are_asked_of_models_with_plans_and_held_against_others(models, short):
    asked = []

    def noting(bundle):
        made = partial(made_takes, bundle.folder, processes=1)

        def make(settings):
            asked.append([one.chords for one in settings])
            return made(settings)

        return Trials(bundle, make, 2)

    for version in (2, 1):
        found = by_case(progression_figures(noting(models[version]), CHOPIN))
        assert 0 < found["asked_chords", ""].made.value < 1
        assert found["asked_chords", ""].made.takes == 4
        assert found["asked_chords", "minor"].made.takes == 2
    typed = [text for text, _ in PROGRESSIONS[:2]]
    assert asked == [typed, typed, [None, None], [None, None]]


def test_validation_pieces_are_predicted_by_what_is_told(models, tmp_path):
    pieces = told_pieces(write_corpus(tmp_path), 5)
    assert len(pieces) == 1
    found = by_case(prediction_figures(models[2], pieces, 1))
    told = [case for measure, case in found if measure == "nats_told"]
    assert told == ["nothing told", "form told", "chords told", "form and chords told"]
    assert len({found["nats_told", case].made.value for case in told}) == 4
    costs = [found["plan_nats", case].made.value for case in ("form", "chords", "form and chords")]
    assert costs[0] + costs[1] == pytest.approx(costs[2])
    assert min(costs) > 0
    older = by_case(prediction_figures(models[1], pieces, 1))
    assert [*older] == [("nats_told", "nothing told")]


def test_a_corpus_without_validation_pieces_tells_nothing(models, tmp_path):
    write_midi(excerpt_of([A, B]), tmp_path / "a.mid")
    assert told_pieces(tmp_path, 5) == []
    assert list(prediction_figures(models[2], [], 1)) == []


def test_chopin_s_pieces_are_measured_bar_by_bar(tmp_path):
    write_midi(excerpt_of([A, B, C, D] * 5), tmp_path / "returning.mid")
    write_midi(excerpt_of([A] * 15), tmp_path / "short.mid")
    found = chopin_figures(tmp_path)
    assert found.whole.value == pytest.approx(16 / 20)
    assert found.beside("returning").takes == 1
    assert found.beside("recent").value == 0
    assert found.beside("nothing that is measured").takes == 0


FIGURES = [
    Figure("nats_told", "nothing told", Estimate(4.5, 4.25, 4.75, 5)),
    Figure("returning", "", Estimate(0.31, 0.25, 0.38, 20), Estimate(0.35, 0.3, 0.4, 46)),
    Figure("exact_last", "A A B A, from nothing", Estimate(0.91, 0.9, 0.92, 20)),
    Figure("density", "level 1", Estimate(1.5, 1.25, 1.75, 20)),
    Figure("ordered", "density", Estimate(0.95, 0.9, 1.0, 20)),
    Figure("manner_nearer", "Liszt", Estimate(0.7, 0.6, 0.8, 20)),
    Figure("manner_nearest", "Liszt", Estimate(0.2, 0.1, 0.3, 20), Estimate(0.4, 0.3, 0.5, 60)),
]


def test_models_stand_side_by_side_with_chopin_and_the_goal():
    lines = targets_table({"new": FIGURES, "old": FIGURES[1:2]}).splitlines()
    assert lines[0] == "| measure | `new` | `old` | Chopin | goal |"
    shares = "31 % (25 to 38)"
    assert f"| Bars that return | {shares} | {shares} | 35 % (30 to 40) | 30–50 % |" in lines
    assert any(
        line.startswith("| Nats a note: nothing told | 4.50 (4.25 to 4.75) | – | – |")
        for line in lines
    )
    assert len({line.count("|") for line in lines}) == 1


def test_a_model_s_cases_have_tables_of_their_own_and_none_where_there_are_none():
    section = plan_section(FIGURES)
    assert "| A A B A, from nothing | – | 0.91 (0.90 to 0.92) | – | – |" in section
    assert "| 1.50 (1.25 to 1.75); asked for below 1.7 |" in section
    assert "| Liszt | 70 % (60 to 80) | 20 % (10 to 30) | 40 % (30 to 50) |" in section
    assert "A progression asked for" not in section
    assert plan_section(FIGURES[:2]) == ""


def test_records_have_every_figure_and_can_be_json():
    rows = plan_records({"new": FIGURES})
    assert [row["measure"] for row in rows] == [each.measure for each in FIGURES]
    assert all(row["measure"] in MEASURES for row in rows)
    assert json.loads(json.dumps(rows))[1]["real_high"] == 0.4
    assert rows[0]["real"] is None
    assert csv_text(rows).splitlines()[2].startswith("new,returning,,%,0.31,0.25,0.38,20,0.35")
