"""What a study found, and what it can and cannot tell, in plain sentences."""

from collections.abc import Iterator, Sequence

from chopin_studio.study.analysis.pair_tests import PairTest
from chopin_studio.study.questions import RANKING, RANKING_KEY, SCALE, YES_NO
from chopin_studio.study.report.study_report import AVERAGE, QuestionResult, StudyReport
from chopin_studio.texts import Text, joined, plural, translatable


def who_answered(report: StudyReport) -> Text:
    """Return how many listeners there were."""
    if not report.listeners:
        return translatable("Nobody has answered yet.")
    return plural(
        "{n} listeners answered, {finished} of them to the end.",
        "{n} listener answered.",
        report.listeners,
        finished=report.finished,
    )


def findings(report: StudyReport) -> tuple[Text, ...]:
    """Return a sentence on each difference that was found, and one on the questions without."""
    if not any(question.comparison.overall for question in report.questions):
        return ()
    found = [each for each in report.questions if each.comparison.is_found]
    open_ones = [each for each in report.questions if not each.comparison.is_found]
    sentences = [sentence for each in found for sentence in _differences(each, report)]
    if not found:
        sentences.append(
            translatable("No difference between the models was found in any question.")
        )
    elif open_ones:
        names = joined([each.name for each in open_ones], ", ")
        sentences.append(translatable("No difference was found in: {questions}.", questions=names))
    return tuple(sentences)


def limits(report: StudyReport) -> tuple[Text, ...]:
    """Return what a study of this size can and cannot tell, for people who know no statistics."""
    if report.compared < 2:
        return (translatable("There are no two models to compare."),)
    if report.listeners < report.fewest_listeners:
        return (_too_few(report),)
    tests = [each.comparison.overall for each in _scales(report)]
    if tests and all(test is None or test.listeners < report.fewest_listeners for test in tests):
        return (
            translatable(
                "Too few of the listeners rated every model to say how small a difference could be "
                "found."
            ),
        )
    chance = translatable(
        "If all models were equally good, about 5 of 100 such studies would still find a "
        "difference somewhere."
    )
    size = _detectable(report)
    return (chance,) if size is None else (size, chance)


def _scales(report: StudyReport) -> list[QuestionResult]:
    return [each for each in report.questions if each.kind == SCALE]


def _detectable(report: StudyReport) -> Text | None:
    """Return what rated differences can be found; None where ratings are not spread at all."""
    sizes = [each.detectable for each in _scales(report) if each.detectable is not None]
    if not sizes:
        return None
    return translatable(
        "With {n} listeners, a study like this shows in four of five cases that a model is "
        "better than another one if it is better than all of them by at least {low:.1f} to "
        "{high:.1f} points, depending on the question. Smaller differences are often missed: "
        "where none was found, the models may differ all the same.",
        n=report.listeners,
        low=min(sizes),
        high=max(sizes),
    )


def agreement(report: StudyReport) -> Text | None:
    """Return how far listeners agree on the order of the models, None where that is unknown."""
    question = report.question(RANKING_KEY) or report.question(AVERAGE)
    test = None if question is None else question.comparison.overall
    if question is None or test is None or test.agreement is None:
        return None
    return translatable(
        "{question}: how far listeners agree on the order of the models is {agreement:.2f}, on a "
        "scale from 0, not at all, to 1, completely.",
        question=question.name,
        agreement=test.agreement,
    )


def controls(report: StudyReport) -> Text | None:
    """Return what is not compared, None where everything is."""
    names = [model.label for model in report.models if model.is_control]
    if not names:
        return None
    return translatable(
        "{models}: real music, shown beside the models but not compared with them.",
        models=joined(names, ", "),
    )


def _too_few(report: StudyReport) -> Text:
    return translatable(
        "With so few listeners, no difference between two of {models} models can be shown, however "
        "large it is. That takes at least {fewest} listeners, and more for small differences.",
        models=report.compared,
        fewest=report.fewest_listeners,
    )


def _differences(question: QuestionResult, report: StudyReport) -> Iterator[Text]:
    """Yield a sentence for each model that was found to be better than others."""
    pairs = [_better_first(pair, question) for pair in question.comparison.found_pairs]
    if not pairs:
        yield translatable(
            "{question}: listeners tell the models apart, but which of them differ is not certain.",
            question=question.name,
        )
    for better in dict.fromkeys(better for better, _, _ in pairs):
        others = [(worse, size) for one, worse, size in pairs if one == better]
        yield _sentence(question, report, better, others)


def _better_first(pair: PairTest, question: QuestionResult) -> tuple[int, int, float]:
    """Return the places of the better and the worse model, and how far they differ."""
    difference = pair.difference or 0.0
    first_is_better = difference < 0 if question.kind == RANKING else difference > 0
    places = (pair.first, pair.second) if first_is_better else (pair.second, pair.first)
    return *places, abs(difference)


def _sentence(
    question: QuestionResult,
    report: StudyReport,
    better: int,
    others: Sequence[tuple[int, float]],
) -> Text:
    values = {
        "question": question.name,
        "better": report.models[better].label,
        "others": joined([_other(question, report, *other) for other in others], ", "),
    }
    if question.kind == YES_NO:
        return translatable("{question}: {better} more often than {others}.", **values)
    if question.kind == RANKING:
        return translatable("{question}: {better} was placed above {others}.", **values)
    return translatable("{question}: {better} was rated higher than {others}.", **values)


def _other(question: QuestionResult, report: StudyReport, place: int, size: float) -> Text:
    label = report.models[place].label
    if question.kind == YES_NO:
        return translatable(
            "{model} (by {points:.0f} percentage points)", model=label, points=100 * size
        )
    if question.kind == RANKING:
        return translatable("{model} (by {places:.1f} places)", model=label, places=size)
    return translatable("{model} (by {points:.1f} points)", model=label, points=size)
