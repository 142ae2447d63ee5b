import pytest

from chopin_studio.engine.classic.codec import SeedError, decode, encode, opening_excerpt
from chopin_studio.engine.classic.vocabulary import Vocabulary
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.note import Hand, Note, score_order

VOCABULARY = Vocabulary.of([[(60,), (64, 67), (72,), (48, 55)]])


def excerpt(*notes):
    return Excerpt(tuple(sorted((Note(*note) for note in notes), key=score_order)))


def test_each_hand_s_notes_at_one_onset_are_one_token_right_hand_first():
    music = excerpt(
        (64, 80, 0, 480, Hand.RIGHT),
        (67, 80, 0, 480, Hand.RIGHT),
        (48, 80, 0, 480, Hand.LEFT),
        (55, 80, 0, 480, Hand.LEFT),
        (72, 80, 480, 480, Hand.RIGHT),
    )
    encoding = encode(music, VOCABULARY, 100)
    chords = [VOCABULARY.chords[token] for token in encoding.tokens]
    assert chords == [(64, 67), (48, 55), (72,)]
    assert encoding.replaced == 0


def test_onsets_a_few_ticks_apart_are_one_chord():
    assert len(encode(excerpt((64, 80, 3, 480), (67, 80, 0, 480)), VOCABULARY, 100).tokens) == 1


def test_unknown_chords_are_replaced_and_counted_in_words():
    encoding = encode(excerpt((61, 80, 0, 480), (60, 80, 480, 480)), VOCABULARY, 100)
    assert [VOCABULARY.chords[token] for token in encoding.tokens] == [(60,), (60,)]
    assert encoding.replaced == 1
    assert "1 chord is not in the model's vocabulary" in encoding.notices[-1]


def test_a_long_piece_gives_its_opening_and_says_so():
    music = excerpt(*((60 + 12 * (k % 2), 80, 480 * k, 480) for k in range(30)))
    encoding = encode(music, VOCABULARY, 10)
    assert len(encoding.tokens) == 10
    assert any("30 notes and chords" in notice for notice in encoding.notices)


def test_no_notes_is_an_error_in_words():
    with pytest.raises(SeedError, match="no notes"):
        encode(Excerpt(), VOCABULARY, 100)


def test_a_token_lasts_half_a_beat_bottom_up_without_doubles():
    notes = decode((67, 60, 67), 3)
    assert [(n.pitch, n.onset_tick, n.duration_tick) for n in notes] == [
        (60, 720, 240),
        (67, 720, 240),
    ]


def test_the_opening_ends_where_the_seed_ends_in_the_tempo_asked_for():
    opening = opening_excerpt((0, 1, 2), VOCABULARY, 90.0, "After something", Key(-5))
    assert opening.seed_end_tick == opening.end_tick == 3 * 240
    assert opening.tempo_map.bpm_at(0) == pytest.approx(90, abs=1e-3)
    assert opening.title == "After something"
    assert opening.keys == (KeyChange(0, Key(-5)),)
    assert opening_excerpt((0,), VOCABULARY, 90.0, "From nothing").keys == ()
