"""How well music joins to what follows it, in a model's own view."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.classic.codec import encode
from chopin_studio.engine.classic.generate import WINDOW, ClassicNetwork
from chopin_studio.engine.continuation.continuation import heard_before
from chopin_studio.engine.expressive.attributes import ATTRIBUTES, START_POSITION, START_ROW
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.network import ExpressiveNetwork
from chopin_studio.engine.lstm import Floats, SlidingWindow
from chopin_studio.engine.sampling import softmax
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt

MOST_FOLLOWING = 16
"""So many notes, or notes and chords, tell how well music joins to what follows."""

_EXPRESSIVE_CONTEXT = 200
"""How many notes before the joint the expressive family is told of."""

_DELTA = ATTRIBUTES.index("delta_onset")
_CHORD_ATTRIBUTES = (ATTRIBUTES.index("pedal"), ATTRIBUTES.index("tempo"))
"""What the first of a chord's notes says for all of them."""


def score_continuation(
    bundle: Bundle, music: Excerpt, tick: int, ready: WarmStarts | None = None
) -> float:
    """Return log p, in nats, of the first MOST_FOLLOWING notes from `tick` on, given those before.

    p is the probability by which the model, told of every note as it stands in `music`, would have
    come upon the next one: at temperature 1, with nothing forbidden, multiplied over these notes.
    For the classic family, which reads tokens, that is the token's; for the expressive one, that of
    all attributes of the note, where the first of a chord's notes answers for pedal and tempo.

    The network is left in `ready`. Raises SeedError where there are no notes before `tick`,
    ValueError where none follows.
    """
    if not music.notes or music.notes[-1].onset_tick < tick:
        raise ValueError(f"there are no notes from tick {tick} on")
    return _FAMILIES[bundle.manifest.family](bundle, music, tick, ready or WarmStarts())


def _score_classic(bundle: Bundle, music: Excerpt, tick: int, ready: WarmStarts) -> float:
    """Score tokens over a window that is never longer than the one the network was trained on."""
    following = replace(music, notes=tuple(n for n in music.notes if n.onset_tick >= tick))
    to_come = encode(following, bundle.vocabulary, MOST_FOLLOWING).tokens
    most = WINDOW - len(to_come)
    heard = heard_before("classic", music, tick, most)
    tokens = (*encode(heard.excerpt, bundle.vocabulary, most).tokens, *to_come)
    network = ready.network.get(bundle.identity, partial(ClassicNetwork.load, bundle))
    window = SlidingWindow(network.layers, WINDOW, ahead=1)  # only the first stream answers
    logits = [
        network.head.logits(
            window.feed(np.full((1, 1), token / len(bundle.vocabulary), np.float32))
        )
        for token in tokens[:-1]
    ]
    answers = logits[-len(to_come) :]
    return sum(_log_p(answer[0], token) for answer, token in zip(answers, to_come, strict=True))


def _score_expressive(bundle: Bundle, music: Excerpt, tick: int, ready: WarmStarts) -> float:
    """Score notes by the chain of their attributes."""
    heard = heard_before("expressive", music, tick, _EXPRESSIVE_CONTEXT)
    assert heard.passage is not None  # it tells where `tick` is
    origin_tick = tick - heard.passage.start_tick
    following = [note for note in music.notes if note.onset_tick >= tick][:MOST_FOLLOWING]
    placed = [replace(note, onset_tick=note.onset_tick - origin_tick) for note in following]
    whole = replace(heard.excerpt, notes=(*heard.excerpt.notes, *placed))
    rows = read(whole, length_ticks=music.end_tick - origin_tick).rows
    first = len(rows) - len(following)
    load = partial(ExpressiveNetwork.load, bundle)
    network = ready.expressive_network.get(bundle.identity, load)
    stepper = network.stepper()
    score, row, position = 0.0, list(START_ROW), START_POSITION
    # What is known after the last note is not needed.
    known = zip(rows.conditions[:-1].tolist(), rows.lookback[:-1].tolist(), strict=True)
    for place, (conditions, lookback) in enumerate(known):
        z = stepper.feed(row, position, conditions, lookback)
        row, position = rows.attributes[place].tolist(), int(rows.positions[place])
        if place >= first:
            score += _log_p_of_note(network, z, row, position)
    return score


_FAMILIES: dict[str, Callable[[Bundle, Excerpt, int, WarmStarts], float]] = {
    "classic": _score_classic,
    "expressive": _score_expressive,
}


def _log_p_of_note(
    network: ExpressiveNetwork, z: Floats, row: Sequence[int], position: int
) -> float:
    """Return log p of a note's attributes, each given those before; z [256] is told before."""
    score = 0.0
    for attribute, drawn in enumerate(row):
        if row[_DELTA] > 0 or attribute not in _CHORD_ATTRIBUTES:
            score += _log_p(network.logits(attribute, z), drawn)
        if attribute < len(row) - 1:
            z = network.given(attribute, drawn, z)
        if attribute == _DELTA:
            z = network.given_position(position, z)
    return score


def _log_p(logits: Floats, drawn: int) -> float:
    return float(np.log(softmax(logits)[drawn]))
