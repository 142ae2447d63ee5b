"""The card of an index: what it contains, what reports find by it, and its limits."""

import hashlib
from pathlib import Path

import numpy as np

from chopin_studio.files import write_text
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.lines import TOGETHER_SEC, Kind
from chopin_studio.originality.passages import SEVERAL_SIDES
from chopin_studio.originality.report import LEAST_EVIDENCE, LEAST_SHARES, Verdict
from chopin_studio.originality.runs import MOST_SKIPPED, RUN_LENGTHS
from chopin_studio.training.common.tables import markdown_table
from chopin_studio.training.originality.evaluate_guard import GuardFigures
from chopin_studio.training.originality.evaluate_report import Measurements, Recall, Spread
from chopin_studio.training.originality.guard_card import guarding_sections

CARD_FILE = "card.md"
CREDITS = """- Piano pieces by 25 composers, sequenced by Bernd Krueger, www.piano-midi.de, \
CC BY-SA 3.0 Germany.
- First editions of Fryderyk Chopin's music, The Fryderyk Chopin Institute, chopinscores.org, \
CC BY 4.0.
- Polish Music Heritage in Open Access, The Fryderyk Chopin Institute, polishscores.org, CC BY 4.0.

This index, made from them, is licensed CC BY-SA 3.0 Germany."""
_QUANTILES = (0.5, 0.9, 1.0)
_LOUDEST = 8


def write_card(
    index_file: Path, index: CorpusIndex, found: Measurements, guarding: GuardFigures | None
) -> Path:
    """Write the card beside the index; return its path."""
    path = index_file.parent / CARD_FILE
    write_text(path, index_card(index_file, index, found, guarding))
    return path


def index_card(
    index_file: Path, index: CorpusIndex, found: Measurements, guarding: GuardFigures | None
) -> str:
    """Return in Markdown what was measured with the index."""
    return f"""# The index of originality

Written by `chopin-studio measure-originality`, which overwrites this file. The report that uses \
the index is `chopin-studio originality FILE`.

{_facts(index_file, index)}

## How a quotation is found

{_method(index)}

## What is found

{_recall_words(found)}

{_recall_table(found)}

Of the passages that are found, the bars are among those that the music was cut from in so many; \
most of the others are in bars that repeat them:

{_bars_table(found)}

## What is found that is no quotation

{_spread_table((*found.innocent, *found.models))}

The words go by the share of notes that stand in quotations: {_words()}. The seed of a take does \
not count. Takes have {found.take_notes} notes or chords and are made at temperature 1, after \
library seeds and from random starts in turn; random walks have as many notes. A piece is measured \
against the index without any piece by its composer, so what it quotes there is a common figure, \
the same work under another name, or a true quotation. {_loudest(found.innocent)}

{guarding_sections(guarding) if guarding is not None else ""}
## Limits

- A quotation shorter than about {int(LEAST_EVIDENCE) + RUN_LENGTHS[Kind.LINE] - 1} notes of a \
melody is not told from chance, and neither is one that every composer could have written.
- An inner voice alone is not found, nor a melody in inversion or with other steps, such as in \
minor for major.
- Where hands are not known they are guessed.
- Staying original keeps a take from what the report finds. Music that comes back to a piece again \
and again, but leaves it every few notes, is not found, and not kept from.
- Bars are those of the printed score, where a pickup is bar 0. Of a MIDI file whose repeats are \
written out they are counted as they are played. Of a passage that a piece repeats, the first \
place is given.

## Credit

{CREDITS}
"""


def _facts(index_file: Path, index: CorpusIndex) -> str:
    data = index_file.read_bytes()
    return f"""| | |
|---|---|
| file | `{index_file.name}`, {len(data):,} bytes, sha256 `{hashlib.sha256(data).hexdigest()}` |
| pieces | {len(index.titles):,} |
| runs | {len(index.entries):,} |"""


def _method(index: CorpusIndex) -> str:
    lengths, skipped = RUN_LENGTHS, MOST_SKIPPED[Kind.LINE]
    return f"""Time is not compared, only the order of events. The highest line of the right hand \
and the lowest of the left one are read as steps in semitones, and what is struck together (within \
{TOGETHER_SEC * 1000:.0f} ms of the note before) as a chord. Chopin's pieces are indexed once more \
as music21 reads them, which is how the classic models learned them. Every run of \
{lengths[Kind.LINE]} notes of a line, up to {skipped} others between them skipped, and of \
{lengths[Kind.CHORDS]} chords is looked up by its hash. Hits that keep in step with one piece are \
chained over changed notes and ornaments, and what melody, bass and chords find at one place is \
added up. That is a quotation when its evidence is at least {LEAST_EVIDENCE:g}: every different \
run in it counts from 1, where no other of the {len(index.titles):,} pieces has it, down to 0, \
where all have it, and less where it is a mere scale or figure of few notes; where two of melody, \
bass and chords match, it counts {SEVERAL_SIDES:g} times. The index has no notes: a run is there \
by 24 bits of its hash, the pitch that tells a transposition only behind a mask made of the run."""


def _words() -> str:
    rising = sorted(LEAST_SHARES.items(), key=lambda item: item[1])
    words = [f"*{verdict}* from {least:.0%}" for verdict, least in rising]
    return f"*{Verdict.ORIGINAL}* below {rising[0][1]:.0%}, " + ", ".join(words)


def _recall_words(found: Measurements) -> str:
    tried = next(iter(found.passages.values()))[0].pieces
    return f"""{tried} of the indexed pieces, by all composers alike, changed \
mechanically (`training/originality/alterations.py`), with hands forgotten. *Found*: the longest \
quotation is of the right piece, in the right key or octaves from it. *Quoted* is the share of all \
notes that stand in a quotation of it."""


def _recall_table(found: Measurements) -> str:
    lengths = [f"{n} notes" for n in found.passages]
    head = ["music", *lengths, f"whole ({found.whole[0].pieces} pieces)", "quoted of the whole"]
    rows = []
    for place, whole in enumerate(found.whole):
        cells = [_share(columns[place]) for columns in found.passages.values()]
        rows.append([whole.change, *cells, _share(whole), _percent(whole.quoted)])
    return markdown_table(head, rows)


def _share(recall: Recall) -> str:
    return _percent(recall.found / recall.pieces) if recall.pieces else "–"


def _bars_table(found: Measurements) -> str:
    rows = []
    for length, columns in found.passages.items():
        hits, right = sum(r.found for r in columns), sum(r.right_bars for r in columns)
        rows.append([f"{length}", f"{hits:,}", _percent(right / hits) if hits else "–"])
    return markdown_table(["notes", "found", "at the same bars"], rows)


def _spread_table(spreads: tuple[Spread, ...]) -> str:
    head = ["music", "number", "with a quotation", *(f"{verdict}" for verdict in Verdict)]
    titles = [*head, "quoted share: mean", "median", "90 %", "most"]
    return markdown_table(titles, [_spread_row(spread) for spread in spreads if spread.reports])


def _spread_row(spread: Spread) -> list[str]:
    verdicts = [report.verdict for report in spread.reports]
    shares = spread.shares
    return [
        spread.name,
        f"{len(verdicts)}",
        f"{sum(bool(report.quotations) for report in spread.reports)}",
        *(f"{verdicts.count(verdict)}" for verdict in Verdict),
        _percent(float(np.mean(shares))),
        *(_percent(float(np.quantile(shares, q))) for q in _QUANTILES),
    ]


def _loudest(spreads: tuple[Spread, ...]) -> str:
    loud = [
        (share, title, report.quotations[0].title)
        for spread in spreads
        for share, title, report in zip(spread.shares, spread.titles, spread.reports, strict=False)
        if report.quotations
    ]
    if not loud:
        return ""
    named = [f"{title} {_percent(share)} ({of})" for share, title, of in sorted(loud)[::-1]]
    return f"These quote the most: {'; '.join(named[:_LOUDEST])}."


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
