"""How well music joins to what follows it, by a classic model."""

from dataclasses import replace

import numpy as np

from chopin_studio.engine.bundle_files import BundleFiles
from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.classic.codec import WINDOW, encode
from chopin_studio.engine.classic.generate import loaded_network
from chopin_studio.engine.continuation.heard_music import MOST_FOLLOWING, heard_before
from chopin_studio.engine.family import Family
from chopin_studio.engine.lstm import SlidingWindow
from chopin_studio.engine.sampling import log_probability
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt


def score_classic(
    family: Family, bundle: BundleFiles, music: Excerpt, tick: int, ready: WarmStarts
) -> float:
    """Return log p, in nats, of the tokens of `music` from `tick` on.

    The window is never longer than the one that the network was trained on. Raises SeedError
    where there are no notes before `tick`.
    """
    vocabulary = vocabulary_of(bundle)
    following = replace(music, notes=tuple(n for n in music.notes if n.onset_tick >= tick))
    to_come = encode(following, vocabulary, MOST_FOLLOWING).tokens
    most = WINDOW - len(to_come)
    heard = heard_before(family, music, tick, most)
    tokens = (*encode(heard.excerpt, vocabulary, most).tokens, *to_come)
    network = loaded_network(bundle, ready)
    window = SlidingWindow(network.layers, WINDOW, ahead=1)  # only the first stream is used
    logits = [
        network.head.logits(window.feed(np.full((1, 1), token / len(vocabulary), np.float32)))
        for token in tokens[:-1]
    ]
    answers = logits[-len(to_come) :]
    return sum(
        log_probability(answer[0], token) for answer, token in zip(answers, to_come, strict=True)
    )
