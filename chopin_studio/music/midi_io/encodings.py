"""The encodings in which texts of MIDI files are found, and how likely their letters are."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from chopin_studio.music.midi_io.common_characters import (
    HANGUL,
    HANZI,
    HANZI_TRADITIONAL,
    KANJI,
)

# All costs are in bits: minus the logarithm to base 2 of how often a letter comes.
_LATIN_LETTER, _PLAIN, _RARE_SIGN = 4.5, 5.0, 10.0
_FOREIGN = 16.0
_IMPOSSIBLE = 25.0

_LATIN_1252 = "éèàüöäñçêôîâûëïóíáúÉÜÖÄÀåøæßãõìòùÈÇÅØÓÁÍÚÑÊ"
_LATIN_1250 = "łżźćńśąęóčřšžěůőűýáíéúäöüŁŻŹĆŚČŘŠŽÓÁÉÝŐÚŇňťďâîșțăţş"
_USUAL_SIGNS = " .,'-#:;()&!?\"/+*"
_PUNCTUATION = "“”„‘’–—…°ºª«»©®·¡¿™№"
_RUSSIAN_COMMON = "оеаинтсрвлкмдпуя"
_GREEK_LOW, _GREEK_HIGH = "Ͱ", "Ͽ"


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding with the language that it is used for.

    `cost_of` returns how many bits a letter costs, `cost_of_pair` how many more it costs after
    another; `rarity` is what it costs to use this encoding at all.
    """

    codec: str
    rarity: float
    cost_of: Callable[[str], float]
    cost_of_pair: Callable[[str, str], float]


def _plain_cost(letter: str, latin: float) -> float | None:
    """Return the cost of a letter of ASCII, None for any other."""
    if letter > "\x7f":
        return None
    if letter < " " or letter == "\x7f":
        return _IMPOSSIBLE if letter not in "\0\t\r\n" else _PLAIN
    if letter.isalpha():
        return latin
    return _PLAIN if letter.isdigit() or letter in _USUAL_SIGNS else _RARE_SIGN


def _latin(letters: str) -> Callable[[str], float]:
    usual = frozenset(letters)

    def cost(letter: str) -> float:
        plain = _plain_cost(letter, _LATIN_LETTER)
        if plain is not None:
            return plain
        if letter in usual:
            return 8.0
        if letter in _PUNCTUATION:
            return 9.0
        return 13.0 if letter.isalpha() else 14.0 if letter.isprintable() else _IMPOSSIBLE

    return cost


def _latin_pair(beside: float) -> Callable[[str, str], float]:
    """Return the cost of letters beside each other, `beside` of two that are not ASCII."""

    def cost(a: str, b: str) -> float:
        extra = beside if a > "\x7f" < b and a.isalpha() and b.isalpha() else 0.0
        if a.islower() and b.isupper() and b > "\x7f":
            extra += 8.0
        if a.isalpha() and b.isalpha():
            return extra
        is_inside = (a.isalpha() and b > "\x7f" and b not in "’”…»º™®") or (
            b.islower() and a > "\x7f" and a not in "‘“’«¿¡"
        )
        return extra + 4.0 * is_inside

    return cost


def _cyrillic(letter: str) -> float:
    plain = _plain_cost(letter, 7.0)
    if plain is not None:
        return plain
    if "а" <= letter.lower() <= "я" or letter.lower() in "ёіїєґў":
        usual = 4.5 if letter.lower() in _RUSSIAN_COMMON else 6.5
        return usual + 1.5 * letter.isupper()
    return 9.0 if letter in _PUNCTUATION else _FOREIGN


def _greek(letter: str) -> float:
    plain = _plain_cost(letter, 7.0)
    if plain is not None:
        return plain
    if _GREEK_LOW <= letter <= _GREEK_HIGH and letter.isalpha():
        return 5.5 + 2.0 * letter.isupper()
    return 9.0 if letter in _PUNCTUATION else _FOREIGN


def _alphabet_pair(a: str, b: str) -> float:
    """Return what it costs that a capital follows a small letter, or another alphabet begins."""
    if not (a.isalpha() and b.isalpha()):
        return 0.0
    if a.isupper() and b.isupper() and min(a, b) > "\x7f":
        return -1.2  # whole words are written in capitals
    return 12.0 * (a.islower() and b.isupper()) + 6.0 * ((a > "\x7f") != (b > "\x7f"))


def _japanese(letter: str) -> float:
    plain = _plain_cost(letter, 7.0)
    if plain is not None:
        return plain
    if "぀" <= letter <= "ゟ":
        return 5.5
    if "゠" <= letter <= "ヿ":
        return 6.0
    if "｡" <= letter <= "ﾟ":
        return 8.5
    if letter in KANJI:
        return 9.0
    if "一" <= letter <= "鿿":
        return 12.0 if _row(letter, "euc_jp") <= 47 else 17.0
    return 9.0 if _is_wide_sign(letter) else _FOREIGN


def _japanese_pair(a: str, b: str) -> float:
    """Return what it costs that letters of half width stand beside others."""
    halves = ["｡" <= letter <= "ﾟ" for letter in (a, b)]
    beside_half = 8.0 if halves[0] != halves[1] and a.isalnum() and b.isalnum() else 0.0
    return beside_half + _ideograph_pair(a, b)


def _chinese(common: frozenset[str], codec: str, last_usual_row: int) -> Callable[[str], float]:
    def cost(letter: str) -> float:
        plain = _plain_cost(letter, 7.0)
        if plain is not None:
            return plain
        if letter in common:
            return 8.5
        if "一" <= letter <= "鿿":
            return 11.0 if 16 <= _row(letter, codec) <= last_usual_row else 16.0
        return 9.5 if _is_wide_sign(letter) else _FOREIGN

    return cost


_simplified = _chinese(HANZI, "gb2312", 55)
_traditional = _chinese(HANZI_TRADITIONAL, "big5", 0xC6 - 0xA0)


def _korean(letter: str) -> float:
    plain = _plain_cost(letter, 7.0)
    if plain is not None:
        return plain
    if letter in HANGUL:
        return 7.0
    if "가" <= letter <= "힣":
        return 11.0 if _row(letter, "euc_kr") else _FOREIGN
    return 15.0 if "一" <= letter <= "鿿" else 10.0 if _is_wide_sign(letter) else _FOREIGN


def _any_language(letter: str) -> float:
    """Return the least cost in any language, as UTF-16 may hold them all."""
    return min(cost(letter) for cost in (_japanese, _simplified, _korean, _cyrillic, _greek))


def _row(letter: str, codec: str) -> int:
    """Return the row of a character in a national table of 94 columns, 0 where it has none.

    The first rows have what is frequent; Big5 has no such table and is counted the same way.
    """
    try:
        encoded = letter.encode(codec)
    except UnicodeEncodeError:
        return 0
    return encoded[0] - 0xA0 if len(encoded) == 2 else 0


def _is_wide_sign(letter: str) -> bool:
    return "　" <= letter <= "〟" or (
        "！" <= letter <= "～" and unicodedata.normalize("NFKC", letter).isascii()
    )


def _ideograph_pair(a: str, b: str) -> float:
    """Return what it costs that letters of Latin stand beside others without a space."""
    is_mixed = (a > "\x7f") != (b > "\x7f") and a.isalpha() and b.isalpha()
    return 5.0 if is_mixed and (a if a < b else b).islower() else 0.0


ENCODINGS = (
    Encoding("cp1252", 0.0, _latin(_LATIN_1252), _latin_pair(6.0)),
    Encoding("cp1250", 4.0, _latin(_LATIN_1250), _latin_pair(1.0)),
    Encoding("cp850", 8.0, _latin(_LATIN_1252), _latin_pair(6.0)),
    Encoding("cp1251", 1.0, _cyrillic, _alphabet_pair),
    Encoding("koi8_r", 12.0, _cyrillic, _alphabet_pair),
    Encoding("cp1253", 4.0, _greek, _alphabet_pair),
    Encoding("cp932", 0.0, _japanese, _japanese_pair),
    Encoding("euc_jp", 4.0, _japanese, _japanese_pair),
    Encoding("gb18030", 1.0, _simplified, _ideograph_pair),
    Encoding("big5", 1.0, _traditional, _ideograph_pair),
    Encoding("cp949", 1.5, _korean, _ideograph_pair),
    Encoding("utf-16-le", 8.0, _any_language, _ideograph_pair),
    Encoding("utf-16-be", 8.0, _any_language, _ideograph_pair),
)
"""All that are tried, each with the language that it is for."""
