"""Music with a passage removed, which other music will fill."""

from dataclasses import replace

from chopin_studio.music.control_cuts import controls_without
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.meter import MeterMap
from chopin_studio.music.tempo import TempoMap


def kept_until(excerpt: Excerpt, tick: int) -> Excerpt:
    """Return what begins before `tick`, unchanged, so that other music can follow from there.

    Notes and pedal may last beyond it. Bars and key continue as they are at `tick`, tempo as it is
    just before. The seed stays the seed: what a model generated after it was chosen by nobody.
    """
    tempi = [change for change in excerpt.tempo_map.changes if change.tick < max(tick, 1)]
    meters = [change for change in excerpt.meters.changes if change.tick <= tick]
    return replace(
        excerpt,
        notes=tuple(note for note in excerpt.notes if note.onset_tick < tick),
        tempo_map=TempoMap(tuple(tempi)),
        meters=MeterMap(tuple(meters)),
        keys=tuple(change for change in excerpt.keys if change.tick <= tick),
        pedals=tuple(change for change in excerpt.pedals if change.tick < tick),
        controls=tuple(change for change in excerpt.controls if change.tick < tick),
        seed_end_tick=min(excerpt.seed_end_tick, tick),
    )


def without(excerpt: Excerpt, start_tick: int, end_tick: int) -> Excerpt:
    """Remove what begins in `[start_tick, end_tick)`; bars, key and tempo stay.

    From `end_tick` on the pedals are as they were there.
    """
    pedals = [change for change in excerpt.pedals if change.tick < start_tick]
    inside = [change for change in excerpt.pedals if start_tick <= change.tick < end_tick]
    after = [change for change in excerpt.pedals if change.tick >= end_tick]
    if inside:
        pedals.append(PedalChange(end_tick, inside[-1].value))
    return replace(
        excerpt,
        notes=tuple(n for n in excerpt.notes if not start_tick <= n.onset_tick < end_tick),
        pedals=(*pedals, *after),
        controls=controls_without(excerpt.controls, start_tick, end_tick),
        seed_end_tick=min(excerpt.seed_end_tick, start_tick),
    )
