"""Measure originality reports: what they find, their false alarms, and what models quote."""

from collections.abc import Iterable, Mapping, Sequence
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
from chopin_studio.training.originality.build_index import CorpusMusic, Report
from chopin_studio.training.originality.takes import TakeCache

FOURTH = 5
"""Semitones of a perfect fourth."""

PASSAGE_LENGTHS = (30, 60, 120)
"""Lengths in notes of the passages cut out of pieces: from a line of music to a page."""

_SAME_SHARE = 0.9
"""The share of notes that must be at the place found for it to count as a repeat of the passage."""

_SEEDS_SPREAD = 20
"""So many takes cover the library once; a smaller number is the first ones of these."""

_WALK_BEAT_TICKS = (120, 240, 240, 480)


@dataclass(frozen=True, slots=True)
class Alteration:
    """A change to music in which a listener would recognise the original.

    Pitches are moved by `semitones`, times multiplied by `slowness`, and one note in
    `changed_one_in` gets another pitch; 0 leaves all as they are.
    """

    name: str
    semitones: int = 0
    slowness: int = 1
    changed_one_in: int = 0
    melody_alone: bool = False

    def applied_to(self, music: Excerpt, rng: np.random.Generator) -> Excerpt:
        """Return `music` changed; bars stay where they were, whatever its length now."""
        notes = [note for note in music.notes if not self.melody_alone or note.hand is Hand.RIGHT]
        changed = [
            self._changed(note, self.changed_one_in and place % self.changed_one_in == 0, rng)
            for place, note in enumerate(notes, 1)
        ]
        return replace(
            music, notes=tuple(sorted(changed, key=score_order)), pedals=(), seed_end_tick=0
        )

    def _changed(self, note: Note, is_other: int | bool, rng: np.random.Generator) -> Note:
        other = int(rng.choice([-4, -3, -2, -1, 1, 2, 3, 4])) if is_other else 0
        return replace(
            note,
            pitch=int(np.clip(note.pitch + self.semitones + other, 0, 127)),
            onset_tick=note.onset_tick * self.slowness,
            duration_tick=note.duration_tick * self.slowness,
        )


CHANGES = (
    Alteration("as it stands"),
    Alteration("a fourth higher", semitones=FOURTH),
    Alteration("at half speed", slowness=2),
    Alteration("every tenth note changed", changed_one_in=10),
    Alteration("all three at once", semitones=FOURTH, slowness=2, changed_one_in=10),
    Alteration("right hand alone", melody_alone=True),
)


@dataclass(frozen=True, slots=True)
class Recall:
    """How much of changed music is found, over a number of pieces or passages.

    `found` counts those whose longest quotation is of the right piece, at the right bars and in
    the right key; the shares are of all notes: in any quotation, in one of the right piece, and in
    one that has piece, bars and key right.
    """

    change: str
    pieces: int
    found: int
    quoted: float
    right_piece: float
    right_bars: float


@dataclass(frozen=True, slots=True)
class Spread:
    """The reports on a group of excerpts, in order."""

    name: str
    reports: tuple[OriginalityReport, ...]

    @property
    def shares(self) -> list[float]:
        """The quoted share of each excerpt."""
        return [report.quoted_share for report in self.reports]


@dataclass(frozen=True, slots=True)
class Measurements:
    """All measurements on the card of an index.

    `whole` has a Recall for each of CHANGES, `passages` has the same for each length in notes.
    """

    whole: tuple[Recall, ...]
    passages: Mapping[int, tuple[Recall, ...]]
    chopin: Spread
    others: Spread
    walks: Spread
    models: tuple[Spread, ...]
    other_titles: tuple[str, ...]
    take_notes: int


def measure(
    pieces: Sequence[CorpusMusic],
    index: CorpusIndex,
    models: Iterable[Spread],
    excerpts: int,
    notes: int,
    rng: np.random.Generator,
    report: Report,
) -> Measurements:
    """Measure everything except the models, whose spreads are given, or measured last.

    `excerpts` random walks of `notes` notes are generated.
    """
    chopin = [piece for piece in pieces if piece.indexed]
    others = [piece for piece in pieces if not piece.indexed]
    report("looking for passages")
    passages = {
        length: tuple(recall(change, chopin, index, rng, length) for change in CHANGES)
        for length in PASSAGE_LENGTHS
    }
    whole = []
    for change in CHANGES:
        report(f"looking for the pieces {change.name}")
        whole.append(recall(change, chopin, index, rng))
    return Measurements(
        tuple(whole),
        passages,
        spread_of_corpus("Chopin, each piece against the others", chopin, index, report),
        spread_of_corpus("other composers", others, index, report),
        spread_of_walks(excerpts, notes, index, rng),
        tuple(models),
        tuple(piece.title for piece in others),
        notes,
    )


def recall(
    change: Alteration,
    pieces: Sequence[CorpusMusic],
    index: CorpusIndex,
    rng: np.random.Generator,
    passage_notes: int | None = None,
) -> Recall:
    """Search for pieces changed in one way: whole, or a passage from a random place of each."""
    found = 0
    counts = np.zeros(4)
    for piece in pieces:
        music = piece.music
        if passage_notes is not None:
            music = _passage(music, passage_notes, rng)
        report = report_on(change.applied_to(music, rng), index)
        of_piece = [q for q in report.quotations if q.title == piece.title]
        right = [q for q in of_piece if _is_right(q, music, piece.music, change)]
        found += bool(report.quotations) and report.quotations[0] in right
        counts += (report.notes, report.quoted_notes, _notes(of_piece), _notes(right))
    return Recall(change.name, len(pieces), found, *(float(n) for n in counts[1:] / counts[0]))


def _is_right(quotation: Quotation, music: Excerpt, piece: Excerpt, change: Alteration) -> bool:
    """Return whether the piece has, at the bars that were found, the music that was searched for.

    Those are its own bars, or others that repeat them, possibly in another key.
    """
    first, last = quotation.start_tick // change.slowness, quotation.last_tick // change.slowness
    bar = piece.meters.bar_at(first)
    shift = _bar_start(piece, quotation.piece_bars[0], bar.number) - bar.start_tick
    width = piece.meters.bar_at(last).number - bar.number
    there = {(note.onset_tick, note.pitch) for note in piece.notes}
    moved = change.semitones - quotation.transposition
    sought = [note for note in music.notes if first <= note.onset_tick <= last]
    same = sum((note.onset_tick + shift, note.pitch + moved) in there for note in sought)
    return (
        same >= _SAME_SHARE * len(sought)
        and quotation.piece_bars[1] - quotation.piece_bars[0] == width
    )


def _bar_start(piece: Excerpt, number: int, near: int) -> int:
    """Return the tick at which the bar of this number begins; `near` is a bar there is."""
    bars = piece.meters.bars(0, piece.end_tick + 1)
    return next((bar.start_tick for bar in bars if bar.number == number), near)


def _notes(quotations: Iterable[Quotation]) -> int:
    return sum(quotation.notes for quotation in quotations)


def spread_of_corpus(
    name: str, pieces: Sequence[CorpusMusic], index: CorpusIndex, report: Report
) -> Spread:
    """Measure each piece against the index without it: what it quotes by chance or convention."""
    report(f"measuring {len(pieces)} pieces: {name}")
    reports = (
        report_on(piece.music, index.without(piece.music, piece.title if piece.indexed else None))
        for piece in pieces
    )
    return Spread(name, tuple(reports))


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
    reports = (report_on(cache.take(bundle, own), index) for own in settings)
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


def _passage(music: Excerpt, notes: int, rng: np.random.Generator) -> Excerpt:
    """Cut `notes` notes out of `music` at a random place; bars keep their numbers."""
    start = int(rng.integers(max(len(music.notes) - notes, 0) + 1))
    return replace(music, notes=music.notes[start : start + notes], pedals=())
