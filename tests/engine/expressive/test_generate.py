from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from chopin_studio.engine.expressive.attributes import ATTRIBUTES, CONDITIONS
from chopin_studio.engine.expressive.constraints import LONG_NOTES
from chopin_studio.engine.expressive.encoder import read
from chopin_studio.engine.expressive.network import ExpressiveNetwork, ExpressiveStepper
from chopin_studio.engine.expressive.openings import MOST_HEARD_NOTES, ExpressiveSeed
from chopin_studio.engine.generator import Opening, Step, generate
from chopin_studio.engine.manifest import BundleError
from chopin_studio.engine.seeds import ExcerptStart, LibraryStart, RandomStart, SeedError
from chopin_studio.engine.settings import GenerationSettings
from chopin_studio.music.excerpt import Excerpt, PedalChange
from chopin_studio.music.key import Key, KeyChange
from chopin_studio.music.meter import MeterChange, MeterMap
from chopin_studio.music.note import Hand, Note
from chopin_studio.music.tempo import TempoMap
from tests.engine.expressive.takes import biased, made, take
from tests.expressive_models import (
    MARCH_SEED,
    WALTZ_SEED,
    random_tensors,
    row,
    write_expressive_model,
)

WALTZ, MARCH = LibraryStart("waltz"), LibraryStart("march")
STARTS = (RandomStart(), WALTZ, MARCH)
HANDS = (Hand.RIGHT, Hand.LEFT)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory):
    return write_expressive_model(tmp_path_factory.mktemp("models") / "expressive-16")


def spans_of(music, hand):
    """Return how far a hand's keys lie apart at each of its onsets, those still held among them."""
    notes = [note for note in music.notes if note.hand is hand]
    spans = []
    for note in notes:
        held = [n.pitch for n in notes if n.onset_tick <= note.onset_tick < n.end_tick]
        spans.append(max(held) - min(held))
    return spans


def test_a_library_seed_opens_the_take_in_its_own_setting(bundle):
    ((opening, steps),) = made(bundle, start=WALTZ, notes=20)
    seed = opening.excerpt
    assert seed.title == "After Waltz in A minor"
    assert seed.seed_end_tick == 1440
    assert seed.key_at(0) == Key.named("A minor")
    assert seed.meters.bar_at(0).end_tick == 1440
    assert [note.pitch for note in seed.notes] == [45, 64, 52, 57, 69]
    assert [pedal.is_down for pedal in seed.pedals] == [True, False]
    assert seed.tempo_map.bpm_at(0) == pytest.approx(150, rel=1e-4)
    assert len(steps) == 20
    assert all(len(step.notes) == 1 for step in steps)


@pytest.mark.parametrize("start", STARTS)
def test_notes_come_in_order_and_none_before_the_seed_s_end(bundle, start):
    ((opening, steps),) = made(bundle, start=start, notes=200)
    notes = [step.notes[0] for step in steps]
    assert notes[0].onset_tick >= opening.excerpt.seed_end_tick
    for before, after in pairwise(notes):
        assert before.onset_tick <= after.onset_tick
        if before.onset_tick == after.onset_tick:
            assert before.pitch < after.pitch


def test_no_note_is_put_into_the_seed_s_last_bar(tmp_path):
    bundle = biased(tmp_path, delta_onset={1: 50.0})
    ((opening, steps),) = made(bundle, start=WALTZ, notes=3)
    assert opening.excerpt.notes[-1].onset_tick == 960
    assert opening.excerpt.seed_end_tick <= steps[0].notes[0].onset_tick
    assert steps[2].notes[0].onset_tick - steps[0].notes[0].onset_tick == 2 * 20


@pytest.mark.parametrize("start", STARTS)
def test_pedals_and_tempi_lie_at_their_note_and_before_the_next(bundle, start):
    ((_, steps),) = made(bundle, start=start, notes=200)
    for step, following in pairwise(steps):
        onset, end = step.notes[0].onset_tick, following.notes[0].onset_tick
        ticks = [pedal.tick for pedal in step.pedals]
        if step.tempo is not None and step is not steps[0]:
            ticks.append(step.tempo.tick)
        assert all(onset <= tick for tick in ticks)
        assert not ticks or onset == end or max(ticks) < end
    assert any(step.pedals for step in steps)
    assert sum(step.tempo is not None for step in steps) > 10


def test_a_chord_s_later_notes_move_neither_pedal_nor_tempo(tmp_path):
    bundle = biased(tmp_path, delta_onset={0: 8.0})
    music = made(bundle, notes=100)[0][1]
    together = [b for a, b in pairwise(music) if a.notes[0].onset_tick == b.notes[0].onset_tick]
    assert len(together) > 50
    # The last of all may lift the pedal at the end.
    assert all(step.pedals == () and step.tempo is None for step in together[:-1])


@pytest.mark.parametrize("settings", [{}, {"temperature": 0.0}, {"temperature": 3.0, "top_p": 0.9}])
def test_a_hand_holds_no_more_than_it_can_reach(tmp_path, settings):
    # Long notes, many at once, in one hand: what a hand cannot reach would come at every turn.
    bundle = biased(
        tmp_path, delta_onset={0: 5.0}, duration={30: 8.0}, hand={0: 6.0}, pitch={0: 3.0, 87: 3.0}
    )
    music = take(bundle, notes=150, **settings)
    for hand in HANDS:
        assert max(spans_of(music, hand), default=0) <= 16


def test_a_hand_reaches_what_it_reached_in_the_seed(tmp_path):
    wide = ExpressiveSeed(
        "wide",
        "Wide",
        (row(0, 40, 48, hand="left"), row(0, 64, 48, hand="left")),
        WALTZ_SEED.frame,
        480,
    )
    tensors = random_tensors()
    tensors["head_delta_onset/bias"][0] += 5.0
    tensors["head_hand/bias"][1] += 50.0
    bundle = write_expressive_model(tmp_path / "expressive-16", tensors, (wide,))
    music = take(bundle, start=LibraryStart("wide"), notes=150)
    spans = spans_of(music, Hand.LEFT)
    assert len(spans) > 50
    assert 16 < max(spans[2:]) <= 24


def test_a_chord_at_the_top_of_the_keyboard_ends_there(tmp_path):
    bundle = biased(tmp_path, delta_onset={0: 50.0}, pitch={87: 50.0})
    music = take(bundle, notes=30)
    assert len(music.notes) == 30
    assert len({note.onset_tick for note in music.notes}) > 10


def test_the_pedal_is_up_at_the_end_however_short_the_take(tmp_path):
    bundle = biased(tmp_path, pedal={1: 50.0})
    for notes in (1, 2, 50):
        music = take(bundle, start=WALTZ, notes=notes)
        assert music.pedals[-2].is_down
        assert music.pedals[-1] == PedalChange(music.end_tick, 0)


def test_the_same_settings_give_the_same_music_and_another_state_gives_another(bundle):
    first, again, other = (
        take(bundle, start=WALTZ, notes=60, random_state=state) for state in (7, 7, 8)
    )
    assert first == again
    assert first.notes != other.notes


@pytest.mark.parametrize("start", STARTS)
def test_each_of_several_takes_is_what_it_would_be_alone(bundle, start):
    takes = made(bundle, start=start, notes=25, takes=3, random_state=40)
    for number, (opening, steps) in enumerate(takes):
        assert opening.random_state == 40 + number
        ((alone, steps_alone),) = made(bundle, start=start, notes=25, random_state=40 + number)
        assert (alone.excerpt, steps_alone) == (opening.excerpt, steps)
    assert len({tuple(step.notes for step in steps) for _, steps in takes}) == 3


def test_several_takes_grow_in_turn(bundle):
    events = list(generate(bundle, GenerationSettings(notes=3, takes=2)))
    assert [type(event) for event in events[:2]] == [Opening, Opening]
    assert [event.take for event in events[2:] if isinstance(event, Step)] == [0, 1] * 3


def test_a_generator_left_off_does_not_change_the_next(bundle):
    whole = made(bundle, start=WALTZ, notes=30)
    events = generate(bundle, GenerationSettings(start=WALTZ, notes=30))
    for _ in range(10):
        next(events)
    events.close()
    assert made(bundle, start=WALTZ, notes=30) == whole


def test_temperature_0_does_not_depend_on_the_random_state(bundle):
    greedy = [take(bundle, start=WALTZ, notes=30, temperature=0, random_state=k) for k in (1, 2)]
    assert greedy[0] == greedy[1]


def test_a_random_start_begins_from_nothing_in_the_setting_of_a_library_seed(bundle):
    settings = set()
    for random_state in range(12):
        ((opening, steps),) = made(bundle, notes=1, random_state=random_state)
        excerpt = opening.excerpt
        assert excerpt.notes == ()
        assert (excerpt.seed_end_tick, excerpt.title) == (0, "From a random start")
        assert steps[0].tempo is None or steps[0].tempo.tick == 0
        settings.add((excerpt.key_at(0), excerpt.meters, round(excerpt.tempo_map.bpm_at(0))))
    assert settings == {
        (seed.frame.keys[0].key, seed.frame.meters, round(seed.frame.base_bpm))
        for seed in (WALTZ_SEED, MARCH_SEED)
    }


def test_a_random_start_holds_one_meter_and_one_key(tmp_path):
    frame = replace(
        WALTZ_SEED.frame,
        meters=MeterMap((MeterChange(0, 3, 4), MeterChange(1440, 4, 4))),
        keys=(KeyChange(0, Key(0)), KeyChange(1440, Key(2))),
    )
    seed = replace(WALTZ_SEED, frame=frame)
    bundle = write_expressive_model(tmp_path / "expressive-16", seeds=(seed,))
    excerpt = take(bundle, notes=20)
    assert excerpt.meters == WALTZ_SEED.frame.meters
    assert excerpt.keys == (KeyChange(0, Key(0)),)


def test_a_tempo_asked_for_is_the_take_s_median_and_changes_no_note(bundle):
    own, slow = (take(bundle, start=WALTZ, notes=40, bpm=bpm) for bpm in (None, 75))
    assert slow.notes == own.notes
    assert [change.tick for change in slow.tempo_map.changes] == [
        change.tick for change in own.tempo_map.changes
    ]
    for tick in (0, 480, own.end_tick):
        assert slow.tempo_map.bpm_at(tick) == pytest.approx(
            own.tempo_map.bpm_at(tick) / 2, rel=1e-4
        )


def test_music_of_one_s_own_is_a_seed_with_what_it_says(bundle):
    own = Excerpt(
        notes=tuple(Note(60 + k, 50 + k, 480 * k, 480, Hand.RIGHT) for k in range(8)),
        tempo_map=TempoMap.constant(90),
        keys=(KeyChange(0, Key(0, "minor")),),
        title="Scale",
    )
    ((opening, steps),) = made(bundle, start=ExcerptStart(own), notes=5)
    assert opening.excerpt.title == "After Scale"
    assert [note.pitch for note in opening.excerpt.notes] == list(range(60, 68))
    assert opening.excerpt.tempo_map.bpm_at(0) == pytest.approx(90, rel=1e-4)
    assert 7 * 480 < opening.excerpt.seed_end_tick <= steps[0].notes[0].onset_tick
    assert opening.notices == ()


def test_one_note_is_seed_enough(bundle):
    start = ExcerptStart(Excerpt((Note(60, 80, 960, 10),)))
    ((opening, steps),) = made(bundle, start=start, notes=5)
    assert len(opening.excerpt.notes) == 1
    assert opening.excerpt.title == "After your music"
    assert len(steps) == 5


def test_music_without_piano_notes_is_refused_in_words(bundle):
    for notes in ((), (Note(12, 80, 0, 480), Note(110, 80, 0, 480))):
        with pytest.raises(SeedError, match="no piano notes"):
            made(bundle, start=ExcerptStart(Excerpt(notes)), notes=1)


def test_notes_beyond_the_keys_are_told(bundle):
    own = Excerpt((Note(60, 80, 0, 480), Note(115, 80, 480, 480)))
    ((opening, _),) = made(bundle, start=ExcerptStart(own), notes=1)
    assert any("beyond the 88 keys of a piano" in notice for notice in opening.notices)


def test_of_long_music_the_opening_is_the_seed(bundle):
    own = Excerpt(
        tuple(Note(40 + k % 40, 80, 240 * k, 240, Hand.RIGHT) for k in range(3000)),
        keys=(KeyChange(0, Key(0, "minor")),),
    )
    ((opening, _),) = made(bundle, start=ExcerptStart(own), notes=1)
    seed = opening.excerpt
    assert len(seed.notes) == MOST_HEARD_NOTES
    assert seed.seed_end_tick == MOST_HEARD_NOTES * 240
    assert seed.meters.bar_at(seed.seed_end_tick).start_tick == seed.seed_end_tick
    assert opening.notices == (
        "Your music has 3000 notes, but the model reads only 400: its opening is the seed.",
    )


def fed(monkeypatch, bundle, **settings):
    """Generate a take, and give all that its network was fed."""
    told = []
    feed = ExpressiveStepper.feed

    def listening(self, *arguments):
        told.append(arguments)
        return feed(self, *arguments)

    monkeypatch.setattr(ExpressiveStepper, "feed", listening)
    return take(bundle, **settings), told


def test_the_network_is_fed_the_music_as_it_would_be_read_again(monkeypatch, bundle):
    music, told = fed(monkeypatch, bundle, start=WALTZ, notes=40)
    rows = read(music).rows
    # What follows the last note is asked for too, since its chord may have to go on.
    assert len(told) == len(rows) + 1 == 46
    hearable = [ATTRIBUTES.index(name) for name in ATTRIBUTES if name not in ("pedal", "tempo")]
    notes = np.array([arguments[0] for arguments in told])
    np.testing.assert_array_equal(notes[1:, hearable], rows.attributes[:, hearable])
    assert [arguments[1] for arguments in told[1:]] == rows.positions.tolist()
    lookback = np.array([arguments[3] for arguments in told])
    np.testing.assert_array_equal(lookback[:, hearable], rows.lookback[:, hearable])
    known = [CONDITIONS.index(name) for name in ("meter", "key", "composer")]
    conditions = np.array([arguments[2] for arguments in told])
    np.testing.assert_array_equal(conditions[:, known], rows.conditions[:, known])


def progress(told):
    return [arguments[2][CONDITIONS.index("progress")] for arguments in told]


def test_the_key_and_composer_are_held_and_progress_goes_from_first_to_last(monkeypatch, bundle):
    _, told = fed(monkeypatch, bundle, start=WALTZ, notes=43)
    conditions = np.array([arguments[2] for arguments in told])
    assert (conditions[:, CONDITIONS.index("meter")] == 5).all()
    assert (conditions[:, CONDITIONS.index("key")] == 12 + 5).all()
    assert (conditions[:, CONDITIONS.index("composer")] == 7).all()
    assert progress(told) == [*sorted(list(range(8)) * 6), 7]


def test_music_too_long_for_a_piece_has_no_beginning_and_no_end(monkeypatch, bundle):
    _, told = fed(monkeypatch, bundle, start=WALTZ, notes=LONG_NOTES)
    assert set(progress(told)) == {2, 3, 4, 5}
    assert progress(told) == sorted(progress(told))


def test_the_new_place_in_the_bar_is_told_before_the_pitch(monkeypatch, bundle):
    places = []
    tell = ExpressiveNetwork.given_place

    def listening(self, place, z):
        places.append(list(place))
        return tell(self, place, z)

    monkeypatch.setattr(ExpressiveNetwork, "given_place", listening)
    music = take(bundle, start=WALTZ, notes=40)
    assert places == read(music).rows.places[5:].tolist()


def test_a_chord_s_later_notes_are_fed_with_its_pedal_and_tempo(monkeypatch, tmp_path):
    _, told = fed(monkeypatch, biased(tmp_path, delta_onset={0: 5.0}), notes=60)
    rows = [tuple(arguments[0]) for arguments in told[1:]]
    chords = [(a, b) for a, b in pairwise(rows) if b[0] == 0]
    assert len(chords) > 20
    assert all(a[-2:] == b[-2:] for a, b in chords)


def test_the_bars_and_the_key_at_the_seed_s_end_go_on(monkeypatch, bundle):
    own = Excerpt(
        notes=tuple(Note(60 + k, 80, 480 * k, 480, Hand.RIGHT) for k in range(8)),
        meters=MeterMap((MeterChange(0, 4, 4), MeterChange(1920, 3, 4))),
        keys=(KeyChange(0, Key(0)), KeyChange(1920, Key(2))),
    )
    music, told = fed(monkeypatch, bundle, start=ExcerptStart(own), notes=10)
    conditions = [tuple(arguments[2][:2]) for arguments in told]
    # Those at the note before: the fifth note is the first of the new bars.
    assert conditions == 5 * [(7, 5)] + 14 * [(5, 7)]
    assert (music.meters, music.keys) == (own.meters, own.keys)


def test_changes_after_the_part_that_is_read_do_not_come(bundle):
    own = Excerpt(
        notes=tuple(Note(60, 80, 240 * k, 240, Hand.RIGHT) for k in range(3000)),
        meters=MeterMap((MeterChange(0, 4, 4), MeterChange(1920 * 80, 3, 4))),
        keys=(KeyChange(0, Key(0)), KeyChange(1920 * 80, Key(2))),
    )
    ((opening, _),) = made(bundle, start=ExcerptStart(own), notes=1)
    assert len(opening.excerpt.meters.changes) == len(opening.excerpt.keys) == 1


def test_a_seed_s_name_that_is_none_names_some(bundle):
    with pytest.raises(BundleError, match="no seed named moonlight"):
        made(bundle, start=LibraryStart("moonlight"), notes=1)


def test_weights_of_another_size_are_refused(tmp_path):
    other = write_expressive_model(tmp_path / "odd", random_tensors(8))
    with pytest.raises(BundleError, match=r"odd is damaged: .*shapes"):
        made(other, notes=1)


@pytest.mark.parametrize("seeds", [(), (replace(WALTZ_SEED, end_tick=0),)])
def test_seeds_that_are_none_are_refused(tmp_path, seeds):
    bundle = write_expressive_model(tmp_path / "seedless", seeds=seeds)
    with pytest.raises(BundleError, match="seedless is damaged: seeds"):
        _ = bundle.seeds


# What is too unlikely to be drawn


def pitches_of(tmp_path, likely, **settings):
    """Return the pitches of a take whose model knows how likely some are, always; the rest share.

    Notes come one by one, so that every pitch can be played at every moment.
    """
    tensors = random_tensors()
    tensors["head_delta_onset/bias"][24] += 50.0
    tensors["head_pitch/kernel"][:] = 0.0
    tensors["head_pitch/bias"][:] = np.log((1 - sum(likely.values())) / (88 - len(likely)))
    for pitch, probability in likely.items():
        tensors["head_pitch/bias"][pitch - 21] = np.log(probability)
    bundle = write_expressive_model(tmp_path / "expressive-16", tensors)
    return {note.pitch for note in take(bundle, notes=200, **settings).notes}


def test_a_slip_of_one_in_a_hundred_is_never_played_however_much_is_allowed(tmp_path):
    likely = {60: 0.4925, 64: 0.4925}
    assert pitches_of(tmp_path, likely, top_p=1.0) == {60, 64}


def test_what_a_lower_top_p_leaves_out_is_never_played(tmp_path):
    likely = {60: 0.5, 64: 0.4}
    assert pitches_of(tmp_path / "narrow", likely, top_p=0.8) == {60, 64}
    assert len(pitches_of(tmp_path / "wide", likely, top_p=1.0)) > 5


class AlwaysQuoting:
    """A guard to which every note is a quotation."""

    index_id = "corpus-0"

    def excess(self, made, following, most):
        return 1.0


def test_each_take_counts_its_own_bars_where_it_quotes(bundle):
    asked = GenerationSettings(RandomStart(), notes=12, takes=6, stay_original=10)
    openings, numbers = {}, []
    for event in generate(bundle, asked, guard=AlwaysQuoting()):
        if isinstance(event, Opening):
            openings[event.take] = event.excerpt.meters
        else:
            bar = openings[event.take].bar_at(event.notes[0].onset_tick)
            numbers.append((event.notices[-1].values["bar"], bar.number))
    assert len(set(openings.values())) > 1
    assert [told for told, _ in numbers] == [number for _, number in numbers]
