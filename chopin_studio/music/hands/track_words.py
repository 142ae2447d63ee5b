"""The words of tracks' names: hands in many languages, keyboards, and what is neither."""

import unicodedata
from collections.abc import Iterable, Mapping
from enum import IntEnum

from chopin_studio.music.note import Hand


class Certainty(IntEnum):
    """How surely words mean a hand.

    `PAIRED` ones do where another track's name means the other hand, `ALONE` ones beside nothing
    but a keyboard and a number, `LAST` ones also at the end of a name, `ALWAYS` ones anywhere.
    """

    PAIRED = 1
    ALONE = 2
    LAST = 3
    ALWAYS = 4


Words = tuple[str, ...]
HandWords = Mapping[Words, tuple[Hand, Certainty]]

_HAND_WORDS = (
    (Hand.RIGHT, Certainty.ALWAYS, "r h, rh, r hd, rhand, r hand"),
    (Hand.LEFT, Certainty.ALWAYS, "l h, lh, l hd, lhand, l hand"),
    (
        Hand.RIGHT,
        Certainty.LAST,
        "right hand, righthand, hand right, rechte hand, rechter hand, rechterhand, hand rechts, "
        "main droite, mano destra, mano derecha, mão direita, prawa ręka, prawą ręką, pr ręka, "
        "правая рука, правой рукой, пр рука, п рука, pravá ruka, pravou rukou, права рука, "
        "höger hand, högerhand, højre hånd, høyre hånd, oikea käsi, jobb kéz, sağ el, "
        "mâna dreaptă, δεξί χέρι, 右手, みぎて, 오른손",
    ),
    (
        Hand.LEFT,
        Certainty.LAST,
        "left hand, lefthand, hand left, linke hand, linker hand, linkerhand, hand links, "
        "main gauche, mano sinistra, mano izquierda, mão esquerda, lewa ręka, lewą ręką, l ręka, "
        "левая рука, левой рукой, лев рука, л рука, levá ruka, levou rukou, ліва рука, "
        "vänster hand, vänsterhand, venstre hånd, vasen käsi, bal kéz, sol el, mâna stângă, "
        "αριστερό χέρι, 左手, ひだりて, 왼손",
    ),
    (
        Hand.RIGHT,
        Certainty.ALONE,
        "right, rechts, rechte, droite, destra, derecha, direita, prawa, правая, права",
    ),
    (
        Hand.LEFT,
        Certainty.ALONE,
        "left, links, linke, gauche, sinistra, izquierda, esquerda, lewa, левая, ліва",
    ),
    (
        Hand.RIGHT,
        Certainty.PAIRED,
        "r, upper, up, top, high, treble, treble clef, g clef, oben, obere, oberes, diskant, "
        "violinschlüssel, haut, aigu, clé de sol, dessus, superior, superiore, agudo, "
        "clave de sol, górna, górny, wiolinowy, верхний, верх, скрипичный, dx, m d, md, "
        "p r, pr, п р, пр, right staff, 右, 上, 高音",
    ),
    (
        Hand.LEFT,
        Certainty.PAIRED,
        "l, lower, low, down, bottom, bass, bass clef, f clef, unten, untere, unteres, "
        "bassschlüssel, bas, basse, clé de fa, inferior, inferiore, bajo, baixo, basso, "
        "clave de fa, dolna, dolny, basowy, нижний, низ, басовый, бас, sx, m g, mg, m s, ms, m i, "
        "mi, m e, me, l r, lr, л р, лр, left staff, 左, 下, 低音",
    ),
)

_KEYBOARDS = """
    piano pianos pno pf pft pianoforte fortepiano klavier klav flügel grand acoustic upright
    keyboard keyboards keys kbd clavier steinway electric epiano rhodes harpsichord cembalo
    clavecin clavicembalo clavichord celesta celeste tastiera teclado clave fortepian pianino
    klawesyn klavír zongora фортепиано пианино рояль клавесин ф но ピアノ 鋼琴 钢琴 피아노
    concert bright stereo solo harp
"""

_TRACK_WORDS = """
    staff stave staves system track trk part voice voices inst instrument midi channel chan ch
    spur stimme zeile piste voix portée partie pista voce voz parte ścieżka głos дорожка партия
    голос トラック パート untitled unnamed new default take rec recorded recording clef score no nr
    hand main mano mão ręka рука i ii iii iv
"""
"""What programs call tracks, and Roman numerals from two: they tell no two tracks apart."""

_OTHER_PARTS = """
    flut flöt flaut piccolo viol vln vla vlc cell kontrab contrab double guit gitar gtr drum
    batter perc schlag trump tromp trump tromb posaun horn corn oboe hautb klarin clar fagot
    bassoon tuba sax string streich cord strumm choir chor chœur coro vocal vox sing gesang canto
    chant melod lead pad synth brass orch harmonica accordion akkord ukul banjo mandol marimb
    xylo vibra glock bell timp pauk cymbal snare kick hihat click metron lyric chord accomp
    begleit rhythm organ orgel orgue organo órgão pedal manual swell great primo secondo prima
    seconda both beide deux ambas entrambe obie обе 両手 双手 tenor bariton mezzo sopran alto
    soloist solist fx effect
"""
"""How the names of other parts begin: instruments, voices, manuals of an organ, and both hands."""

_LETTERS = str.maketrans({"ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i"})


def folded(text: str) -> str:
    """Return `text` in small letters without accents, so that spellings can be compared."""
    spread = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(c for c in spread if not unicodedata.combining(c))


def _word_set(text: str) -> frozenset[str]:
    return frozenset(folded(text).split())


def _hand_words(
    table: Iterable[tuple[Hand, Certainty, str]],
) -> dict[Words, tuple[Hand, Certainty]]:
    return {
        tuple(folded(phrase).split()): (hand, certainty)
        for hand, certainty, phrases in table
        for phrase in phrases.split(",")
    }


HAND_WORDS: HandWords = _hand_words(_HAND_WORDS)
BASSES = frozenset(
    (folded(word),) for word in ("bass", "bas", "basse", "bajo", "baixo", "basso", "бас")
)
"""Words for the left hand's staff that are also an instrument's."""

MOST_HAND_WORDS = max(map(len, HAND_WORDS))
KEYBOARDS = _word_set(_KEYBOARDS)
TRACK_WORDS = _word_set(_TRACK_WORDS)
OTHER_PARTS = tuple(_word_set(_OTHER_PARTS))
_FIRST_UNSPACED = 0x2E80
"""Where Unicode's East Asian scripts begin, which put no spaces between words."""

UNSPACED_HANDS = sorted(
    {word for words in HAND_WORDS for word in words if ord(word[0]) >= _FIRST_UNSPACED},
    key=len,
    reverse=True,
)
"""Hands' words in such scripts, the longest first."""
