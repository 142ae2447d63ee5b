"""The card of an index: what it contains, what reports find by it, and its limits."""

import hashlib
from pathlib import Path

import numpy as np

from chopin_studio.files import write_text
from chopin_studio.originality.event_rows import RUN_LENGTHS, Kind
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.report import LEAST_EVIDENCE, LEAST_SHARES, Verdict
from chopin_studio.training.common.tables import markdown_table
from chopin_studio.training.originality.evaluate_guard import GuardFigures
from chopin_studio.training.originality.evaluate_report import Measurements, Recall, Spread
from chopin_studio.training.originality.guard_card import guarding_sections

CARD_FILE = "card.md"
_CREDIT = (
    "The music was sequenced by Bernd Krueger, www.piano-midi.de, and is licensed CC BY-SA 3.0 "
    "Germany; this index, made from it, carries the same licence."
)
_QUANTILES = (0.5, 0.9, 1.0)
_LOUDEST = 8


def write_card(
    index_file: Path, index: CorpusIndex, found: Measurements, guarding: GuardFigures
) -> Path:
    """Write the card beside the index; return its path."""
    path = index_file.parent / CARD_FILE
    write_text(path, index_card(index_file, index, found, guarding))
    return path


def index_card(
    index_file: Path, index: CorpusIndex, found: Measurements, guarding: GuardFigures
) -> str:
    """Return in Markdown what was measured with the index."""
    lengths = RUN_LENGTHS
    return f"""# The index of originality

Written by `chopin-studio measure-originality`, which overwrites this file. The report that uses \
the index is `chopin-studio originality FILE`.

{_facts(index_file, index)}

## How a quotation is found

Music is read as three kinds of rows: the top voice of each hand and the full texture, both by \
their steps in semitones and the proportions of their times, and the chords of each hand without \
rhythm. The pieces are indexed once more as music21 reads them, which is how the classic models \
learned them. Every run of {lengths[Kind.VOICE]} notes of a voice, {lengths[Kind.TEXTURE]} of the \
texture or {lengths[Kind.CHORDS]} chords is looked up by its hash. Hits that keep in step with one \
piece are strung together over changed notes and ornaments. A string is a quotation when its \
evidence is at least {LEAST_EVIDENCE:g}: every different run in it counts from 1, where no other \
of the {index.counted_pieces} pieces has it, down to 0, where all have it, and half of that where \
it is a mere scale or figure of few notes. The index has no notes: a run is there by 32 bits of \
its hash, the pitch that tells a transposition only behind a mask made of the same run.

## The words

By the share of notes that stand in quotations: {_words()}. The seed of a take does not count.

{_spread_table(found)}

Takes have {found.take_notes} notes or chords and are made at temperature 1, after library seeds \
and from random starts in turn; random walks have as many notes. Each piece is measured against \
the index as if it had not been known, neither for quotations nor for what is common. \
Of the other composers these quote the most: {_loudest(found)}.

## What is found

The {found.whole[0].pieces} indexed pieces, read from their MIDI files and changed. *Found*: the \
longest quotation is of the right piece, in the right key, at bars that have the music looked for. \
*Quoted* is the share of all notes that stand in a quotation; *right* the share in quotations that \
are right in all three.

{_recall_table(found.whole)}

{_passage_tables(found)}

{guarding_sections(guarding)}
## Limits

- Only Chopin's pieces that are indexed are found. Other composers only tell what is common.
- A quotation shorter than about {int(LEAST_EVIDENCE) + RUN_LENGTHS[Kind.VOICE] - 1} notes of a \
melody, or one that every composer could have written, is not told from chance.
- With a different rhythm only the order of chords is compared; a melody alone in a new rhythm, or \
an inner voice, is not found.
- Where hands are not known they are guessed.
- Staying original keeps a take from what the report finds. Music that comes back to a piece again \
and again, but leaves it every few notes, is not found, and not kept from.
- Bars are counted as the studio counts them, from 1 and with an upbeat as a bar of its own where \
the file has it so. Of a passage that a piece repeats, the first place is given.

## Credit

{_CREDIT}
"""


def _facts(index_file: Path, index: CorpusIndex) -> str:
    data = index_file.read_bytes()
    return f"""| | |
|---|---|
| file | `{index_file.name}`, {len(data):,} bytes, sha256 `{hashlib.sha256(data).hexdigest()}` |
| pieces indexed | {len(index.titles)} |
| pieces that tell what is common | {index.counted_pieces} |
| runs | {len(index.hashes):,}, {len(np.unique(index.hashes)):,} of them different |"""


def _words() -> str:
    rising = sorted(LEAST_SHARES.items(), key=lambda item: item[1])
    words = [f"*{verdict}* from {least:.0%}" for verdict, least in rising]
    return f"*{Verdict.ORIGINAL}* below {rising[0][1]:.0%}, " + ", ".join(words)


def _spread_table(found: Measurements) -> str:
    head = ["music", "number", *(f"{verdict}" for verdict in Verdict)]
    titles = [*head, "quoted share: mean", "median", "90 %", "most"]
    spreads = [found.walks, found.others, found.chopin, *found.models]
    return markdown_table(titles, [_spread_row(spread) for spread in spreads])


def _spread_row(spread: Spread) -> list[str]:
    verdicts = [report.verdict for report in spread.reports]
    shares = spread.shares
    return [
        spread.name,
        f"{len(verdicts)}",
        *(f"{verdicts.count(verdict)}" for verdict in Verdict),
        _percent(float(np.mean(shares))),
        *(_percent(float(np.quantile(shares, q))) for q in _QUANTILES),
    ]


def _loudest(found: Measurements) -> str:
    order = np.argsort(found.others.shares)[::-1][:_LOUDEST]
    return "; ".join(
        f"{found.other_titles[k]} {_percent(found.others.shares[k])}"
        f" ({found.others.reports[k].quotations[0].title})"
        for k in order.tolist()
        if found.others.reports[k].quotations
    )


def _passage_tables(found: Measurements) -> str:
    return "\n\n".join(
        f"A passage of {length} notes from a random place of each piece:\n\n{_recall_table(rows)}"
        for length, rows in found.passages.items()
    )


def _recall_table(rows: tuple[Recall, ...]) -> str:
    return markdown_table(
        ["music", "found", "quoted", "of the right piece", "right"],
        [
            [
                row.change,
                f"{row.found} of {row.pieces}",
                _percent(row.quoted),
                _percent(row.right_piece),
                _percent(row.right_bars),
            ]
            for row in rows
        ],
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
