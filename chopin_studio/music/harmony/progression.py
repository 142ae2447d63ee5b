"""Progressions as one types them, `C Am | F G7 | C`, read and written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from chopin_studio.errors import StudioError
from chopin_studio.music.harmony.chord import Chord
from chopin_studio.music.harmony.roman import is_roman, read_roman, roman
from chopin_studio.music.harmony.suffixes import ChordError
from chopin_studio.music.harmony.symbols import ReadChord, chord_symbol, read_chord
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange
from chopin_studio.texts import Text, translatable

MOST_BARS = 1000
"""The longest progression, its repeats written out."""

ChordBar = tuple[Chord | None, ...]
"""The chords of a bar, one for each felt beat; None for no chord."""

_TOKEN = re.compile(
    r"(?P<turn>:\|{1,2}:)"
    r"|(?P<open>\|{1,2}:|\()"
    r"|(?P<close>:\|{1,2}|\)\s*[x×]\s*(?P<times>\d{1,9}))"
    r"|(?P<bar>[|,\n\r]+)"
    r"|(?P<word>(?:[^\s|,():]|\([^\s|,()]*\))+)"
    r"|(?P<stray>[^\s])"
)
_AGAIN = ("%", "-", "–", "—", "/", ".")
_NO_CHORD = ("N.C.", "NC", "N.C", "n.c.", "nc")
_REST = "N.C."
_HELD = "-"


class ProgressionError(StudioError):
    """A progression cannot be read, for what stands at `start` to `end` of its text."""

    def __init__(self, message: Text, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


@dataclass(frozen=True, slots=True)
class Simplification:
    """What stands at `start` to `end` of a text is planned as something simpler, as it says."""

    message: Text
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int

    def error(self, message: Text) -> ProgressionError:
        return ProgressionError(message, self.start, self.end)


def parse_progression(text: str, key: Key, meter: MeterChange) -> tuple[ChordBar, ...]:
    """Return the chords of each felt beat of each bar that a text tells.

    Chords are symbols or degrees of the key, one a bar. Where bars are divided by `|` or `,`, the
    chords of each share its beats as evenly as whole beats allow, the first ones longer. `%` or
    `-` stands for the bar before, or within a bar for the chord before; `N.C.` for no chord;
    `||: … :||` and `( … )x3` are repeated. Raises ProgressionError for a text that is none.
    """
    bars: list[ChordBar] = []
    for words in _bars(text):
        if len(words) == 1 and words[0].text in _AGAIN:
            bars.append(_bar_before(bars, words[0]))
        else:
            bars.append(_shared(words, key, meter.felt_beats))
    return tuple(bars)


def simplifications(text: str, key: Key) -> tuple[Simplification, ...]:
    """Return what a progression asks for that is planned as something simpler, in words.

    A degree is worded as one, so that it holds in every key. Raises as `parse_progression` does.
    """
    found = []
    for word in sorted({word for bar in _bars(text) for word in bar}, key=lambda word: word.start):
        if word.text in (*_AGAIN, *_NO_CHORD):
            continue
        read = _read(word, key)
        if not read.exact:
            message = translatable(
                "{symbol} is planned as {chord}.",
                symbol=word.text,
                chord=roman(read.chord, key)
                if is_roman(word.text)
                else chord_symbol(read.chord, key),
            )
            found.append(Simplification(message, word.start, word.end))
    return tuple(found)


def progression_text(bars: Sequence[ChordBar], key: Key, degrees: bool = False) -> str:
    """Return a text that `parse_progression` reads as these bars, in symbols or in degrees.

    A bar without beats is written as one of no chord.
    """
    written = [_bar_text(bar, key, degrees) for bar in bars]
    if all(len(words) == 1 for words in written):
        return " ".join(words[0] for words in written)
    text = " | ".join(" ".join(words) for words in written)
    return text if len(bars) > 1 else f"{text} |"


def _bar_text(bar: ChordBar, key: Key, degrees: bool) -> list[str]:
    """Return the words of a bar: as few as tell it."""

    def written(chord: Chord | None) -> str:
        if chord is None:
            return _REST
        return roman(chord, key) if degrees else chord_symbol(chord, key)

    runs = [(written(chord), len(list(run))) for chord, run in groupby(bar)]
    if not runs:
        return [_REST]
    if [length for _, length in runs] == _shares(len(runs), len(bar)):
        return [word for word, _ in runs]
    return [word for first, length in runs for word in (first, *[_HELD] * (length - 1))]


def _bars(text: str) -> list[list[_Word]]:
    """Return the words of each bar, repeats written out."""
    if len(text) > 20 * MOST_BARS:
        raise ProgressionError(
            translatable(
                "This is too long for a progression. Write {most:,} bars at most.", most=MOST_BARS
            ),
            0,
            len(text),
        )
    divided = re.search(r"[|,]", text) is not None
    groups: list[tuple[_Word | None, list[list[_Word]]]] = [(None, [])]
    open_bar: list[_Word] = []

    def end_bar() -> None:
        if open_bar:
            groups[-1][1].append(open_bar.copy())
            open_bar.clear()

    for found in _TOKEN.finditer(text):
        word = _Word(found[0], found.start(), found.end())
        match found.lastgroup:
            case "word":
                open_bar.append(word)
                if not divided:
                    end_bar()
            case "bar":
                end_bar()
            case "open":
                end_bar()
                groups.append((word, []))
            case "close":
                end_bar()
                _repeat(groups, word, int(found["times"] or 2))
            case "turn":
                end_bar()
                _repeat(groups, word, 2)
                groups.append((word, []))
            case _:
                raise word.error(_stray_words(word.text))
        if len(groups[-1][1]) > MOST_BARS:
            raise word.error(_too_long_words())
    end_bar()
    opening, bars = groups[-1]
    if opening is not None:
        raise opening.error(
            translatable("This repeat has no end. Write )x2 where it ends, or remove it.")
            if opening.text == "("
            else translatable("This repeat has no end. Write :|| where it ends, or remove it.")
        )
    return bars


def _repeat(groups: list[tuple[_Word | None, list[list[_Word]]]], close: _Word, times: int) -> None:
    """Write out the innermost open repeat."""
    opening, bars = groups[-1]
    if (opening is not None and opening.text == "(") != (close.text[0] == ")"):
        raise close.error(_stray_words(close.text[0]))
    if times == 0:
        raise close.error(
            translatable("A repeat is played once or more often. Write )x2, or leave it out.")
        )
    if times * len(bars) > MOST_BARS:
        raise close.error(_too_long_words())
    if opening is None:  # as in scores, it goes back to the start
        groups[-1] = (None, bars * times)
        return
    groups.pop()
    groups[-1][1].extend(bars * times)


def _stray_words(sign: str) -> Text:
    return translatable("{sign} stands alone here. Remove it, or write a chord.", sign=sign)


def _too_long_words() -> Text:
    return translatable(
        "There are more than {most:,} bars here. Write fewer, or repeat less often.", most=MOST_BARS
    )


def _bar_before(bars: Sequence[ChordBar], word: _Word) -> ChordBar:
    if not bars:
        raise word.error(
            translatable(
                "{sign} repeats the bar before, and this is the first. Write a chord.",
                sign=word.text,
            )
        )
    return bars[-1]


def _shares(count: int, beats: int) -> list[int]:
    """Return how many of the beats each of so many chords has."""
    each, left = divmod(beats, count)
    return [each + (place < left) for place in range(count)]


def _shared(words: Sequence[_Word], key: Key, beats: int) -> ChordBar:
    """Return the chords of a bar of several words."""
    if len(words) > beats:
        message = translatable(
            "There are {chords} chords in this bar of {beats} beats. Write fewer, or divide it "
            "by |.",
            chords=len(words),
            beats=beats,
        )
        raise ProgressionError(message, words[0].start, words[-1].end)
    shares = _shares(len(words), beats)
    return tuple(
        chord
        for chord, share in zip(_chords(words, key), shares, strict=True)
        for _ in range(share)
    )


def _chords(words: Sequence[_Word], key: Key) -> Iterator[Chord | None]:
    """Yield the chord of each word of a bar."""
    last: Chord | None = None
    for place, word in enumerate(words):
        if word.text in _AGAIN:
            if place == 0:
                raise word.error(
                    translatable(
                        "{sign} holds the chord before, and this bar has none yet. Write a chord.",
                        sign=word.text,
                    )
                )
        else:
            last = None if word.text in _NO_CHORD else _read(word, key).chord
        yield last


def _read(word: _Word, key: Key) -> ReadChord:
    try:
        return read_roman(word.text, key) if is_roman(word.text) else read_chord(word.text)
    except ChordError as error:
        message = error.args[0]
        raise word.error(message) from error
