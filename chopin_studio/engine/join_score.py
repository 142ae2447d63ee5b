"""How well music joins to what follows it, in a model's own view."""

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt


def score_continuation(
    bundle: Bundle, music: Excerpt, tick: int, ready: WarmStarts | None = None
) -> float:
    """Return log p, in nats, of the first MOST_FOLLOWING notes from `tick` on, given those before.

    p is the probability by which the model, told of every note as it stands in `music`, would have
    come upon the next one: at temperature 1, with nothing forbidden, multiplied over these notes.
    What a note's probability is made of is its family's to say.

    The network is left in `ready`. Raises SeedError where there are no notes before `tick`,
    ValueError where none follows.
    """
    if not music.notes or music.notes[-1].onset_tick < tick:
        raise ValueError(f"there are no notes from tick {tick} on")
    return bundle.family.score(bundle, music, tick, ready or WarmStarts())
