"""How each attribute of a note is sampled, as a bundle says, relative to the user's settings."""

from collections.abc import Mapping
from dataclasses import dataclass

from chopin_studio import data_fields as check
from chopin_studio.texts import translatable

MOST_ATTRIBUTES, _LONGEST_NAME = 100, 80

LEAST_TEMPERATURE, MOST_TEMPERATURE = 0.01, 10.0
LEAST_TOP_P = 0.01
MOST_TOWARD = 20.0
"""What a bundle may ask for; more or less makes no music."""

_TOWARD = ("toward_source", "toward_chord", "toward_median", "toward_varied", "toward_character")


@dataclass(frozen=True, slots=True)
class Sampling:
    """How an attribute is sampled, relative to the user's two settings.

    The user's temperature is multiplied by `temperature`, and `top_p` is the upper limit of the
    user's top-p. Where there is a plan, `toward_source` is added to the logit of what the planned
    source has, in an exact return, `toward_varied` in a varied one, and `toward_chord` to those of
    the notes of the planned chord; `toward_median` says how strongly the median is kept that was
    asked for, in attributes that have one, and `toward_character` the density, register or loudness
    that was asked for, in the attribute that makes it.
    """

    temperature: float = 1.0
    top_p: float = 1.0
    toward_source: float = 0.0
    toward_chord: float = 0.0
    toward_median: float = 0.0
    toward_varied: float = 0.0
    toward_character: float = 0.0


Samplings = Mapping[str, Sampling]
"""By the names of attributes, which are each family's own."""


def samplings_from_json(value: object) -> Samplings:
    """Read the `sampling` of a manifest; raises DataError for anything else."""
    found = check.fields(value)
    if len(found) > MOST_ATTRIBUTES:
        raise check.DataError(
            translatable("must have no more than {most} attributes", most=MOST_ATTRIBUTES)
        )
    return {check.line(name, _LONGEST_NAME, least=1): _sampling(found[name]) for name in found}


def _sampling(value: object) -> Sampling:
    found = check.fields(value)
    lacking = {"temperature", "top_p"} - set(found)
    if lacking:
        raise check.DataError(
            translatable("must have a temperature and a top_p for each attribute")
        )
    return Sampling(
        check.number(found["temperature"], LEAST_TEMPERATURE, MOST_TEMPERATURE),
        check.number(found["top_p"], LEAST_TOP_P, 1.0),
        *(check.number(found.get(name, 0.0), 0.0, MOST_TOWARD) for name in _TOWARD),
    )
