"""Read which hand a track's name means.

A name is split into words: `Piano_right`, `RH1`, `pianoLeft` and `Pno. L.H.` are an instrument,
a hand and perhaps a number. What remains besides is what `Right Here Waiting` is told by: a title
and no hand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from chopin_studio.music.hands.track_words import (
    BASSES,
    HAND_WORDS,
    KEYBOARDS,
    MOST_HAND_WORDS,
    OTHER_PARTS,
    TRACK_WORDS,
    UNSPACED_HANDS,
    Certainty,
    Words,
    folded,
)
from chopin_studio.music.note import Hand

_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿа-я])(?=[A-ZÀ-ÞА-Я])")
_WORD = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_UNSPACED = re.compile("|".join(map(re.escape, UNSPACED_HANDS)))


@dataclass(frozen=True, slots=True)
class TrackName:
    """What a track's name says.

    `hand` is None where no word means a hand, or two mean both; `certainty` says when it holds.
    `words` are all others in order, without numbers, and `numbers` those; `ends_with_hand` is
    whether no word follows the hand, `names_bass` whether the hand is told by a word for bass.
    """

    hand: Hand | None
    certainty: Certainty
    words: Words
    numbers: Words
    ends_with_hand: bool = False
    names_bass: bool = False

    @property
    def title_words(self) -> Words:
        """The words that name neither a hand nor a keyboard, and are no word for a track."""
        return tuple(w for w in self.words if w not in KEYBOARDS and w not in TRACK_WORDS)

    @property
    def names_other_part(self) -> bool:
        """Whether a word names another instrument, a voice, or a part in a band."""
        return any(w.startswith(OTHER_PARTS) for w in self.title_words)

    @property
    def certain_hand(self) -> Hand | None:
        """The hand that is meant whatever the other tracks are called."""
        is_certain = {
            Certainty.ALWAYS: True,
            Certainty.LAST: self.ends_with_hand or not self.title_words,
            Certainty.ALONE: not self.title_words,
            Certainty.PAIRED: False,
        }
        return self.hand if is_certain[self.certainty] else None


def read_name(name: str) -> TrackName:
    """Return what a track's name says."""
    text = _UNSPACED.sub(r" \g<0> ", folded(_INNER_CAPITAL.sub(" ", name)))
    words = tuple(part for word in _WORD.findall(text) for part in _unglued(word))
    parts = list(_parts(words))
    found = [HAND_WORDS[part] for part in parts if part in HAND_WORDS]
    others = [word for part in parts if part not in HAND_WORDS for word in part]
    hands = {hand for hand, _ in found}
    return TrackName(
        hand=hands.pop() if len(hands) == 1 else None,
        certainty=max((certainty for _, certainty in found), default=Certainty.PAIRED),
        words=tuple(others),
        numbers=tuple(_NUMBER.findall(text)),
        ends_with_hand=bool(parts) and parts[-1] in HAND_WORDS,
        names_bass=any(part in BASSES for part in parts),
    )


def hand_named(name: str) -> Hand | None:
    """Return the hand that a track's name alone names, None where it names neither or both."""
    return read_name(name).certain_hand


def _parts(words: Words) -> Iterator[Words]:
    """Divide a name into the longest phrases that mean a hand, and single words."""
    place = 0
    while place < len(words):
        lengths = range(min(MOST_HAND_WORDS, len(words) - place), 0, -1)
        spans = (words[place : place + length] for length in lengths)
        part = next((span for span in spans if span in HAND_WORDS), words[place : place + 1])
        yield part
        place += len(part)


def _unglued(word: str) -> Words:
    """Divide a keyboard from a hand where nothing stands between, as in `pianoright`."""
    for length in range(2, len(word) - 1):
        one, other = word[:length], word[length:]
        if (one in KEYBOARDS and _is_hand(other)) or (_is_hand(one) and other in KEYBOARDS):
            return (one, other)
    return (word,)


def _is_hand(word: str) -> bool:
    return (word,) in HAND_WORDS
