"""Small studies for tests."""

from chopin_studio.study.definition import ListenerKind, Study, StudyExcerpt, StudyModel
from chopin_studio.study.questions import Question
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
