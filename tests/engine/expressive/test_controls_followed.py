from dataclasses import replace

import pytest

from chopin_studio.engine.expressive.attributes import CONDITIONS, END
from chopin_studio.engine.expressive.network import ExpressiveStepper
from chopin_studio.engine.expressive.openings import ExpressiveSeed
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart
from chopin_studio.music.excerpt import Excerpt
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.settings.definition import SettingsError
from tests.engine.expressive.takes import biased, made, take
from tests.expressive_models import WALTZ_SEED, row, write_expressive_model

WALTZ = LibraryStart("waltz")
BAR = 3 * 480
IN_MID_BAR = ExcerptStart(
    Excerpt(
        tuple(Note(60 + k, 80, 480 * k, 480, Hand.RIGHT) for k in range(5)),
        keys=(KeyChange(0, Key(0, "minor")),),
    )
)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")


@pytest.fixture
def conditions_fed(monkeypatch):
    """Return the conditions that networks are fed, as a list that grows."""
    told = []
    feed = ExpressiveStepper.feed

    def listening(self, row, position, conditions, lookback):
        told.append(dict(zip(CONDITIONS, conditions, strict=True)))
        return feed(self, row, position, conditions, lookback)

    monkeypatch.setattr(ExpressiveStepper, "feed", listening)
    return told


def opening(bundle, **settings):
    ((begun, _),) = made(bundle, notes=1, **settings)
    return begun.excerpt


# Key


@pytest.mark.parametrize(
    ("key", "semitones"),
    [
        ("A minor", 0),
        ("B minor", 2),
        ("G minor", -2),
        ("E-flat minor", 6),
        ("D-sharp minor", 6),
        ("E minor", -5),
        ("D minor", 5),
    ],
)
def test_the_seed_is_moved_to_the_key_by_the_shortest_way(bundle, key, semitones):
    seed = opening(bundle, start=WALTZ, key=key)
    assert [note.pitch for note in seed.notes] == [p + semitones for p in (45, 64, 52, 57, 69)]
    assert seed.keys == (KeyChange(0, Key.named(key)),)


def test_all_24_keys_can_be_had_and_are_told_to_the_network(bundle, conditions_fed):
    told = set()
    for mode in ("major", "minor"):
        for fifths in range(-5, 7):
            key = Key(fifths, mode)
            conditions_fed.clear()
            music = opening(bundle, key=key.name)
            assert music.keys == (KeyChange(0, key),)
            told.add(conditions_fed[0]["key"])
    assert told == set(range(24))


def test_a_relative_key_moves_no_note_and_follows_the_seed(bundle, conditions_fed):
    seed = opening(bundle, start=WALTZ, key="C major")
    assert [note.pitch for note in seed.notes] == [45, 64, 52, 57, 69]
    assert seed.keys == (KeyChange(0, Key(0, "minor")), KeyChange(BAR, Key(0)))
    conditions_fed.clear()
    take(bundle, start=WALTZ, key="C major", notes=5)
    # The seed's five notes and the first new one are told the key at the note before.
    assert [told["key"] for told in conditions_fed] == 6 * [12 + 5] + 5 * [5]


def test_a_key_holds_from_the_next_bar_line_where_the_seed_ends_in_mid_bar(bundle):
    music = opening(bundle, start=IN_MID_BAR, key="C major")
    assert 1920 < music.seed_end_tick < 2 * 1920
    assert music.keys == (KeyChange(0, Key(0, "minor")), KeyChange(2 * 1920, Key(0)))


def test_keys_before_the_seed_s_last_move_along(tmp_path):
    keys = (KeyChange(0, Key(5)), KeyChange(480, Key(0, "minor")))
    seed = replace(WALTZ_SEED, frame=replace(WALTZ_SEED.frame, keys=keys))
    bundle = write_expressive_model(tmp_path / "expressive-16", seeds=(seed,))
    moved = opening(bundle, start=WALTZ, key="B minor").keys
    assert moved == (KeyChange(0, Key(-5)), KeyChange(480, Key(2, "minor")))


def test_a_seed_at_the_top_of_the_keyboard_is_moved_the_other_way(tmp_path):
    high = ExpressiveSeed("high", "High", (row(0, 107), row(24, 60)), WALTZ_SEED.frame, BAR)
    bundle = write_expressive_model(tmp_path / "expressive-16", seeds=(high,))
    music = opening(bundle, start=LibraryStart("high"), key="B minor")
    assert [note.pitch for note in music.notes] == [97, 50]


def test_a_seed_of_the_whole_keyboard_cannot_be_moved_and_that_is_said(tmp_path):
    whole = ExpressiveSeed("whole", "Whole", (row(0, 21), row(24, 108)), WALTZ_SEED.frame, BAR)
    bundle = write_expressive_model(tmp_path / "expressive-16", seeds=(whole,))
    with pytest.raises(SettingsError, match=r"too much of the keyboard .* to B minor"):
        opening(bundle, start=LibraryStart("whole"), key="B minor")
    assert opening(bundle, start=LibraryStart("whole"), key="A minor").notes


# Meter and tempo


def test_from_nothing_key_meter_and_tempo_are_those_asked_for(bundle, conditions_fed):
    music = opening(bundle, key="B-flat major", meter="6/8", bpm=72)
    assert music.meters == MeterMap((MeterChange(0, 6, 8),))
    assert music.keys == (KeyChange(0, Key(-2)),)
    assert music.tempo_map.bpm_at(0) == pytest.approx(72, rel=1e-4)
    assert conditions_fed[0]["meter"] == 24 + 5


def test_after_a_seed_the_meter_changes_at_its_end(bundle, conditions_fed):
    music = take(bundle, start=WALTZ, meter="4/4", notes=20)
    assert music.meters == MeterMap((MeterChange(0, 3, 4), MeterChange(BAR, 4, 4)))
    assert [told["meter"] for told in conditions_fed] == 6 * [5] + (len(conditions_fed) - 6) * [7]


def test_after_a_seed_that_ends_in_mid_bar_the_meter_changes_at_the_next_bar_line(bundle):
    music = opening(bundle, start=IN_MID_BAR, meter="3/4")
    assert music.meters.changes[-1] == MeterChange(2 * 1920, 3, 4)


def test_the_seed_s_own_meter_changes_nothing(bundle):
    assert take(bundle, start=WALTZ, meter="3/4", notes=9) == take(bundle, start=WALTZ, notes=9)


# Length in bars


@pytest.mark.parametrize("bars", [1, 2, 7])
@pytest.mark.parametrize("start", [RandomStart(), WALTZ, IN_MID_BAR])
def test_a_take_has_the_bars_asked_for_and_ends_in_the_last(bundle, start, bars):
    music = take(bundle, start=start, bars=bars, random_state=3, notes=1)
    bar_at = music.meters.bar_at
    line = bar_at(music.seed_end_tick)
    first = line.number if line.start_tick == music.seed_end_tick else line.number + 1
    last = bar_at(music.notes[-1].onset_tick)
    assert last.number - first + 1 == bars
    assert music.end_tick <= last.end_tick
    assert not music.pedals or not music.pedals[-1].is_down


def test_bars_of_a_meter_asked_for_are_counted(bundle):
    music = take(bundle, start=WALTZ, bars=3, meter="2/4")
    assert BAR + 2 * 960 <= music.notes[-1].onset_tick < BAR + 3 * 960


def test_a_take_ends_where_the_network_would_never_end_it(tmp_path):
    bundle = biased(tmp_path, delta_onset={END: -99.0})
    music = take(bundle, start=WALTZ, bars=4)
    assert 4 * BAR <= music.notes[-1].onset_tick < 5 * BAR


def test_a_network_that_would_always_end_ends_in_the_last_bar_and_nowhere_else(tmp_path):
    bundle = biased(tmp_path, delta_onset={END: 99.0})
    music = take(bundle, start=WALTZ, bars=4)
    in_last_bar = [note for note in music.notes if note.onset_tick >= 4 * BAR]
    assert {note.onset_tick for note in in_last_bar} == {4 * BAR}
    assert len(take(bundle, start=WALTZ, notes=30).notes) >= 35


@pytest.mark.parametrize("key", ["A minor", "D-flat major", "E minor"])
@pytest.mark.parametrize("random_state", range(4))
def test_it_ends_with_the_tonic_s_chord_on_the_last_downbeat(bundle, key, random_state):
    music = take(bundle, start=WALTZ, bars=3, key=key, random_state=random_state)
    last = [note for note in music.notes if note.onset_tick >= 3 * BAR]
    assert {note.onset_tick for note in last} == {3 * BAR}
    tonic = Key.named(key).tonic_pitch_class
    assert last[0].pitch % 12 == tonic
    third = 3 if key.endswith("minor") else 4
    assert {(note.pitch - tonic) % 12 for note in last} <= {0, third, 7}
    assert len(last) > 1
    assert all(note.duration_tick >= BAR // 2 for note in last)


def test_a_wait_past_the_end_is_an_end(tmp_path):
    bundle = biased(tmp_path, delta_onset={60: 99.0, 12: 50.0})
    music = take(bundle, bars=2)
    # 12 24ths of a beat fit and 192 do not: half a beat after half a beat, up to the last bar.
    first_in_last_bar = music.meters.bar_at(0).end_tick
    assert [note.onset_tick for note in music.notes][-1] == first_in_last_bar


def test_progress_is_told_from_the_first_bar_to_the_last(bundle, conditions_fed):
    take(bundle, bars=24, meter="2/4")
    told = [conditions["progress"] for conditions in conditions_fed]
    assert list(dict.fromkeys(told)) == [0, 1, 2, 3, 4, 5, 6, 10, 9, 8]


def test_the_length_in_bars_does_not_depend_on_the_number_of_notes(bundle):
    few, many = (take(bundle, start=WALTZ, bars=5, notes=notes) for notes in (1, 500))
    assert few == many


# Range and hand span


def test_new_notes_stay_within_the_range_asked_for(tmp_path):
    bundle = biased(tmp_path, pitch={0: 9.0, 87: 9.0})
    music = take(bundle, start=WALTZ, notes=60, lowest_pitch=48, highest_pitch=72)
    assert {note.pitch for note in music.notes[:5]} - set(range(48, 73))
    assert {note.pitch for note in music.notes[5:]} <= set(range(48, 73))


def test_keys_held_far_from_the_range_are_let_go_before_new_ones(tmp_path):
    held = (row(0, 21, 48, hand="left"), row(0, 24, 48))
    seed = ExpressiveSeed("low", "Low", held, WALTZ_SEED.frame, 480)
    bundle = write_expressive_model(tmp_path / "expressive-16", seeds=(seed,))
    music = take(bundle, start=LibraryStart("low"), notes=5, lowest_pitch=60)
    assert music.notes[2].onset_tick >= 48 * 20
    assert all(note.pitch >= 60 for note in music.notes[2:])


@pytest.mark.parametrize("span", [7, 12, 24])
def test_a_hand_reaches_as_far_as_is_asked_for(tmp_path, span):
    bundle = biased(tmp_path, delta_onset={0: 5.0}, duration={20: 8.0}, hand={0: 6.0})
    music = take(bundle, notes=120, hand_span=span)
    widest = 0
    for note in music.notes:
        held = [
            n.pitch
            for n in music.notes
            if n.hand is note.hand and n.onset_tick <= note.onset_tick < n.end_tick
        ]
        widest = max(widest, max(held) - min(held))
    assert span - 3 <= widest <= span


# The end of a take


def test_a_take_does_not_stop_within_a_chord(tmp_path):
    bundle = biased(tmp_path, delta_onset={0: 50.0}, pitch=dict.fromkeys((30, 36, 40), 9.0))
    whole = take(bundle, notes=40, random_state=6)
    for notes in (1, 2, 3, 4):
        music = take(bundle, notes=notes, random_state=6)
        last = music.notes[-1].onset_tick
        assert len(music.notes) >= notes
        assert sum(n.onset_tick == last for n in music.notes) == sum(
            n.onset_tick == last for n in whole.notes
        )


def test_a_take_of_single_notes_has_as_many_as_asked_for(tmp_path):
    bundle = biased(tmp_path, delta_onset={0: -99.0})
    assert len(take(bundle, notes=17).notes) == 17
