"""The results of a listening study as values."""

from dataclasses import dataclass

from chopin_studio.study.analysis.compare import Comparison
from chopin_studio.study.analysis.summary import Summary
from chopin_studio.study.report.published import PublishedFigure

AVERAGE = "average"
"""The key of the mean over the questions about features, which nobody is asked by itself."""


@dataclass(frozen=True, slots=True)
class ReportModel:
    """A model of the study: its label, and the number by which listeners know it."""

    label: str
    number: int
    is_control: bool = False


@dataclass(frozen=True, slots=True)
class ModelResult:
    """What was answered to one question about one model, and what was published about it."""

    summary: Summary
    published: PublishedFigure | None = None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """What came of one question: results in the order of the report's models.

    `name` is short, for tables; `kind` is SCALE, YES_NO or RANKING; `lowest` and `highest` are the
    ends of the scale. Places in the pairs of `comparison` are those of the report's models.
    `detectable` is by how much a model must be better than all others to be found better than
    another one in four of five such studies, None where that cannot be said, or none would be.
    """

    key: str
    name: str
    kind: str
    lowest: float
    highest: float
    models: tuple[ModelResult, ...]
    comparison: Comparison
    detectable: float | None


@dataclass(frozen=True, slots=True)
class Comment:
    """What a listener wrote about the model at this place of the report's models."""

    model: int
    text: str


@dataclass(frozen=True, slots=True)
class StudyReport:
    """What came of a study, by `listeners` listeners, of whom some `finished`.

    `compared` counts the models that are compared: real music as a control is shown only.
    `fewest_listeners` is how many it takes to show a difference between two of them at all, and
    `source` names what was published, empty where no model has anything.
    """

    title: str
    models: tuple[ReportModel, ...]
    listeners: int
    finished: int
    questions: tuple[QuestionResult, ...]
    comments: tuple[Comment, ...]
    compared: int
    fewest_listeners: int
    source: str = ""

    def question(self, key: str) -> QuestionResult | None:
        """Return what came of a question, None where it was not asked."""
        return next((each for each in self.questions if each.key == key), None)
