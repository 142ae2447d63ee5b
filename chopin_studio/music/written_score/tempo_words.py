"""What words about the tempo mean: how fast, or how it changes."""

import re
from dataclasses import dataclass
from enum import StrEnum

_STEADY = (
    (r"prestissimo", 200),
    (r"presto", 184),
    (r"vivacissimo|allegro vivace|vivo|vivace|sehr schnell|tr[eè]s vite", 164),
    (r"allegretto", 114),
    (r"allegramente|allegro moderato", 126),
    (r"allegro|lebhaft|schnell|rasch|vif|vite|fast|con fuoco|agitato", 138),
    (r"andantino", 88),
    (r"andante", 80),
    (r"moderato|m[aä]ssig|mäßig|mod[eé]r[eé]|moderate|maestoso|mosso", 100),
    (r"adagietto", 72),
    (r"adagissimo", 46),
    (r"adagio", 63),
    (r"larghetto", 60),
    (r"larghissimo", 36),
    (r"largo|breit", 44),
    (r"lento|langsam|lent|slow|slowly", 52),
    (r"grave", 40),
    (r"animato|bewegt|anim[eé]", 126),
    (r"sostenuto|ruhig|tranquillo|cantabile", 76),
    (r"tempo di (?:valse|valzer|waltz)|walzertempo", 160),
    (r"tempo di marcia|marschtempo|marcia", 112),
    (r"tempo di (?:menuetto|minuetto)", 112),
    (r"tempo di mazurka|tempo di mazur", 132),
)
"""Beats a minute by words, the first that fits; those of one word lie where `export` prints it."""

_WORDS = tuple((re.compile(rf"\b(?:{words})\b"), bpm) for words, bpm in _STEADY)
_OPENS_WITH = 4
"""A tempo is named in the first words: later ones tell of something else."""

_FIRST_TEMPO = re.compile(r"\b(?:tempo (?:primo|i|1|1mo|1o)|1[oº] tempo|i tempo|erstes zeitmaß)\b")
_BACK = re.compile(r"\b(?:a tempo|in tempo|tempo giusto|au mouvement|im tempo)\b")
_FASTER = re.compile(r"\b(?:pi[uùú] (?:mosso|vivo|allegro|animato|presto)|doppio movimento)\b")
_SLOWER = re.compile(r"\b(?:meno (?:mosso|vivo|allegro)|pi[uùú] (?:lento|largo|tranquillo))\b")
_SLOWING = re.compile(
    r"\b(?:rit|ritard|ritardando|ritenuto|riten|ritten|rall|rallent|rallentando|allarg|allargando|"
    r"slentando|slent|calando|smorz|smorzando|morendo|cédez|ritard molto|zurückhaltend)\b"
)
_HURRYING = re.compile(
    r"\b(?:accel|accelerando|string|stringendo|stretto|affrettando|pressez|poco a poco accel)\b"
)
_LITTLE = re.compile(r"\b(?:poco|un poco|etwas|un peu)\b")
_MUCH = re.compile(r"\b(?:molto|assai|sehr|très)\b")


class TempoKind(StrEnum):
    """What a tempo word does."""

    STEADY = "steady"
    RELATIVE = "relative"
    GRADUAL = "gradual"
    BACK = "back"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class TempoMeaning:
    """What words say: beats a minute where STEADY, a factor where RELATIVE or GRADUAL, else 0."""

    kind: TempoKind
    value: float = 0.0


def tempo_meaning(text: str) -> TempoMeaning | None:
    """Return what `text` says about the tempo, None where it says nothing about it."""
    words = " ".join(re.findall(r"[^\W_]+", text[:200].lower()))
    if _FIRST_TEMPO.search(words):
        return TempoMeaning(TempoKind.FIRST)
    if _BACK.search(words):
        return TempoMeaning(TempoKind.BACK)
    if _FASTER.search(words):
        return TempoMeaning(TempoKind.RELATIVE, 1.1 if _LITTLE.search(words) else 1.2)
    if _SLOWER.search(words):
        return TempoMeaning(TempoKind.RELATIVE, 0.92 if _LITTLE.search(words) else 0.85)
    if _SLOWING.search(words):
        return TempoMeaning(TempoKind.GRADUAL, _degree(words, 0.88, 0.75, 0.6))
    if _HURRYING.search(words):
        return TempoMeaning(TempoKind.GRADUAL, _degree(words, 1.12, 1.25, 1.4))
    opening = " ".join(words.split()[:_OPENS_WITH])
    for pattern, bpm in _WORDS:
        if pattern.search(opening):
            return TempoMeaning(TempoKind.STEADY, bpm)
    return None


def _degree(words: str, little: float, usual: float, much: float) -> float:
    if _LITTLE.search(words):
        return little
    return much if _MUCH.search(words) else usual
