"""How well music joins to what follows it, by an expressive model."""

from collections.abc import Sequence
from dataclasses import replace

from chopin_studio.engine.bundle_files import BundleFiles
from chopin_studio.engine.continuation.heard_music import MOST_FOLLOWING, heard_before
from chopin_studio.engine.expressive.attributes import ATTRIBUTES, START_POSITION, START_ROW
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.network import ExpressiveNetwork, loaded_network
from chopin_studio.engine.family import Family
from chopin_studio.engine.lstm import Floats
from chopin_studio.engine.sampling import log_probability
from chopin_studio.engine.warm_starts import WarmStarts
from chopin_studio.music.excerpt import Excerpt

_CONTEXT = 200
"""How many notes before the joint are the context of the network."""

_DELTA = ATTRIBUTES.index("delta_onset")
_CHORD_ATTRIBUTES = (ATTRIBUTES.index("pedal"), ATTRIBUTES.index("tempo"))
"""The attributes that the first note of a chord determines for all of them."""


def score_expressive(
    family: Family, bundle: BundleFiles, music: Excerpt, tick: int, ready: WarmStarts
) -> float:
    """Return log p, in nats, of the notes of `music` from `tick` on.

    The p of a note is that of all its attributes, each given those before; pedal and tempo count
    for the first note of a chord. Raises SeedError where there are no notes before `tick`.
    """
    heard = heard_before(family, music, tick, _CONTEXT)
    assert heard.passage is not None  # it begins at `tick`
    origin_tick = tick - heard.passage.start_tick
    following = [note for note in music.notes if note.onset_tick >= tick][:MOST_FOLLOWING]
    placed = [replace(note, onset_tick=note.onset_tick - origin_tick) for note in following]
    whole = replace(heard.excerpt, notes=(*heard.excerpt.notes, *placed))
    rows = read(whole, length_ticks=music.end_tick - origin_tick).rows
    first = len(rows) - len(following)
    network = loaded_network(bundle, ready)
    stepper = network.stepper()
    score, row, position = 0.0, list(START_ROW), START_POSITION
    # What is known after the last note is not needed.
    known = zip(rows.conditions[:-1].tolist(), rows.lookback[:-1].tolist(), strict=True)
    for place, (conditions, lookback) in enumerate(known):
        z = stepper.feed(row, position, conditions, lookback)
        row, where = rows.attributes[place].tolist(), rows.places[place].tolist()
        position = where[0]
        if place >= first:
            score += _log_p_of_note(network, z, row, where)
    return score


def _log_p_of_note(
    network: ExpressiveNetwork, z: Floats, row: Sequence[int], place: Sequence[int]
) -> float:
    """Return log p of a note's attributes, each given those before, from z [256]."""
    score = 0.0
    for attribute, drawn in enumerate(row):
        if row[_DELTA] > 0 or attribute not in _CHORD_ATTRIBUTES:
            score += log_probability(network.logits(attribute, z), drawn)
        if attribute < len(row) - 1:
            z = network.given(attribute, drawn, z)
        if attribute == _DELTA:
            z = network.given_place(place, z)
    return score
