"""How music is read as lines and chords."""

import numpy as np
import pytest

from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.tempo import TempoMap
from chopin_studio.originality.lines import Kind, rows_of
from chopin_studio.originality.runs import runs_of
from tests.originality.music import excerpt

MS = 960 / 1000
"""Ticks in a millisecond, at the usual 120 beats a minute."""


def highest(music):
    return next(row for row in rows_of(music) if row.side == 1).pitches.tolist()


def chords(music):
    row = next(row for row in rows_of(music) if row.kind is Kind.CHORDS)
    return [sorted(music.notes[place].pitch for place in notes) for notes in row.notes]


def test_a_held_note_hides_what_is_played_below_it():
    notes = [
        Note(76, 80, 0, 960, Hand.RIGHT),
        Note(60, 80, 240, 240, Hand.RIGHT),
        Note(64, 80, 480, 240, Hand.RIGHT),
        Note(74, 80, 930, 480, Hand.RIGHT),
    ]
    assert highest(excerpt(notes)) == [76, 74]


@pytest.mark.parametrize("step_ms", [0, 10, 30])
def test_a_chord_is_one_event_however_it_is_spread(step_ms):
    pitches = (60, 64, 67, 72)
    notes = [
        Note(pitch + 12 * bar, 80, round(960 * bar + k * step_ms * MS), 900)
        for bar in range(2)
        for k, pitch in enumerate(pitches)
    ]
    music = excerpt(notes)
    assert chords(music) == [[60, 64, 67, 72], [72, 76, 79, 84]]
    assert highest(music) == [72, 84]


def test_what_is_played_quickly_one_after_the_other_is_no_chord():
    notes = [Note(60 + 2 * k, 80, round(80 * MS * k), 60) for k in range(5)]
    assert chords(excerpt(notes)) == [[60 + 2 * k] for k in range(5)]


def test_what_is_together_is_told_in_seconds_not_in_beats():
    notes = (Note(60, 80, 0, 400), Note(67, 80, 60, 400))
    assert len(chords(Excerpt(notes, TempoMap.constant(60)))) == 2
    assert len(chords(Excerpt(notes, TempoMap.constant(240)))) == 1


def test_doubled_octaves_do_not_change_a_chord():
    def labels(pitches):
        music = excerpt([Note(pitch, 80, 0, 480) for pitch in pitches])
        return next(row for row in rows_of(music) if row.kind is Kind.CHORDS).labels.tolist()

    assert labels([48, 64, 67, 72]) == labels([60, 64, 67, 72, 84])
    assert labels([48, 64, 67, 72]) != labels([48, 63, 67, 72])


@pytest.mark.parametrize(
    ("pitches", "weight"),
    [
        ([60, 62, 64, 65, 67, 69], 0.3),
        ([60, 64, 67, 72, 67, 64], 0.3),
        ([60, 60, 60, 60, 60, 60], 0.1),
        ([60, 67, 65, 63, 62, 70], 1.0),
    ],
)
def test_scales_arpeggios_and_repeated_notes_tell_little(pitches, weight):
    notes = [Note(pitch, 80, 240 * k, 240, Hand.RIGHT) for k, pitch in enumerate(pitches)]
    row = next(row for row in rows_of(excerpt(notes)) if row.kind is Kind.LINE)
    assert runs_of(row).weights.tolist() == [weight]


def test_runs_that_skip_an_event_are_those_of_the_music_without_it():
    plain = [60, 67, 65, 63, 62, 70]
    with_grace = [60, 67, 65, 66, 63, 62, 70]
    rows = [
        next(
            row
            for row in rows_of(excerpt([Note(p, 80, 240 * k, 240) for k, p in enumerate(pitches)]))
            if row.kind is Kind.LINE
        )
        for pitches in (plain, with_grace)
    ]
    (sought,) = runs_of(rows[0]).hashes
    assert sought not in runs_of(rows[1]).hashes
    found = runs_of(rows[1], skipping=True)
    (place,) = np.flatnonzero(found.hashes == sought)
    assert found.events[place].tolist() == [0, 1, 2, 4, 5, 6]
    assert found.weights[place] < 1
