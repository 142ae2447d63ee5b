"""Music to export: what the classic models make, and what a pianist plays."""

from random import Random

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.music.tempo import TempoMap


def classic_take(chords: int = 60, random_state: int = 3) -> Excerpt:
    """Return a line of eighth-note chords in E-flat major without hands or key signature."""
    random = Random(random_state)
    scale = [pitch for pitch in range(36, 90) if pitch % 12 in Key(-3).pitch_classes]
    place, notes = 18, []
    for onset in range(chords):
        place = max(8, min(len(scale) - 3, place + random.choice((-3, -2, -1, 0, 1, 2, 3))))
        tones = {scale[place - 2 * third] for third in range(random.choice((1, 1, 2, 3, 4)))}
        notes += [Note(pitch, 64, onset * 240, 240) for pitch in sorted(tones)]
    return Excerpt(tuple(notes), tempo_map=TempoMap.constant(120), title="Take 1")


def expressive_take() -> Excerpt:
    """Return six bars with everything: pickup, triplets, two voices, pedal, key and meters."""
    right, left = Hand.RIGHT, Hand.LEFT
    notes = [Note(70, 50, 0, 480, right)]
    for bar in range(3):
        start = 480 + bar * 1440
        notes += [Note(77 + bar, 70 + 15 * bar, start, 1440, right)]
        notes += [Note(65, 60, start + i * 160, 160, right) for i in range(3, 9)]
        notes += [Note(46, 60, start, 480, left), Note(58, 50, start + 480, 700, left)]
    for place in range(12):
        notes.append(Note(52 + place % 4, 100, 4800 + place * 240, 236, left))
    notes.append(Note(76, 110, 4800, 2400, right))
    return Excerpt(
        tuple(sorted(notes, key=score_order)),
        tempo_map=TempoMap.constant(66),
        meters=MeterMap((MeterChange(0, 1, 4), MeterChange(480, 3, 4), MeterChange(4800, 6, 8))),
        keys=(KeyChange(0, Key(-5)), KeyChange(4800, Key(4, "minor"))),
        pedals=(PedalChange(480, 127), PedalChange(1400, 0), PedalChange(1930, 100)),
        title="Nocturne",
    )
