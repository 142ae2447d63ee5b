"""What a listener is asked: questions as values, and those that the paper asked.

The paper is V. N. Nguyen, *Evaluation of AI-based Music Generation Using an LSTM*.
"""

from dataclasses import dataclass

SCALE, YES_NO, COMMENT, RANKING = QUESTION_KINDS = ("scale", "yes-no", "comment", "ranking")
"""A number on a scale, yes or no, free text, and in the end an order of the models, 1 the best."""

LEAST_SCORE, MOST_SCORE = 1, 10
"""The ends of the paper's scales."""

FEATURES = (
    "melody",
    "rhythm",
    "character",
    "harmony",
    "texture",
    "structure",
    "coherence",
    "novelty",
)
"""Keys of the paper's eight questions about features of the music, whose mean it also states."""

OVERALL, RESEMBLANCE, CLASSICAL = "overall", "resemblance", "classical"
"""Keys of its other questions about a model: sentiment, likeness to Chopin, and a yes or no."""

COMMENT_KEY, RANKING_KEY = "comment", "ranking"

_KINDS = {CLASSICAL: YES_NO, COMMENT_KEY: COMMENT, RANKING_KEY: RANKING}

PAPER_KEYS = (*FEATURES, OVERALL, RESEMBLANCE, CLASSICAL, COMMENT_KEY, RANKING_KEY)
"""Keys of all the paper's questions, in the order in which they are asked."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its `key` for files and statistics, and its `text` for listeners.

    `lowest` and `highest` bound a scale and are ignored for other kinds; `lowest_text` and
    `highest_text` name its ends, empty where they need no name. A question of the kind RANKING is
    asked once, after all models were heard, every other one about each model. Raises ValueError for
    an empty scale or an unknown kind.
    """

    key: str
    text: str
    kind: str = SCALE
    lowest: int = LEAST_SCORE
    highest: int = MOST_SCORE
    lowest_text: str = ""
    highest_text: str = ""

    def __post_init__(self) -> None:
        if self.kind not in QUESTION_KINDS:
            raise ValueError(f"there is no kind of question {self.kind}")
        if not self.key or not self.text:
            raise ValueError("a question needs a key and a text")
        if self.kind == SCALE and self.lowest >= self.highest:
            raise ValueError(f"a scale cannot go from {self.lowest} to {self.highest}")

    @property
    def is_rating(self) -> bool:
        """Whether the answer is a number for each model, yes being 1 and no 0."""
        return self.kind in (SCALE, YES_NO)


def kind_of_paper_question(key: str) -> str:
    """Return of which kind the paper's question `key` is."""
    return _KINDS.get(key, SCALE)
