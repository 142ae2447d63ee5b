"""How well music joins to what follows it, by a model's probabilities."""

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt


def score_continuation(
    bundle: Bundle, music: Excerpt, tick: int, ready: WarmStarts | None = None
) -> float:
    """Return log p, in nats, of the first MOST_FOLLOWING notes from `tick` on, given those before.

    p is the product of the probabilities with which the model, given the notes of `music` so far,
    would sample each next one, at temperature 1 and with nothing forbidden. How the probability of
    a note is computed depends on the family.

    The network is cached in `ready`. Raises SeedError where there are no notes before `tick`,
    ValueError where none follows.
    """
    if not music.notes or music.notes[-1].onset_tick < tick:
        raise ValueError(f"there are no notes from tick {tick} on")
    return bundle.family.score(bundle, music, tick, ready or WarmStarts())
