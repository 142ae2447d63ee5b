"""Small studies for tests."""

from chopin_studio.study.answers import Answers, Listener
from chopin_studio.study.definition import ListenerKind, Study, StudyExcerpt, StudyModel
from chopin_studio.study.questions import SCALE, Question
from chopin_studio.study.texts import paper_questions

MODELS = (
    StudyModel("classic-256", "256 units", bundle_id="classic-256", hidden_units=256),
    StudyModel("classic-384", "384 units", bundle_id="classic-384", hidden_units=384),
    StudyModel("classic-512", "512 units", bundle_id="classic-512", hidden_units=512),
)
KINDS = (ListenerKind("student", "Student"), ListenerKind("teacher", "Teacher"))


def study(
    models: tuple[StudyModel, ...] = MODELS,
    numbers: tuple[int, ...] = (3, 1, 2),
    questions: tuple[Question, ...] | None = None,
    excerpts: tuple[StudyExcerpt, ...] | None = None,
) -> Study:
    """Return a study of three models with two excerpts each, and the paper's questions."""
    places = tuple(range(len(models)))
    return Study(
        id="0123456789abcdef",
        title="Which do you like best?",
        language="en",
        models=models,
        numbers=numbers,
        excerpts=tuple(excerpt(m, n) for m in models for n in (1, 2))
        if excerpts is None
        else excerpts,
        questions=paper_questions() if questions is None else questions,
        orders=(places, places[::-1]),
        listener_kinds=KINDS,
    )


def excerpt(model: StudyModel, number: int, checksum: str = "0" * 64) -> StudyExcerpt:
    """Return an excerpt of a model, whose files need not be there."""
    name = f"{model.key}-{number}"
    return StudyExcerpt(model.key, number, f"music/{name}.mid", f"audio/{name}.mp3", checksum, 60.0)


def answers(of: Study, listener_id: str = "ab" * 16, finished: bool = True) -> Answers:
    """Return answers to a study: model k, from 0, gets k + 1 on every scale and in the ranking."""
    places = range(len(of.models))
    return Answers(
        study_id=of.id,
        version=of.version,
        listener_id=listener_id,
        listener=Listener("teacher", 12),
        ratings={
            question.key: tuple(
                float(place + 1) if question.kind == SCALE else float(place % 2) for place in places
            )
            for question in of.rating_questions
        },
        comments=tuple("Lovely." if place == 0 else "" for place in places),
        ranking=tuple(place + 1 for place in places),
        finished=finished,
        order=of.order_of(2),
    )
