"""The card of the network of the hands: what it is, what it learned from, and how good it is."""

import hashlib
from pathlib import Path

from chopin_studio.music.hands.network import REACH
from chopin_studio.training.hands.hand_pieces import TEST_COMPOSERS

_CARD = """# The network of the hands

Written by `python -m chopin_studio.training.hands.measure`, which overwrites this file. The
network is trained by `python -m chopin_studio.training.hands.train`.

| | |
|---|---|
| file | `{name}`, {size:,} bytes, sha256 `{sha256}` |
| pieces for training | {learned}, less those that tell too few hands |
| pieces measured | {kept} |

It says of each note which hand plays it, where nothing else does: in files with one track, in
recordings, and in takes of the classic models. It sees the keys around each note in the chords
before and after, and the notes up to {reach} places away; known hands tell it where a hand is.
Single lines stay in one hand where nothing speaks clearly for a change, and a chord that one hand
could not hold is divided anew.

## What it was measured on

Pieces that it has not learned from, with all hands hidden: the validation works in every edition,
all of {composers}, and a tenth of the other works. A work is on one side in all its editions.
*Right* is what the tracks of the MIDI files and the staves of the scores say, which is not always
the hand: music that is written across the staves counts as it is written. *Before* is the
assignment by hand-tuned costs that the studio had earlier. *Notes* is the share of all notes,
*pieces, mean* the mean of the pieces' shares.

{tables}

## Limits

- Passages in which the hands cross or share a melody are told by what is usual, not by what is
  easy.
- Of a few notes alone little can be known; a note by itself goes by its pitch.
- It learned from solo piano music of the 18th to the early 20th century.
- Which hand takes which note of chords that lie between both, as in the repeated chords of Chopin's
  Prelude Op. 28 No. 17, or where hands take turns in one place, as in Albéniz's Asturias, the notes
  hardly tell.

## Licence and credits

Learned from music that was sequenced by Bernd Krueger, www.piano-midi.de, licensed CC BY-SA 3.0
Germany, and from editions of Chopin's works and of Polish music encoded by The Fryderyk Chopin
Institute, chopinscores.org and polishscores.org, licensed CC BY 4.0. These weights, made from
them, are licensed CC BY-SA 3.0 Germany.
"""


def card_text(network: Path, learned: int, kept: int, tables: str) -> str:
    """Return the card of a network file as Markdown, with the `tables` of what was measured."""
    data = network.read_bytes()
    *most, last = TEST_COMPOSERS
    return _CARD.format(
        name=network.name,
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        learned=learned,
        kept=kept,
        reach=REACH,
        composers=f"{', '.join(most)} and {last}",
        tables=tables,
    )
