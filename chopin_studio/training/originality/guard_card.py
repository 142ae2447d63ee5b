"""The sections of an index's card on staying original, and on takes that differ."""

from collections.abc import Sequence

import numpy as np

from chopin_studio.library.distinct_takes import MOST_SIMILARITY, MOST_TRIES
from chopin_studio.training.common.tables import markdown_table
from chopin_studio.training.originality.evaluate_guard import (
    ASKED_ONE_IN,
    FLOOR,
    HALF_EVIDENCE,
    LIKE_SEEDS,
    LIKE_TAKES,
    Alike,
    Forbidden,
    Guarded,
    GuardFigures,
    most_nats_lost,
)


def guarding_sections(found: GuardFigures) -> str:
    """Return two sections in Markdown: on staying original, and on similarity."""
    return f"""## Staying original

A model that is to stay original samples again, without what it sampled, where a stretch would be \
longer than {found.most} notes by its evidence, that of the runs of a voice, of the texture or of \
the chords in it. The same takes with and without that; *half* is the share quoted where \
{HALF_EVIDENCE:g} is evidence enough, which finds what is nearly a quotation, or one with many \
changes.

{_guarded_table(found.models)}

What it costs: the guard is asked about notes of Chopin's own pieces, each against the index \
without that piece. A note that it forbids is one that a model could not have written. \
{_cost(found)}

## Takes that differ

Similarity is the share of the notes of one take that match another, the larger of both ways, \
without the seed. Of takes with {_percent(MOST_SIMILARITY)} or more the later one is generated \
again, up to {MOST_TRIES - 1} times. Between {LIKE_TAKES} takes from each of {LIKE_SEEDS} seeds, \
at temperature 1:

{_alike_table(found.alike)}
"""


def _guarded_table(models: Sequence[Guarded]) -> str:
    head = ["model", "takes", "quoted", "half", "original: quoted", "half", "most", "other takes"]
    return markdown_table(
        head,
        [
            [
                each.model,
                f"{len(each.free.quoted)}",
                _percent(_mean(each.free.quoted)),
                _percent(_mean(each.free.half)),
                _percent(_mean(each.guarded.quoted)),
                _percent(_mean(each.guarded.half)),
                _percent(max(each.guarded.quoted)),
                f"{each.changed}",
            ]
            for each in models
        ],
    )


def _cost(found: GuardFigures) -> str:
    words = [
        f"Of all {len(found.pieces)} pieces, asked about one note in {ASKED_ONE_IN}, "
        f"that is {_counted(found.pieces)}."
    ]
    if found.held_out:
        words.append(
            f"Of the {len(found.held_out)} that the expressive model was not trained on, asked "
            f"about every note, it is {_counted(found.held_out)}, which makes these unlikelier "
            f"by at most {most_nats_lost(found.held_out):.4f} nats a note, if the model heeds its "
            f"guard but for one time in {round(1 / FLOOR):,}; always heeded, a single such note "
            "would make a piece impossible. The classic models were trained on every piece."
        )
    most = max(found.pieces, key=lambda piece: piece.forbidden / piece.notes)
    if most.forbidden:
        words.append(f"Most are of {most.title}: {_counted([most])}.")
    return " ".join(words)


def _counted(pieces: Sequence[Forbidden]) -> str:
    notes = sum(piece.notes for piece in pieces)
    forbidden = sum(piece.forbidden for piece in pieces)
    return f"{forbidden:,} of {notes:,} notes ({forbidden / notes * 100:.2f} %)"


def _alike_table(models: Sequence[Alike]) -> str:
    return markdown_table(
        ["model", "pairs", "similarity: mean", "median", "90 %", "most", "too similar"],
        [
            [
                each.model,
                f"{len(each.pairs)}",
                _percent(_mean(each.pairs)),
                *(_percent(float(np.quantile(each.pairs, q))) for q in (0.5, 0.9, 1.0)),
                f"{each.too_alike}",
            ]
            for each in models
        ],
    )


def _mean(shares: Sequence[float]) -> float:
    return float(np.mean(shares))


def _percent(share: float) -> str:
    return f"{share * 100:.1f} %"
