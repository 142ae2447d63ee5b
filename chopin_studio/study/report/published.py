"""What the paper's own listeners said about its models, to stand beside a study's."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chopin_studio import data_fields as check
from chopin_studio.data_files import read_json
from chopin_studio.errors import StudioError
from chopin_studio.paths import resources
from chopin_studio.study.definition import Study, StudyModel
from chopin_studio.study.questions import RANKING_KEY
from chopin_studio.texts import translatable

_MOST_BYTES = 100_000
_MOST_MODELS = 100


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """The mean of one question about one model, and the deviation where that was published."""

    mean: float
    standard_deviation: float | None = None


@dataclass(frozen=True, slots=True)
class PublishedStudy:
    """A study that was published: its source, and figures by question and bundle.

    A model is one of its own where it is of one of its `bundles`, which have as many hidden units
    as the models that were heard then.
    """

    source: str
    listeners: int
    hidden_units: tuple[int, ...]
    bundles: tuple[str, ...]
    questions: dict[str, tuple[PublishedFigure, ...]]

    def figure(self, question: str, model: StudyModel, study: Study) -> PublishedFigure | None:
        """Return what was published about a question and a model, None where nothing was.

        Places in a ranking can be compared only where the same models were ranked.
        """
        is_ranking = question == RANKING_KEY
        if question not in self.questions or (is_ranking and not self._has_all_of(study)):
            return None
        place = self._place(model)
        return None if place is None else self.questions[question][place]

    def _place(self, model: StudyModel) -> int | None:
        """Return the place of a model among those that were heard then."""
        if model.bundle_id not in self.bundles:
            return None
        place = self.bundles.index(model.bundle_id)
        return place if model.hidden_units == self.hidden_units[place] else None

    def _has_all_of(self, study: Study) -> bool:
        places = {self._place(model) for model in study.models}
        return len(study.models) == len(self.bundles) and places == set(range(len(self.bundles)))


def paper_study(path: Path | None = None) -> PublishedStudy:
    """Return the figures of the paper; StudioError where their file is missing or damaged."""
    path = path or resources() / "paper" / "listening-study.json"
    try:
        return _published(check.fields(read_json(path, _MOST_BYTES)))
    except (OSError, KeyError, ValueError) as error:
        raise StudioError(
            translatable("{path} cannot be read. Install Chopin Studio again.", path=path)
        ) from error


def _published(found: dict[str, Any]) -> PublishedStudy:
    units = check.items(found["hidden_units"], _MOST_MODELS)
    return PublishedStudy(
        source=check.line(found["source"], 300, least=1),
        listeners=check.whole(found["listeners"], 1, 100_000),
        hidden_units=tuple(check.whole(each, 1, 1_000_000) for each in units),
        bundles=tuple(
            check.identifier(each) for each in check.items(found["bundles"], len(units), len(units))
        ),
        questions={
            check.identifier(key): _figures(check.fields(value), len(units))
            for key, value in check.fields(found["questions"]).items()
        },
    )


def _figures(found: dict[str, Any], models: int) -> tuple[PublishedFigure, ...]:
    means = check.items(found["mean"], models, models)
    deviations = check.items(found.get("standard_deviation", [None] * models), models, models)
    return tuple(
        PublishedFigure(
            check.number(mean, 0, 100),
            None if deviation is None else check.number(deviation, 0, 100),
        )
        for mean, deviation in zip(means, deviations, strict=True)
    )
