"""What the bundled models say of themselves, named here so that it can be translated."""

from chopin_studio.session.support.translation import translated
from chopin_studio.texts import translatable

BUNDLED_CHARACTERS = (
    translatable(
        "The most original and the least tonal of the classic sizes: it wanders freely between "
        "keys and hardly quotes."
    ),
    translatable("Free and quick like the smallest, a little more at home in a key."),
    translatable("In the middle in everything: some sense of key, a tenth of its notes quoted."),
    translatable("More tonal and more given to repetition, with a seventh of its notes quoted."),
    translatable(
        "The closest to Chopin, because it quotes him: about two fifths of its notes are his own."
    ),
    translatable(
        "Rhythm, dynamics, both hands, pedal and rubato, learned from 25 composers, and from "
        "Chopin most of all."
    ),
)


def character_words(character: str) -> str:
    """Return a model's character in the window's language, if it is a bundled model's."""
    return next(
        (translated(known) for known in BUNDLED_CHARACTERS if known == character), character
    )
