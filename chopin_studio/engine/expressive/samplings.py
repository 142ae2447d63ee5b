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

PLANNING_SAMPLINGS: Samplings = dict(SAMPLINGS) | {
    "delta_onset": Sampling(0.6, 0.99, toward_source=_RETURN, toward_varied=_VARIATION),
    "pitch": Sampling(
        0.92, 0.98, toward_source=_RETURN, toward_varied=_VARIATION, toward_chord=0.9
    ),
    "duration": Sampling(1.0, 0.98, toward_source=_RETURN - 2, toward_varied=_VARIATION),
    "hand": Sampling(1.0, 0.98, toward_source=_RETURN - 2, toward_varied=_VARIATION),
    "tempo": Sampling(1.0, 0.98, toward_median=6.0),
}
"""Of new bundles that follow plans.

Without `toward_source` the last of several exact returns agrees less with the first than the second
one does, since the network remembers its own returns; without `toward_varied`, varied returns have
half the notes in common with what they vary, or fewer. Cooler times repeat the rhythm of the bar
before about as often as Chopin does: of 8 takes of 64 bars by `expressive-512`, 37 % of the bars at
0.75 and 47 % at 0.6; his, 48 %.
"""
