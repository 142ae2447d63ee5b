"""How the expressive family samples each attribute of a note."""

from chopin_studio.engine.attribute_sampling import Sampling, Samplings
from chopin_studio.engine.expressive.attributes import ATTRIBUTES

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
