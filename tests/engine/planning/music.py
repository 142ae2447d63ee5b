"""Music made by hand, whose features are known."""

from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Hand, Note, score_order

COMMON = MeterMap()
WALTZ = MeterMap((MeterChange(0, 3, 4),))


def line(pitches, hand=Hand.RIGHT, beats=1.0, velocity=64, begin=0.0):
    """Return notes that follow each other, each of so many quarter notes."""
    length = int(beats * BEAT)
    first = int(begin * BEAT)
    return [Note(p, velocity, first + k * length, length, hand) for k, p in enumerate(pitches)]


def together(*voices):
    """Return several voices as one list in score order."""
    return sorted((note for voice in voices for note in voice), key=score_order)


def hymn(bars=8, velocity=64):
    """Return plain triads of C, F, G and C, a bar each, under a melody of their notes."""
    roots = [(48, 0), (53, 5), (55, 7), (48, 0)] * (bars // 4)
    left = [
        note
        for bar, (bass, root) in enumerate(roots)
        for pitch in (bass, 52 + root, 55 + root)
        for note in line([pitch], Hand.LEFT, 4, velocity, 4 * bar)
    ]
    tops = [pitch + root for _, root in roots for pitch in (72, 76, 72, 79)]
    return together(left, line(tops, velocity=velocity))
