import pytest
from hypothesis import given
from hypothesis import strategies as st

from chopin_studio.engine.classic.bundle_parts import vocabulary_of
from chopin_studio.engine.classic.vocabulary import Vocabulary, VocabularyError

SMALL = Vocabulary.of([[(60,), (48, 64), (64, 48), (64, 48), (60, 64, 67)], [(60,), (72,)]])


def test_ids_rise_with_pitch_and_counts_follow():
    assert SMALL.chords == ((48, 64), (60,), (60, 64, 67), (64, 48), (72,))
    assert SMALL.counts == (1, 2, 1, 2, 1)
    assert [SMALL.id_of(chord) for chord in SMALL.chords] == [0, 1, 2, 3, 4]
    assert SMALL.id_of((61,)) is None


def test_json_round_trip():
    assert Vocabulary.from_json(SMALL.to_json()) == SMALL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "[]",
        "[[[60], 1], [[60], 1]]",
        "[[[61], 1], [[60], 1]]",
        "[[[300], 1]]",
        "[[[],1]]",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(VocabularyError):
        Vocabulary.from_json(text)


def test_the_same_pitches_in_any_order_are_exact_and_the_commonest_order_wins():
    assert SMALL.nearest({48, 64}) == (SMALL.id_of((64, 48)), True)


@pytest.mark.parametrize(
    ("pitches", "expected"),
    [({61}, (60,)), ({60, 64, 68}, (60, 64, 67)), ({47, 65}, (64, 48)), ({100}, (72,))],
)
def test_an_unknown_chord_becomes_the_one_that_sounds_nearest(pitches, expected):
    assert SMALL.nearest(pitches) == (SMALL.id_of(expected), False)


@given(st.sets(st.integers(0, 127), min_size=1, max_size=10))
def test_nearest_is_nearest_by_the_plain_definition(pitches):
    def distance(chord):
        return sum(min(abs(a - b) for b in chord) for a in pitches) + sum(
            min(abs(a - b) for b in pitches) for a in chord
        )

    found, _ = SMALL.nearest(pitches)
    assert distance(SMALL.chords[found]) == min(map(distance, SMALL.chords))


def test_the_shipped_vocabulary_is_the_corpus_as_music21_reads_it(classic_256):
    assert len(vocabulary_of(classic_256)) == 3378
    assert sum(vocabulary_of(classic_256).counts) == 57886
