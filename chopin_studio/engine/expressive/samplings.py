"""How the expressive family samples each attribute of a note."""

from chopin_studio.engine.attribute_sampling import Sampling, Samplings
from chopin_studio.engine.expressive.attributes import ATTRIBUTES

_RETURN = 6.0
"""How much the note of an exact return is raised; by its time and pitch, and less by the rest."""

SAMPLINGS: Samplings = dict.fromkeys(ATTRIBUTES, Sampling(1.0, 0.98)) | {
    "delta_onset": Sampling(1.0, 0.99),
    "pitch": Sampling(0.95, 0.98),
    "velocity": Sampling(1.1, 0.98),
    "pedal": Sampling(1.0, 0.95),
}
"""Of new bundles, and of those that do not say.

Of those tried, these come closest to Chopin without repeating rhythms more than by default; see
`training/expressive/evaluation/sampling_sweep.py`. Cooler pitches stay in the key as his do, but
cooler rhythms get stuck in loops.
"""

_VARIATION = 1.5
"""The same of a varied return, of which less is to come back."""

_CHARACTER = 2.0
"""How strongly the density, the register and the loudness are kept that are asked for."""

PLANNING_SAMPLINGS: Samplings = dict(SAMPLINGS) | {
    "delta_onset": Sampling(
        *(0.6, 0.99),
        toward_source=_RETURN,
        toward_varied=_VARIATION,
        toward_character=_CHARACTER,
    ),
    "pitch": Sampling(
        *(0.92, 0.98),
        toward_source=_RETURN,
        toward_varied=_VARIATION,
        toward_chord=0.9,
        toward_character=_CHARACTER,
    ),
    "duration": Sampling(1.0, 0.98, toward_source=_RETURN - 2, toward_varied=_VARIATION),
    "velocity": Sampling(1.1, 0.98, toward_character=_CHARACTER),
    "hand": Sampling(1.0, 0.98, toward_source=_RETURN - 2, toward_varied=_VARIATION),
    "tempo": Sampling(1.0, 0.98, toward_median=10.0),
}
"""Of new bundles that follow plans.

Without `toward_source` the last of several exact returns agrees less with the first than the second
one does, since the network remembers its own returns; without `toward_varied`, varied returns have
half the notes in common with what they vary, or fewer. Cooler times repeat the rhythm of the bar
before about as often as Chopin does: of 8 takes of 64 bars by `expressive-512`, 37 % of the bars at
0.75 and 47 % at 0.6; his, 48 %. Without `toward_character` a take is hardly louder, higher or
denser than another, whatever is asked for: the mean velocities of the least, the middle and the
most were 54, 56 and 56, and are 37, 53 and 70.
"""
