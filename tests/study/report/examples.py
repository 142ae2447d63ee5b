"""A small study whose figures can be worked out by hand, and its answers."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from chopin_studio.study.answers import Answers, Listener
from chopin_studio.study.definition import Study, StudyModel
from chopin_studio.study.questions import RANKING, YES_NO, Question
from chopin_studio.study.report.analyse import analyse
from chopin_studio.study.report.published import paper_study
from chopin_studio.study.report.study_report import StudyReport
from tests.study.studies import MODELS, study

QUESTIONS = (
    Question("melody", "Melody"),
    Question("rhythm", "Rhythm"),
    Question("classical", "Is it classical music?", YES_NO),
    Question("comment", "What else did you notice?", "comment"),
    Question("ranking", "Which is best?", RANKING),
)

MELODY = ((8, 5, 3), (7, 6, 4), (9, 4, 6), (5, 5, 2), (6, 7, 3))
RHYTHM = ((6, 5, 5), (7, 4, 4), (7, 6, 2), (5, 5, 4), (8, 7, 1))
CLASSICAL = ((1, 0, 0), (1, 1, 0), (1, 0, 0), (1, 0, 1), (1, 1, 0))
RANKS = ((1, 2, 3), (1, 2, 3), (1, 3, 2), (1, 2, 3), (2, 1, 3))

Row = Sequence[float | None]


def small_study(models: tuple[StudyModel, ...] = MODELS) -> Study:
    """Return a study of these models, with two features, a yes or no, and a ranking."""
    return study(models=models, numbers=tuple(range(1, len(models) + 1)), questions=QUESTIONS)


def answer(
    of: Study, number: int, ratings: Mapping[str, Row], ranks: Row, comments: Sequence[str] = ()
) -> Answers:
    """Return the answers of one listener."""
    return Answers(
        study_id=of.id,
        version=of.version,
        listener_id=f"{number:08x}",
        listener=Listener(),
        ratings={key: tuple(row) for key, row in ratings.items()},
        comments=tuple(comments) or ("",) * len(of.models),
        ranking=tuple(ranks),  # type: ignore[arg-type]
        finished=True,
    )


def small_answers(of: Study, listeners: int = 5) -> list[Answers]:
    """Return the answers of the first listeners above, about as many models as there are."""
    most = len(of.models)
    return [
        answer(
            of,
            number,
            {
                "melody": MELODY[number][:most],
                "rhythm": RHYTHM[number][:most],
                "classical": CLASSICAL[number][:most],
            },
            RANKS[number][:most],
        )
        for number in range(listeners)
    ]


def report_of(of: Study, answers: Sequence[Answers]) -> StudyReport:
    """Return the report on a study."""
    return analyse(of, answers, paper_study())


def clear_study(listeners: int = 10) -> tuple[Study, list[Answers]]:
    """Return a study in which every listener prefers the first model to all others."""
    of = small_study()
    ratings = {"melody": (9, 3, 3), "rhythm": (8, 2, 3), "classical": (1, 0, 0)}
    return of, [answer(of, number, ratings, (1, 2, 3)) for number in range(listeners)]


def with_comments(answers: Answers, *comments: str) -> Answers:
    """Return answers with other comments."""
    return replace(answers, comments=comments)
