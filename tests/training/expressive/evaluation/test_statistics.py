"""Statistics of passages whose answers are known beforehand; times are in 24ths of a beat."""

from math import isnan

import pytest

from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.training.expressive.evaluation.statistics import (
    STATISTICS,
    scale,
    share_in_key,
    statistics,
    summaries,
)
from tests.training.expressive.evaluation.passages import melody, passage

BAR = 96


def counted(name, music):
    return STATISTICS[name].count(music)


def test_notes_are_counted_by_the_bars_from_the_first_onset_to_the_last():
    assert counted("notes_a_bar", melody(*range(60, 69))) == 4
    waltz = MeterMap((MeterChange(0, 3, 4),))
    notes = [(24 * k, {}) for k in range(7)]
    assert counted("notes_a_bar", passage(*notes, meters=waltz)) == 3


def test_chords_are_told_by_how_many_notes_begin_together():
    music = passage((0, {}), (0, {"pitch": 64}), (0, {"pitch": 67}), (24, {"pitch": 60}))
    assert counted("notes_together", music) == 2
    assert counted("beats_between_onsets", music) == 1


def test_lengths_are_in_beats():
    assert (
        counted("beats_of_a_note", passage((0, {"duration": 12}), (48, {"duration": 48}))) == 1.25
    )


def test_held_keys_are_counted_over_the_time_and_not_beyond_the_last_onset():
    long, short = {"duration": 48}, {"pitch": 64, "duration": 12}
    # Four beats: the first is held for two of them, the second for half a one, the last none.
    assert counted("sounding", passage((0, long), (24, short), (96, long))) == 2.5 / 4


def test_velocity_is_that_of_the_middle_of_its_class():
    music = passage((0, {"velocity": 40}), (24, {"velocity": 80}))
    assert counted("velocity", music) == 62
    assert counted("velocity_deviation", music) == 20


def test_each_hand_has_its_range_and_a_hand_that_rests_has_none():
    notes = [(24 * k, {"pitch": 40 + k, "hand": "left"}) for k in range(21)]
    music = passage(*notes)
    assert [counted(f"left_{part}", music) for part in ("low", "middle", "high")] == [41, 50, 59]
    assert isnan(counted("right_middle", music))


@pytest.mark.parametrize(
    ("key", "root", "others"),
    [
        ("C major", 0, {2, 4, 5, 7, 9, 11}),
        ("A minor", 9, {11, 0, 2, 4, 5, 6, 7, 8}),
        ("D-flat major", 1, {3, 5, 6, 8, 10, 0}),
        ("C-sharp minor", 1, {3, 4, 6, 8, 9, 10, 11, 0}),
    ],
)
def test_a_minor_key_has_its_sixth_and_seventh_in_both_forms(key, root, others):
    assert Key.named(key).tonic_pitch_class == root
    assert scale(Key.named(key)) == {root} | others


def test_notes_are_in_the_key_that_is_in_force_at_each_of_them():
    keys = (KeyChange(0, Key.named("C major")), KeyChange(480, Key.named("D major")))
    music = passage(
        (0, {"pitch": 65}), (12, {"pitch": 66}), (24, {"pitch": 65}), (36, {"pitch": 66}), keys=keys
    )
    assert share_in_key(music) == 0.5
    assert share_in_key(music.part(2, 4)) == 0.5
    assert share_in_key(music.part(0, 1)) == 1
    assert share_in_key(music, Key.named("F-sharp major")) == 1


def test_a_downbeat_without_an_onset_is_missed_and_the_first_bar_counts_where_it_begins():
    assert counted("share_of_downbeats", melody(*[60] * 9)) == 1
    assert counted("share_of_downbeats", passage((0, {}), (90, {}), (192, {}))) == 2 / 3
    assert counted("share_of_downbeats", passage((12, {}), (96, {}))) == 1
    assert isnan(counted("share_of_downbeats", passage((12, {}), (90, {}))))


def test_bars_are_compared_with_the_one_before_in_rhythm_and_note_for_note():
    def bar(number, *notes):
        return [(BAR * number + place, {"pitch": pitch}) for place, pitch in notes]

    music = passage(
        *bar(0, (0, 60), (48, 64)),
        *bar(1, (0, 60), (48, 64)),
        *bar(2, (0, 60), (48, 65)),
        *bar(3, (0, 60), (36, 64)),
        *bar(4, (0, 60)),
    )
    # Four whole bars, the last one cut off by the last onset.
    assert counted("share_rhythm_repeated", music) == pytest.approx(2 / 3)
    assert counted("share_bars_repeated", music) == pytest.approx(1 / 3)


def test_the_pedal_is_counted_where_it_goes_down_and_once_a_chord():
    pedals = ["held", "held", "anew", "anew", "up", "held", "up"]
    notes = [(24 * k, {"pedal": pedal}) for k, pedal in enumerate(pedals)]
    notes.insert(3, (48, {"pitch": 64, "pedal": "anew"}))
    # Thrice after the first onset, in a bar and a half.
    assert counted("pedals_a_bar", passage(*notes)) == pytest.approx(3 / 1.5)


def test_tempo_deviates_in_octaves_and_a_chord_speaks_once():
    music = passage((0, {"tempo": 8}), (0, {"pitch": 64, "tempo": 8}), (24, {"tempo": -8}))
    assert counted("tempo_deviation", music) == 1


def test_one_lone_chord_has_no_time_to_count_in():
    found = statistics(passage((0, {}), (0, {"pitch": 64})))
    assert isnan(found["notes_a_bar"])
    assert isnan(found["sounding"])
    assert found["share_of_downbeats"] == 1
    assert found.keys() == STATISTICS.keys()


def test_summaries_are_means_and_hold_the_last_quarter_against_the_first():
    def fading(loud, soft):
        loudness = [loud] * 4 + [60] * 8 + [soft] * 4
        return passage(*((24 * k, {"velocity": v}) for k, v in enumerate(loudness)))

    # A class of velocity is four wide: 98 and 46 in their middles, 102 and 50.
    found = summaries([fading(96, 44), fading(100, 48)])["velocity"]
    assert found.mean == pytest.approx((67 + 69) / 2)
    assert found.deviation == pytest.approx(2**0.5)
    assert found.last_to_first == pytest.approx(48 / 100)


def test_what_some_excerpts_lack_is_averaged_over_the_others():
    left = melody(40, 41, 42, 43, hand="left")
    both = passage(
        (0, {"pitch": 70}), *((24 * k, {"pitch": 40, "hand": "left"}) for k in (1, 2, 3))
    )
    found = summaries([left, both])
    assert found["right_middle"].mean == 70
    assert isnan(found["right_middle"].deviation)
    assert isnan(found["right_middle"].last_to_first)
