"""Print how many notes get their right hand, on pieces that the network has not learned from.

    python -m chopin_studio.training.hands.measure CORPORA --card resources/hands/card.md

`CORPORA` is a folder of corpora, as `pieces` reads it. The network that ships, or another, is set
beside the assignment by hand-tuned costs that the studio had before, on the same pieces with all
hands hidden: once as they stand, and once with every onset early or late at random.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np

from chopin_studio.errors import StudioError
from chopin_studio.files import write_text
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.hands import assign_hands
from chopin_studio.music.hands.weights import hand_network_file, read_network
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.training.common.tables import markdown_table
from chopin_studio.training.corpora.pieces import Piece, pieces
from chopin_studio.training.hands.by_cost import hands_by_cost
from chopin_studio.training.hands.card import card_text
from chopin_studio.training.hands.examples import UNEVEN_SEC
from chopin_studio.training.hands.hand_pieces import (
    Role,
    composer_of,
    read_music,
    role_of,
    tells_hands,
)

Assign = Callable[[Excerpt], Excerpt]

_FEWEST_OF_COMPOSER = 3
"""Composers of fewer pieces share a line of the table."""


@dataclass(frozen=True, slots=True)
class Measured:
    """How many notes of a piece get their right hand: by costs before, and by the network now."""

    name: str
    composer: str
    notes: int
    before: int
    now: int


def known_music(found: Iterable[Piece]) -> list[tuple[Piece, Excerpt]]:
    """Read those of the pieces that tell hands, only the notes whose hand is known."""
    music = []
    for piece in found:
        whole = read_music(piece)
        is_right = np.array([note.hand is Hand.RIGHT for note in whole.notes])
        is_known = np.array([note.hand is not None for note in whole.notes])
        if tells_hands(is_right, is_known):
            notes = tuple(note for note in whole.notes if note.hand is not None)
            music.append((piece, replace(whole, notes=notes)))
    return music


def measured(
    music: Iterable[tuple[Piece, Excerpt]],
    now: Assign,
    report: Callable[[str], None],
    rng: np.random.Generator | None = None,
) -> list[Measured]:
    """Hide the hands of pieces and assign them in both ways; with an `rng`, at uneven onsets."""
    result = []
    for piece, excerpt in music:
        report(piece.name)
        played = excerpt if rng is None else uneven_excerpt(excerpt, rng)
        counts = [count_right(played, assign) for assign in (hands_by_cost, now)]
        result.append(Measured(piece.name, composer_of(piece), len(played.notes), *counts))
    return result


def count_right(music: Excerpt, assign: Assign) -> int:
    """Return how many notes get their hand back when all are hidden."""
    hidden = _with_notes(music, [replace(note, hand=None) for note in music.notes])
    return (Counter(music.notes) & Counter(assign(hidden).notes)).total()


def uneven_excerpt(music: Excerpt, rng: np.random.Generator) -> Excerpt:
    """Return music in which every note is up to UNEVEN_SEC early or late, as long as before."""
    moves = rng.uniform(-UNEVEN_SEC, UNEVEN_SEC, len(music.notes)).tolist()
    tempo_map = music.tempo_map
    notes = [
        replace(
            note,
            onset_tick=max(
                round(tempo_map.sec_to_tick(tempo_map.tick_to_sec(note.onset_tick) + move)), 0
            ),
        )
        for note, move in zip(music.notes, moves, strict=True)
    ]
    return _with_notes(music, notes)


def _with_notes(music: Excerpt, notes: Iterable[Note]) -> Excerpt:
    return replace(music, notes=tuple(sorted(notes, key=score_order)))


def by_composer_table(found: Sequence[Measured]) -> str:
    """Return the shares of right notes as Markdown, by composer and over all."""
    counts = Counter(each.composer for each in found)
    groups: dict[str, list[Measured]] = {}
    for each in sorted(found, key=lambda each: each.composer):
        is_named = counts[each.composer] >= _FEWEST_OF_COMPOSER
        groups.setdefault(each.composer if is_named else "others", []).append(each)
    rows = [_row(name, groups[name]) for name in sorted(groups, key=lambda n: (n == "others", n))]
    titles = ("music", "pieces", "notes", *_columns("before"), *_columns("now"))
    return markdown_table(titles, [*rows, _row("all", found)])


def worst_table(found: Sequence[Measured], number: int = 10) -> str:
    """Return the pieces with the smallest shares of right notes now, as Markdown."""
    worst = sorted(found, key=lambda each: each.now / each.notes)[:number]
    rows = [
        (
            each.name,
            str(each.notes),
            _share(each.before / each.notes),
            _share(each.now / each.notes),
        )
        for each in worst
    ]
    return markdown_table(("piece", "notes", "before", "now"), rows)


def tables(exact: Sequence[Measured], played: Sequence[Measured]) -> str:
    """Return all tables as Markdown, for the same pieces as they stand and at uneven onsets."""
    return "\n\n".join(
        (
            "### As it stands",
            by_composer_table(exact),
            "The worst pieces now:",
            worst_table(exact),
            f"### With every onset up to {UNEVEN_SEC * 1000:.0f} ms early or late",
            by_composer_table(played),
            "The worst pieces now:",
            worst_table(played),
        )
    )


def _columns(version: str) -> tuple[str, ...]:
    return (f"{version}: notes", "pieces, mean", "worst")


def _row(name: str, group: Sequence[Measured]) -> list[str]:
    notes = [each.notes for each in group]
    cells = [name, str(len(group)), f"{sum(notes):,}"]
    for right in ([each.before for each in group], [each.now for each in group]):
        shares = np.divide(right, notes)
        cells += map(_share, (sum(right) / sum(notes), shares.mean(), shares.min()))
    return cells


def _share(value: float) -> str:
    return f"{100 * value:.1f} %"


def main(words: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--network", type=Path, default=hand_network_file())
    parser.add_argument("--every", type=int, default=1, help="measure every so many pieces")
    parser.add_argument("--card", type=Path, help="write a card with the tables to this file")
    options = parser.parse_args(words)
    try:
        network = read_network(options.network)
        listed = [piece for piece in pieces(options.corpora) if not piece.is_duplicate]
        kept = [piece for piece in listed if role_of(piece) is Role.TEST]
        music = known_music(kept[:: options.every])
        assign = partial(assign_hands, network=network)
        report = partial(print, file=sys.stderr)
        exact = measured(music, assign, report)
        played = measured(music, assign, report, np.random.default_rng(0))
        text = tables(exact, played)
        if options.card:
            learned = sum(role_of(piece) is Role.TRAINING for piece in listed)
            write_text(options.card, card_text(options.network, learned, len(music), text))
    except StudioError as error:
        print(error, file=sys.stderr)
        return 1
    print(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
