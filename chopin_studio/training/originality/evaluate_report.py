"""Measure originality reports: what they find, their false alarms, and what models quote."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from chopin_studio.engine.bundle import Bundle
from chopin_studio.engine.seeds import LibraryStart, RandomStart, Start
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note, score_order
from chopin_studio.originality.index import CorpusIndex
from chopin_studio.originality.report import Quotation, report_on
from chopin_studio.originality.report import Report as OriginalityReport
from chopin_studio.training.originality.alterations import ALTERATIONS, Alteration
from chopin_studio.training.originality.build_index import CorpusMusic, Report
from chopin_studio.training.originality.takes import TakeCache

PASSAGE_LENGTHS = (8, 16, 32, 64)
"""Lengths in notes of the passages cut out of pieces: from a bar to a few lines."""

_WHOLE_ONE_IN = 4
"""One in so many pieces is searched for as a whole, which takes longest."""

_OCTAVE = 12

_SEEDS_SPREAD = 20
"""So many takes cover the library once; a smaller number is the first ones of these."""

_WALK_BEAT_TICKS = (120, 240, 240, 480)


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of changed music is found, over a number of pieces or passages.

    `found` counts those whose longest quotation is of the right piece in the right key, or octaves
    from it, and `right_bars` those of them whose bars are among those that the music was cut from;
    `quoted` is the share of all notes that are in a quotation of the right piece.
    """

    change: str
    pieces: int
    found: int
    right_bars: int
    quoted: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The reports on a group of excerpts, in order, and what these are called."""

    name: str
    reports: tuple[OriginalityReport, ...]
    titles: tuple[str, ...] = ()

    @property
    def shares(self) -> list[float]:
        """The quoted share of each excerpt."""
        return [report.quoted_share for report in self.reports]


@dataclass(frozen=True, slots=True)
class Measurements:
    """All measurements on the card of an index.

    `whole` has a Recall for each of ALTERATIONS, `passages` the same for each length in notes;
    `innocent` are groups of music that quotes nothing by intent, `models` those of takes.
    """

    whole: tuple[Recall, ...]
    passages: Mapping[int, tuple[Recall, ...]]
    innocent: tuple[Spread, ...]
    models: tuple[Spread, ...]
    take_notes: int


def measure_recall(
    pieces: Sequence[CorpusMusic], index: CorpusIndex, rng: np.random.Generator, report: Report
) -> tuple[tuple[Recall, ...], dict[int, tuple[Recall, ...]]]:
    """Search for pieces changed in every way: a passage of each length of each, and some whole."""
    passages = {}
    for length in PASSAGE_LENGTHS:
        report(f"looking for passages of {length} notes")
        passages[length] = tuple(recall(a, pieces, index, rng, length) for a in ALTERATIONS)
    whole = []
    for alteration in ALTERATIONS:
        report(f"looking for whole pieces: {alteration.name}")
        whole.append(recall(alteration, pieces[::_WHOLE_ONE_IN], index, rng))
    return tuple(whole), passages


def recall(
    change: Alteration,
    pieces: Sequence[CorpusMusic],
    index: CorpusIndex,
    rng: np.random.Generator,
    passage_notes: int | None = None,
) -> Recall:
    """Search for pieces changed in one way: whole, or a passage from a random place of each."""
    tried = found = right_bars = notes = quoted = 0
    for piece in pieces:
        music = piece.music
        if passage_notes is not None:
            music = _passage(music, passage_notes, rng)
        changed = change.applied_to(music, rng)
        if not changed.notes:
            continue
        report = report_on(changed, index)
        is_found = bool(report.quotations) and _is_right(report.quotations[0], piece, change)
        tried += 1
        found += is_found
        right_bars += is_found and _is_of_bars(report.quotations[0], music, piece)
        notes += report.notes
        quoted += sum(q.notes for q in report.quotations if q.title == piece.title)
    return Recall(change.name, tried, found, right_bars, quoted / max(notes, 1))


def _is_right(quotation: Quotation, piece: CorpusMusic, change: Alteration) -> bool:
    moved = quotation.transposition - change.semitones
    return quotation.title == piece.title and moved % _OCTAVE == 0


def _is_of_bars(quotation: Quotation, music: Excerpt, piece: CorpusMusic) -> bool:
    """Return whether the bars found overlap with those that music was cut from."""
    first, last = (
        piece.music.meters.bar_at(n.onset_tick).number for n in (music.notes[0], music.notes[-1])
    )
    own = [piece.source.printed(bar) for bar in (first, last)]
    return quotation.piece_bars[0] <= own[1] and own[0] <= quotation.piece_bars[1]


def spread_of_strangers(
    pieces: Sequence[CorpusMusic], index: CorpusIndex, notes: int, report: Report
) -> Spread:
    """Measure the beginning of each piece against the index without any piece of its composer."""
    report(f"measuring {len(pieces)} pieces as if their composers were not in the index")
    reports = []
    for piece in pieces:
        composer = piece.title.partition(",")[0]
        own = [title for title in index.titles if title.partition(",")[0] == composer]
        beginning = replace(piece.music, notes=piece.music.notes[:notes])
        reports.append(report_on(beginning, index.without(own)))
    titles = tuple(piece.title for piece in pieces)
    return Spread("pieces, without all by their composer", tuple(reports), titles)


def spread_of_music(name: str, music: Mapping[str, Excerpt], index: CorpusIndex) -> Spread:
    """Measure music that the index does not have, by its titles."""
    return Spread(name, tuple(report_on(m, index) for m in music.values()), tuple(music))


def spread_of_walks(
    excerpts: int, notes: int, index: CorpusIndex, rng: np.random.Generator
) -> Spread:
    """Measure random walks for two hands."""
    walks = (random_walk(notes, rng) for _ in range(excerpts))
    return Spread("random walks", tuple(report_on(walk, index) for walk in walks))


def spread_of_model(
    bundle: Bundle, excerpts: int, notes: int, index: CorpusIndex, cache: TakeCache, report: Report
) -> Spread:
    """Measure takes of a model at temperature 1, from library seeds and random starts in turn."""
    settings = measured_takes(bundle, excerpts, notes)
    report(f"{bundle.manifest.id}: {excerpts} takes")
    takes = [cache.take(bundle, own) for own in settings]
    reports = (report_on(take.music, index, plan=take.plan) for take in takes)
    return Spread(bundle.manifest.id, tuple(reports))


def measured_takes(bundle: Bundle, excerpts: int, notes: int) -> list[GenerationSettings]:
    """Return the settings of the takes by which a model's quotations are measured."""
    asked = []
    for number in range(excerpts):
        start: Start = RandomStart()
        if number % 2 == 0:
            place = number * len(bundle.seeds) // _SEEDS_SPREAD % len(bundle.seeds)
            start = LibraryStart(bundle.seeds[place].name)
        asked.append(GenerationSettings(start=start, notes=notes, random_state=number))
    return asked


def random_walk(count: int, rng: np.random.Generator) -> Excerpt:
    """Return `count` notes: each hand steps up or down by up to a fourth, in random rhythm."""
    notes: list[Note] = []
    for hand, middle, share in ((Hand.RIGHT, 72, 2), (Hand.LEFT, 48, 1)):
        pitch, onset = middle, 0
        for _ in range(count * share // 3):
            duration = int(rng.choice(_WALK_BEAT_TICKS))
            notes.append(Note(pitch, 80, onset, duration, hand))
            pitch = int(np.clip(pitch + rng.integers(-5, 6), middle - 14, middle + 14))
            onset += duration
    return Excerpt(tuple(sorted(notes, key=score_order)))


def spread_sample(pieces: Sequence[CorpusMusic], count: int) -> list[CorpusMusic]:
    """Return so many pieces from all places of the list alike; all where there are fewer."""
    places = np.linspace(0, len(pieces) - 1, min(count, len(pieces))).round().astype(int)
    return [pieces[place] for place in dict.fromkeys(places.tolist())]


def _passage(music: Excerpt, notes: int, rng: np.random.Generator) -> Excerpt:
    """Cut `notes` notes out of `music` at a random place; bars keep their numbers."""
    start = int(rng.integers(max(len(music.notes) - notes, 0) + 1))
    return replace(music, notes=music.notes[start : start + notes], pedals=())
