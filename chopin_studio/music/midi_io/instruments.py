"""The instruments of General MIDI 1 (MIDI Association, RP-003), and those that names tell."""

import re

from chopin_studio.texts import Text, translatable

INSTRUMENTS: tuple[Text, ...] = (
    translatable("Acoustic grand piano"),
    translatable("Bright acoustic piano"),
    translatable("Electric grand piano"),
    translatable("Honky-tonk piano"),
    translatable("Electric piano 1"),
    translatable("Electric piano 2"),
    translatable("Harpsichord"),
    translatable("Clavinet"),
    translatable("Celesta"),
    translatable("Glockenspiel"),
    translatable("Music box"),
    translatable("Vibraphone"),
    translatable("Marimba"),
    translatable("Xylophone"),
    translatable("Tubular bells"),
    translatable("Dulcimer"),
    translatable("Drawbar organ"),
    translatable("Percussive organ"),
    translatable("Rock organ"),
    translatable("Church organ"),
    translatable("Reed organ"),
    translatable("Accordion"),
    translatable("Harmonica"),
    translatable("Bandoneon"),
    translatable("Acoustic guitar (nylon)"),
    translatable("Acoustic guitar (steel)"),
    translatable("Electric guitar (jazz)"),
    translatable("Electric guitar (clean)"),
    translatable("Electric guitar (muted)"),
    translatable("Overdriven guitar"),
    translatable("Distortion guitar"),
    translatable("Guitar harmonics"),
    translatable("Acoustic bass"),
    translatable("Electric bass (finger)"),
    translatable("Electric bass (pick)"),
    translatable("Fretless bass"),
    translatable("Slap bass 1"),
    translatable("Slap bass 2"),
    translatable("Synth bass 1"),
    translatable("Synth bass 2"),
    translatable("Violin"),
    translatable("Viola"),
    translatable("Cello"),
    translatable("Contrabass"),
    translatable("Tremolo strings"),
    translatable("Pizzicato strings"),
    translatable("Orchestral harp"),
    translatable("Timpani"),
    translatable("String ensemble 1"),
    translatable("String ensemble 2"),
    translatable("Synth strings 1"),
    translatable("Synth strings 2"),
    translatable("Choir aahs"),
    translatable("Voice oohs"),
    translatable("Synth voice"),
    translatable("Orchestra hit"),
    translatable("Trumpet"),
    translatable("Trombone"),
    translatable("Tuba"),
    translatable("Muted trumpet"),
    translatable("French horn"),
    translatable("Brass section"),
    translatable("Synth brass 1"),
    translatable("Synth brass 2"),
    translatable("Soprano saxophone"),
    translatable("Alto saxophone"),
    translatable("Tenor saxophone"),
    translatable("Baritone saxophone"),
    translatable("Oboe"),
    translatable("English horn"),
    translatable("Bassoon"),
    translatable("Clarinet"),
    translatable("Piccolo"),
    translatable("Flute"),
    translatable("Recorder"),
    translatable("Pan flute"),
    translatable("Blown bottle"),
    translatable("Shakuhachi"),
    translatable("Whistle"),
    translatable("Ocarina"),
    translatable("Lead 1 (square)"),
    translatable("Lead 2 (sawtooth)"),
    translatable("Lead 3 (calliope)"),
    translatable("Lead 4 (chiff)"),
    translatable("Lead 5 (charang)"),
    translatable("Lead 6 (voice)"),
    translatable("Lead 7 (fifths)"),
    translatable("Lead 8 (bass and lead)"),
    translatable("Pad 1 (new age)"),
    translatable("Pad 2 (warm)"),
    translatable("Pad 3 (polysynth)"),
    translatable("Pad 4 (choir)"),
    translatable("Pad 5 (bowed)"),
    translatable("Pad 6 (metallic)"),
    translatable("Pad 7 (halo)"),
    translatable("Pad 8 (sweep)"),
    translatable("Effect 1 (rain)"),
    translatable("Effect 2 (soundtrack)"),
    translatable("Effect 3 (crystal)"),
    translatable("Effect 4 (atmosphere)"),
    translatable("Effect 5 (brightness)"),
    translatable("Effect 6 (goblins)"),
    translatable("Effect 7 (echoes)"),
    translatable("Effect 8 (sci-fi)"),
    translatable("Sitar"),
    translatable("Banjo"),
    translatable("Shamisen"),
    translatable("Koto"),
    translatable("Kalimba"),
    translatable("Bagpipe"),
    translatable("Fiddle"),
    translatable("Shanai"),
    translatable("Tinkle bell"),
    translatable("Agogo"),
    translatable("Steel drums"),
    translatable("Woodblock"),
    translatable("Taiko drum"),
    translatable("Melodic tom"),
    translatable("Synth drum"),
    translatable("Reverse cymbal"),
    translatable("Guitar fret noise"),
    translatable("Breath noise"),
    translatable("Seashore"),
    translatable("Bird tweet"),
    translatable("Telephone ring"),
    translatable("Helicopter"),
    translatable("Applause"),
    translatable("Gunshot"),
)
"""By program number, from 0."""

PERCUSSION = translatable("Percussion")
_PIANO_PROGRAMS = range(6)
"""Acoustic and electric pianos; harpsichord and clavinet are played with other means."""

_PIANO_WORDS = re.compile(
    r"piano|pno\b|\bpf\b|klavier|clavier|fl[üu]gel|steinway|b[öo]sendorfer|keyboard|"
    r"фортепиано|фоно|рояль|пианино|ピアノ|钢琴|鋼琴|피아노",
    re.IGNORECASE,
)
_PERCUSSION_WORDS = re.compile(
    r"\bdrums?\b|drum ?(?:kit|set)|percussion|schlagzeug|batteri[ae]|bater[íi]a|"
    r"\bperc\b|perkus|ударн|барабан|ドラム|鼓|드럼",
    re.IGNORECASE,
)
_OTHER_WORDS = re.compile(
    r"violin|violon|viola|\bcelli?o?\b|contrabass|double bass|string|streicher|cordes|archi|"
    r"fl[ûu]te|flauto|fl[öo]te|piccolo|oboe|hautbois|clarin|klarinet|bassoon|fagot|basson|horn|"
    r"trumpet|trompet|tromba|trombone|posaune|tuba|brass|sax|guitar|gitarre|guitare|chitarra|"
    r"\bbass(?:o|e)?\b|harp\b|\bharfe\b|organ|orgel|choir|chor\b|chorus|vocal|vox|voice|soprano|"
    r"\balto\b|tenor|baritone|synth|\bpad\b|\blead\b|accordion|harmonica|marimba|xylophon|vibraphon|"
    r"glockenspiel|celesta|timpani|pauken|скрипка|флейта|гитара|バイオリン|フルート|ギター|小提琴|吉他",
    re.IGNORECASE,
)


def is_piano(program: int) -> bool:
    """Return whether a General MIDI program is a piano."""
    return program in _PIANO_PROGRAMS


def names_piano(name: str) -> bool:
    """Return whether a track's name says that a piano plays it."""
    return _PIANO_WORDS.search(name) is not None


def names_percussion(name: str) -> bool:
    """Return whether a track's name says that drums play it."""
    return _PERCUSSION_WORDS.search(name) is not None and not names_piano(name)


def names_other(name: str) -> bool:
    """Return whether a track's name says that an instrument other than a piano plays it."""
    return _OTHER_WORDS.search(name) is not None and not names_piano(name)
