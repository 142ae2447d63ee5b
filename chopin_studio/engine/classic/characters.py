"""What to expect of the models that ship, in a sentence each.

Manifests have these sentences as plain English. Here they are listed so that they are translated:
`texts.restored` finds the translation of exactly these.
"""

from chopin_studio.texts import translatable

CLASSIC_CHARACTERS = {
    256: translatable(
        "The most original and the least tonal of the classic sizes: it wanders freely between "
        "keys and hardly quotes."
    ),
    384: translatable("Free and quick like the smallest, a little more at home in a key."),
    512: translatable(
        "In the middle in everything: some sense of key, a tenth of its notes quoted."
    ),
    640: translatable(
        "More tonal and more given to repetition, with a seventh of its notes quoted."
    ),
    768: translatable(
        "The closest to Chopin, because it quotes him: about two fifths of its notes are his own."
    ),
}
"""By hidden units; from this project's own evaluation of the sizes of the paper."""
