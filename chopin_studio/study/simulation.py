"""Simulate studies with made-up listeners, whose preferences are known, to test the analysis.

`python -m chopin_studio.study.simulation --studies 1000` simulates studies without any difference
between the models, in which whatever is found is false, and studies in which one model is better.
"""

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from chopin_studio.study.analysis.compare import Comparison, compare
from chopin_studio.study.answers import Answers, Listener
from chopin_studio.study.definition import Study, StudyModel
from chopin_studio.study.questions import YES_NO
from chopin_studio.study.report.asked import asked_questions
from chopin_studio.study.report.published import PublishedStudy, paper_study
from chopin_studio.study.texts import paper_questions

MEAN, DEVIATION = 4.3, 2.1
"""The mean of the paper's ratings, and their standard deviation, where it has none."""

_LISTENER, _MODEL, _QUESTION = 0.3, 0.3, 0.4
"""Which shares of the variance come from how strict a listener is, from how much that listener
likes a model on the whole, and from each answer by itself. The paper does not tell; these lead to
a correlation of 0.3 between a listener's ratings of two models, and of 0.6 between two questions
about the same model."""

_ARRANGEMENTS = 1_000
"""Fewer than for a real study, where a thousand studies are to be analysed."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """What made-up listeners think of models.

    Each model is so many `points` better than the mean; `deviations` has the standard deviation of
    the ratings of each question, by its key.
    """

    points: tuple[float, ...]
    deviations: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found in one question: models told apart, and pairs that differ in truth or not."""

    is_found: bool
    right_pair: bool
    wrong_pair: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in simulated studies, as shares of their number.

    `anything` is the share in which models are told apart in any question, `right_pair` that in
    which two are found to differ that do, `wrong_pair` that in which two are that do not. The same
    is told for each question, by its key.
    """

    studies: int
    anything: float
    right_pair: float
    wrong_pair: float
    by_question: Mapping[str, float]
    pair_by_question: Mapping[str, float]


def paper_deviations(paper: PublishedStudy) -> dict[str, float]:
    """Return the standard deviation of each of the paper's questions, the mean over its models."""
    found = {
        key: [each.standard_deviation for each in figures if each.standard_deviation is not None]
        for key, figures in paper.questions.items()
    }
    return {key: float(np.mean(each)) for key, each in found.items() if each}


def simulated_study(models: int) -> Study:
    """Return a study of the paper's questions about so many models, without any music."""
    places = tuple(range(models))
    return Study(
        id="simulation",
        title="Simulation",
        language="en",
        models=tuple(StudyModel(f"model-{n + 1}", f"Model {n + 1}") for n in places),
        numbers=tuple(n + 1 for n in places),
        excerpts=(),
        questions=paper_questions(),
        orders=(places,),
    )


def simulated_answers(
    study: Study, preferences: Preferences, listeners: int, rng: np.random.Generator
) -> tuple[Answers, ...]:
    """Return the answers of listeners drawn at random.

    A rating is the mean, the model's points and three normal deviations, rounded to a whole point
    of the scale; yes is an opinion above the mean, and the ranking follows what a listener thinks
    of a model on the whole.
    """
    points = np.array(preferences.points)
    strict = rng.normal(0, _LISTENER**0.5, (listeners, 1))
    liked = rng.normal(0, _MODEL**0.5, (listeners, len(points)))
    ratings = {}
    for question in study.rating_questions:
        single = rng.normal(0, _QUESTION**0.5, liked.shape)
        deviation = DEVIATION
        if question.kind != YES_NO:
            deviation = preferences.deviations.get(question.key, DEVIATION)
        opinion = MEAN + points + deviation * (strict + liked + single)
        if question.kind == YES_NO:
            ratings[question.key] = (opinion > MEAN).astype(float)
        else:
            ratings[question.key] = np.clip(np.rint(opinion), question.lowest, question.highest)
    whole = points + DEVIATION * (liked + rng.normal(0, _QUESTION**0.5, liked.shape))
    ranking = (-whole).argsort(axis=1).argsort(axis=1) + 1
    return tuple(
        Answers(
            study_id=study.id,
            version="",
            listener_id=str(number),
            listener=Listener(),
            ratings={key: tuple(rows[number].tolist()) for key, rows in ratings.items()},
            comments=("",) * len(points),
            ranking=tuple(ranking[number].tolist()),
            finished=True,
        )
        for number in range(listeners)
    )


def find(preferences: Preferences, listeners: int, studies: int, rng: np.random.Generator) -> Found:
    """Return what is found in so many simulated studies of such listeners."""
    study = simulated_study(len(preferences.points))
    tallies: list[dict[str, Tally]] = []
    for _ in range(studies):
        answers = simulated_answers(study, preferences, listeners, rng)
        asked = asked_questions(study, answers)
        compared = compare([each.ratings for each in asked], rng, _ARRANGEMENTS)
        tallies.append(
            {
                each.key: _tally(comparison, preferences)
                for each, comparison in zip(asked, compared, strict=True)
            }
        )
    return Found(
        studies=studies,
        anything=_share(any(each.is_found for each in t.values()) for t in tallies),
        right_pair=_share(any(each.right_pair for each in t.values()) for t in tallies),
        wrong_pair=_share(any(each.wrong_pair for each in t.values()) for t in tallies),
        by_question={key: _share(t[key].is_found for t in tallies) for key in tallies[0]},
        pair_by_question={key: _share(t[key].right_pair for t in tallies) for key in tallies[0]},
    )


def _tally(comparison: Comparison, preferences: Preferences) -> Tally:
    points = preferences.points
    differ = [points[pair.first] != points[pair.second] for pair in comparison.found_pairs]
    return Tally(comparison.is_found, any(differ), not all(differ))


def _share(values: Iterable[bool]) -> float:
    return float(np.mean(list(values)))


def main(arguments: Sequence[str] | None = None) -> None:
    """Simulate studies without a difference and with one, and write what was found to stdout."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--studies", type=int, default=1000, help="number of each kind")
    parser.add_argument("--listeners", type=int, default=17)
    parser.add_argument("--models", type=int, default=5)
    parser.add_argument("--points", type=float, default=1.0, help="how much better one model is")
    parser.add_argument("--random-state", type=int, default=0)
    options = parser.parse_args(arguments)
    rng = np.random.default_rng(options.random_state)
    deviations = paper_deviations(paper_study())
    for points in (0.0, options.points):
        preferences = Preferences((points, *[0.0] * (options.models - 1)), deviations)
        found = find(preferences, options.listeners, options.studies, rng)
        print(f"{options.models} models, the first better by {points:g} points:")
        print("\n".join(_lines(found)))


def _lines(found: Found) -> Iterator[str]:
    """Yield what was found, a figure to a line, with twice its standard error."""
    for name, share in (
        ("models told apart in any question", found.anything),
        ("the better model and another, in any question", found.right_pair),
        ("two models that are equally good, in any question", found.wrong_pair),
    ):
        yield f"  {name}: {_percent(share, found.studies)}"
    for key, share in found.by_question.items():
        pair = _percent(found.pair_by_question[key], found.studies)
        yield f"  {key}: told apart {_percent(share, found.studies)}, the better one {pair}"


def _percent(share: float, studies: int) -> str:
    error = 2 * (share * (1 - share) / studies) ** 0.5
    return f"{share:.1%} ± {error:.1%}"


if __name__ == "__main__":
    main()
