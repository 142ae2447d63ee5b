"""Chord symbols as musicians write them, `F#m7b5`, read and written."""

import re
from dataclasses import dataclass

from chopin_studio.music.harmony.chord import SEMITONES, Chord, Quality
from chopin_studio.music.harmony.suffixes import SUFFIXES, ChordError, read_suffix
from chopin_studio.music.key import Key
from chopin_studio.texts import translatable

_STEPS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_ACCIDENTALS = {"": 0, "#": 1, "b": -1}
_SYMBOL = re.compile(r"([A-G])([#b]?)(.*?)(?:/([A-G])([#b]?))?")
_LINE_OF_FIFTHS = "FCGDAEB"
_SHARPEST, _FLATTEST = 12, -8
"""B♯ and F♭ as they stand on the line of fifths, C being 0: there are no double sharps or flats."""

_DIMINISHED = (Quality.DIMINISHED, Quality.HALF_DIMINISHED, Quality.DIMINISHED_SEVENTH)
_MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ReadChord:
    """A chord as it was read; `exact` is False where the symbol asks for more than it has.

    More is a bass other than the root, a sixth, a tension, a suspension or an added note.
    """

    chord: Chord
    exact: bool = True


def parse_chord(text: str) -> Chord:
    """Return the chord that a symbol stands for; raises as `read_chord` does."""
    return read_chord(text).chord


def read_chord(text: str) -> ReadChord:
    """Return the chord that a symbol stands for, and whether it is all that was asked for.

    Names of notes are English: B is a semitone below C. A bass behind a slash is left out, and so
    is what the studio's nine qualities don't have. Raises ChordError where it is no chord.
    """
    plain = plain_signs(text.strip())
    found = _SYMBOL.fullmatch(plain)
    if found is None:
        raise _no_root(plain)
    letter, sign, suffix, bass, bass_sign = found.groups()
    root = (_STEPS[letter] + _ACCIDENTALS[sign]) % SEMITONES
    read = read_suffix(suffix, shortened(plain))
    in_root_position = bass is None or (_STEPS[bass] + _ACCIDENTALS[bass_sign]) % SEMITONES == root
    return ReadChord(Chord(root, read.quality), read.exact and in_root_position)


def chord_symbol(chord: Chord, key: Key | None = None) -> str:
    """Return the symbol of a chord, its root spelled as the key wants it: `B♭7`, `C♯°7`.

    Without a key, it is spelled as in C major.
    """
    return root_name(chord, key or Key(0)) + SUFFIXES[chord.quality]


def root_name(chord: Chord, key: Key) -> str:
    """Return the name of a chord's root as the key wants it, such as `E♭`.

    Roots are counted in fifths from the tonic: from its minor second (five fifths down) to its
    raised fourth (six up). Diminished chords mostly lead a semitone up, and are spelled higher.
    Others are on F♭, C♭, E♯ and B♯ only where these belong to the key.
    """
    tonic = key.fifths + (3 if key.mode == "minor" else 0)
    lowest = tonic - 5
    if chord.quality in _DIMINISHED:
        lowest = tonic - (3 if key.mode == "minor" else 1)
    fifths = lowest + (chord.root * 7 - lowest) % SEMITONES
    highest, least = _SHARPEST, _FLATTEST
    if chord.quality not in _DIMINISHED and chord.root not in key.pitch_classes:
        highest, least = _SHARPEST - 2, _FLATTEST + 2
    while fifths > highest:
        fifths -= SEMITONES
    while fifths < least:
        fifths += SEMITONES
    accidentals, place = divmod(fifths + 1, 7)
    sign = "♯" * accidentals if accidentals >= 0 else "♭" * -accidentals
    return _LINE_OF_FIFTHS[place] + sign


def plain_signs(text: str) -> str:
    """Return a text with `#` and `b` in place of the musical signs."""
    return text.replace("♯", "#").replace("♭", "b")


def shortened(text: str) -> str:
    """Return a text in a length fit for a message."""
    return text if len(text) <= _MOST_SHOWN else text[: _MOST_SHOWN - 1] + "…"


def _no_root(text: str) -> ChordError:
    """Return the error for a text that begins with no note."""
    if text[:1] in ("H", "h"):
        return ChordError(
            translatable(
                "There is no chord {symbol}. Write B for the German H, and Bb for the German B.",
                symbol=shortened(text),
            )
        )
    if text[:1] in tuple("abcdefg"):
        return ChordError(
            translatable(
                "{symbol} begins with a small letter. Write chords such as C or Cm, "
                "the root with a capital letter.",
                symbol=shortened(text),
            )
        )
    return ChordError(
        translatable(
            "{symbol} is no chord. Write chords such as C, Am or G7, or degrees such as I, vi "
            "or V7.",
            symbol=shortened(text) or "“”",
        )
    )
