"""What can be said of a typed progression before the music is known that it is for."""

from chopin_studio.music.harmony.progression import (
    ProgressionError,
    Simplification,
    parse_progression,
    simplifications,
)
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.texts import translatable

_ANY_KEY = Key(0)
_ANY_METER = MeterChange(0, 8, 4)
"""As many beats as a bar can have: chords that are too many here are too many in any meter."""


def check_progression(
    text: str, key: Key | None = None, meter: MeterChange | None = None
) -> tuple[Simplification, ...]:
    """Return what a progression asks for that is planned as something simpler.

    `key` and `meter` are None while they are unknown. Raises ProgressionError for a text that is
    no progression, or has no bars.
    """
    if not parse_progression(text, key or _ANY_KEY, meter or _ANY_METER):
        message = translatable("There are no chords here. Write one a bar, such as C Am Dm G7.")
        raise ProgressionError(message, 0, len(text))
    return simplifications(text, key or _ANY_KEY)
