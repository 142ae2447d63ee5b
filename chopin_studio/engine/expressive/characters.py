"""What to expect of the models that ship, in a sentence.

Manifests have this sentence as plain English. Here it is listed so that it is translated:
`texts.restored` finds the translation of exactly this.
"""

from chopin_studio.texts import translatable

PLANNING_CHARACTER = translatable(
    "Rhythm, dynamics, both hands, pedal and rubato, in a form and a harmony of your choice; "
    "learned from 25 composers, and from Chopin most of all."
)
