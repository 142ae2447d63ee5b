"""Measures of harmony."""

from math import isnan, log

import pytest

from chopin_studio.music.harmony.chord import QUALITIES, Chord, Quality
from chopin_studio.music.harmony.measures import (
    CHANGES,
    QUALITY_CLASSES,
    ChangeModel,
    change_number,
    changes_per_beat,
    share_of_chord_tones,
)
from chopin_studio.music.harmony.progression import parse_progression
from chopin_studio.music.key import Key
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Note

COMMON = MeterChange(0, 4, 4)
C, G7 = Chord(0), Chord(7, Quality.DOMINANT_SEVENTH)


def bars(text: str):
    return parse_progression(text, Key(0), COMMON)


def test_each_quality_is_in_one_class() -> None:
    assert sorted(q for members in QUALITY_CLASSES for q in members) == sorted(QUALITIES)


def test_a_change_is_known_by_its_root_movement_and_its_quality() -> None:
    assert change_number(C, G7) == 7 * 3 + 2
    assert change_number(G7, C) == 5 * 3
    assert change_number(G7, C) == change_number(Chord(2, Quality.DOMINANT_SEVENTH), Chord(7))
    assert {
        change_number(Chord(a), Chord(b, q)) for a in (0, 5) for b in range(12) for q in Quality
    } == set(range(CHANGES))


def test_without_counts_all_changes_are_equally_surprising() -> None:
    assert ChangeModel({}).nats_per_change([bars("C F G7 C")]) == pytest.approx(log(CHANGES))


def test_what_was_counted_surprises_less_and_all_else_more() -> None:
    model = ChangeModel.counted([bars("C F G7 C " * 200)])
    usual, unusual = (model.nats_per_change([bars(text)]) for text in ("C F G7 C", "C F# Eb7 Bm"))
    assert usual < 1.2 < log(CHANGES) < unusual


def test_the_same_changes_are_as_usual_in_another_key() -> None:
    model = ChangeModel.counted([bars("C F G7 C Am Dm G7 C")])
    here = model.nats_per_change([bars("C F G7")])
    assert model.nats_per_change([bars("Eb Ab Bb7")]) == pytest.approx(here)


def test_the_probabilities_after_a_context_sum_to_one() -> None:
    model = ChangeModel.counted([bars("C F G7 C Am Dm G7 C E7 Am")])
    before = [Chord(0), Chord(5)]
    nats = []
    for root in range(12):
        for quality in (Quality.MAJOR, Quality.MINOR, Quality.DOMINANT_SEVENTH):
            last = Chord(root, quality)
            if last == before[-1]:
                last = Chord(root, Quality.AUGMENTED)  # of the same class, and a change
            whole = model.nats_per_change([[(*before, last)]]) * 2
            nats.append(whole - model.nats_per_change([[before]]))
    assert sum(2.718281828459045**-each for each in nats) == pytest.approx(1)


def test_a_beat_without_a_chord_cuts_a_stretch() -> None:
    counts = ChangeModel.counted([bars("C N.C. G7 C")]).counts
    assert counts == {(change_number(G7, C),): 1}


def test_no_changes_have_no_surprise() -> None:
    assert isnan(ChangeModel({}).nats_per_change([bars("C C N.C. G")]))
    assert isnan(changes_per_beat([]))


def test_harmonic_rhythm_is_changes_over_beats() -> None:
    assert changes_per_beat([bars("C | F G7 |")]) == pytest.approx(2 / 7)


def test_notes_fit_the_chord_of_the_beat_in_which_they_begin() -> None:
    chords = bars("C | F |")
    notes = (
        Note(60, 64, 0, BEAT),
        Note(62, 64, BEAT, BEAT),
        Note(65, 64, 4 * BEAT, BEAT),
        Note(67, 64, 5 * BEAT, BEAT),
        Note(69, 64, 7 * BEAT, BEAT),
        Note(60, 64, 9 * BEAT, BEAT),
    )
    assert share_of_chord_tones(notes, MeterMap(), chords) == pytest.approx(3 / 5)
    assert isnan(share_of_chord_tones(notes, MeterMap(), bars("N.C.")))
    assert isnan(share_of_chord_tones((), MeterMap(), chords))
