"""What one listener has answered, with the models by their real places."""

from collections.abc import Mapping
from dataclasses import dataclass

from chopin_studio.study.definition import Study


@dataclass(frozen=True, slots=True)
class Listener:
    """Who answers: one of the study's kinds, empty where that was left out, and years of music."""

    kind: str = ""
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one listener; every tuple is in the order of the study's `models`.

    `ratings` has, for the key of each question that is answered by a number, one for each model:
    yes is 1, no is 0, and None was left out. `comments` has a text for each model, which may be
    empty, `ranking` the rank of each model, 1 for the best, or None. `order` has the places of the
    models as the listener heard them, and is empty where that is not known. `finished` is False
    where the listener stopped before the end.
    """

    study_id: str
    version: str
    listener_id: str
    listener: Listener
    ratings: Mapping[str, tuple[float | None, ...]]
    comments: tuple[str, ...]
    ranking: tuple[int | None, ...]
    finished: bool
    order: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered about any model."""
        rated = any(value is not None for row in self.ratings.values() for value in row)
        ranked = any(rank is not None for rank in self.ranking)
        return not rated and not ranked and not any(self.comments)

    def belongs_to(self, study: Study) -> bool:
        """Return whether these are answers to exactly this study."""
        return self.study_id == study.id and self.version == study.version
