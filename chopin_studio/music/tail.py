"""The end of an excerpt, as music of its own."""

from dataclasses import replace

from chopin_studio.music.control_cuts import controls_from
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.tempo import TempoChange, TempoMap


def tail(excerpt: Excerpt, most_onsets: int) -> Excerpt:
    """Return what begins at the first bar line after which no more than `most_onsets` notes begin.

    Notes that begin together count once. Where the last bar alone has more, it is cut between two
    onsets. Tempo, bars, key and pedal stay as they are there; none of it is a seed.
    """
    onsets = sorted({note.onset_tick for note in excerpt.notes})
    if not onsets:
        return excerpt
    first_tick = onsets[-most_onsets] if len(onsets) >= most_onsets else 0
    bar = excerpt.meters.bar_at(first_tick)
    start_tick = first_tick if bar.start_tick == first_tick else bar.end_tick
    if start_tick > onsets[-1]:
        start_tick = first_tick
    return music_from(excerpt, start_tick)


def music_from(excerpt: Excerpt, start_tick: int) -> Excerpt:
    """Remove what begins before `start_tick`, which becomes tick 0.

    Tempo, bars, key and pedal stay as they are there; none of it is a seed.
    """
    tempo, bar = excerpt.tempo_map, excerpt.meters.bar_at(start_tick)
    key = excerpt.key_at(start_tick)
    # Of the changes before the start only the last one counts, which holds there.
    tempi = [change for change in tempo.changes if change.tick > start_tick]
    meters = [change for change in excerpt.meters.changes if change.tick > start_tick]
    keys = [change for change in excerpt.keys if change.tick > start_tick]
    pedals = [change for change in excerpt.pedals if change.tick > start_tick]
    held = [change for change in excerpt.pedals if change.tick <= start_tick][-1:]
    here = [change for change in tempo.changes if change.tick <= start_tick][-1]
    return Excerpt(
        notes=tuple(
            replace(note, onset_tick=note.onset_tick - start_tick)
            for note in excerpt.notes
            if note.onset_tick >= start_tick
        ),
        tempo_map=TempoMap(
            (
                TempoChange(0, here.microseconds_per_quarter),
                *(replace(change, tick=change.tick - start_tick) for change in tempi),
            )
        ),
        meters=MeterMap(
            (
                MeterChange(0, bar.meter.numerator, bar.meter.denominator),
                *(replace(change, tick=change.tick - start_tick) for change in meters),
            )
        ),
        keys=(
            *([KeyChange(0, key)] if key is not None else []),
            *(replace(change, tick=change.tick - start_tick) for change in keys),
        ),
        pedals=(
            *(PedalChange(0, change.value) for change in held),
            *(replace(change, tick=change.tick - start_tick) for change in pedals),
        ),
        title=excerpt.title,
        controls=controls_from(excerpt.controls, start_tick),
    )
