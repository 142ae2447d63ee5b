"""Notes of editions with their spelling, to learn from."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from chopin_studio.data_files import read_bounded
from chopin_studio.export.notation.spelling_features import Ints, NoteTable
from chopin_studio.music.humdrum_io.kern_reader import read_written
from chopin_studio.music.humdrum_io.reading import MOST_BYTES
from chopin_studio.music.note import TICKS_PER_QUARTER
from chopin_studio.music.written_score.bars import pickup_rest, played_bars
from chopin_studio.music.written_score.grace_notes import place_grace_notes
from chopin_studio.music.written_score.play_order import (
    play_order,
    played_changes,
    played_notes,
)
from chopin_studio.music.written_score.repeats import Repeats
from chopin_studio.music.written_score.ties import join_ties
from chopin_studio.training.corpora.pieces import Corpus, Piece, pieces
from chopin_studio.training.notation.edition import place_of

_CHOPIN = "Chopin"
_FEWEST_NOTES = 20
_MODES = {None: -1, False: 0, True: 1}


@dataclass(frozen=True, slots=True)
class SpellingExample:
    """The notes of one edition and the places of their spellings on the line of fifths [n]."""

    name: str
    notes: NoteTable
    places: Ints


def pieces_to_learn_from(folder: Path) -> Iterator[Piece]:
    """Yield the editions in a folder of corpora of works that have no MIDI file to be measured."""
    found = pieces(folder)
    measured = {
        piece.work
        for piece in found
        if piece.corpus is Corpus.PIANO_MIDI and piece.composer == _CHOPIN
    }
    for piece in found:
        if piece.corpus is Corpus.PIANO_MIDI or piece.is_duplicate or piece.work in measured:
            continue
        if piece.same_work_as is None and (
            piece.corpus is Corpus.FIRST_EDITIONS or piece.composer != _CHOPIN
        ):
            yield piece


def read_example(path: Path) -> SpellingExample | None:
    """Return the edition at `path`, None where it has few notes or no key signature.

    Raises DataError and OSError where it cannot be read.
    """
    written = read_written(read_bounded(path, MOST_BYTES).decode("utf-8", "replace"))
    spans = play_order(written, Repeats.ONCE)
    rest = pickup_rest(played_bars(written, spans))
    joined = join_ties(played_notes(written.notes, spans))
    sounding = place_grace_notes(joined.notes, -rest)
    changes = played_changes(written.signatures, spans)
    if len(sounding) < _FEWEST_NOTES or not changes:
        return None
    rows = [
        (
            round((note.onset + rest) * TICKS_PER_QUARTER),
            note.pitch,
            max(round((note.end - note.onset) * TICKS_PER_QUARTER), 1),
            min(note.staff, 2),
            place_of(note.written[0].note.text),
        )
        for note in sounding
    ]
    onsets, pitches, durations, hands, places = np.array(sorted(rows), np.int64).T
    ticks = [round((change.time + rest) * TICKS_PER_QUARTER) for change in changes[1:]]
    in_force = np.searchsorted(ticks, onsets, side="right")
    signatures = [(one.change.fifths, _MODES[one.change.is_minor]) for one in changes]
    fifths, modes = np.array(signatures, np.int64)[in_force].T
    table = NoteTable(onsets, pitches, durations, hands, fifths, modes)
    return SpellingExample(path.stem, table, places)


def fragment(example: SpellingExample, start: int, notes: int) -> SpellingExample:
    """Return some notes of an example from the one at `start` on."""
    columns = {
        column.name: getattr(example.notes, column.name)[start : start + notes]
        for column in fields(NoteTable)
    }
    places = example.places[start : start + notes]
    return SpellingExample(example.name, NoteTable(**columns), places)
