"""Pieces with plans, for tests of the plan lane."""

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Note, score_order
from chopin_studio.music.plan.expansion import bars_of
from chopin_studio.music.plan.form_text import parse_form
from chopin_studio.music.plan.plan import Plan

BAR = 4 * 480
TUNES = {
    "A": ((0, 60), (480, 64), (960, 67), (1440, 72)),
    "B": ((0, 77), (0, 71), (720, 74), (1200, 65)),
    "C": ((0, 69), (960, 76), (1680, 72)),
}
"""Onsets and pitches of a bar of each section, on C, G7 and Am."""

BASSES = {"A": (48, 4), "B": (43, 1), "C": (45, 2)}
"""The bass of each section, and how often it is struck in a bar."""


def song(form: str = "A A B A", bars: int = 4) -> Excerpt:
    """Return music of sections of some bars, each on a chord of its own."""
    notes: list[Note] = []
    pedals: list[PedalChange] = []
    for place, letter in enumerate(form.split()):
        for bar in range(bars):
            start = (place * bars + bar) * BAR
            pedals += [PedalChange(start, 127), PedalChange(start + BAR - 60, 0)]
            for later, pitch in TUNES[letter]:
                notes.append(Note(pitch, 64 + bar, start + later, 240))
            bass, times = BASSES[letter]
            length = BAR // times
            notes += [Note(bass, 50, start + n * length, length) for n in range(times)]
    ordered = tuple(sorted(notes, key=score_order))
    return Excerpt(ordered, keys=(KeyChange(0, Key(0)),), pedals=tuple(pedals), title="Song")


def song_plan(form: str = "A A B A", bars: int = 4) -> Plan:
    """Return the plan of such music, without chords."""
    return bars_of(parse_form(form, bars))
