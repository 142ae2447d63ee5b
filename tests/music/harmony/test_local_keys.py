"""The keys that music goes through."""

from chopin_studio.music.harmony.local_keys import local_keys
from chopin_studio.music.harmony.progression import parse_progression
from chopin_studio.music.harmony.tonality import Tonality
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import TICKS_PER_QUARTER as BEAT
from chopin_studio.music.note import Note


def found(text: str, *keys: Key) -> list[tuple[int, str]]:
    """Return the keys of a progression played in blocks, each with how many bars it lasts."""
    bars = parse_progression(text, Key(0), MeterChange(0, 4, 4))
    beats = [chord for bar in bars for chord in bar]
    notes = tuple(
        Note(48 + pitch, 64, beat * BEAT, BEAT)
        for beat, chord in enumerate(beats)
        if chord is not None
        for pitch in sorted(chord.root + step for step in chord.quality.steps)
    )
    changes = tuple(KeyChange(k * 4 * 4 * BEAT, key) for k, key in enumerate(keys))
    result = local_keys(notes, MeterMap(), bars, changes)
    assert len(result) == len(bars)
    return list(dict.fromkeys((key.tonic, key.mode) for key in result))


def test_a_piece_may_stay_in_its_key() -> None:
    assert found("C Am Dm G7 " * 4) == [(0, "major")]
    assert found("Am Dm E7 Am " * 4) == [(9, "minor")]


def test_a_modulation_is_found_and_a_dominant_of_one_bar_is_none() -> None:
    assert found("C F G7 C " * 2 + "E B7 E A " * 3) == [(0, "major"), (4, "major")]
    assert found("C D7 G7 C " * 4) == [(0, "major")]


def test_the_signature_decides_where_chords_leave_it_open() -> None:
    assert found("Gsus4", Key(1)) == [(7, "major")]
    assert found("N.C. N.C.", Key(0, "minor")) == [(9, "minor")]
    assert found("N.C. N.C.", Key(0)) == [(0, "major")]


def test_no_bars_have_no_keys() -> None:
    assert local_keys((), MeterMap(), ()) == ()


def test_a_tonality_moves_round_the_octave() -> None:
    assert Tonality(9, "minor").transposed(5) == Tonality(2, "minor")
    assert Tonality.of(Key(-3, "minor")) == Tonality(0, "minor")
