"""What is kept where a passage is to be filled with other music."""

from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Note
from chopin_studio.music.splicing import kept_until, without
from chopin_studio.music.tempo import TempoChange, TempoMap

BAR = 1920
MUSIC = Excerpt(
    notes=tuple(Note(60 + beat, 80, beat * 480, 960) for beat in range(16)),
    tempo_map=TempoMap(tuple(TempoChange(bar * BAR, 500_000 + bar) for bar in range(4))),
    meters=MeterMap((MeterChange(0, 4, 4), MeterChange(2 * BAR, 2, 2))),
    keys=(KeyChange(0, Key(0)), KeyChange(2 * BAR, Key(2))),
    pedals=tuple(
        PedalChange(bar * BAR + at, v) for bar in range(4) for at, v in ((0, 127), (960, 0))
    ),
    seed_end_tick=3 * BAR,
)


def test_what_begins_before_the_cut_is_kept_whole() -> None:
    kept = kept_until(MUSIC, 2 * BAR)
    assert kept.notes == MUSIC.notes[:8]
    assert kept.end_tick > 2 * BAR  # the last note rings over the cut
    assert [change.tick for change in kept.pedals] == [0, 960, BAR, BAR + 960]


def test_bars_and_key_go_on_as_they_are_at_the_cut_and_the_tempo_as_just_before() -> None:
    kept = kept_until(MUSIC, 2 * BAR)
    assert kept.meters == MUSIC.meters
    assert kept.keys == MUSIC.keys
    assert [change.tick for change in kept.tempo_map.changes] == [0, BAR]
    earlier = kept_until(MUSIC, 2 * BAR - 1)
    assert len(earlier.meters.changes) == len(earlier.keys) == 1


def test_the_seed_ends_at_the_cut_at_the_latest() -> None:
    assert kept_until(MUSIC, BAR).seed_end_tick == BAR
    assert kept_until(MUSIC, 4 * BAR).seed_end_tick == 3 * BAR


def test_nothing_is_kept_before_the_first_note_but_a_tempo() -> None:
    nothing = kept_until(MUSIC, 0)
    assert (nothing.notes, nothing.pedals) == ((), ())
    assert nothing.tempo_map.changes == MUSIC.tempo_map.changes[:1]


def test_what_begins_in_a_passage_goes_and_all_else_stays() -> None:
    left = without(MUSIC, BAR, 2 * BAR)
    assert left.notes == (*MUSIC.notes[:4], *MUSIC.notes[8:])
    assert (left.meters, left.keys, left.tempo_map) == (MUSIC.meters, MUSIC.keys, MUSIC.tempo_map)
    assert left.seed_end_tick == BAR
    assert without(MUSIC, 3 * BAR, 4 * BAR).seed_end_tick == 3 * BAR


def test_after_a_passage_the_pedal_is_as_the_passage_left_it() -> None:
    held = without(MUSIC, BAR, BAR + 960)
    assert [(c.tick, c.value) for c in held.pedals][:4] == [
        (0, 127), (960, 0), (BAR + 960, 127), (BAR + 960, 0)
    ]  # fmt: skip
    untouched = without(MUSIC, BAR + 480, BAR + 960)
    assert untouched.pedals == MUSIC.pedals
