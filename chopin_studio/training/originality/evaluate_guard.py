"""Measure what staying original does, what it costs, and how similar takes are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log
from pathlib import Path

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.seeds import LibraryStart
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.library.distinct_takes import MOST_SIMILARITY
from chopin_studio.originality.guard import length_after
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.report import LEAST_EVIDENCE, report_on
from chopin_studio.originality.similarity import similarity
from chopin_studio.settings.generation import ORIGINAL_NOTES
from chopin_studio.training.corpora.pieces import Corpus, pieces
from chopin_studio.training.corpora.titles import titles_of
from chopin_studio.training.originality.build_index import CorpusMusic, Report
from chopin_studio.training.originality.evaluate_report import measured_takes
from chopin_studio.training.originality.takes import CachedTake, TakeCache

HALF_EVIDENCE = LEAST_EVIDENCE / 2
"""The evidence of what may be the beginning of a quotation, or one with many changes."""

FLOOR = 1e-3
"""The share of its probability that a forbidden note keeps in the calculation of nats: without it
the cost of a single such note would be infinite."""

ASKED_ONE_IN = 10
"""The guard is asked about one in so many notes of all pieces, since it is slow."""

LIKE_SEEDS, LIKE_TAKES = 4, 4
"""Similarity is measured between so many takes from each of so many seeds."""


@dataclass(frozen=True, slots=True)
class Shares:
    """The share of notes quoted in each of some takes, and the same with half the evidence."""

    quoted: tuple[float, ...]
    half: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Guarded:
    """The same takes of a model without a guard and with it, and how many of them it changed."""

    model: str
    free: Shares
    guarded: Shares
    changed: int


@dataclass(frozen=True, slots=True)
class Forbidden:
    """How many notes of a piece the guard would forbid if the piece were not in the index.

    `notes` is how many it was asked about.
    """

    title: str
    notes: int
    forbidden: int


@dataclass(frozen=True, slots=True)
class Alike:
    """The similarity of takes of a model from one seed: one value for each pair."""

    model: str
    pairs: tuple[float, ...]

    @property
    def too_alike(self) -> int:
        """How many pairs are so similar that one take is generated again."""
        return sum(pair > MOST_SIMILARITY for pair in self.pairs)


@dataclass(frozen=True, slots=True)
class GuardFigures:
    """What the card states about staying original and about takes that differ."""

    most: int
    models: tuple[Guarded, ...]
    pieces: tuple[Forbidden, ...]
    held_out: tuple[Forbidden, ...]
    alike: tuple[Alike, ...]


def held_out_titles(corpus: Path) -> set[str]:
    """Return the titles of the pieces that the expressive family is not trained on."""
    found = pieces(corpus)
    titles = titles_of(found)
    return {titles[piece.name] for piece in found if piece.is_validation}


def measure_guarding(
    bundles: Sequence[Bundle],
    music: Sequence[CorpusMusic],
    held_out: Collection[str],
    index: CorpusIndex,
    cache: TakeCache,
    excerpts: int,
    notes: int,
    report: Report,
) -> GuardFigures:
    """Measure all of it; `held_out` are the titles of pieces that no model was trained on.

    Of the `music` the guard is asked about Chopin's MIDI files, which are played pieces.
    """
    asked = [each for each in music if each.is_chopin and each.corpus is Corpus.PIANO_MIDI]
    models = tuple(
        guarded_takes(bundle, excerpts, notes, index, cache, report) for bundle in bundles
    )
    alike = tuple(alike_takes(bundle, notes, cache, report) for bundle in bundles)
    report(f"asking the guard about {len(asked)} pieces")
    forbidden = tuple(forbidden_notes(piece, index, ASKED_ONE_IN) for piece in asked)
    apart = tuple(forbidden_notes(piece, index) for piece in asked if piece.title in held_out)
    return GuardFigures(ORIGINAL_NOTES, models, forbidden, apart, alike)


def guarded_takes(
    bundle: Bundle, excerpts: int, notes: int, index: CorpusIndex, cache: TakeCache, report: Report
) -> Guarded:
    """Generate the takes by which quotation is measured without and with the guard."""
    report(f"{bundle.manifest.id}: {excerpts} takes that stay original")
    asked = measured_takes(bundle, excerpts, notes)
    free = [cache.take(bundle, settings) for settings in asked]
    kept = [cache.take(bundle, replace(s, stay_original=ORIGINAL_NOTES)) for s in asked]
    changed = sum(a.music.notes != b.music.notes for a, b in zip(free, kept, strict=True))
    return Guarded(bundle.manifest.id, _shares(free, index), _shares(kept, index), changed)


def _shares(takes: Sequence[CachedTake], index: CorpusIndex) -> Shares:
    usual, half = (
        tuple(report_on(take.music, index, least, take.plan).quoted_share for take in takes)
        for least in (LEAST_EVIDENCE, HALF_EVIDENCE)
    )
    return Shares(usual, half)


def forbidden_notes(piece: CorpusMusic, index: CorpusIndex, one_in: int = 1) -> Forbidden:
    """Count the notes of a piece that the guard forbids if it does not know the piece.

    It is asked about one in `one_in` notes.
    """
    unknown = index.without([piece.title])
    notes = piece.music.notes
    asked = range(0, len(notes), one_in)
    forbidden = sum(
        length_after(notes[:place], (notes[place],), unknown) > ORIGINAL_NOTES for place in asked
    )
    return Forbidden(piece.title, len(asked), forbidden)


def most_nats_lost(pieces: Sequence[Forbidden]) -> float:
    """Return the most nats a note by which a guard can make pieces less likely, with FLOOR.

    A model is assumed to ignore its guard one time in 1 / FLOOR, so a forbidden note keeps that
    share of its probability. All other notes become more likely, if anything, since the
    probability of forbidden notes goes to them; that is not counted.
    """
    share = sum(each.forbidden for each in pieces) / sum(each.notes for each in pieces)
    return share * log(1 / FLOOR)


def alike_takes(bundle: Bundle, notes: int, cache: TakeCache, report: Report) -> Alike:
    """Compare takes from one seed with each other, for some seeds of the library."""
    report(f"{bundle.manifest.id}: {LIKE_SEEDS} times {LIKE_TAKES} takes after one seed")
    pairs: list[float] = []
    for place in np.linspace(0, len(bundle.seeds) - 1, LIKE_SEEDS).astype(int).tolist():
        start = LibraryStart(bundle.seeds[place].name)
        takes = [
            cache.take(bundle, GenerationSettings(start, notes=notes, random_state=state)).music
            for state in range(LIKE_TAKES)
        ]
        pairs += [similarity(one, other) for one, other in combinations(takes, 2)]
    return Alike(bundle.manifest.id, tuple(pairs))
