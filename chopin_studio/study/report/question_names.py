"""Short names of questions, for tables and figures, in the language of the report."""

from chopin_studio.study.questions import CLASSICAL, OVERALL, RANKING_KEY, RESEMBLANCE, Question
from chopin_studio.study.report.study_report import AVERAGE
from chopin_studio.texts import translatable

NAMES = {
    "melody": translatable("Melody"),
    "rhythm": translatable("Rhythm"),
    "character": translatable("Character/emotion"),
    "harmony": translatable("Harmony"),
    "texture": translatable("Texture"),
    "structure": translatable("Phrasing/structure"),
    "coherence": translatable("Coherence"),
    "novelty": translatable("Novelty/creativity"),
    AVERAGE: translatable("Average of features"),
    OVERALL: translatable("Overall sentiment"),
    RESEMBLANCE: translatable("Resemblance to Chopin"),
    CLASSICAL: translatable("Taken for classical music"),
    RANKING_KEY: translatable("Ranking"),
}
"""Names of the paper's questions by their keys."""


def name_of(question: Question) -> str:
    """Return the name of a question: the paper's in any language, others as they were asked."""
    return NAMES.get(question.key, question.text)
